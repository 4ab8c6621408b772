"""Towns by how they are said: "dunkerk", "bésier". Only familiar ones, or every word would sound like some hamlet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from bot.people.resolvers.communes import communes, key_of
from bot.people.resolvers.stems import sound
from cv_builder.kept import Kept

FAMILIAR = 5_000
"""Inhabitants from which a town is meant by a part of its name ("Aulnay" for Aulnay-sous-Bois), or by its sound."""
SHORT = 6
"""Letters below which only one silent letter is taken away: less would be left of "Metz" than of a town."""
BETWEEN = frozenset(("sur", "sous", "en", "les", "le", "la", "l", "au", "aux", "de", "du", "des", "d"))
"""Small words behind which a town's name goes on, and people stop: "Vitry" for Vitry-sur-Seine."""
_SILENT, _SILENT_IN_SHORT = re.compile(r"(?:es?|[sxtdz]+)$"), re.compile(r"[esxtdz]$")
INSIDE = "eo"
"""Stands for an ending while the rest is read: its last letter is not the last, and a c before it is soft."""
_OPEN, _CLOSED = re.compile(r"er(?:re|e|r)s?$"), re.compile(r"(?:er|ez|et|ey|ay|ai|eil(?:le)?|(?<=i)e)[sxtd]*$")
"""How "Nanterre" ends, and how "Créteil", "Cholet" and "Béziers" may be written."""
_SAID = ((re.compile(r"gn"), "n"), (re.compile(r"nt(?=[bcdfgklmpqrsv])"), "n"))
"""What sounds alike inside of names: Bobigny, Montpellier."""


def heard(key: str) -> str:
    """How a town's name, or what was typed for one, is said; "" for other scripts."""
    for pattern, said in _SAID:
        key = pattern.sub(said, key)
    for ending, said in ((_OPEN, "èr"), (_CLOSED, "é")):
        if (found := ending.search(key)) and found.start() > 1:
            return sound(key[: found.start()] + INSIDE).removesuffix(INSIDE) + said
    return sound((_SILENT if len(key) >= SHORT else _SILENT_IN_SHORT).sub("", key))


@Kept
def sounds() -> Mapping[str, list[int]]:
    """Sound → rows of the communes."""
    found: dict[str, list[int]] = {}
    for row, words in communes().familiar(FAMILIAR):
        found.setdefault(heard(key_of(words)), []).append(row)
    return found


@Kept
def beginnings() -> Mapping[str, list[int]]:
    """Sound of the beginning of a longer name → rows of the communes."""
    found: dict[str, list[int]] = {}
    firsts = Counter(words[0] for _, words in communes().familiar(FAMILIAR))
    own = {word for word, count in firsts.items() if count == 1}
    for row, words in communes().familiar(FAMILIAR):
        for begin in _begins(words, own):
            found.setdefault(heard(begin), []).append(row)
    return found


def _begins(words: list[str], own: Collection[str]) -> Iterator[str]:
    """`own`: first words of one familiar town alone."""
    end = next((n for n, word in enumerate(words) if n and word in BETWEEN), 0)
    if end or (len(words) > 1 and len(words[0]) >= SHORT and words[0] in own):
        yield key_of(words[: end or 1])
