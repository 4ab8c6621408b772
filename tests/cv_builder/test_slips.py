"""Thumbed words are found; names, brands and good sentences are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cv_builder.slips import MOST, slips


@pytest.mark.parametrize(
    ("text", "locale", "found"),
    [
        ("jai tres envie de bosser ds votre resto", "fr", ("jai", "ds")),
        ("c etait bien", "fr", ("c etait",)),
        ("je suis motivé pr ce job bcp bcp", "fr", ("pr", "bcp")),
        ("Je suis supeeer motivé", "fr", ("supeeer",)),
        ("j aime l école et d apprendre", "fr", ("j aime", "l école", "d apprendre")),
        ("Je suis motivé. j’apprends vite.", "fr", ("j’apprends",)),
        ("jai jetais ds pr tt bcp", "fr", ("jai", "jetais", "ds")),
        ("i dont know u", "en", ("dont", "u")),
        ("ههههه أنا", "ar", ("ههههه",)),
        ("J’ai travaillé dans un restaurant, c’était bien.", "fr", ()),
        ("Je cherche un CDI. Merci !", "fr", ()),
        ("Restaurant PR, DS Automobiles, www.exemple.fr, Louis XIII", "fr", ()),
        ("Le Petit Zinc", "fr", ()),
        ("St. Pierre et c. c. leclerc", "fr", ()),
        ("vitamine C et fer", "fr", ()),
        ("jai", "en", ()),
        ("أنا جاد. أتعلم بسرعة.", "ar", ()),
        ("", "fr", ()),
    ],
)
def test_what_is_found(text: str, locale: str, found: tuple[str, ...]) -> None:
    assert slips(text, locale) == found


@given(st.text(max_size=200), st.sampled_from(["fr", "en", "ar", "xx"]))
def test_whatever_is_found_was_typed(text: str, locale: str) -> None:
    found = slips(text, locale)
    assert len(found) <= MOST
    assert all(word in text for word in found)
