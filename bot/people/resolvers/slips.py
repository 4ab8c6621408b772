"""Towns whose name was typed with a slip, or as it is said.

Law: a slip is corrected in silence only where one town alone can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from bot.people.resolvers.communes import Commune, Communes, key_of, words_of
from bot.people.resolvers.finding import among_other_words, by_population, hinted, inside, written_alike
from bot.people.resolvers.folding import fold, is_latin
from bot.people.resolvers.found import choose, one
from bot.people.resolvers.sounding import FAMILIAR, beginnings, heard, sounds
from bot.people.resolvers.typed import Typed
from flows.answers import Resolved

WELL_KNOWN = 20_000
"""Inhabitants from which one slip is corrected without asking; a smaller one may be a town abroad ("Barcelone")."""
RARER = 0.05
"""Weight of one more slip: a town twenty times as big is meant as often one slip further away."""
HEARD = 0.5
"""What writing a name as it is said counts for, in slips."""
LONGEST_NAME = 45
"""Letters of the longest name of a commune, and a slip."""
SURE = 5
"""Letters from which a slip says something; in a shorter word only familiar towns are looked for."""
SAID = 7
"""Letters from which a sound alone names a town in silence, or a slip one that is not big: shorter words are like
many, of which most are no town's ("potes", "demain")."""
BIG = 50_000
"""Inhabitants of a town that a word of three or four letters may sound like ("ren"), which is always asked."""
SHORTEST_SAID = 3
MOST_APART = 2
_DECLINED = re.compile("(?<=[\u0400-\u04ff]{3})(?:ом|ем|єм|ою|ой|ей)$")
"""Cases of Russian and Ukrainian that are more than a slip away: под Парижем."""
_U = re.compile("(?<![oeaqg])u")
_O = re.compile("(?<!a)o(?![uinm])")
"""As « ou » is written by who learnt to write in other languages than French: Tuluz, Mamudzu, Tolouz."""
NAMESAKE = 20
"""So many times as big is a town that sounds like a hamlet's name ("Colombe"): then it is asked which is meant."""


def slips(known: Communes, typed: Typed, words: tuple[str, ...]) -> Resolved:
    """One or two letters wrong, missing or swapped; as it is said; or other words beside the town.

    In another script a slip is always asked about: few towns have a name there, and vowels are left out.
    """
    key = key_of(words)
    near = {c: float(slips) for c, slips in _close(known, key) if hinted([c], typed)}
    said = [c for c in sounding(known, key) if hinted([c], typed)]
    weighed = near | {c: min(near.get(c, 1.0), HEARD if c in near else 1.0) for c in said}
    begun = [c for c in _beginning(known, key) if hinted([c], typed) and c not in weighed]
    if not weighed and not begun:
        return choose(among_other_words(known, typed, words))
    certain = bool(typed.postcode or typed.dep)
    if not certain and not is_latin(key):
        close = by_population(near)
        return choose([*close, *written_alike(known, close)])
    return _weigh(known, weighed, begun, key, certain=certain, written=near)


def _close(known: Communes, key: str) -> list[tuple[Commune, int]]:
    if not 3 <= len(key) <= LONGEST_NAME:
        return []
    close = known.within(1 if len(key) < 8 else 2, key)
    if (stem := _DECLINED.sub("", key)) != key:
        close += [(c, slips + 1) for c, slips in known.within(1, stem)]
    return close if len(key) >= SURE else [(c, slips) for c, slips in close if c.population >= FAMILIAR]


def sounding(known: Communes, key: str) -> list[Commune]:
    """Familiar towns that are said so: "dunkerk"; by a short word only big ones."""
    if len(key) < SHORTEST_SAID:
        return []
    ways = {said for written in _ways(key) if len(said := heard(written)) > 1}
    rows = dict.fromkeys(row for said in ways for row in sounds().get(said, ()))
    least = FAMILIAR if len(key) >= SURE else BIG
    return [c for c in (known[row] for row in rows) if c.population >= least]


def _ways(key: str) -> Iterator[str]:
    """As typed; with its last letter silent or its last r said, as nobody can tell; with the « ou » of who writes u."""
    yield from (key, key.removesuffix("e"))
    if key.endswith("er"):
        yield key + "re"
    yield _U.sub("ou", key)
    yield _O.sub("ou", key)


def _beginning(known: Communes, key: str) -> list[Commune]:
    """Familiar towns whose longer name begins as this is said: "vitri"."""
    said = heard(key)
    return [known[row] for row in beginnings().get(said, ())] if len(key) >= SURE - 1 and len(said) > 2 else []


def bigger(known: Communes, words: tuple[str, ...], named: Sequence[Commune]) -> list[Commune]:
    """Well-known towns that are much bigger than a hamlet and sound and are written much like its name; or of which a
    part was a town called so: « Pierrefitte » is Saint-Denis now, and the name of three villages."""
    key, least = key_of(words), max(WELL_KNOWN, NAMESAKE * max((c.population for c in named), default=0))
    said = [c for c in sounding(known, key) if c.population >= least and c not in named]
    alike = [
        c for c in said if OSA.distance(key, key_of(words_of(fold(c.name))), score_cutoff=MOST_APART) <= MOST_APART
    ]
    once = known.alias_begins(words) if len(key) >= SURE else []
    return list(dict.fromkeys([*alike, *(c for c in once if c.population >= least and c not in named)]))


def _weigh(
    known: Communes, weighed: dict[Commune, float], begun: Iterable[Commune], key: str, *, certain: bool,
    written: Collection[Commune],
) -> Resolved:  # fmt: skip
    """`written`: those that are written much like it; the others only sound so."""
    least = min(weighed.values(), default=HEARD)
    weights = {c: c.population * RARER ** (slips - least) for c, slips in weighed.items()}
    weights |= {c: c.population * RARER ** (HEARD - min(least, HEARD)) for c in begun}
    ranked = sorted(weights, key=lambda c: -weights[c])
    best = ranked[0]
    longer = inside(known, tuple(words_of(fold(best.name))), ranked)
    alone = not longer and best in weighed and (len(ranked) == 1 or weights[ranked[1]] <= RARER * weights[best])
    short_of = len(key) < SURE or (least == 2 and len(key) < 9)
    doubtful = not certain and len(key) < SAID and (best not in written or best.population < BIG)
    if alone and not short_of and not doubtful and (best.population >= WELL_KNOWN or certain):
        return one(best)
    return choose(by_population([*ranked, *longer]) if longer else ranked)
