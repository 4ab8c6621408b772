"""A file on its way: acknowledged, read, gone; what it brings stays."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.channels.model import Message
from bot.errors import Refused, Unavailable
from bot.i18n import translator
from bot.ports import Turn
from bot.received import rules, store
from bot.received.actions import READ, Failed, Reading
from bot.received.child import read, understood
from bot.storage.sealed import Identity, open_json
from bot.storage.tables.cvs import cvs
from bot.storage.tables.files import files
from bot.storage.tables.later import effects
from cv_builder.attached import resume_in_pdf
from cv_builder.model import CV, Job, Line
from cv_builder.reading.report import Read
from cv_builder.reading.report import Refused as Unread
from flows.events import Started, Tapped, Typed
from tests.conversations.conftest import CHATS
from tests.conversations.talk import Run, Sent, parse
from tests.conversations.whole_chat import WholeChat, whole_chat
from tests.cv_builder.reading.samples import CANDIDATE, PASSPORT, pdf


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[WholeChat]:
    """Somebody who has agreed and stands at the first question of the CV."""
    async with whole_chat(tmp_path, "fr") as chat:
        lines = await chat.say(Started(("fr",)))
        for label in ("Faire mon CV", "D’accord"):
            lines = await chat.say(Tapped(button(lines, label)))
        yield chat


def button(lines: Sequence[Message], label: str) -> str:
    return next(choice.id for line in lines for choice in line.choices if choice.label == label)


async def kept(chat: WholeChat) -> list[str]:
    """Types of the stored files."""
    async with chat.app.database.read() as db:
        return [row.type for row in await db.execute(select(files.c.type))]


async def test_what_was_read_is_not_kept(chat: WholeChat) -> None:
    chat.files["x.xml"] = ("application/xml", PASSPORT.encode())
    await chat.say(Sent("x.xml"))
    assert await kept(chat) == []


async def test_what_was_refused_is_not_kept(chat: WholeChat) -> None:
    lines = await chat.say(Sent("chat.jpg"))
    assert [line.text for line in lines][:2] == [
        "Je regarde ton fichier.",
        "C’est une image\u00a0: je ne sais pas y lire un CV. Envoie un PDF ou un Word fait ici, ou un CV Europass.",
    ]
    assert await kept(chat) == []


async def test_a_cv_that_waits_for_a_yes_goes_after_a_day(chat: WholeChat) -> None:
    await chat.say(Typed("Sam"))
    await chat.say(Sent("europass.pdf"))
    assert await kept(chat) == [store.WAITING]
    async with chat.app.database.write() as db:
        assert await store.retain(db, chat.now) == 0
        assert await store.retain(db, chat.now + 2 * store.KEPT) == 1
    assert await kept(chat) == []


async def test_a_late_yes_is_answered_truly(chat: WholeChat) -> None:
    await chat.say(Typed("Sam"))
    lines = await chat.say(Sent("europass.pdf"))
    async with chat.app.database.write() as db:
        await store.retain(db, chat.now + 2 * store.KEPT)
    lines = await chat.say(Tapped(button(lines, "Oui, remplacer")))
    assert lines[0].text.startswith("Ce fichier n’est plus là.")


async def test_many_files_are_too_many(chat: WholeChat) -> None:
    for _ in range(rules.MOST_AN_HOUR):
        await chat.say(Sent("notes.txt"))
    lines = await chat.say(Sent("notes.txt"))
    assert lines[0].text == "Ça fait beaucoup de fichiers. Réessaie dans une heure."
    assert await kept(chat) == []
    chat.wait(2 * store.HOUR)
    assert (await chat.say(Sent("notes.txt")))[0].text == "Je regarde ton fichier."


async def test_no_file_is_read_before_consent(tmp_path: Path) -> None:
    async with whole_chat(tmp_path, "fr") as chat:
        await chat.say(Started(("fr",)))
        lines = await chat.say(Sent("europass.pdf"))
        assert lines[0].text == "Je peux lire ton fichier et continuer ton CV. D’abord, ton accord."
        async with chat.app.database.read() as db:
            assert (await db.execute(select(effects.c.id))).all() == []
        lines = await chat.say(Tapped(button(lines, "D’accord")))
        assert any(line.text.startswith("J’ai lu ton CV") for line in lines)
        assert await kept(chat) == []


async def test_the_cv_that_comes_back_is_the_one_that_was_sent(tmp_path: Path) -> None:
    """The PDF made after everything was erased holds what the first one held."""
    talk = parse(next(path for path in CHATS if path.stem == "fichier_de_retour"))
    async with whole_chat(tmp_path, talk.lang) as chat:
        run = Run(talk, chat)
        seen = []
        for act in talk.acts[:-1]:
            await run._do(act)
            found = [data for name, (_, data) in chat.files.items() if name.startswith("CV_") and name.endswith(".pdf")]
            seen += [data for data in found if data not in seen]
        first, last = (dict(resume_in_pdf(data) or {}) for data in (seen[0], seen[-1]))
        assert first.pop("meta") != last.pop("meta"), "erased for good a day later"
        assert first == last
        async with chat.app.database.read() as db:
            [row] = (await db.execute(select(cvs.c.person_id, cvs.c.resume))).all()
        assert open_json(chat.app.keys, row.person_id, row.resume)["basics"]["name"] == "Amina Kaci"


# -- where the bytes come from -----------------------------------------------------------------------------------
async def test_a_file_lies_with_its_channel(chat: WholeChat) -> None:
    asked: list[str] = []

    async def fetch(ref: str) -> bytes:
        asked.append(ref)
        if ref.endswith("gone"):
            raise Refused("gone", "gone", 404)
        if ref.endswith("big"):
            raise Refused("too_big", "too big", 413)
        if ref.endswith("later"):
            raise Unavailable("later")
        return pdf(("cv.xml", CANDIDATE.encode()))

    reading = Reading(chat.app.database, Identity(), {"telegram": fetch}, read)
    found = await reading(chat.person, {"ref": "telegram:abc"})
    assert "cv" in found
    assert await reading(chat.person, {"ref": "telegram:gone"}) == {"ref": "telegram:gone", "refused": "gone"}
    assert await reading(chat.person, {"ref": "telegram:big"}) == {"ref": "telegram:big", "refused": "too_big"}
    assert await reading(chat.person, {"ref": "nothing"}) == {"ref": "nothing", "refused": "gone"}
    with pytest.raises(Unavailable):
        await reading(chat.person, {"ref": "telegram:later"})
    assert asked == ["telegram:abc", "telegram:gone", "telegram:big", "telegram:later"]


async def test_a_turn_gets_no_more_than_a_conversation_holds(chat: WholeChat) -> None:
    """**Why** already the effect cuts: everybody waits while a turn does."""
    jobs = tuple(Job(Line(f"Job {at}"), tasks=tuple(Line(f"Task {task}") for task in range(60))) for at in range(200))

    async def many(data: bytes) -> Read:
        return Read(CV("fr", name="Amina", work=jobs), ())

    ref = await chat.app.files.put(chat.person, "x.xml", "application/xml", b"<x/>")
    found = understood(await Reading(chat.app.database, Identity(), {}, many)(chat.person, {"ref": ref.id}))
    assert isinstance(found, Read)
    assert len(found.cv.work) <= rules.MOST_ROUNDS
    assert any(left.what == rules.TOO_MANY for left in found.unused)


async def test_a_file_of_somebody_else_is_not_read(chat: WholeChat) -> None:
    ref = await chat.app.files.put(chat.person, "x.xml", "application/xml", PASSPORT.encode())

    async def nothing(data: bytes) -> Read | Unread:
        raise AssertionError(data)

    reading = Reading(chat.app.database, Identity(), {}, nothing)
    assert await reading(chat.person + 1, {"ref": ref.id}) == {"ref": ref.id, "refused": "gone"}


async def test_when_every_try_broke_it_is_said(chat: WholeChat) -> None:
    ref = await chat.app.files.put(chat.person, "x.xml", "application/xml", b"<x/>")
    async with chat.app.database.write() as db:
        turn = Turn(db, chat.person, "fr", chat.now, chat.app.clock.new_id)
        outcome = await Failed(translator)(turn, {"ref": ref.id})
    assert (outcome.lines[0].text.startswith("Je n’ai pas pu lire"), outcome.resume) == (True, True)
    assert await kept(chat) == []


def test_the_kind_of_the_effect_is_known() -> None:
    assert READ == "received.read"
