"""A picture of the first page, for the chat."""

from __future__ import annotations

import typst

from cv_builder.layout import Page
from cv_builder.pdf import first_page
from cv_builder.typst_source import source

DOTS_PER_INCH = 110
"""909 × 1286 dots: sharp on a phone, and messengers do not make it smaller."""


def render_png(compiler: typst.Compiler, page: Page) -> bytes:
    """PNG of `page`."""
    return first_page(compiler.compile(input=source(page), format="png", ppi=DOTS_PER_INCH))
