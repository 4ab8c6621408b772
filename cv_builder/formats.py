"""The formats a CV can be had in: one entry each, walked by everything that offers, renders or tests them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import typst

from cv_builder.docx import render_docx
from cv_builder.json_resume import to_json_resume
from cv_builder.layout import Page
from cv_builder.pdf import render_pdf
from cv_builder.png import render_light, render_numbered, render_png
from cv_builder.text import render_text

Render = Callable[[typst.Compiler, Page], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """`extension` also names the format. `render` runs in the thread that owns the compiler."""

    extension: str
    type: str
    render: Render


FORMATS: Mapping[str, Format] = {
    format.extension: format
    for format in (
        Format(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            lambda _, page: render_docx(page),
        ),
        Format("pdf", "application/pdf", render_pdf),
        Format("png", "image/png", render_png),
        Format(
            "json",
            "application/json",
            lambda _, page: json.dumps(to_json_resume(page.cv), ensure_ascii=False, indent=2).encode(),
        ),
        Format("txt", "text/plain; charset=utf-8", lambda _, page: render_text(page).encode()),
    )
}

PICTURES: Mapping[str, Format] = {
    "light": Format("png", "image/png", render_light),
    "numbered": Format("png", "image/png", render_numbered),
}
"""Pictures for the chat only; nobody is offered them as a file."""


def format_of(name: str) -> Format:
    """The format or picture of that name. Raises KeyError."""
    return FORMATS[name] if name in FORMATS else PICTURES[name]
