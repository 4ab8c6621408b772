"""The fonts of our PDFs: what they have, and that typst draws their bold."""

from __future__ import annotations

import pytest
import typst

from cv_builder.chars import is_mark
from cv_builder.fonts import FAMILIES, FOLDER, _widths, advances, covered, folders
from cv_builder.packaged import data, folder


@pytest.mark.parametrize(
    "text",
    [
        "Crêpes œuf Ÿ ’ – … • · « »",
        "Příliš žluťoučký Ħ ș ğ ı Đ ɛ ɔ ŋ",
        "Nguyễn Thị Phượng",
        "Привіт Єва ҐЇ",
        "Γειά σου Ελένη",
        "مرحبا ٠١٢٣ پچگڤ ٹڈے ؟،",
        "ابتث جحخد",
    ],
)
def test_scripts_of_our_people_are_covered(text: str) -> None:
    assert covered(text.replace(" ", ""))


def test_what_is_not_there_is_known_not_to_be() -> None:
    assert not covered("🙂")
    assert not covered("店")


def test_widths_are_those_of_the_font() -> None:
    known = advances()
    assert 0.2 < known["i"] < known["n"] < known["m"] < 1.0
    assert known["\u00a0"] == known[" "]
    assert known["م"] > 0.5, "as wide as its widest joined form"


def test_all_that_is_printed_of_ascii_is_there_and_no_wider_than_an_em() -> None:
    printed = [chr(code) for code in range(128) if chr(code).isprintable()]
    assert covered("".join(printed))
    assert max(advances()[char] for char in printed) <= 1.0


def test_typst_finds_exactly_these_families() -> None:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders())
    assert set(fonts.families()) == set(FAMILIES)


def test_the_small_font_draws_as_the_whole_one_does_and_holds_what_the_arabic_one_has_too() -> None:
    """Else a text would change its looks, or go to the Arabic font, with the letters that somebody adds."""
    small, whole, arabic = (_widths(data(f"{FOLDER}/{name}-Regular.ttf")) for name in FAMILIES.values())
    assert {char: wide for char, wide in small.items() if whole[char] != wide} == {}
    shared = {char for char in whole.keys() & arabic.keys() if char.isprintable() and not is_mark(char)}
    assert shared <= small.keys()
    assert not any(map(is_mark, small))


def test_bold_is_another_drawing_than_regular() -> None:
    def page(weight: str) -> bytes:
        source = f'#set text(font: ("Noto Sans", "Noto Sans Arabic"), weight: "{weight}")\nAbc سلام'
        compiler = typst.Compiler(ignore_system_fonts=True, font_paths=folders())
        drawn = compiler.compile(input=source.encode(), format="png")
        assert isinstance(drawn, bytes)
        return drawn

    assert page("regular") != page("bold")


def test_package_data_is_found_wherever_the_package_lies() -> None:
    assert data("cv.typ").startswith(b"//")
    assert data("wording/fr.toml")
    for name in FAMILIES.values():
        for weight in ("Regular", "Bold"):
            assert data(f"{FOLDER}/{name}-{weight}.ttf")[:4] == b"\x00\x01\x00\x00"
            assert b"fvar" not in data(f"{FOLDER}/{name}-{weight}.ttf")[:400], "a variable font is drawn anew each time"
    assert b"SIL Open Font License" in data(f"{FOLDER}/OFL.txt")
    assert folder(FOLDER).endswith(FOLDER)
