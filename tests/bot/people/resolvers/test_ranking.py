"""Which jobs words are about."""

from __future__ import annotations

import pytest

from bot.people.resolvers.folding import fold
from bot.people.resolvers.ranking import means, ranked, rivals

FIRST = [
    ("j'ai fait la plonge dans un grand resto", "dishwasher"),
    ("uber eats", "courier"),
    ("mac do", "fastfood"),
    ("conducteur de pelleteuse sur un chantier", "digger_driver"),
    ("coiffur", "hair"),
    ("compta", "accounts_help"),
]


@pytest.mark.parametrize(("typed", "key"), FIRST)
def test_the_best_comes_first(typed: str, key: str) -> None:
    assert ranked(fold(typed))[0].key == key


def test_scores_fall_and_shares_are_shares() -> None:
    hits = ranked(fold("livreur de pizzas en scooter pour mon oncle"))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 < hit.share <= 1 for hit in hits)
    assert len({hit.key for hit in hits}) == len(hits)


def test_words_that_nobody_has_are_about_nothing() -> None:
    assert ranked("xkcd") == ranked("") == []


def test_a_name_unknown_to_us_lowers_the_share() -> None:
    alone, named = ranked("plongeur")[0], ranked("plongeur zanzibarland")[0]
    assert (alone.key, alone.share) == (named.key, 1.0)
    assert named.share < 1


def test_arabic_in_latin_letters_is_read_where_arabic_is_spoken() -> None:
    assert "cook" in [hit.key for hit in ranked("tabbakh", phone_letters=True)[:3]]
    assert "cook" not in [hit.key for hit in ranked("tabbakh")[:3]]


def test_a_word_by_itself_may_mean_another_job() -> None:
    assert means("serveur", "waiter")
    assert not means("serveur", "mason")
    assert rivals(["macon", "toiture"], "roofer", ["roofer", "mason"])
    assert not rivals(["macon", "toiture"], "roofer", ["roofer"])
    assert not rivals(["toiture"], "roofer", ["roofer", "mason"])
