"""Documents off the event loop: ONE thread owns ONE press, which it loads when the first document is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from cv_builder.documents import Documents
from cv_builder.layout import Page
from cv_builder.model import CV

if TYPE_CHECKING:
    from cv_builder.press import Press

PRESS = "cv_builder.press"
"""**Why** loaded late: typst, python-docx and lxml weigh 13 MB that a service at rest does without."""

_Result = TypeVar("_Result")


class Renderer:
    """`start()` before, `close()` after; in between any number of coroutines may ask, they are served in turn.

    The first document after the start costs about 300 ms more: libraries and fonts are read. `warm()` does that
    beforehand.
    """

    def __init__(self) -> None:
        self._thread: ThreadPoolExecutor | None = None
        self._press: Press | None = None

    def start(self) -> None:
        self._thread = self._thread or ThreadPoolExecutor(1, "cv-render")

    def close(self) -> None:
        """Waits for what is being rendered."""
        if self._thread:
            self._thread.shutdown(wait=True, cancel_futures=True)
        self._thread = self._press = None

    async def render(self, cv: CV, format: str) -> bytes:
        """`cv` in one format (a key of `FORMATS`), not read back."""
        return await self._in_thread(lambda press: press.render(cv, format))

    async def make(self, cv: CV, formats: Sequence[str] = ("pdf", "docx", "png")) -> Documents:
        """`cv` in several formats or pictures, each read back."""
        return await self._in_thread(lambda press: press.make(cv, formats))

    async def print(self, page: Page, name: str, formats: Sequence[str] = ("pdf", "docx")) -> Documents:
        """Another page than a CV in several formats, each read back. `name`: of the files, without ending."""
        return await self._in_thread(lambda press: press.print(page, name, formats))

    async def warm(self) -> None:
        """Reads the libraries, the fonts and the template."""
        await self.render(CV(name="A"), "pdf")

    async def _in_thread(self, work: Callable[[Press], _Result]) -> _Result:
        if self._thread is None:
            raise RuntimeError("Renderer.start() comes before the first document.")
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._with_press, work)

    def _with_press(self, work: Callable[[Press], _Result]) -> _Result:
        """Runs in the thread, which makes the press the first time."""
        if self._press is None:
            made: Press = import_module(PRESS).Press()
            self._press = made
        return work(self._press)
