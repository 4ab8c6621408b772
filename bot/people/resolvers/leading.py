"""Where a town stands in a sentence: behind a word that leads to one, spelt as it is called, known to people."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.people.resolvers.communes import Communes, key_of, words_of
from bot.people.resolvers.departments import split
from bot.people.resolvers.finding import exact, inside
from bot.people.resolvers.folding import fold
from bot.people.resolvers.no_towns import no_towns
from bot.people.resolvers.slips import WELL_KNOWN
from bot.people.resolvers.sounding import FAMILIAR

MOST_WORDS = 6
"""Words of the longest name worth looking for, its number or department with it: "saint denis de la reunion"."""
TO = frozenset(
    "a au aux sur sr vers pres cote in near at around في ب قرب atelier ateliers workshop workshops ورشه ورشات".split()  # noqa: SIM905  read as words
)
"""Words that a town stands behind, in any answer."""
MORE = "de d du habite vis from of live living en em vivo moro в у из под із біля около возле від"
ASKED = TO | frozenset(MORE.split())
"""The same in an answer to "which town?": there « je viens de Brest » is no start of something else."""
BETWEEN = frozenset("de d la le les l of مدينه".split())  # noqa: SIM905  read as words
"""What may come after such a word: "près de Lille", "à la Courneuve"."""
SURE = 5
"""Letters from which the beginning of a name says which town is meant."""
COMMON = frozenset(
    "hopital port garde marin possession tampon moule robert francois temple".split()  # noqa: SIM905  read as words
)
"""Towns called as things are, behind "au" or "à la": « au port », « à l'hôpital »."""
_GLUED = "ب"
"""Written in one word with the town: بباريس."""


def led_to(known: Communes, given: list[str], words: Collection[str] = TO) -> Iterator[str]:
    """What stands behind a word that leads to a town and names one, longest first."""
    for at, word in enumerate(given):
        if word in words:
            start = at + 1
            while start < len(given) and given[start] in BETWEEN and not _is_town(known, given[start : start + 2]):
                start += 1
            yield from _towns(known, given, start)
        elif word.startswith(_GLUED) and len(word) > 1:
            yield from _towns(known, [*given[:at], word.removeprefix(_GLUED), *given[at + 1 :]], at)


def _towns(known: Communes, given: list[str], start: int) -> Iterator[str]:
    for length in range(min(MOST_WORDS, len(given) - start), 0, -1):
        name = given[start : start + length]
        behind, _ = split(tuple(name)) or ((), "")
        if any(_is_town(known, part) for part in (name, [*behind], name[:-1] if _has_number(name) else [])):
            yield " ".join(name)


def _has_number(name: list[str]) -> bool:
    """Lyon 3, Paris 18e."""
    return name[-1][:1].isdecimal()


def _is_town(known: Communes, words: list[str]) -> bool:
    """Whether people know a town that is called so, or a big one whose name begins so: « Saint-Ouen », « Aulnay »."""
    named = tuple(words)
    if not named or key_of(named) in no_towns() or named[-1] in COMMON:
        return False
    called = exact(known, named)
    longer = inside(known, named, called) if len(key_of(named)) >= SURE else ()
    return any(one.population >= FAMILIAR for one in called) or any(
        one.population >= WELL_KNOWN and words_of(fold(one.name))[: len(words)] == words for one in longer
    )
