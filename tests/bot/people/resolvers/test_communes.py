"""The communes as read, and the departments around them."""

from __future__ import annotations

import lzma
from itertools import count, islice

from bot.people.resolvers import departments
from bot.people.resolvers.communes import FILE, communes


def test_all_communes_and_arrondissements_are_there() -> None:
    known = communes()
    assert len(known) == 35_002
    assert [len(known.parts(city)) for city in ("75056", "69123", "13055")] == [20, 9, 16]
    found = [known.part("75056", 18), known.part("69123", 3), known.part("13055", 1)]
    assert [(part.name, part.insee) for part in found if part] == [
        ("Paris 18e", "75118"),
        ("Lyon 3e", "69383"),
        ("Marseille 1er", "13201"),
    ]
    assert known.part("75056", 21) is None


def test_a_commune_is_as_the_file_has_it() -> None:
    with lzma.open(FILE, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in islice(file, 1, None, 499)]
    for row, (insee, name, dep, _region, population, lat, lon, postcodes, _aliases) in zip(
        count(0, 499), rows, strict=False
    ):
        if insee[:3] not in ("751", "132") and insee[:4] != "6938":
            expected = (
                insee,
                name.replace("'", "’"),
                dep,
                int(population),
                float(lat),
                float(lon),
                tuple(postcodes.split()),
            )
            assert communes()[row] == expected


def test_namesakes_come_most_populous_first() -> None:
    found = communes().called("saintdenis")
    assert [commune.dep for commune in found[:2]] == ["974", "93"]
    assert found[1].label == "Saint-Denis (93)"


def test_every_department_of_the_communes_has_a_name() -> None:
    assert set(communes().departments) == set(departments.NAMES)


def test_a_town_has_more_names_than_one() -> None:
    known = communes()
    assert [c.name for c in known.also_called("havre")] == ["Le Havre"]
    assert [c.name for c in known.also_called("باريس")][:1] == ["Paris"]
    assert known.called("havre") == known.also_called("ens") == [], "Lens does not begin with an article"


def test_an_arrondissement_is_not_found_by_its_name_but_by_its_postcode() -> None:
    known = communes()
    assert not known.called("paris18e") + [c for _, c in known.holding(" paris 18e ", 0)]
    assert [c.name for c in known.of_postcode("75018")] == ["Paris 18e"]


def test_a_department_has_its_towns_and_no_others() -> None:
    found = communes().of_department("2A")
    assert {c.dep for c in found} == {"2A"}
    assert found[0].name == "Ajaccio"
    assert len(found) == sum(communes()[row].dep == "2A" for row in range(len(communes())))


def test_departments_are_heard_alone_and_after_a_town() -> None:
    assert departments.named(("seine", "saint", "denis")) == "93"
    assert departments.named(("la", "reunion")) == "974"
    assert departments.named(("lyon",)) is None
    assert departments.split(("saint", "denis", "de", "la", "reunion")) == (("saint", "denis"), "974")
    assert departments.split(("saint", "denis")) is None
