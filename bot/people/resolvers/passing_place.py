"""A town named in passing, in an answer to another question: "atelier a montreuil", "un atelier vers st denis".

Law: the opposite of `place`, which reads an answer to "quelle ville ?" as generously as it can. Here a town is taken
only behind a word that leads to one, spelt as it is called, and when people know it; or by its postcode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.people.resolvers.communes import Communes, communes, words_of
from bot.people.resolvers.folding import LONGEST, fold
from bot.people.resolvers.leading import led_to
from bot.people.resolvers.place import Places
from flows.answers import Found, NotFound, Resolved

_POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")


class TownInPassing:
    """Finds a town in a sentence. `places` reads what was found."""

    def __init__(self, places: Places) -> None:
        self.places = places

    def heard(self, text: str, locale: str) -> tuple[str, Resolved]:
        """The words for the town and which it is: `Found`, or `Choose` where several are called so."""
        known = communes()
        given = words_of(fold(text)) if len(text) <= LONGEST else []
        for said in (*_codes(known, text), *led_to(known, given)):
            found = self.places.resolve(said, locale)
            if not isinstance(found, NotFound) and (not isinstance(found, Found) or _is_coded(found)):
                return said, found
        return "", NotFound()


def _is_coded(found: Found) -> bool:
    return isinstance(found.value, dict) and "insee" in found.value


def _codes(known: Communes, text: str) -> Iterator[str]:
    return (code for code in _POSTCODE.findall(text) if known.of_postcode(code))
