"""Every kind has its name and its time, in every language."""

from __future__ import annotations

import pytest

from bot.i18n import translator
from bot.people.holdings import KINDS
from bot.people.pages.labels import finished, how_long, name_of
from bot.storage.keeping import DEFAULTS


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
def test_every_kind_has_its_words(lang: str) -> None:
    words = translator(lang)
    names = [name_of(kind, words) for kind in KINDS]
    assert len(set(names)) == len(KINDS)
    for kind in KINDS:
        assert "{" not in how_long(kind, DEFAULTS, words)
    assert "90" in finished(words)
