"""A picture of the CV, for the chat; a second page stands under the first."""

from __future__ import annotations

from typing import Any

import typst

from cv_builder.layout import Page
from cv_builder.lines import marks
from cv_builder.stacked import stacked
from cv_builder.typst_source import source

DOTS_PER_INCH = 110
"""909 × 1286 dots: sharp on a phone, and messengers do not make it smaller."""
LIGHT = (72, 58, 48, 40)
"""Dots per inch of a light picture, the first that stays within `LIGHT_BYTES`: 595 × 842 dots for a page half full."""
LIGHT_BYTES = 60_000
"""For who pays by the megabyte: ten of them in the time of one song."""


def render_png(compiler: typst.Compiler, page: Page) -> bytes:
    """PNG of `page`."""
    return _drawn(compiler, source(page))


def render_light(compiler: typst.Compiler, page: Page) -> bytes:
    """A light PNG: the page as it stands while questions go on."""
    document = source(page)
    data = b""
    for ppi in LIGHT:
        data = _drawn(compiler, document, ppi)
        if len(data) <= LIGHT_BYTES:
            break
    return data


def render_numbered(compiler: typst.Compiler, page: Page) -> bytes:
    """The same with the number of each line in the margin."""
    return _drawn(compiler, source(page, marks(page)))


def _drawn(compiler: typst.Compiler, document: bytes, ppi: int = DOTS_PER_INCH) -> bytes:
    drawn: Any = compiler.compile(input=document, format="png", ppi=ppi)
    return stacked([bytes(one) for one in drawn]) if isinstance(drawn, list) else bytes(drawn)
