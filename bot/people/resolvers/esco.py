"""The occupations of ESCO in French, English and Spanish. Read once, about 0.1 s and 3 MB.

This service uses the ESCO classification of the European Commission.
"""

from __future__ import annotations

import lzma
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from bot.people.resolvers.folding import fold
from bot.people.resolvers.lines import Lines

FILE = Path(__file__).parent / "data" / "esco_occupations.tsv.xz"
LANGUAGES = ("fr", "en", "es")
SEVERAL = 4
"""A name shared by more occupations than this is too vague to say which ("responsable")."""
VAGUE = 12
"""A word that more names than this begin with is no help ("responsable")."""
OPTIONS = 3


@dataclass(frozen=True, slots=True)
class Names:
    """Line by line: a folded name, how ESCO writes it, the number of its occupation."""

    folded: Lines = field(default_factory=Lines)
    written: Lines = field(default_factory=Lines)
    occupation: array[int] = field(default_factory=lambda: array("H"))

    def add(self, name: str, occupation: int) -> None:
        self.folded.add(fold(name))
        self.written.add(name)
        self.occupation.append(occupation)

    def first_of_each(self, lines: Sequence[int]) -> list[int]:
        """One line for each folded name."""
        return list({self.folded[line]: line for line in reversed(lines)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class Esco:
    """By language: `own` are the occupations' labels, `also` what they are also called."""

    codes: Lines
    own: Mapping[str, Names]
    also: Mapping[str, Names]

    def called(self, folded: str, locale: str) -> Sequence[tuple[str, str]]:
        """(code, label) of the occupations with exactly this label, the chat's language first."""
        return self._exactly(self.own, folded, locale)

    def also_called(self, folded: str, locale: str) -> Sequence[tuple[str, str]]:
        return self._exactly(self.also, folded, locale)

    def near(self, folded: str, locale: str) -> Sequence[tuple[str, str]]:
        """Up to three occupations whose label begins with these words, or is one or two slips away."""
        names = self.own[_order(locale)[0]]
        close = names.first_of_each([line for line, _ in names.folded.within(1 if len(folded) < 8 else 2, folded)])
        begins = names.first_of_each(names.folded.beginning(f"{folded} "))
        begins.sort(key=lambda line: len(names.folded[line]))
        useful = [*close[:OPTIONS], *(begins if len(begins) <= VAGUE else ())]
        return list(dict(self._named(names, line) for line in useful).items())[:OPTIONS]

    def _exactly(self, index: Mapping[str, Names], folded: str, locale: str) -> Sequence[tuple[str, str]]:
        """[] when nothing, or too much, has this name."""
        for language in _order(locale):
            names, found = index[language], dict[str, str]()
            for line in names.folded.exactly(folded):
                found.setdefault(*self._named(names, line))
            if found:
                return list(found.items()) if len(found) <= SEVERAL else []
        return []

    def _named(self, names: Names, line: int) -> tuple[str, str]:
        return self.codes[names.occupation[line]], _capital(names.written[line])


@lru_cache(maxsize=1)
def esco() -> Esco:
    codes = Lines()
    own, also = ({language: Names() for language in LANGUAGES} for _ in range(2))
    for number, (code, labels, others) in enumerate(_rows()):
        codes.add(code)
        for language, label in labels.items():
            for name in _forms(label):
                own[language].add(name, number)
        for other in others:
            for name in _forms(other):
                also["fr"].add(name, number)
    return Esco(codes, own, also)


def _rows() -> Iterator[tuple[str, Mapping[str, str], Sequence[str]]]:
    """(code, label by language, other French names)."""
    with lzma.open(FILE, "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            code, _isco, fr, en, es, others = line.rstrip("\n").split("\t")
            yield code, {"fr": fr, "en": en, "es": es}, others.split("|") if others else ()


def _forms(label: str) -> list[str]:
    """ "boucher/bouchère" → both. Half a form ("chef/cheffe de rang") stays part of a longer name."""
    halves = label.split("/")
    return [label, *halves] if len(halves) == 2 else [label]


def _order(locale: str) -> tuple[str, ...]:
    """The chat's language first, then French, then the others."""
    own = locale.split("_")[0]
    return tuple(dict.fromkeys((*((own,) if own in LANGUAGES else ()), *LANGUAGES)))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
