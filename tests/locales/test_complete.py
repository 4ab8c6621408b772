"""What we ship is whole: every text in every language, reviewed, with the same values; nothing left over."""

from __future__ import annotations

import subprocess
import unicodedata

import pytest

from bot import catalog_update, catalogs
from bot.i18n import direction
from tests.fixtures.tools import needs

SHIPPED = ("fr", "en", "ar")


def test_three_languages_are_shipped() -> None:
    assert set(SHIPPED) <= set(catalogs.languages())


def test_every_text_is_translated_and_reviewed() -> None:
    assert catalog_update.problems() == []


@pytest.mark.parametrize("domain", catalogs.DOMAINS)
@pytest.mark.parametrize("lang", [lang for lang in catalogs.languages() if lang != catalogs.SOURCE])
def test_translators_tools_take_our_files(lang: str, domain: str) -> None:
    (msgfmt,) = needs(["msgfmt"], "gettext")
    path = catalogs.po_path(catalogs.LOCALES, lang, domain)
    done = subprocess.run([msgfmt, "-c", "-o", "/dev/null", path], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("lang", [lang for lang in catalogs.languages() if direction(lang) == "rtl"])
def test_arabic_script_texts_hold_western_digits(lang: str) -> None:
    for domain in catalogs.DOMAINS:
        for message in catalogs.entries(catalogs.read(catalogs.po_path(catalogs.LOCALES, lang, domain), lang, domain)):
            text = str(message.string)
            strange = [c for c in text if unicodedata.category(c) == "Nd" and not c.isascii()]
            assert not strange, f"{message.context}: {strange}"


TANWEEN_ON_ALIF = ("\u064b\u0627", "\u0627\u064b", "\u0621\u064b")
"""One habit for Arabic: « شكرا », « مساء ». **Why** without the sign: people write and read it so; « ثوانٍ » keeps
its own, which stands for a letter."""


@pytest.mark.parametrize("domain", catalogs.DOMAINS)
def test_arabic_writes_no_tanween_on_an_alif(domain: str) -> None:
    catalog = catalogs.read(catalogs.po_path(catalogs.LOCALES, "ar", domain), "ar", domain)
    texts = {message.context: str(message.string) for message in catalogs.entries(catalog)}
    assert [key for key, text in texts.items() if any(sign in text for sign in TANWEEN_ON_ALIF)] == []


def test_arabic_of_the_cv_writes_none_either() -> None:
    wording = sorted((catalogs.ROOT / "cv_builder" / "wording").rglob("*.toml"))
    assert len(wording) > 10
    found = [path.name for path in wording if any(sign in path.read_text("utf-8") for sign in TANWEEN_ON_ALIF)]
    assert found == []
