"""A CV outside the chat: one file in, the documents out, and what was left out in words."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path

from bot.errors import Misconfigured
from cv_builder.design import DESIGNS
from cv_builder.documents import Documents
from cv_builder.mirror import reworded
from cv_builder.model import CV
from cv_builder.reading.report import MOST_BYTES, REFUSALS, Read, Refused
from cv_builder.renderer import Renderer
from cv_builder.wording import LOCALES

Reader = Callable[[bytes], Awaitable[Read | Refused]]
"""What is in these bytes, read in a process of its own."""
LONGEST = 120
"""Characters of a line about what was not taken: a picture in letters has thousands."""
FORMATS = ("docx", "pdf", "png", "json")


async def convert(source: Path, out: Path, locale: str | None, design: str | None, read: Reader) -> list[str]:
    """Writes the documents into `out`; returns what there is to tell. Raises `Misconfigured` with what is wrong."""
    _known("--lang", locale, LOCALES)
    _known("--theme", design, tuple(DESIGNS))
    found = await read(_bytes(source))
    if isinstance(found, Refused):
        raise Misconfigured([f"{source}: {REFUSALS.get(found.code, REFUSALS['kind'])}"])
    documents = await _made(_as_wished(found.cv, locale, design))
    paths = await asyncio.to_thread(_write, documents, out)
    return [*map(str, paths), *_left_out(found, documents)]


def _known(option: str, value: str | None, values: tuple[str, ...]) -> None:
    if value is not None and value not in values:
        raise Misconfigured([f"{option} {value}: one of {', '.join(values)}"])


def _bytes(source: Path) -> bytes:
    try:
        with source.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Misconfigured([f"--from {source}: {error.strerror}"]) from None


def _as_wished(cv: CV, locale: str | None, design: str | None) -> CV:
    """In another language what has a code is worded anew; own words stay as they are."""
    if locale is not None and locale != cv.locale:
        cv = reworded(cv, locale)
    return cv if design is None else replace(cv, design=design)


async def _made(cv: CV) -> Documents:
    renderer = Renderer()
    renderer.start()
    try:
        return await renderer.make(cv, FORMATS)
    finally:
        renderer.close()


def _write(documents: Documents, out: Path) -> list[Path]:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for file in documents.files:
            (out / file.name).write_bytes(file.data)
    except OSError as error:
        raise Misconfigured([f"--out {out}: {error.strerror}"]) from None
    return [out / file.name for file in documents.files]


def _left_out(found: Read, documents: Documents) -> Iterator[str]:
    told = (f"not taken ({left.what}): {left.text}" for left in found.unused)
    yield from (line if len(line) <= LONGEST else line[: LONGEST - 1] + "…" for line in told)
    yield from (str(note) for note in (*documents.page.notes, *documents.problems))
