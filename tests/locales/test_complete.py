"""What we ship is whole: every text in every language, reviewed, with the same values; nothing left over."""

from __future__ import annotations

import unicodedata

import pytest

from bot import catalog_update, catalogs
from bot.i18n import direction

SHIPPED = ("fr", "en", "ar")


def test_three_languages_are_shipped() -> None:
    assert set(SHIPPED) <= set(catalogs.languages())


def test_every_text_is_translated_and_reviewed() -> None:
    assert catalog_update.problems() == []


@pytest.mark.parametrize("lang", [lang for lang in catalogs.languages() if direction(lang) == "rtl"])
def test_arabic_script_texts_hold_western_digits(lang: str) -> None:
    for domain in catalogs.DOMAINS:
        for message in catalogs.entries(catalogs.read(catalogs.po_path(catalogs.LOCALES, lang, domain), lang, domain)):
            text = str(message.string)
            strange = [c for c in text if unicodedata.category(c) == "Nd" and not c.isascii()]
            assert not strange, f"{message.context}: {strange}"
