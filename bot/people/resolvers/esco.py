"""The occupations of ESCO in French, English and Spanish. Read once, about 0.15 s and 6 MB.

This service uses the ESCO classification of the European Commission.
"""

from __future__ import annotations

import lzma
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.people.resolvers.folding import fold

FILE = Path(__file__).parent / "data" / "esco_occupations.tsv.xz"
LANGUAGES = ("fr", "en", "es")
SEVERAL = 4
"""A name shared by more occupations than this is too vague to say which ("responsable")."""
VAGUE = 12
"""A word that more names than this begin with is no help ("responsable")."""
OPTIONS = 3


Names = Mapping[str, tuple[tuple[str, str], ...]]
"""Folded name → (code, the name as ESCO writes it)."""


@dataclass(frozen=True, slots=True)
class Esco:
    """By language: `own` are the occupations' labels, `also` what they are also called."""

    own: Mapping[str, Names]
    also: Mapping[str, Names]

    def called(self, folded: str, locale: str) -> Sequence[tuple[str, str]]:
        """(code, label) of the occupations with exactly this label, the chat's language first."""
        return _exactly(self.own, folded, locale)

    def also_called(self, folded: str, locale: str) -> Sequence[tuple[str, str]]:
        return _exactly(self.also, folded, locale)

    def near(self, folded: str, locale: str) -> Sequence[tuple[str, str]]:
        """Up to three occupations whose label begins with these words, or is one or two slips away."""
        names = self.own[_order(locale)[0]]
        most = 1 if len(folded) < 8 else 2
        close = process.extract(folded, list(names), scorer=OSA.distance, score_cutoff=most, limit=OPTIONS)
        begins = sorted((name for name in names if name.startswith(f"{folded} ")), key=len)
        useful = [*(name for name, *_ in close), *(begins if len(begins) <= VAGUE else ())]
        found = {code: (code, _capital(name)) for key in useful for code, name in names[key][:1]}
        return list(found.values())[:OPTIONS]


def _exactly(index: Mapping[str, Names], folded: str, locale: str) -> Sequence[tuple[str, str]]:
    """[] when nothing, or too much, has this name."""
    for language in _order(locale):
        if found := index[language].get(folded):
            return [(code, _capital(name)) for code, name in found] if len(found) <= SEVERAL else []
    return []


@lru_cache(maxsize=1)
def esco() -> Esco:
    own: dict[str, dict[str, dict[str, str]]] = {language: defaultdict(dict) for language in LANGUAGES}
    also: dict[str, dict[str, dict[str, str]]] = {language: defaultdict(dict) for language in LANGUAGES}
    for code, language, label, others in _rows():
        for name in _forms(label):
            own[language][fold(name)].setdefault(code, name)
        for name in others:
            also[language][fold(name)].setdefault(code, name)
    return Esco(*({lang: _frozen(index[lang]) for lang in LANGUAGES} for index in (own, also)))


def _frozen(names: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    return {key: tuple(found.items()) for key, found in names.items()}


def _rows() -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """(code, language, label, other names)."""
    with lzma.open(FILE, "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            code, _isco, fr, en, es, fr_alt = line.rstrip("\n").split("\t")
            yield code, "fr", fr, tuple(name for alt in fr_alt.split("|") for name in _forms(alt) if name)
            yield code, "en", en, ()
            yield code, "es", es, ()


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
