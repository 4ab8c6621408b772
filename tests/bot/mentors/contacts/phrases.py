"""Phrases as people write them: language, kind, text. What must be hidden stands in braces; a phrase without any is
innocent and near. `\\n` is a new line, ` || ` a new message of the same author (the last one counts)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Phrase:
    """`secret`: positions of letters and figures in `text` that must be hidden."""

    language: str
    kind: str
    before: tuple[str, ...]
    text: str
    secret: frozenset[int]


def read(name: str) -> list[Phrase]:
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [_phrase(*line.split("\t")) for line in lines]


def _phrase(language: str, kind: str, written: str) -> Phrase:
    *before, last = written.replace("\\n", "\n").split(" || ")
    text, secret, inside = "", set(), False
    for part in re.split(r"([{}])", last):
        if part in ("{", "}"):
            inside = part == "{"
            continue
        secret |= {len(text) + at for at, char in enumerate(part) if inside and char.isalnum()}
        text += part
    return Phrase(language, kind, tuple(re.sub(r"[{}]", "", line) for line in before), text, frozenset(secret))
