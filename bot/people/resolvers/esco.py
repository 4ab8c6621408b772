"""The occupations of ESCO in French, English and Spanish. Read once, about 0.1 s and 3 MB.

This service uses the ESCO classification of the European Commission.
"""

from __future__ import annotations

import lzma
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.people.resolvers.folding import fold
from bot.people.resolvers.lines import Lines
from cv_builder.kept import Kept

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
    """By language: `own` are the occupations' labels, `also` what they are also called, `labels` one an occupation."""

    codes: Lines
    own: Mapping[str, Names]
    also: Mapping[str, Names]
    labels: Mapping[str, Lines]
    groups: Lines
    """ISCO group of each occupation, four digits."""
    numbers: Mapping[str, int]
    """Code → number of the occupation."""

    def label(self, code: str, language: str) -> str:
        """ "boulanger/boulangère", or one form for all; "" for a code that ESCO does not have."""
        number = self.numbers.get(code)
        return "" if number is None else self.labels[language][number]

    def group(self, code: str) -> str:
        number = self.numbers.get(code)
        return "" if number is None else self.groups[number]

    def heads(self, word: str) -> bool:
        """Whether some occupation is called by this word and more ("médecin généraliste")."""
        return any(names.folded.beginning(f"{word} ") for names in self.own.values())

    def mentions(self, word: str) -> bool:
        """Whether some occupation's label has this word."""
        return any(names.folded.holding(word) for names in self.own.values())

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


@Kept
def esco() -> Esco:
    codes, groups = Lines(), Lines()
    numbers: dict[str, int] = {}
    both = {language: Lines() for language in LANGUAGES}
    own, also = ({language: Names() for language in LANGUAGES} for _ in range(2))
    for number, (code, isco, labels, others) in enumerate(_rows()):
        codes.add(code)
        groups.add(isco)
        numbers[code] = number
        for language, label in labels.items():
            both[language].add(one_or_two(label))
            for name in _forms(label):
                own[language].add(name, number)
        for other in others:
            for name in _forms(other):
                also["fr"].add(name, number)
    return Esco(codes, own, also, both, groups, numbers)


def _rows() -> Iterator[tuple[str, str, Mapping[str, str], Sequence[str]]]:
    """(code, ISCO group, label by language, other French names)."""
    with lzma.open(FILE, "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            code, isco, fr, en, es, others = line.rstrip("\n").split("\t")
            yield code, isco, {"fr": fr, "en": en, "es": es}, others.split("|") if others else ()


def _forms(label: str) -> list[str]:
    """ "boucher/bouchère" → both. Half a form ("chef/cheffe de rang") stays part of a longer name."""
    halves = label.split("/")
    return [label, *halves] if len(halves) == 2 else [label]


def one_or_two(label: str) -> str:
    """A label as its two whole forms, "chef de rang/cheffe de rang", or one; no other slash is left in it."""
    parts = [" ".join(part.split()) for part in label.split("/") if part.strip()]
    if len(parts) > 2 and len(parts) % 2 == 0:
        half = len(parts) // 2
        parts = [", ".join(parts[:half]), ", ".join(parts[half:])]
    if len(parts) != 2:
        return ", ".join(dict.fromkeys(parts))
    m, f = parts
    short, long = (one.replace("-", " ").split() for one in (m, f))
    if len(short) < len(long) and short[-1] not in long:
        m = " ".join([m, *f.split()[len(m.split()) :]])
    return f"{m}/{f}" if m != f else m


def _order(locale: str) -> tuple[str, ...]:
    """The chat's language first, then French, then the others."""
    own = locale.split("_")[0]
    return tuple(dict.fromkeys((*((own,) if own in LANGUAGES else ()), *LANGUAGES)))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
