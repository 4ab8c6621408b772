"""Names in Latin letters: as those who bear them write them, a guess marked as one, never more than three."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cv_builder.latin import Proposals, latin_forms
from cv_builder.latin.arabic import bare, names
from cv_builder.latin.proposals import LONGEST, MOST, READERS
from cv_builder.packaged import data
from cv_builder.scripts import script_of

LISTED = [
    ("أمينة", ("Amina",)),
    ("محمد بن علي", ("Mohamed Ben Ali", "Mohammed Ben Ali", "Mohamed Bin Ali")),
    ("سميرة الخطيب", ("Samira Al Khatib", "Samira El Khatib")),
    ("مُحَمَّد", ("Mohamed", "Mohammed", "Mohammad")),
    ("عبدالله", ("Abdallah", "Abdullah", "Abdoulaye")),
    ("عبد الله", ("Abdallah", "Abdullah", "Abdoulaye")),
    ("Amina قاسي", ("Amina Kaci", "Amina Kassi")),
    ("نجیب الله احمدی", ("Najibullah Ahmadi",)),
    ("مامادو ديالو", ("Mamadou Diallo",)),
]
TABLES = [
    ("Оксана Шевченко", "Oksana Shevchenko"),
    ("Юлія Згурська", "Yuliia Zghurska"),
    ("Ірина Їжакевич", "Iryna Yizhakevych"),
    ("Єва Гаєвська", "Yeva Haievska"),
    ("Анастасія Знам’янська", "Anastasiia Znamianska"),
    ("Іван Зозуля-Їжак", "Ivan Zozulia-Yizhak"),
    ("Сергей Щукин", "Sergei Shchukin"),
    ("Артём Подъёмный", "Artem Podieemnyi"),
    ("Јован Ђорђевић", "Jovan Đorđević"),
    ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"),
    ("Ευαγγελία Μπακάλη", "Evangelia Bakali"),
    ("ნინო ბერიძე", "Nino Beridze"),
    ("Անահիտ Հակոբյան", "Anahit Hakobyan"),
    ("ሰላም ተስፋይ", "Selam Tesfay"),
]
GUESSED = [
    ("شيماء بوشناق", "Chaïma Bouchnak"),
    ("قحطان", "Kahtan"),
    ("ክፍሎም ገብረመስቀል", "Kiflom Gebremeskel"),
]


@pytest.mark.parametrize(("name", "forms"), LISTED)
def test_names_of_the_list(name: str, forms: tuple[str, ...]) -> None:
    assert latin_forms(name) == Proposals(forms, guess=False)


@pytest.mark.parametrize(("name", "form"), TABLES)
def test_names_by_official_tables(name: str, form: str) -> None:
    found = latin_forms(name)
    assert (found.forms[0], found.guess) == (form, False)


@pytest.mark.parametrize(("name", "form"), GUESSED)
def test_what_is_sounded_out_is_marked(name: str, form: str) -> None:
    found = latin_forms(name)
    assert (found.forms[0], found.guess) == (form, True)


def test_a_name_that_two_languages_write_otherwise_is_offered_in_both() -> None:
    assert latin_forms("Олена Гончар").forms == ("Olena Honchar", "Olena Gonchar")
    assert latin_forms("Дмитрий Гончар").forms[0] == "Dmitrii Gonchar"


@pytest.mark.parametrize(
    "name", ["", " ", "Amina Konaté", "王伟", "தமிழ் செல்வன்", "রহিম", "😀", "12", "أ" * (LONGEST + 1)]
)
def test_what_has_no_table_is_typed_by_the_person(name: str) -> None:
    assert latin_forms(name) == Proposals()


def test_the_list_is_long_enough_and_each_name_is_there_once() -> None:
    lines = [line for line in data("latin/names.tsv").decode("utf-8").splitlines() if not line.startswith("#")]
    assert len(names()) >= 250
    assert all(line.count("\t") == 1 for line in lines)
    seen: set[str] = set()
    for line in lines:
        name, spellings = line.split("\t")
        key = bare(name).replace(" ", "")
        assert key not in seen, name
        seen.add(key)
        assert script_of(name) == "arabic", name
        for spelling in spellings.split(","):
            assert spelling == spelling.strip(), name
            assert spelling[0].isupper(), name
            assert not script_of(spelling), name
        assert len(set(spellings.split(","))) == len(spellings.split(",")) <= MOST, name


LETTERS = "".join(
    char
    for first, last in ((0x370, 0x58F), (0x600, 0x6FF), (0x10A0, 0x137F))
    for char in map(chr, range(first, last))
    if unicodedata.category(char)[0] in "LM"
)


@example(name="Ѐ Ͱ")
@example(name="Ѐ Олена")
@given(name=st.text(LETTERS + " -’'aÉ", max_size=LONGEST))
def test_any_name_gives_latin_letters_or_nothing(name: str) -> None:
    found = latin_forms(name)
    assert len(set(found.forms)) == len(found.forms) <= MOST
    for form in found.forms:
        assert form == form.strip()
        assert script_of(form) == ""
    assert found.forms or not found.guess


def test_every_reader_survives_what_is_not_its_own() -> None:
    for read in READERS.values():
        for word in ("x", "王", "ۗ", "-", "ـ", "ъъ", "ሀሀሀ"):
            assert all(not script_of(form) for reading in read([word]) for form in reading.forms)
