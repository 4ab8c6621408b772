"""PDF by typst: tagged (PDF/UA-1), archivable (PDF/A-3a), with the CV attached as JSON Resume."""

from __future__ import annotations

from typing import Any, Literal

import typst

from cv_builder.fonts import folders
from cv_builder.layout import Page
from cv_builder.packaged import own_folder
from cv_builder.typst_source import source

STANDARDS: list[Literal["ua-1", "a-3a"]] = ["ua-1", "a-3a"]


def new_compiler() -> typst.Compiler:
    """A compiler with our fonts and our template only. It belongs to its thread: two threads sharing one raise."""
    return typst.Compiler(root=own_folder(), ignore_system_fonts=True, font_paths=folders())


def render_pdf(compiler: typst.Compiler, page: Page) -> bytes:
    """The document of `page`."""
    return first_page(compiler.compile(input=source(page), format="pdf", pdf_standards=[*STANDARDS]))


def first_page(compiled: Any) -> bytes:
    """One document, or the first page of several pictures."""
    return bytes(compiled[0] if isinstance(compiled, list) else compiled)
