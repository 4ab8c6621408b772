"""A CV, a letter or another page as files, each read back."""

from __future__ import annotations

from dataclasses import dataclass

from cv_builder.layout import Page
from cv_builder.notes import Note


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read back: `problems` is empty when it may be sent."""

    format: str
    name: str
    type: str
    data: bytes
    problems: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Documents:
    """Files of one CV. `page.notes` tell what was left out or shortened to fit the page."""

    page: Page
    files: tuple[Document, ...]

    @property
    def problems(self) -> tuple[Note, ...]:
        """All problems of all files, each once."""
        return tuple(dict.fromkeys(problem for file in self.files for problem in file.problems))
