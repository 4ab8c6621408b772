"""What the checks look at: a library, the files it came from, the names known outside."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flows.model import Library
from flows.problems import Problem
from flows.yamltext import Document, Path


@dataclass(frozen=True, slots=True)
class Book:
    """`complete`: every file could be read (else names may only seem unknown)."""

    library: Library
    documents: Mapping[str, Document]
    actions: Collection[str] | None = None
    complete: bool = True

    def problem(self, flow: str, path: Path, code: str, sentence: str, *, warning: bool = False) -> Problem:
        """A problem at `path` in the file of this flow."""
        return self.documents[flow].problem(path, code, sentence, warning=warning)
