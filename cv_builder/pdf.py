"""PDF by typst: tagged (PDF/UA-1), archivable (PDF/A-3a), with the CV attached as JSON Resume."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from functools import cache
from typing import Any, Literal

import typst

from cv_builder import design
from cv_builder.blocks import Block
from cv_builder.chars import plain
from cv_builder.fonts import FAMILIES, advances, folders
from cv_builder.json_resume import to_json_resume
from cv_builder.layout import NOTE_GAP, Page, day_of, room
from cv_builder.measure import breakable
from cv_builder.packaged import data

STANDARDS: list[Literal["ua-1", "a-3a"]] = ["ua-1", "a-3a"]
NOTHING_PRINTABLE = "–"
"""In place of a text of which no font has a single character: PDF/UA wants words in every heading."""
ATTACHMENT = "cv.json"


def new_compiler() -> typst.Compiler:
    """A compiler with our fonts only. It belongs to the thread that made it: two threads sharing one raise."""
    return typst.Compiler(ignore_system_fonts=True, font_paths=folders())


def render_pdf(compiler: typst.Compiler, page: Page) -> bytes:
    """The document of `page`. What no font can show is left out of it (`glyphs.uncovered` tells what)."""
    return first_page(
        compiler.compile(input=template(), format="pdf", pdf_standards=[*STANDARDS], sys_inputs=inputs(page))
    )


def inputs(page: Page) -> dict[str, str]:
    """What the template is given."""
    return {
        "cv": json.dumps(_values(page), ensure_ascii=False),
        "resume": json.dumps(to_json_resume(page.cv), ensure_ascii=False, indent=1),
    }


def printable(text: str) -> str:
    """Only the characters that our fonts have."""
    known = advances()
    return "".join(char for char in text if char in known)


def _values(page: Page) -> dict[str, Any]:
    return {
        "title": printable(page.title),
        "author": printable(page.cv.name),
        "lang": page.cv.locale,
        "direction": page.direction,
        "date": day_of(page.cv),
        "page": {
            "width": design.PAGE_WIDTH,
            "height": design.PAGE_HEIGHT,
            "x": page.fit.margins[0],
            "y": page.fit.margins[1],
        },
        "fonts": list(FAMILIES),
        "size": page.fit.size,
        "line": page.fit.line_height(page.direction),
        "middle": design.MIDDLE,
        "note-gap": NOTE_GAP,
        "bar": [design.BAR, design.BAR_GAP],
        "rule-gap": design.RULE_GAP,
        "bullet": design.BULLET,
        "bullet-indent": design.BULLET_INDENT,
        "accent": f"#{design.ACCENT}",
        "muted": f"#{design.MUTED}",
        "rule": f"#{design.RULE}",
        "styles": _styles(),
        "blocks": [
            asdict(_shown(block, page))
            | {"gap": page.fit.air * design.gap(above.kind if above else None, block.kind), "starts": at in page.starts}
            for at, (above, block) in enumerate(zip((None, *page.blocks), page.blocks, strict=False))
        ],
    }


@cache
def _styles() -> dict[str, dict[str, Any]]:
    return {kind: asdict(style) | {"color": f"#{style.color}"} for kind, style in design.STYLES.items()}


def _shown(block: Block, page: Page) -> Block:
    line = room(block.kind, page.fit)
    text, side, note = (breakable(printable(part), line) for part in (block.text, block.side, block.note))
    return replace(block, text=text if plain(text) else NOTHING_PRINTABLE, side=side, note=note)


def template() -> bytes:
    """The page in typst's language."""
    return data("cv.typ")


def first_page(compiled: Any) -> bytes:
    """One document, or the first page of several pictures."""
    return bytes(compiled[0] if isinstance(compiled, list) else compiled)
