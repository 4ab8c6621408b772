"""However people say that all should go, they are asked whether it should: in their language or in French."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.library import library
from flows.engine import advance, start
from flows.events import Did, Do, Output, Say, Started, Typed
from flows.model import Library

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def ours() -> Library:
    return library(None)


def hears(ours: Library, locale: str, text: str) -> Output:
    session, _ = advance(ours, start(ours, (locale,)), Started((locale,)), NOW)
    session, said = advance(ours, session, Typed(text), NOW)
    if isinstance(said[-1], Do):  # whether it was asked for before: it was not
        _, said = advance(ours, session, Did(None), NOW)
    return said[-1]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("fr", "effacer"),
        ("fr", "Je veux effacer"),
        ("fr", "EFFACER MES DONNEES"),
        ("fr", "je veux effacer mes données !"),
        ("fr", "supprimer mon compte"),
        ("fr", "/effacer"),
        ("en", "I want to delete my data."),
        ("en", "erase my data"),
        ("en", "effacer mes données"),
        ("ar", "أريد مسح بياناتي"),
        ("ar", "احذف بياناتي"),
        ("ar", "effacer"),
    ],
)
def test_erasing_is_asked_for_in_many_words(ours: Library, locale: str, text: str) -> None:
    said = hears(ours, locale, text)
    assert isinstance(said, Say)
    assert said.text == ours.texts.get(locale, "erase/sur/ask")


@pytest.mark.parametrize("text", ["je ne veux pas effacer", "gomme à effacer", "j’efface le tableau"])
def test_other_words_are_no_order(ours: Library, text: str) -> None:
    said = hears(ours, "fr", text)
    assert isinstance(said, Say)
    assert said.text != ours.texts.get("fr", "erase/sur/ask")
