"""Every `.talk` says today what it said when it was written, on the whole bot."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.storage.engine import Database
from flows.answers import Resolvers
from flows.model import Library
from tests.conversations.conftest import CHATS
from tests.conversations.talk import Run, Talk, parse
from tests.conversations.whole_chat import whole_chat


async def play(talk: Talk, library: Library, resolvers: Resolvers, folder: Path) -> Run:
    database = await Database.open(f"sqlite:///{folder / 'passerelle.db'}")
    try:
        return await Run(talk, whole_chat(database, library, resolvers, talk.lang)).play()
    finally:
        await database.close()


@pytest.mark.parametrize("path", CHATS, ids=lambda path: path.stem)
def test_talk(path: Path, library: Library, resolvers: Resolvers, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    run = asyncio.run(play(parse(path), library, resolvers, tmp_path))
    if pytestconfig.getoption("--update-talks", default=False):
        path.write_text("\n".join(run.lines) + "\n", "utf-8")
    else:
        assert not run.wrong, "\n".join(run.wrong)
    silent = [question.text for question in run.questions if all(b.id != "!sos" for b in question.controls)]
    assert not silent, "every question has its SOS button"


def test_a_talk_that_says_something_else_fails(library: Library, resolvers: Resolvers, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.talk"
    wrong.write_text("> (start)\n< Bonjour.\n", "utf-8")
    run = asyncio.run(play(parse(wrong), library, resolvers, tmp_path))
    assert run.wrong[0].startswith("wrong.talk:1: after '> (start)'")
    assert "- < Bonjour." in run.wrong[0]


def test_a_talk_without_its_answers_fails(library: Library, resolvers: Resolvers, tmp_path: Path) -> None:
    missing = tmp_path / "missing.talk"
    missing.write_text("> (start)\n", "utf-8")
    assert asyncio.run(play(parse(missing), library, resolvers, tmp_path)).wrong
