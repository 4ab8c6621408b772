"""Towns by their sound: familiar ones, each under how it is said."""

from __future__ import annotations

import pytest

from bot.people.resolvers.communes import communes
from bot.people.resolvers.sounding import FAMILIAR, sounds
from bot.people.resolvers.stems import sound


@pytest.mark.parametrize(("typed", "town"), [("dunkerk", "Dunkerque (59)"), ("obervilliers", "Aubervilliers (93)")])
def test_said_alike(typed: str, town: str) -> None:
    assert town in [communes()[row].label for row in sounds()[sound(typed)]]


def test_hamlets_are_not_among_them() -> None:
    assert min(communes()[row].population for rows in sounds().values() for row in rows) >= FAMILIAR
