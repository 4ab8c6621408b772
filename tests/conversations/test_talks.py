"""Every `.talk` says today what it said when it was written, on the whole bot."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.conversations.conftest import CHATS
from tests.conversations.talk import Run, Talk, parse
from tests.conversations.whole_chat import whole_chat


async def play(talk: Talk, folder: Path) -> Run:
    async with whole_chat(folder, talk.lang, talk.channel, mail=talk.mail, maps=talk.maps) as chat:
        return await Run(talk, chat).play()


@pytest.mark.parametrize("path", CHATS, ids=lambda path: path.stem)
def test_talk(path: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    run = asyncio.run(play(parse(path), tmp_path))
    if pytestconfig.getoption("--update-talks", default=False):
        path.write_text("\n".join(run.lines) + "\n", "utf-8")
    else:
        assert not run.wrong, "\n".join(run.wrong)
    silent = [
        question.text for question in run.questions if not any(b.id.startswith("!sos") for b in question.controls)
    ]
    assert not silent, "every question has its SOS button"


def test_a_talk_that_says_something_else_fails(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.talk"
    wrong.write_text("> (start)\n< Bonjour.\n", "utf-8")
    run = asyncio.run(play(parse(wrong), tmp_path))
    assert run.wrong[0].startswith("wrong.talk:1: after '> (start)'")
    assert "- < Bonjour." in run.wrong[0]


def test_a_talk_without_its_answers_fails(tmp_path: Path) -> None:
    missing = tmp_path / "missing.talk"
    missing.write_text("> (start)\n", "utf-8")
    assert asyncio.run(play(parse(missing), tmp_path)).wrong
