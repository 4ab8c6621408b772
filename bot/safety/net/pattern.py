"""A pattern as staff write it → steps that the engine follows.

{want} {die}            these two, in this order, at most two other words between
am +killing +myself     + : right after the word before
16 .. alone             .. : at most seven words between
cut|burn* my arm        | : or · stem*, *end, *inside*
{want} !not {die}       ! : this word may not stand between
#8-17 +years            a number from … to …
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.safety.net.folding import pieces

NEAR, FAR = 2, 7
"""Words that may stand between two steps: usually, and after `..`."""
SHORTEST_STEM = 3
"""Letters of a stem: with fewer it would take in half of the dictionary."""

_ALTERNATIVE = re.compile(
    r"^(?:\{(?P<name>[a-z][a-z_]*)\}|#(?P<low>\d{1,3})-(?P<high>\d{1,3})|(?P<word>\*?[^\W_]+(?:['’][^\W_]+)*\*?))$"
)


@dataclass(frozen=True, slots=True)
class Atom:
    """One way a word can fit. `kind`: exact · starts · ends · holds · number (`text` is then empty)."""

    kind: str
    text: str
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """The atoms of which one must fit, how many words may stand before it, and what may not stand there."""

    atoms: tuple[Atom, ...]
    gap: int
    banned: tuple[Atom, ...] = ()


Fold = Callable[[str], str]


def atom(written: str, fold: Fold) -> Atom:
    """Raises ValueError with a sentence for staff."""
    core, *more = pieces(written.strip("*"))
    if more:
        raise ValueError(f"«{written}» is two words: write them apart")
    text = fold(core)
    starred = written.startswith("*"), written.endswith("*")
    if not text:
        raise ValueError(f"«{written}» is no word")
    if any(starred) and len(core) < SHORTEST_STEM:
        raise ValueError(f"«{written}» is too short for a stem: {SHORTEST_STEM} letters at least")
    kind = {(False, False): "exact", (False, True): "starts", (True, False): "ends", (True, True): "holds"}[starred]
    return Atom(kind, text)


def parse(written: str, words: Mapping[str, tuple[Atom, ...]], fold: Fold) -> tuple[Step, ...]:
    """Raises ValueError with a sentence for staff. `words`: the named families of the file."""
    steps: list[Step] = []
    gap = NEAR
    banned: list[Atom] = []
    for part in written.split():
        if part == "..":
            gap = FAR
            continue
        mark = part[0] if part[0] in "!+" else ""
        atoms = _atoms(part[len(mark) :], words, fold)
        if mark == "!":
            banned += atoms
            continue
        steps.append(Step(atoms, 0 if mark == "+" else gap, tuple(banned)))
        gap, banned = NEAR, []
    if not steps or banned or gap == FAR:
        raise ValueError("a pattern ends with a word that must be there")
    if steps[0].banned or steps[0].gap != NEAR:
        raise ValueError("a pattern begins with a word that must be there")
    return tuple(steps)


def _atoms(part: str, words: Mapping[str, tuple[Atom, ...]], fold: Fold) -> tuple[Atom, ...]:
    found: list[Atom] = []
    for alternative in part.split("|"):
        match = _ALTERNATIVE.match(alternative)
        if not match:
            raise ValueError(f"«{alternative}» is neither a word, a stem*, {{words}} nor a number #8-17")
        if name := match["name"]:
            if name not in words:
                raise ValueError(f"{{{name}}} is not among the words of this file")
            found += words[name]
        elif match["low"]:
            found.append(Atom("number", "", int(match["low"]), int(match["high"])))
        else:
            found.append(atom(alternative, fold))
    return tuple(dict.fromkeys(found))
