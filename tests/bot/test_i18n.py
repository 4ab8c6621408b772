"""Languages: which one answers, where a text is looked for, how dates and numbers are written."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.catalogs import languages
from bot.i18n import chain, direction, language_name, negotiate, normal, translator

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"

"""
ENGLISH = """
msgctxt "page/home/title"
msgid "Bonjour {name}"
msgstr "Hello {name}"

msgctxt "page/home/files"
msgid "un fichier"
msgid_plural "%(num)s fichiers"
msgstr[0] "one file"
msgstr[1] "%(num)s files"

#, fuzzy
#| msgid "Au revoir."
msgctxt "page/home/bye"
msgid "À bientôt."
msgstr "Goodbye."

#, fuzzy
msgctxt "page/home/lost"
msgid "Chez {org}."
msgstr "At our place."
"""
FLOWS = """
msgctxt "cv/name/ask"
msgid "Ton prénom ?"
msgstr "Your first name?"

msgctxt "cv/town/ask"
msgid "Ta ville ?"
msgstr ""
"""


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    for lang, domain, body, plurals in [
        ("en", "bot", ENGLISH, "nplurals=2; plural=(n != 1);"),
        ("en", "flows", FLOWS, "nplurals=2; plural=(n != 1);"),
        ("fa", "bot", ENGLISH.replace("Hello", "سلام"), "nplurals=2; plural=(n > 1);"),
    ]:
        path = tmp_path / lang / "LC_MESSAGES" / f"{domain}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PO.replace("{plurals}", plurals) + body, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("fr-FR", ("fr_FR", "fr")),
        ("prs", ("fa_AF", "fa", "fr")),
        ("AR-eg", ("ar_EG", "ar", "fr")),
        ("zh-hant-tw", ("zh_Hant_TW", "zh_Hant", "zh", "fr")),
        ("", ("", "fr")),
    ],
)
def test_chain(locale: str, expected: tuple[str, ...]) -> None:
    assert chain(locale) == expected


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [(["de-DE", "ar-MA"], "ar"), (["en-GB"], "en"), ([], "fr"), (["xx", "<script>"], "fr"), (["fr-CA", "en"], "fr")],
)
def test_negotiate(wishes: list[str], expected: str) -> None:
    assert negotiate(wishes, ["fr", "en", "ar"]) == expected


def test_a_text_is_found_by_its_key_then_by_the_chain(locales: Path) -> None:
    assert translator("en-GB", locales).pgettext("page/home/title", "Bonjour {name}") == "Hello {name}"
    assert translator("prs", locales).pgettext("page/home/title", "Bonjour {name}") == "سلام {name}"
    assert translator("xx", locales).pgettext("page/home/title", "Bonjour {name}") == "Bonjour {name}"
    assert translator("en-GB-invented", locales) is translator("en", locales), "read once, whatever the device says"


def test_plurals_follow_our_table(locales: Path) -> None:
    assert (
        translator("en", locales).npgettext("page/home/files", "un fichier", "%(num)s fichiers", 0) == "%(num)s files"
    )
    assert translator("fr", locales).npgettext("page/home/files", "un fichier", "%(num)s fichiers", 0) == "un fichier"


def test_a_text_to_review_is_shown_while_it_takes_the_same_values(
    locales: Path, caplog: pytest.LogCaptureFixture
) -> None:
    english = translator("en", locales)
    assert english.pgettext("page/home/bye", "À bientôt.") == "Goodbye."
    with caplog.at_level(logging.WARNING):
        assert english.pgettext("page/home/lost", "Chez {org}.") == "Chez {org}."
    assert [r.getMessage() for r in caplog.records] == ["text missing in en: page/home/lost"]
    caplog.clear()


@pytest.mark.parametrize(("locale", "expected"), [("ar-MA", "rtl"), ("prs", "rtl"), ("en", "ltr"), ("so", "ltr")])
def test_direction(locale: str, expected: str) -> None:
    assert direction(locale) == expected


@pytest.mark.parametrize(
    ("locale", "name"), [("fr", "Français"), ("en", "English"), ("ar", "العربية"), ("prs", "دری"), ("ff", "Pulaar")]
)
def test_a_language_is_named_in_itself(locale: str, name: str) -> None:
    assert language_name(locale) == name


def test_dates_and_numbers() -> None:
    french, english, arabic = translator("fr"), translator("en"), translator("ar")
    at, paris = datetime(2026, 11, 21, 19, 29, tzinfo=UTC), ZoneInfo("Europe/Paris")
    assert french.date(date(2026, 9, 3)) == "3 septembre 2026"
    assert french.month("2026-09") == "septembre 2026"
    assert french.moment(at, paris) == "samedi 21 novembre, 20:29"
    assert french.list(["a", "b", "c"]) == "a, b et c"
    assert english.month("2026-09") == "September 2026"
    assert arabic.month("2026-09") == "سبتمبر 2026"
    assert arabic.number(1234.5).endswith("5")
    assert arabic.dir == "rtl"


def test_every_tag_is_taken() -> None:
    for tag in ["", "-", "__", "fr-", "12", "a" * 300, "en-u-nu-thai", "\x00", "../../etc"]:
        assert translator(tag).locale in languages()
        assert normal(tag) is not None
