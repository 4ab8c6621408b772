"""Every `.talk` says today what it said when it was written."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from flows.model import Library
from tests.conversations.conftest import CHATS
from tests.conversations.deeds import DEEDS
from tests.conversations.engine_chat import EngineChat
from tests.conversations.talk import Run, parse


@pytest.mark.parametrize("path", CHATS, ids=lambda path: path.stem)
def test_talk(path: Path, library: Library, pytestconfig: pytest.Config) -> None:
    talk = parse(path)
    run = asyncio.run(Run(talk, EngineChat(library, DEEDS, lang=talk.lang)).play())
    if pytestconfig.getoption("--update-talks", default=False):
        path.write_text("\n".join(run.lines) + "\n", "utf-8")
    else:
        assert not run.wrong, "\n".join(run.wrong)
