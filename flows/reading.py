"""Flow files as they are read, remembered by their text: who changes one flow of 200 waits for that one.

**Why** the text is the key and no time or version: a file put back is known again, and nothing can be stale.
"""

from __future__ import annotations

from typing import NamedTuple

from flows.problems import Problem
from flows.schema import WrittenFlow, validate
from flows.yamltext import Document, read

MOST = 500
"""Files remembered, about 50 kB each; the one not asked for longest goes first."""


class Read(NamedTuple):
    """`document`: None where it is no YAML; `written`: None where it is no flow. `problems` say why."""

    document: Document | None
    written: WrittenFlow | None
    problems: tuple[Problem, ...]


class Reader:
    """Reads and remembers. One a process is enough; without one `load` reads everything anew."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._known: dict[tuple[str, str], Read] = {}

    def read(self, file: str, text: str) -> Read:
        """`file`: its name, which its problems carry."""
        found = self._known.pop((file, text), None) or _read(file, text)
        self._known[file, text] = found
        if len(self._known) > self._most:
            self._known.pop(next(iter(self._known)), None)
        return found


def _read(file: str, text: str) -> Read:
    document, problems = read(file, text)
    if document is None:
        return Read(None, None, tuple(problems))
    written, wrong = validate(document)
    return Read(document, written, (*problems, *wrong))
