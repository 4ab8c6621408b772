"""The library as shipped, in all its languages; a text that a chat reaches and nobody translated fails that chat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalogs import LOCALES
from bot.offering import flow_texts
from bot.people.resolvers.date import Dates
from bot.people.resolvers.occupation import Occupations
from bot.people.resolvers.passing import NamedInPassing
from bot.people.resolvers.phone import Phones
from bot.people.resolvers.place import Places
from flows.answers import Resolvers
from flows.loader import load
from flows.model import Library
from flows.text import SOURCE, Texts
from tests.conversations.engine_chat import START

SHIPPED = LOCALES.parent / "flows" / "library"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-talks", action="store_true", help="write what the bot says now into the .talk files")


class Watched(Texts):
    """Remembers the texts that were looked up in a language and found in French only."""

    def __init__(self, library: Library) -> None:
        super().__init__(library.texts.source, flow_texts())
        self.missing: set[str] = set()

    def raw(self, locale: str, key: str) -> tuple[str, str]:
        text, found_in = super().raw(locale, key)
        if text and found_in == SOURCE != locale:
            self.missing.add(f"{locale}: {key}")
        return text, found_in


def shipped() -> Library:
    loaded = load({path.name: path.read_text("utf-8") for path in sorted(SHIPPED.glob("*.yaml"))}, flow_texts())
    assert loaded.library is not None, [str(problem) for problem in loaded.problems]
    return loaded.library


@pytest.fixture(scope="session")
def resolvers() -> Resolvers:
    jobs = Occupations()
    passing = {"occupation": NamedInPassing(jobs)}
    return Resolvers(Places(), jobs, Phones(), Dates(START.date), coded=jobs, passing=passing)


@pytest.fixture(scope="session")
def read_library() -> Library:
    return shipped()


@pytest.fixture
def library(read_library: Library) -> Iterator[Library]:
    texts = Watched(read_library)
    yield replace(read_library, texts=texts)
    assert not texts.missing, sorted(texts.missing)


CHATS = sorted((Path(__file__).parent / "chats").glob("*.talk"))
