"""What the channel says by itself fits where it is shown, in every language."""

from __future__ import annotations

import pytest

from bot.catalogs import languages
from bot.channels.telegram import words
from bot.channels.telegram.keyboard import LABEL
from bot.i18n import translator


@pytest.mark.parametrize("locale", languages())
def test_fits_where_it_is_shown(locale: str) -> None:
    said = words.in_language(translator, locale)
    assert 2 < len(words.location_key(said)) <= LABEL
    assert words.location_hint(said)
    assert words.private_only(said, "x_bot").endswith("https://t.me/x_bot")


def test_french_is_set_as_printers_do() -> None:
    assert words.private_only(words.in_language(translator, "fr"), "x").endswith("ici\u00a0: https://t.me/x")
