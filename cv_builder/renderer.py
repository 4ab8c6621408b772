"""Documents off the event loop: ONE thread owns ONE typst compiler (two threads that share one raise)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import typst

from cv_builder.filenames import stem
from cv_builder.formats import format_of
from cv_builder.layout import Page, compose
from cv_builder.model import CV
from cv_builder.notes import Note
from cv_builder.pdf import new_compiler
from cv_builder.readback import read_back

_Result = TypeVar("_Result")


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


class Renderer:
    """`start()` before, `close()` after; in between any number of coroutines may ask, they are served in turn.

    The first document after the start costs about 100 ms more: fonts are read. `warm()` does that beforehand.
    """

    def __init__(self) -> None:
        self._thread: ThreadPoolExecutor | None = None
        self._compiler: typst.Compiler | None = None

    def start(self) -> None:
        self._thread = self._thread or ThreadPoolExecutor(1, "cv-render")

    def close(self) -> None:
        """Waits for what is being rendered."""
        if self._thread:
            self._thread.shutdown(wait=True, cancel_futures=True)
        self._thread = self._compiler = None

    async def render(self, cv: CV, format: str) -> bytes:
        """`cv` in one format (a key of `FORMATS`), not read back."""
        return await self._in_thread(lambda compiler: format_of(format).render(compiler, compose(cv)))

    async def make(self, cv: CV, formats: Sequence[str] = ("pdf", "docx", "png")) -> Documents:
        """`cv` in several formats or pictures, each read back."""
        return await self._in_thread(lambda compiler: make(compiler, cv, formats))

    async def print(self, page: Page, name: str, formats: Sequence[str] = ("pdf", "docx")) -> Documents:
        """Another page than a CV in several formats, each read back. `name`: of the files, without ending."""
        return await self._in_thread(lambda compiler: Documents(page, _files(compiler, page, name, formats)))

    async def warm(self) -> None:
        """Reads the fonts and the template."""
        await self.render(CV(name="A"), "pdf")

    async def _in_thread(self, work: Callable[[typst.Compiler], _Result]) -> _Result:
        if self._thread is None:
            raise RuntimeError("Renderer.start() comes before the first document.")
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._with_compiler, work)

    def _with_compiler(self, work: Callable[[typst.Compiler], _Result]) -> _Result:
        """Runs in the thread, which makes the compiler the first time."""
        if self._compiler is None:
            self._compiler = new_compiler()
        return work(self._compiler)


def make(compiler: typst.Compiler, cv: CV, formats: Sequence[str]) -> Documents:
    """The same without a thread; `compiler` belongs to the one that calls."""
    page = compose(cv)
    return Documents(page, _files(compiler, page, stem(page.cv.name, page.cv.headline.text), formats))


def _files(compiler: typst.Compiler, page: Page, name: str, formats: Sequence[str]) -> tuple[Document, ...]:
    made = ((format_of(key), format_of(key).render(compiler, page)) for key in formats)
    return tuple(
        Document(kind.extension, f"{name}.{kind.extension}", kind.type, data, read_back(kind.extension, data, page))
        for kind, data in made
    )
