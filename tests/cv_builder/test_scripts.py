"""Which script a text is in, and who reads it."""

from __future__ import annotations

import pytest

from cv_builder.scripts import readable, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", ""), ("Amina 12 !", ""), ("Élodie Ñ ß œ", ""), ("أمينة", "arabic"), ("Amina أمينة", "arabic"),
        ("Ірина", "cyrillic"), ("ሰላም", "ethiopic"), ("王伟", "cjk"), ("தமிழ்", "tamil"), ("ｱ Ａｍｉ", "katakana"),
        ("Ａｍｉｎａ", ""), ("ʼ", ""), ("٠١٢", ""), ("😀", ""), ("1ª 2º", ""),
    ],
)  # fmt: skip
def test_the_script_of_a_text(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "locale", "read"),
    [
        ("Chez Momo", "fr", True), ("مطعم النور", "fr", False), ("مطعم النور", "en", False), ("مطعم النور", "ar", True),
        ("Chez Momo", "ar", True), ("Кафе", "ar", False), ("Café ٣ – 2024", "fr", True), ("Chez مومو", "fr", False),
    ],
)  # fmt: skip
def test_who_reads_it(text: str, locale: str, read: bool) -> None:
    assert readable(text, locale) is read
