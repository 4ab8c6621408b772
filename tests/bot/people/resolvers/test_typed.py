"""Words, postcode, department and arrondissement, told from each other before any map is looked at."""

from __future__ import annotations

import pytest

from bot.people.resolvers.typed import Typed, readings, several, take_apart

DEPARTMENTS = ("12", "13", "19", "69", "75", "93", "2A", "974")


@pytest.mark.parametrize(
    ("folded", "apart"),
    [
        ("paris 18e", Typed(("paris",), number=18)),
        ("paris xviiie", Typed(("paris",), number=18)),
        ("paris dix huitieme", Typed(("paris",), number=18)),
        ("paris dans le 19", Typed(("paris",), number=19)),
        ("19 paris", Typed(("paris",), number=19)),
        ("paris 75", Typed(("paris",), dep="75")),
        ("lyon 8 ieme", Typed(("lyon",), number=8)),
        ("باريس 18", Typed(("paris",), number=18)),
        ("brive 19", Typed(("brive",), dep="19")),
        ("saint denis dans le 93", Typed(("saint", "denis"), dep="93")),
        ("75 018", Typed((), postcode="75018")),
        ("f 69003", Typed(("f",), postcode="69003")),
        ("2a004", Typed((), postcode="2A004")),
        ("le 93", Typed(("le",), dep="93")),
        ("marseille 13", Typed(("marseille",), dep="13", number=13)),
        ("marseille 13 eme", Typed(("marseille",), number=13)),
        ("marseille 13e", Typed(("marseille",), number=13)),
        ("louis xiv", Typed(("louis", "xiv"))),
        ("je vi a lyon", Typed(("je", "vi", "a", "lyon"))),
        ("lyon vi", Typed(("lyon",), number=6)),
        ("paname 19", Typed(("paris",), number=19)),
        ("18e arrondissement", Typed((), number=18, part=True)),
        ("19 arr", Typed((), number=19, part=True)),
        ("巴黎十三区", Typed(("paris",), number=13)),
        ("pari 19", Typed(("pari",), dep="19", number=19)),
        ("lion sur mer 19", Typed(("lion", "sur", "mer"), dep="19")),
        ("baris 18", Typed(("paris",), number=18)),
        ("lyon huit", Typed(("lyon",), number=8)),
        ("paris dix sept", Typed(("paris",), number=17)),
        ("un quartier de lyon", Typed(("un", "quartier", "de", "lyon"))),
        ("باريس الثامن عشر", Typed(("paris",), number=18)),
    ],
)
def test_taken_apart(folded: str, apart: Typed) -> None:
    assert take_apart(folded, DEPARTMENTS) == apart


def test_the_small_words_around_go_one_by_one() -> None:
    said = ("je", "suis", "a", "nantes", "en", "ce", "moment")
    first, *_, last = readings(said)
    assert (first, last) == (said, ("nantes",))


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Bagnolet ou Montreuil", ("Bagnolet", "Montreuil")),
        ("Lille / Roubaix", ("Lille", "Roubaix")),
        ("باريس أو ليون", ("باريس", "ليون")),
        ("Lyon, Bron et Villeurbanne", ("Lyon", "Bron", "Villeurbanne")),
        ("Saint-Ouen", ("Saint-Ouen",)),
        ("aulnay s/bois", ("aulnay s/bois",)),
        (" ou / ", ()),
    ],
)
def test_several_towns_in_one_answer(typed: str, parts: tuple[str, ...]) -> None:
    assert several(typed) == parts
