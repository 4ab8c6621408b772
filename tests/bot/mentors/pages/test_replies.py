"""Ready sentences: in every language, short, and none that would be held back."""

from __future__ import annotations

import pytest

from bot.mentors import contacts
from bot.mentors.pages.replies import bank, replies
from bot.mentors.slang.words import DRAFTS, LANGUAGES

LONGEST = 110
"""Characters: two short sentences."""


@pytest.mark.parametrize("name", bank())
def test_in_every_language_and_none_holds_a_contact(name: str) -> None:
    said = bank()[name]
    assert set(said) == {*LANGUAGES, *DRAFTS}
    for text in said.values():
        assert 0 < len(text) <= LONGEST
        assert contacts.found(text) == ()
        assert "\n" not in text
    assert "vous" not in said["fr"].replace("« vous »", ""), "young people are told « tu »"


def test_in_the_languages_of_the_person_with_a_gloss_of_the_mentor() -> None:
    assert len(bank()) >= 20
    arabic, english = replies(("ar", "en"), "en")
    assert (arabic.locale, arabic.dir, english.dir) == ("ar", "rtl", "ltr")
    assert arabic.replies[0].gloss.startswith("Hello")
    assert english.replies[0].gloss == ""


def test_a_draft_says_that_it_is_one() -> None:
    ukrainian, french = replies(("uk", "fr"), "fr")
    assert (ukrainian.draft, french.draft) == (True, False)
    assert ukrainian.replies[0].gloss == french.replies[0].text


def test_a_language_the_bank_does_not_speak_falls_back() -> None:
    [french] = replies(("so",), "ar")
    assert french.locale == "fr"
    assert french.replies[0].gloss != ""
