"""What staff typed is an entry as the files would have it, or what is wrong of it is said by field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.form import Filled, filled_of, id_of, read
from bot.safety.importer import shipped
from bot.safety.model import Helpline

TODAY = date(2026, 11, 22)
GOOD = Filled(
    {"number": "0800 99 340", "who": "Un abri pour ce soir", "audience": "Tout le monde", "languages": "fr, EN  ar",
     "hours": "", "source": "https://exemple.org/a", "checked_on": "2026-11-20"},
    "shelter", ("call", "sms"), free=True, always=True,
)  # fmt: skip


@pytest.mark.parametrize("line", [line for lines in shipped().values() for line in lines], ids=lambda line: line.id)
def test_every_one_of_ours_goes_through_the_form_unchanged(line: Helpline) -> None:
    assert read(filled_of(line), line.id, date(2026, 12, 1)) == line


def test_a_good_form_is_an_entry() -> None:
    line = read(GOOD, "abri", TODAY)
    assert isinstance(line, Helpline)
    assert (line.hours, line.free, line.verified, line.languages) == ("always", "yes", "yes", ("fr", "en", "ar"))


def test_without_a_day_it_is_to_be_verified() -> None:
    line = read(replace(GOOD, texts={**GOOD.texts, "checked_on": ""}), "abri", TODAY)
    assert isinstance(line, Helpline)
    assert (line.verified, line.checked_on) == ("no", None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "appelez-nous"), ("number", ""), ("number", "+33 1"), ("who", "x"), ("who", "x" * 121),
        ("audience", ""), ("languages", ""), ("languages", "français"), ("source", "http://exemple.org"),
        ("source", "javascript:alert(1)"), ("source", ""), ("checked_on", "hier"), ("checked_on", "2026-11-23"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(field: str, value: str) -> None:
    assert read(replace(GOOD, texts={**GOOD.texts, field: value}), "abri", TODAY) == [field]


def test_choices_that_are_none_are_named() -> None:
    assert read(replace(GOOD, need="magic", channels=()), "abri", TODAY) == ["for", "channels"]
    assert read(replace(GOOD, always=False), "abri", TODAY) == ["hours"]


@given(st.dictionaries(st.sampled_from(list(GOOD.texts)), st.text(max_size=50)), st.text(max_size=10))
def test_whatever_is_typed_is_an_entry_or_told(texts: dict[str, str], need: str) -> None:
    found = read(replace(GOOD, texts=texts, need=need), "abri", TODAY + timedelta(days=1))
    assert isinstance(found, Helpline) or found


@pytest.mark.parametrize(
    ("who", "taken", "id"),
    [
        ("Numéro d'écoute", [], "numero_d_ecoute"),
        ("3114", [], "line"),
        ("مركز", ["line"], "line_2"),
        ("a", ["line", "line_2"], "line_3"),
        ("Un nom vraiment beaucoup trop long pour un id", [], "un_nom_vraiment_beaucoup"),
    ],
)
def test_a_new_id_comes_of_its_name(who: str, taken: list[str], id: str) -> None:
    assert id_of(who, taken) == id
    assert read(GOOD, id, TODAY)
