"""How often the right town comes first, over many towns: by name, by postcode, by arrondissement, with one slip.

The slips are those of a thumb: a letter dropped, doubled by a neighbour, wrong, or swapped with the next one. The seed
is not the one the rules were tuned with.
"""

from __future__ import annotations

import random
import string
from collections.abc import Iterable
from fractions import Fraction

from bot.people.resolvers.communes import Commune, communes
from bot.people.resolvers.place import Places
from flows.answers import Choose, Found

WHOLE, ONE_SLIP = Fraction(97, 100), Fraction(92, 100)
BIG = 10_000
"""Inhabitants of the towns that a slip is tried on."""
SAMPLE = 400
SEED = 20261121

places = Places()
every = [communes()[row] for row in range(len(communes()))]
big = [commune for commune in every if commune.population >= BIG]


def comes_first(typed: str, wanted: Commune) -> bool:
    """Found, or the first of those asked."""
    answer = places.resolve(typed, "fr")
    first = answer.value if isinstance(answer, Found) else answer.options[0][0] if isinstance(answer, Choose) else None
    return isinstance(first, dict) and first["insee"] == wanted.insee


def rate(tried: Iterable[tuple[str, Commune]]) -> tuple[Fraction, list[str]]:
    """Share that came first, and what did not."""
    cases = list(tried)
    missed = [f"{typed} → {wanted.label}" for typed, wanted in cases if not comes_first(typed, wanted)]
    return 1 - Fraction(len(missed), len(cases)), missed


def slip(name: str, chance: random.Random) -> str:
    at, letter = chance.randrange(len(name)), chance.choice(string.ascii_lowercase)
    before, here, behind = name[:at], name[at], name[at + 1 :]
    wrong, doubled, swapped = letter + behind, letter + here + behind, behind[:1] + here + behind[1:]
    return before + chance.choice([behind, wrong, doubled, swapped])


def test_big_towns_by_their_name() -> None:
    """Those with a bigger namesake come second: that is right, and in the three percent."""
    found, missed = rate((commune.name, commune) for commune in big)
    assert found >= WHOLE, missed


def test_any_commune_by_name_and_postcode() -> None:
    chance = random.Random(SEED)
    tried = [commune for commune in chance.sample(every, SAMPLE) if commune.postcodes]
    found, missed = rate((f"{commune.name.lower()} {commune.postcodes[0]}", commune) for commune in tried)
    assert found >= WHOLE, missed


def test_every_arrondissement_as_people_write_it() -> None:
    cities = (("paris", 20, "751"), ("lyon", 9, "6938"), ("marseille", 16, "132"))
    parts = [
        (city, number, next(c for c in every if c.insee == f"{prefix}{number:0{5 - len(prefix)}}"))
        for city, count, prefix in cities
        for number in range(1, count + 1)
    ]
    written = ("{city} {number}", "{city}{number}", "{city} {number}e", "{city}{number}eme", "{number}e {city}")
    found, missed = rate((form.format(city=city, number=n), part) for city, n, part in parts for form in written)
    assert found >= WHOLE, missed


def test_big_towns_with_one_slip() -> None:
    chance = random.Random(SEED)
    found, missed = rate((slip(commune.name.lower(), chance), commune) for commune in chance.sample(big, SAMPLE))
    assert found >= ONE_SLIP, missed
