"""A flow of text questions only: each word of a person has a reply of its own; a lost or swapped one is seen."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from tests.fakes.bot_api import Person


def flow(folder: Path, words: int) -> Path:
    """Asks one question more than there are words."""
    steps = "".join(f"  - id: q{n}\n    ask: Question {n} ?\n    type: text\n" for n in range(1, words + 2))
    folder.mkdir()
    (folder / "welcome.yaml").write_text(f"flow: welcome\ntitle: Essai\nsteps:\n{steps}", "utf-8")
    return folder


def replies(words: int) -> list[str]:
    """What is said to whoever opens the chat and writes so many words."""
    return [f"Question {n}\u202f?" for n in range(1, words + 2)]


def runs(person: Person) -> list[tuple[str, int]]:
    """What the bot said, and how often in a row."""
    return [(text, len(list(some))) for text, some in groupby(line.text for line in person.said)]


def heard(person: Person) -> list[str]:
    """What the bot said, a line repeated in a row counted once."""
    return [text for text, _ in runs(person)]
