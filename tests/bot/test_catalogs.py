"""Catalogs as they are read: what can be shown of them, plural forms, placeholders."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from bot import catalogs
from bot.errors import Misconfigured


def test_plural_forms_are_our_own() -> None:
    assert catalogs.new_catalog("fa_AF", "bot").num_plurals == 2, "Babel has one form for fa"
    assert catalogs.new_catalog("tr", "bot").num_plurals == 2
    assert "n%100>=11 ? 4 : 5" in catalogs.new_catalog("ar", "bot").plural_expr


@pytest.mark.parametrize(("n", "form"), [(0, "0"), (1, "1"), (2, "2"), (3, "3"), (11, "4"), (100, "5"), (102, "5")])
def test_arabic_counts_in_six_ways(n: int, form: str) -> None:
    catalog = catalogs.new_catalog("ar", "bot")
    catalog.add(("un", "%(num)s"), tuple("012345"), context="k")
    assert gettext.GNUTranslations(catalogs.compiled(catalog)).npgettext("k", "un", "%(num)s", n) == form


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Salut {nom}, {org.name} !", {"{nom}": 1, "{org.name}": 1}),
        ("%(num)s jours", {"%(num)s": 1}),
        ("Ici : https://www.a.fr.", {"https://www.a.fr": 1}),
        ("100 % {}", {}),
    ],
)
def test_placeholders(text: str, found: dict[str, int]) -> None:
    assert catalogs.placeholders(text) == found


def test_languages_begin_with_the_source(tmp_path: Path) -> None:
    for lang in ("ar", "en"):
        catalogs.po_path(tmp_path, lang, "bot").parent.mkdir(parents=True)
        catalogs.po_path(tmp_path, lang, "bot").touch()
    assert catalogs.languages(tmp_path) == ("fr", "ar", "en")


def test_a_missing_file_is_an_empty_catalog_and_a_broken_one_is_named(tmp_path: Path) -> None:
    assert list(catalogs.entries(catalogs.read(tmp_path / "bot.po", "en", "bot"))) == []
    (tmp_path / "bot.po").write_bytes(b'msgid "a"\nmsgstr "\xff"\n')
    with pytest.raises(Misconfigured, match=r"bot\.po:\d:1: "):
        catalogs.read(tmp_path / "bot.po", "en", "bot")
