"""The table of languages is what Babel says today, and its plural forms are right."""

from __future__ import annotations

import gettext

import pytest
from babel import Locale

from bot.catalogs import PLURALS
from bot.languages import COUNTED, TAGS, forms, known, made
from cv_builder.fonts import covered
from flows.text import is_rtl


def test_the_table_is_fresh() -> None:
    assert {one.locale: one for one in made()} == known(), "python -m bot.languages"


def test_there_are_many_and_each_can_be_drawn() -> None:
    assert len(known()) > 200
    assert {"pl", "ro", "sq", "sw", "ln", "ckb", "vi", "ur", "hi"} <= known().keys()
    assert all(one.name and covered(one.name) for one in known().values())
    assert is_rtl("ckb")
    assert "th" not in known(), "no letters for it in our documents"


@pytest.mark.parametrize("locale", sorted(known()))
def test_a_number_takes_the_form_that_its_language_says(locale: str) -> None:
    rule, (count, plural) = Locale.parse(locale).plural_form, known()[locale].forms
    chosen = gettext.c2py(plural)
    tags = [tag for tag in TAGS if tag in {rule(number) for number in COUNTED}]
    assert len(tags) == count
    assert [tags[chosen(number)] for number in COUNTED] == [rule(number) for number in COUNTED]


@pytest.mark.parametrize("locale", ["pl", "lt", "ar", "fr", "ja", "br"])
def test_forms_for_fractions_and_millions_are_left_out(locale: str) -> None:
    counted = {"pl": 3, "lt": 3, "ar": 6, "fr": 2, "ja": 1, "br": 4}
    assert forms(Locale.parse(locale).plural_form)[0] == counted[locale]


@pytest.mark.parametrize("locale", sorted(PLURALS.keys() & known().keys() - {"bm", "ff", "wo", "so", "ti"}))
def test_our_own_forms_agree(locale: str) -> None:
    count, plural = PLURALS[locale]
    ours, theirs = gettext.c2py(plural), gettext.c2py(known()[locale].forms[1])
    assert count == known()[locale].forms[0]
    assert [ours(number) for number in COUNTED] == [theirs(number) for number in COUNTED]
