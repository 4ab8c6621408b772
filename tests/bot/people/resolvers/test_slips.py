"""Slips and sounds: in silence only where one town alone can be meant."""

from __future__ import annotations

import pytest

from bot.people.resolvers.communes import communes
from bot.people.resolvers.finding import exact
from bot.people.resolvers.slips import bigger, slips, sounding
from bot.people.resolvers.typed import Typed
from flows.answers import Choose, Found, NotFound


@pytest.mark.parametrize(
    ("typed", "silent", "first"),
    [
        ("sarcelle", True, "Sarcelles"),
        ("echirol", True, "Échirolles"),
        ("monpelier", True, "Montpellier"),
        ("bobini", False, "Bobigny"),
        ("vitri", False, "Vitry-sur-Seine"),
        ("canne", False, "Cannes"),
        ("ren", False, "Rennes"),
        ("besier", False, "Béziers"),
        ("tuluz", False, "Toulouse"),
        ("tolouz", False, "Toulouse"),
        ("mamudzu", True, "Mamoudzou"),
        ("levalois", False, "Levallois-Perret"),
        ("nanter", False, "Nantes"),
        ("demain", False, "Denain"),
        ("potes", False, "Pau"),
    ],
)
def test_written_as_it_is_said(typed: str, silent: bool, first: str) -> None:
    answer = slips(communes(), Typed((typed,)), (typed,))
    assert isinstance(answer, Found if silent else Choose), answer
    value = answer.value if isinstance(answer, Found) else answer.options[0][0]
    assert isinstance(value, dict)
    assert value["name"] == first


def test_a_department_makes_a_doubt_certain() -> None:
    assert isinstance(slips(communes(), Typed(("bobini",)), ("bobini",)), Choose)
    assert isinstance(slips(communes(), Typed(("bobini",), dep="93"), ("bobini",)), Found)
    assert isinstance(slips(communes(), Typed(("bobini",), dep="13"), ("bobini",)), NotFound)


def test_what_sounds_like_nothing_is_nothing() -> None:
    assert isinstance(slips(communes(), Typed(("zzzzzz",)), ("zzzzzz",)), NotFound)
    assert sounding(communes(), "a") == []


@pytest.mark.parametrize(
    ("typed", "towns"),
    [("colombe", ["Colombes (92)"]), ("pierrefitte", ["Saint-Denis (93)"]), ("marcais", []), ("paris", [])],
)
def test_a_hamlet_that_sounds_like_a_city_is_asked_about(typed: str, towns: list[str]) -> None:
    named = exact(communes(), (typed,))
    assert [c.label for c in bigger(communes(), (typed,), named)] == towns
