"""Characters, directions, names of files."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from cv_builder.chars import (
    LRM,
    NBSP,
    RLM,
    clean,
    direction,
    has_rtl,
    isolate,
    join,
    typeset,
    unbroken,
    without_pictures,
)
from cv_builder.filenames import MOST_LETTERS, file_name


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  Amina \n\t K.  ", "Amina K."),
        ("a\x00b\x1fc\x7f", "abc"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("\ud800x\udfff", "x"),
        ("e\u0301te\u0301", "été"),
        ("x\ufffe\U0001fffey", "xy"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_clean_keeps_words_and_drops_the_rest(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Amina K 😂🎉", "Amina K"),
        ("Chez 🍕 Momo", "Chez Momo"),
        ("👩🏽‍🍳 cuisine", "cuisine"),
        ("Fer 🇫🇷 ☀️✨", "Fer"),
        ("1️⃣ resto", "1 resto"),
        ("😎", ""),
        ("Café & Cie, n° 2 €", "Café & Cie, n° 2 €"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("日本 தமிழ்", "日本 தமிழ்"),
    ],
)
def test_emoji_are_no_words_of_a_cv(typed: str, words: str) -> None:
    assert without_pictures(typed) == words


def test_direction_is_that_of_the_first_strong_character() -> None:
    assert [direction(text) for text in ("abc", "12 سلام a", "12 (34)", "")] == ["ltr", "rtl", "", ""]


def test_marks_stand_only_where_a_text_is_foreign_to_the_page() -> None:
    assert isolate("Paris", "fr") == "Paris"
    assert isolate("Paris", "ar") == f"{LRM}Paris{LRM}"
    assert isolate("باريس", "fr") == f"{RLM}باريس{RLM}"
    assert isolate("2025", "ar") == f"{LRM}2025{LRM}"
    assert isolate("", "ar") == ""


def test_joined_parts_stand_in_the_order_of_the_page() -> None:
    assert join(["a", "", "b"], " · ", "fr") == "a · b"
    assert join(["a", "b"], " · ", "ar") == f"{LRM}a{LRM}{RLM} · {RLM}{LRM}b{LRM}"


def test_groups_of_a_number_stay_together() -> None:
    assert unbroken("06 12 34") == f"06{NBSP}12{NBSP}34"


def test_french_spaces_do_not_break() -> None:
    assert typeset("Recherche : « emploi » ?", "fr") == f"Recherche{NBSP}: «{NBSP}emploi{NBSP}»{NBSP}?"
    assert typeset("a : b", "en") == "a : b"


def test_french_apostrophes_are_curved_between_letters() -> None:
    assert typeset("L'accueil d'été '24", "fr") == "L’accueil d’été '24"
    assert typeset("farmer's", "en") == "farmer's"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Amina Konaté", "CV_Amina_Konate.pdf"),
        ("Jean-Noël O’Cœur", "CV_Jean_Noel_O_Coeur.pdf"),
        ("سميرة الخطيب", "CV_سميرة_الخطيب.pdf"),
        ("مُحَمَّد علي", "CV_محمد_علي.pdf"),
        ("கவிதா", "CV_கவிதா.pdf"),
        ("Олена Шевченко", "CV_Олена_Шевченко.pdf"),
        ("../../etc/passwd\x00", "CV_etc_passwd.pdf"),
        ("=cmd|' /C calc'!A0", "CV_cmd_C_calc_A0.pdf"),
        ("", "CV.pdf"),
        ("🙂", "CV.pdf"),
    ],
)
def test_file_names_are_safe_and_say_who(name: str, expected: str) -> None:
    assert file_name(name, "pdf") == expected


def test_file_names_have_an_end() -> None:
    assert len(file_name("a" * 10_000, "pdf")) == MOST_LETTERS + len(".pdf")


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("Amina Konaté", "Serveuse", "CV_Amina_Konate_Serveuse.pdf"),
        ("Amina Konaté", "Employé·e d’étage / hôtel", "CV_Amina_Konate_Employe_e_d_etage_hotel.pdf"),
        ("", "Serveuse", "CV_Serveuse.pdf"),
        ("Li", "../..\\x:y?*|", "CV_Li_x_y.pdf"),
        ("Amina Konaté", "نادلة", "CV_Amina_Konate.pdf"),
        ("سميرة الخطيب", "نادلة", "CV_سميرة_الخطيب_نادلة.pdf"),
        (
            "Amina Konaté",
            "Préparation de commandes en entrepôt pour de la grande distribution",
            "CV_Amina_Konate_Preparation_de_commandes_en_entrepot.pdf",
        ),
        ("a" * 80, "Serveuse", f"CV_{'a' * 57}.pdf"),
        ("Li", "x" * 80, "CV_Li.pdf"),
    ],
)
def test_file_names_say_which_job(name: str, title: str, expected: str) -> None:
    assert file_name(name, "pdf", title) == expected
    assert len(file_name(name, "pdf", title)) <= MOST_LETTERS + len(".pdf")


def test_every_letter_written_from_right_to_left_is_known_as_one() -> None:
    letters = {chr(code) for code in range(sys.maxunicode + 1) if unicodedata.bidirectional(chr(code)) in ("R", "AL")}
    assert {char for char in map(chr, range(sys.maxunicode + 1)) if has_rtl(char)} == letters
