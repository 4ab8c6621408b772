"""Communes as the engine takes them."""

from __future__ import annotations

from bot.people.resolvers.communes import Commune
from bot.people.resolvers.found import OPTIONS, answer, choose, one
from flows.answers import Choose, Found, NotFound

TOWNS = [Commune(f"0000{n}", f"Ville {n}", "93", 100 * n, 48.0, 2.0, ()) for n in range(1, 6)]


def test_one_is_found_several_are_asked_none_is_none() -> None:
    assert answer(TOWNS[:1]) == one(TOWNS[0]) == Found({"insee": "00001", "name": "Ville 1", "dep": "93"})
    asked = answer(TOWNS[:2])
    assert isinstance(asked, Choose)
    assert [label for _, label in asked.options] == ["Ville 1 (93)", "Ville 2 (93)"]
    assert answer([]) == choose([]) == NotFound()


def test_a_question_is_short_and_offers_nothing_twice() -> None:
    asked = choose([TOWNS[0], TOWNS[0], *TOWNS])
    assert isinstance(asked, Choose)
    assert len(asked.options) == len({label for _, label in asked.options}) == OPTIONS
    assert isinstance(choose(TOWNS[:1]), Choose), "a doubt about one town is a question, too"
