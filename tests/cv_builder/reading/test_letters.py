"""A letter is known by its title, in every language and without a name; a CV or anything else is none."""

from __future__ import annotations

import pytest

from cv_builder.letter import Wish, letter
from cv_builder.letter_page import letter_page
from cv_builder.model import CV
from cv_builder.reading.letters import is_letter
from cv_builder.wording import LOCALES
from tests.cv_builder.test_letter import TODAY


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["Amina Konaté", "سميرة", ""])
def test_every_letter_of_ours_is_one(locale: str, name: str) -> None:
    cv = CV(locale=locale, name=name)
    assert is_letter(letter_page(letter(cv, Wish(), TODAY), cv, TODAY).title)


@pytest.mark.parametrize("title", ["", "CV – Amina Konaté", "Lettre d’information", "Letterbox", "Contrat"])
def test_other_titles_are_none(title: str) -> None:
    assert not is_letter(title)
