"""The README's « mes données »: typed at any moment, in any of our languages, it asks for all that is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.library import library
from flows.engine import advance, start
from flows.events import Do, Started, Typed

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("fr", "mes données"),
        ("fr", "Voir mes donnees"),
        ("fr", "/mesdonnees"),
        ("en", "my data"),
        ("ar", "بياناتي"),
        ("ar", "mes données"),
    ],
)
def test_what_is_kept_is_asked_for_in_words(locale: str, text: str) -> None:
    ours = library(None)
    session, _ = advance(ours, start(ours, (locale,)), Started((locale,)), NOW)
    output = advance(ours, session, Typed(text), NOW)[1][-1]
    assert isinstance(output, Do)
    assert output.name == "people.data"
