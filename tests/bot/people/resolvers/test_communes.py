"""The communes as read, and the departments around them."""

from __future__ import annotations

from bot.people.resolvers import departments
from bot.people.resolvers.communes import communes


def test_all_communes_and_arrondissements_are_there() -> None:
    known = communes()
    assert len(known.all) == 35_002
    assert len(known.parts) == 45
    assert known.parts["75056", 18].name == "Paris 18e"
    assert known.parts["69123", 3].insee == "69383"
    assert known.parts["13055", 1].name == "Marseille 1er"


def test_namesakes_come_most_populous_first() -> None:
    found = communes().names["saintdenis"]
    assert [commune.dep for commune in found[:2]] == ["974", "93"]
    assert found[1].label == "Saint-Denis (93)"


def test_every_department_of_the_communes_has_a_name() -> None:
    assert communes().departments <= set(departments.NAMES)


def test_departments_are_heard_alone_and_after_a_town() -> None:
    assert departments.named(("seine", "saint", "denis")) == "93"
    assert departments.named(("la", "reunion")) == "974"
    assert departments.named(("lyon",)) is None
    assert departments.split(("saint", "denis", "de", "la", "reunion")) == (("saint", "denis"), "974")
    assert departments.split(("saint", "denis")) is None
