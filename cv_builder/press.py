"""All that makes documents, with a typst compiler of its own: used by one thread, since two that share one raise."""

from __future__ import annotations

from collections.abc import Sequence

import typst

from cv_builder.documents import Document, Documents
from cv_builder.filenames import stem
from cv_builder.formats import format_of
from cv_builder.layout import Page, compose
from cv_builder.model import CV
from cv_builder.pdf import new_compiler
from cv_builder.readback import read_back


class Press:
    """The first document costs about 100 ms more than the next: fonts are read."""

    def __init__(self, compiler: typst.Compiler | None = None) -> None:
        self._compiler = compiler or new_compiler()

    def render(self, cv: CV, format: str) -> bytes:
        """`cv` in one format (a key of `FORMATS`), not read back."""
        return format_of(format).render(self._compiler, compose(cv))

    def make(self, cv: CV, formats: Sequence[str]) -> Documents:
        """`cv` in several formats or pictures, each read back."""
        page = compose(cv)
        return self.print(page, stem(page.cv.name, page.cv.headline.text), formats)

    def print(self, page: Page, name: str, formats: Sequence[str]) -> Documents:
        """Another page than a CV in several formats, each read back. `name`: of the files, without ending."""
        return Documents(page, tuple(self._file(page, name, key) for key in formats))

    def _file(self, page: Page, name: str, key: str) -> Document:
        kind = format_of(key)
        data = kind.render(self._compiler, page)
        problems = read_back(kind.extension, data, page)
        return Document(kind.extension, f"{name}.{kind.extension}", kind.type, data, problems)
