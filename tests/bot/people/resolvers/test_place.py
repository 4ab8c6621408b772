"""The place resolver against what people type."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.people.resolvers.communes import communes
from bot.people.resolvers.found import OPTIONS
from bot.people.resolvers.place import Places
from flows.answers import Choose, Found, NotFound, Resolved
from tests.bot.people.resolvers.cases_place import CASES, Expected

places = Places()


def insees(answer: Resolved) -> Expected:
    """The answer in the words of the cases."""
    if isinstance(answer, NotFound):
        return None
    values = [answer.value] if isinstance(answer, Found) else [value for value, _ in answer.options]
    codes = tuple(str(value["insee"]) for value in values if isinstance(value, dict))
    return codes[0] if isinstance(answer, Found) else codes


@pytest.mark.parametrize(("text", "locale", "expected"), CASES, ids=[repr(case[0][:30]) for case in CASES])
def test_what_people_type(text: str, locale: str, expected: Expected) -> None:
    found = insees(places.resolve(text, locale))
    if isinstance(expected, tuple):
        assert isinstance(found, tuple)
        assert set(expected) <= set(found)
        assert len(found) <= OPTIONS
    else:
        assert found == expected


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_answered(text: str) -> None:
    answer = places.resolve(text, "fr")
    assert isinstance(answer, Found | Choose | NotFound)


@pytest.mark.parametrize("row", range(0, 35_002, 977))
def test_every_commune_is_found_by_its_name_and_postcode(row: int) -> None:
    commune = communes()[row]
    found = insees(places.resolve(f"{commune.name} {commune.postcodes[0]}", "fr"))
    assert found == commune.insee or (isinstance(found, tuple) and commune.insee in found)


@pytest.mark.parametrize(
    ("typed", "first"), [("st denis", "93066"), ("saint denis", "93066"), ("saint pierre", "97416")]
)
def test_of_namesakes_of_one_size_the_mainland_comes_first(typed: str, first: str) -> None:
    answer = Places().resolve(typed, "fr")
    assert isinstance(answer, Choose)
    assert isinstance(value := answer.options[0][0], dict)
    assert value["insee"] == first


@pytest.mark.parametrize(
    ("lat", "lon", "insee"),
    [(48.936, 2.357, "93066"), (43.2999, 5.3822, "13201"), (48.8566, 2.3522, "75104"), (45.75, 4.85, "69383"),
     (44.5181, 3.5013, "48095"), (-20.8789, 55.4481, "97411")],
)  # fmt: skip
def test_a_shared_location_is_the_nearest_town(lat: float, lon: float, insee: str) -> None:
    """An arrondissement, not the whole city; between two of one city nobody is asked."""
    assert insees(places.near(lat, lon, "fr")) == insee


def test_at_the_border_of_two_towns_they_are_asked() -> None:
    first, second = (communes().coded(insee) for insee in ("93066", "93001"))
    assert first is not None
    assert second is not None
    middle = ((first.lat + second.lat) / 2, (first.lon + second.lon) / 2)
    asked = insees(places.near(*middle, "fr"))
    assert isinstance(asked, tuple)
    assert {"93066", "93001"} <= set(asked)
    assert len(asked) <= OPTIONS


def test_a_position_is_rarely_asked_about() -> None:
    """All over the north of Paris, at every 500 metres."""
    spots = [(48.87 + 0.0045 * y, 2.30 + 0.0068 * x) for x in range(25) for y in range(25)]
    asked = sum(isinstance(places.near(*spot, "fr"), Choose) for spot in spots)
    assert asked < len(spots) / 4


@pytest.mark.parametrize(
    ("lat", "lon"), [(0.0, 0.0), (float("nan"), 2.0), (float("inf"), 2.0), (91.0, 2.0), (48.9, 400.0), (52.5, 13.4)]
)
def test_a_location_elsewhere_is_not_found(lat: float, lon: float) -> None:
    assert places.near(lat, lon, "fr") == NotFound()


@pytest.mark.parametrize(
    ("typed", "insee"),
    [("باريس 18", "75118"), ("باريس ١٨", "75118"), ("مرسيليا 3", "13203"), ("париж 18", "75118"), ("Париж 5", "75105")],
)
def test_an_arrondissement_is_found_in_other_letters(typed: str, insee: str) -> None:
    assert insees(places.resolve(typed, "ar")) == insee


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("mars 13e", "13213"),
        ("mars", ("42141",)),
        ("lyo 3", "69383"),
        ("noisy le g", "93051"),
        ("noisy le", ("93051", "93053", "78455")),
        ("Roubé", ("59512",)),
        ("sainté", ("42218",)),
        ("musée", None),
        ("nanter", ("44109", "92050")),
        ("rani f tolouz", ("31555",)),
    ],
)
def test_a_name_cut_short_or_as_it_is_heard(typed: str, first: Expected) -> None:
    """Found, or asked with these at the beginning."""
    answer = insees(places.resolve(typed, "fr"))
    assert (answer[: len(first)] if isinstance(answer, tuple) and first else answer) == first


@pytest.mark.parametrize(
    ("typed", "insee"), [("ساكن بليون", "69123"), ("بباريس", "75056"), ("باريس", "75056"), ("ساكن ببوردو", "33063")]
)
def test_the_arabic_in_is_taken_off_a_town(typed: str, insee: str) -> None:
    assert insees(places.resolve(typed, "ar")) == insee


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("boulot", ("70084",)),
        ("au boulot", None),
        ("18e arrondissement", "75118"),
        ("2e arrondissement", ("75102", "69382", "13202")),
        ("j'ai pas d'adresse", None),
        ("demain", None),
        ("je suis pas à Lyon", ("69123",)),
        ("pas loin de Lyon", "69123"),
        ("on est sur Colmar avec ma sœur", ("68066",)),
    ],
)
def test_no_town_in_silence_where_a_word_says_something_else(typed: str, asked: Expected) -> None:
    assert insees(places.resolve(typed, "fr")) == asked
