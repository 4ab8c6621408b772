"""Between « Ton CV arrive » and the documents: calm, whatever is said meanwhile and whatever becomes of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot.effects import FIRST_PAUSE, MOST_TRIES
from flows.events import Typed
from tests.conversations.conftest import CHATS
from tests.conversations.talk import Act, Run, parse, plain
from tests.conversations.whole_chat import WholeChat, whole_chat

SOON = "Ton CV arrive ici dans quelques secondes : une image, un PDF et un Word."
PATIENCE = "Ça arrive ici, dans quelques secondes."
READY = "Ton CV est prêt. Regarde-le bien avant de l’envoyer."
FILES = "Le PDF, pour l’envoyer. Le Word, pour le changer toi-même."
BROKEN = "Le fichier est mal sorti, c’est ma faute. Rien n’est perdu : touche « Refaire le CV »."
WHAT = "Ce que tu as dit est gardé. Et maintenant ?"


@asynccontextmanager
async def last_tap(folder: Path) -> AsyncIterator[tuple[WholeChat, Run]]:
    """Somebody whose next tap is « Mon CV maintenant »."""
    talk = parse(CHATS[0].parent / "cv_maintenant.talk")
    acts: list[Act] = []
    for act in talk.acts:
        if act.line == "> [Mon CV maintenant]":
            break
        acts.append(act)
    async with whole_chat(folder, talk.lang) as chat:
        yield chat, await Run(replace(talk, acts=tuple(acts)), chat).play()


async def tap(chat: WholeChat, run: Run) -> list[str]:
    return [plain(message.text) for message in await chat.hear(run.read("[Mon CV maintenant]"))]


async def typed(chat: WholeChat, text: str) -> list[str]:
    return [plain(message.text) for message in await chat.hear(Typed(text))]


async def rested(chat: WholeChat) -> list[str]:
    return [plain(message.text) for message in await chat.rest()]


async def test_the_question_comes_once_with_the_documents(tmp_path: Path) -> None:
    async with last_tap(tmp_path) as (chat, run):
        assert await tap(chat, run) == [SOON]
        assert await rested(chat) == [SOON, READY, FILES, WHAT]


async def test_a_word_meanwhile_is_answered(tmp_path: Path) -> None:
    async with last_tap(tmp_path) as (chat, run):
        await tap(chat, run)
        assert await typed(chat, "merci") == [PATIENCE]
        assert await rested(chat) == [SOON, PATIENCE, READY, FILES, WHAT]


async def test_documents_that_never_come_leave_the_question(tmp_path: Path) -> None:
    async with last_tap(tmp_path) as (chat, run):
        chat.app.renderer.close()
        assert await tap(chat, run) == [SOON]
        assert await rested(chat) == [SOON]
        for number in range(MOST_TRIES - 1):
            chat.wait(FIRST_PAUSE * 2**number)
            last = await rested(chat)
        assert last == [BROKEN, WHAT]


async def test_nobody_waits_for_documents_that_are_lost(tmp_path: Path) -> None:
    async with last_tap(tmp_path) as (chat, run):
        chat.app.renderer.close()
        await tap(chat, run)
        assert await typed(chat, "allo") == [PATIENCE]
        assert await typed(chat, "tu es là ?") == [WHAT]
        chat.app.renderer.start()
        assert await typed(chat, "refaire le cv") == [SOON]
        assert (await rested(chat))[-3:] == [READY, FILES, WHAT]
