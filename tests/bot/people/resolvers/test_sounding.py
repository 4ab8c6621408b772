"""Towns by their sound: familiar ones, each under how it is said."""

from __future__ import annotations

import pytest

from bot.people.resolvers.communes import communes
from bot.people.resolvers.sounding import FAMILIAR, beginnings, heard, sounds


@pytest.mark.parametrize(
    ("typed", "town"),
    [
        ("dunkerk", "Dunkerque (59)"), ("obervilie", "Aubervilliers (93)"), ("besier", "Béziers (34)"),
        ("sarcel", "Sarcelles (95)"), ("bobini", "Bobigny (93)"), ("monpelier", "Montpellier (34)"),
        ("cretey", "Créteil (94)"), ("nantere", "Nanterre (92)"), ("mes", "Metz (57)"),
    ],
)  # fmt: skip
def test_said_alike(typed: str, town: str) -> None:
    assert town in [communes()[row].label for row in sounds()[heard(typed)]]


@pytest.mark.parametrize(("typed", "town"), [("vitri", "Vitry-sur-Seine (94)"), ("garge", "Garges-lès-Gonesse (95)")])
def test_people_stop_before_the_end_of_a_long_name(typed: str, town: str) -> None:
    assert town in [communes()[row].label for row in beginnings()[heard(typed)]]


def test_another_script_has_no_sound_here() -> None:
    assert heard("باريس") == ""


def test_hamlets_are_not_among_them() -> None:
    assert min(communes()[row].population for rows in sounds().values() for row in rows) >= FAMILIAR
