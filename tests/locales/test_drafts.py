"""Drafts: not whole, not read over, but what is there can be shown: values, lengths, letters of the right script."""

from __future__ import annotations

import unicodedata

import pytest

from bot import catalog_update, catalogs
from bot.catalogs import LOCALES, po_path
from bot.library import read
from flows.checks.long_button import BEST

DRAFTS = ("es", "pt", "uk")
SCRIPT = {"es": "LATIN", "pt": "LATIN", "uk": "CYRILLIC"}


def test_these_are_drafts() -> None:
    assert catalogs.drafts() == set(DRAFTS)
    assert catalog_update.problems() == []


@pytest.mark.parametrize("lang", DRAFTS)
@pytest.mark.parametrize("domain", catalogs.DOMAINS)
def test_each_text_is_marked_until_somebody_reads_it_over(lang: str, domain: str) -> None:
    """Nobody has read one over yet: who does so says it here, too. A mark that is lost would open a language."""
    catalog = catalogs.read(po_path(LOCALES, lang, domain), lang, domain)
    there = {catalogs.key_of(message) for message in catalogs.entries(catalog) if catalogs.is_translated(message)}
    marked = {catalogs.key_of(message) for message in catalogs.entries(catalog) if message.fuzzy}
    assert there
    assert there <= marked


@pytest.mark.parametrize("lang", DRAFTS)
def test_each_is_in_its_own_letters_and_not_french(lang: str) -> None:
    for domain in catalogs.DOMAINS:
        for message in catalogs.entries(catalogs.read(po_path(LOCALES, lang, domain), lang, domain)):
            if not catalogs.is_translated(message) or message.id == message.string:
                continue
            text = "".join(catalogs.forms(message))
            scripts = {unicodedata.name(char).split()[0] for char in text if char.isalpha()}
            assert scripts <= {"LATIN", SCRIPT[lang]}, message.context


@pytest.mark.parametrize("lang", DRAFTS)
def test_buttons_are_short(lang: str) -> None:
    library = read(None).library
    assert library is not None
    long = {
        key: text
        for key, text in library.texts.catalogs[lang].items()
        if ("/choices/" in key or key.endswith("//menu")) and len(text) > BEST
    }
    assert long == {}
