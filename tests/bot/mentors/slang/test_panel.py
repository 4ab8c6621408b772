"""What a mentor sees beside the conversation."""

from __future__ import annotations

import pytest

from bot.i18n import translator
from bot.mentors.contacts import found
from bot.mentors.slang import panel, slang
from bot.mentors.slang.panel import MOST
from bot.mentors.slang.words import DRAFTS

FR, EN, AR = translator("fr"), translator("en"), translator("ar")


def test_calm_has_words_and_no_sentences() -> None:
    seen = panel([("me", "wesh"), ("mentor", "Et la mobilité ?"), ("bot", "seum")], FR)
    assert [one.word for one in seen.said] == ["wesh"]
    assert [one.word for one in seen.stiff] == ["mobilité"]
    assert (seen.tone, seen.advice, seen.offers) == ("calm", "", ())


def test_the_newest_words_first_and_not_too_many() -> None:
    forms = [entry.word for entry in slang()][: MOST + 5]
    seen = panel([("me", form) for form in forms], FR)
    assert len(seen.said) == MOST
    assert seen.said[0].word == forms[-1]


def test_a_rising_tone_offers_sentences_in_their_language_with_a_gloss() -> None:
    seen = panel([("me", "vous servez à rien")], FR, "ar")
    assert seen.tone == "tense"
    assert len(seen.offers) >= 8
    assert all(any("؀" <= char <= "ۿ" for char in offer.text) for offer in seen.offers)
    assert all("é" in offer.gloss or "e" in offer.gloss for offer in seen.offers)
    assert seen.advice


def test_distress_offers_numbers_and_nothing_to_calm_down() -> None:
    seen = panel([("me", "j'ai envie de mourir")], FR)
    said = " ".join(offer.text for offer in seen.offers)
    assert "3114" in said
    assert "119" in said
    assert "112" in said
    assert "colère" not in said


def test_the_mentors_own_lines_never_raise_the_tone() -> None:
    assert panel([("mentor", "ta gueule")], FR).tone == "calm"


@pytest.mark.parametrize("words", [FR, EN, AR])
def test_notes_and_advice_are_in_the_language_of_the_page(words: object) -> None:
    assert isinstance(words, type(FR))
    seen = panel([("me", "t'es un boloss"), ("me", "je sais où t'habites")], words)
    assert seen.tone == "threat"
    (insult,) = seen.said
    assert insult.note
    assert insult.means
    if words is not FR:
        french = panel([("me", "t'es un boloss"), ("me", "je sais où t'habites")], FR)
        assert seen.advice != french.advice
        assert insult.note != french.said[0].note


def test_a_language_without_its_own_sentences_gets_french() -> None:
    seen = panel([("me", "ta gueule")], FR, "so")
    assert seen.offers[0].text.startswith("Je vois")
    assert not seen.draft


@pytest.mark.parametrize("language", sorted(DRAFTS))
@pytest.mark.parametrize("line", ["ta gueule", "j'ai envie de mourir"])
def test_a_draft_is_their_language_and_says_that_it_is_one(language: str, line: str) -> None:
    seen, french = panel([("me", line)], FR, language), panel([("me", line)], FR)
    assert seen.draft
    assert not {offer.text for offer in seen.offers} & {offer.text for offer in french.offers}
    assert [offer.gloss for offer in seen.offers] == [offer.text for offer in french.offers]
    assert all(not found(offer.text) for offer in seen.offers)
