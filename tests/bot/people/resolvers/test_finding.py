"""Communes by words, at the beginning, at the end and inside of what was typed."""

from __future__ import annotations

import pytest

from bot.people.resolvers.communes import communes
from bot.people.resolvers.finding import among_other_words, by_population, cut_short, exact, hinted, inside, part
from bot.people.resolvers.typed import Typed


def labels(found: object) -> list[str]:
    assert isinstance(found, list | tuple | set)
    return [one.label for one in found]


def test_with_or_without_the_article_and_in_another_script() -> None:
    assert labels(exact(communes(), ("havre",))) == ["Le Havre (76)"]
    assert labels(exact(communes(), ("باريس",)))[:1] == ["Paris (75)"]
    assert exact(communes(), ("trifouilly",)) == []


def test_the_mainland_first_and_only_what_fits_the_hint() -> None:
    found = by_population(exact(communes(), ("saint", "denis")))
    assert labels(found)[:2] == ["Saint-Denis (93)", "Saint-Denis (974)"]
    assert labels(hinted(found, Typed((), dep="974"))) == ["Saint-Denis (974)"]
    assert labels(hinted(found, Typed((), postcode="93200"))) == ["Saint-Denis (93)"]


def test_a_longer_name_is_meant_by_its_beginning() -> None:
    assert "Aulnay-sous-Bois (93)" in labels(inside(communes(), ("aulnay",), ()))
    assert inside(communes(), ("de",), ()) == set()


def test_a_name_may_stop_in_the_middle_of_its_last_word() -> None:
    assert labels(cut_short(communes(), ("noisy", "le", "g"))) == ["Noisy-le-Grand (93)"]
    assert cut_short(communes(), ("noisy",)) == []
    assert cut_short(communes(), ("la", "s")) == []


def test_an_arrondissement_by_number_or_postcode() -> None:
    first = part(communes(), "13055", Typed((), number=1))
    assert first == part(communes(), "13055", Typed((), postcode="13001"))
    assert first
    assert part(communes(), "13055", Typed((), number=20)) is None


@pytest.mark.parametrize(
    ("words", "number", "found"),
    [
        ("strasbourg neudorf", None, ["Strasbourg (67)"]),
        ("bordeaux lac", None, ["Bordeaux (33)"]),
        ("grenoble echirolles", None, ["Grenoble (38)", "Échirolles (38)"]),
        ("paris goutte d or", 18, ["Paris 18e (75)"]),
        ("cite des 4000 la courneuve", None, ["La Courneuve (93)"]),
        ("rien de tout cela", None, []),
    ],
)
def test_a_town_among_other_words(words: str, number: int | None, found: list[str]) -> None:
    said = tuple(words.split())
    assert labels(among_other_words(communes(), Typed(said, number=number), said)) == found
