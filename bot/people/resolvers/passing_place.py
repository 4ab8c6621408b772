"""A town named in passing, in an answer to another question: "atelier a montreuil", "un atelier vers st denis".

Law: the opposite of `place`, which reads an answer to "quelle ville ?" as generously as it can. Here a town is taken
only behind a word that leads to one, spelt as it is called, and when people know it; or by its postcode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.people.resolvers.communes import Communes, communes, key_of, words_of
from bot.people.resolvers.departments import split
from bot.people.resolvers.finding import exact, inside
from bot.people.resolvers.folding import LONGEST, fold
from bot.people.resolvers.place import Places, no_towns
from bot.people.resolvers.slips import WELL_KNOWN
from bot.people.resolvers.sounding import FAMILIAR
from flows.answers import Found, NotFound, Resolved

MOST_WORDS = 6
"""Words of the longest name worth looking for, its number or department with it: "saint denis de la reunion"."""
TO = frozenset(
    "a au aux sur sr vers pres cote in near at around في ب قرب atelier ateliers workshop workshops ورشه ورشات".split()  # noqa: SIM905  read as words
)
"""Words that a town stands behind."""
BETWEEN = frozenset("de d la le les l of مدينه".split())  # noqa: SIM905  read as words
"""What may come after such a word: "près de Lille", "à la Courneuve"."""
SURE = 5
"""Letters from which the beginning of a name says which town is meant."""
COMMON = frozenset(
    "hopital port garde marin possession tampon moule robert francois temple".split()  # noqa: SIM905  read as words
)
"""Towns called as things are, behind "au" or "à la": « au port », « à l'hôpital »."""
_POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
_GLUED = "ب"
"""Written in one word with the town: بباريس."""


class TownInPassing:
    """Finds a town in a sentence. `places` reads what was found."""

    def __init__(self, places: Places) -> None:
        self.places = places

    def heard(self, text: str, locale: str) -> tuple[str, Resolved]:
        """The words for the town and which it is: `Found`, or `Choose` where several are called so."""
        known = communes()
        given = words_of(fold(text)) if len(text) <= LONGEST else []
        for said in (*_codes(known, text), *_named(known, given)):
            found = self.places.resolve(said, locale)
            if not isinstance(found, NotFound) and (not isinstance(found, Found) or _is_coded(found)):
                return said, found
        return "", NotFound()


def _is_coded(found: Found) -> bool:
    return isinstance(found.value, dict) and "insee" in found.value


def _codes(known: Communes, text: str) -> Iterator[str]:
    return (code for code in _POSTCODE.findall(text) if known.of_postcode(code))


def _named(known: Communes, given: list[str]) -> Iterator[str]:
    """What stands behind a word that leads to a town and names one, longest first."""
    for at, word in enumerate(given):
        if word in TO:
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
