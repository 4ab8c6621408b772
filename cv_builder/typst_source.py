"""A page → the text that typst sets: the setting, the styles it uses, then a call of `cv.typ` for each paragraph.

**Why** `cv.typ` stays a file beside it: typst reads a file once, but a text from its first letter for every document.
**Why** no data handed over besides: for those typst builds its whole library anew, which alone takes longer than it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, groupby
from types import MappingProxyType

import orjson

from cv_builder import design
from cv_builder.attached import ATTACHMENT
from cv_builder.blocks import Block, linked
from cv_builder.chars import has_rtl, plain
from cv_builder.design import Fit
from cv_builder.fonts import FAMILIES, drawable
from cv_builder.json_resume import to_json_resume
from cv_builder.layout import NOTE_GAP, Page, day_of, room
from cv_builder.measure import breakable
from cv_builder.running import RUNNING, running
from cv_builder.style import BULLET, BULLET_INDENT, Box, Style

NOTHING_PRINTABLE = "–"
"""In place of a text of which no font has a single character: PDF/UA wants words in every heading."""
SETTING_CACHE = 256
"""Settings kept: 3 kB each."""
TEMPLATE = "cv.typ"
"""In the folder of this package, the only one that typst reads besides the fonts."""


Marks = Mapping[int, int]
"""Paragraph → a number in the margin beside it."""


def source(page: Page, marks: Marks = MappingProxyType({})) -> bytes:
    """The document of `page`. What no font can show is left out of it (`glyphs.uncovered` tells what)."""
    begin, styles = setting(page.fit, page.direction, page.cv.locale)
    used = "\n".join([styles[kind] for kind in _kinds(page)])
    calls = "\n".join(_calls(page, marks))
    return f"{begin}\n{used}\n{_document(page)}\n#{{\n{calls}\n}}\n".encode()


def _kinds(page: Page) -> dict[str, None]:
    """Of paragraphs, each once."""
    kinds = dict.fromkeys(block.kind for block in page.blocks)
    return kinds | {RUNNING: None} if page.starts else kinds


def printable(text: str) -> str:
    """What our fonts can draw of it: all that is printed of ASCII, and of others nearly all."""
    return text if text.isascii() and text.isprintable() else drawable(text)


class Raw(str):
    """A word of typst's own language."""


@lru_cache(maxsize=SETTING_CACHE)
def setting(fit: Fit, direction: str, locale: str) -> tuple[str, Mapping[str, str]]:
    """What many documents begin with, and the styles by their kind."""
    values = {
        "width": design.PAGE_WIDTH,
        "height": design.PAGE_HEIGHT,
        "x": fit.margins[0],
        "y": fit.margins[1],
        "fonts": [*FAMILIES],
        "size": fit.size,
        "line": fit.line_height(direction),
        "middle": design.MIDDLE,
        "lang": locale,
        "rtl": direction == "rtl",
        "bullet": BULLET,
        "indent": BULLET_INDENT,
        "ink": f"#{fit.design.ink}",
        "accent": f"#{fit.design.accent}",
        "muted": f"#{fit.design.muted}",
    }
    begin = f'#import "/{TEMPLATE}": designed\n#let (setup, paragraph, bullets, boxed) = designed({_literal(values)})\n'
    return f"{begin}#show: setup", {kind: _style(kind, style, fit) for kind, style in fit.design.styles.items()}


def _style(kind: str, style: Style, fit: Fit) -> str:
    """The style of a kind of paragraphs, and of the box around them."""
    box = f"\n#let b-{kind} = {_literal(_box(style.box, style))}" if style.box else ""
    return f"#let s-{kind} = {_literal(_line(kind, style, fit))}{box}"


def _line(kind: str, style: Style, fit: Fit) -> dict[str, object]:
    return {
        "size": style.size,
        "letters": _letters(kind, style, fit),
        "heading": style.heading,
        "align": Raw(style.align or "none"),
    }


def _letters(kind: str, style: Style, fit: Fit) -> Raw | dict[str, object]:
    """Only what differs from the text of the page: typst pays for every property that it is told."""
    color = fit.design.color(kind)
    own = {
        "size": Raw(f"{round(style.size * fit.size, 4)}pt") if style.size != 1.0 else None,
        "weight": "bold" if style.bold else None,
        "fill": Raw(f'rgb("#{color}")') if color != fit.design.ink else None,
    }
    return {name: value for name, value in own.items() if value} or Raw("(:)")


def _box(box: Box, style: Style) -> dict[str, object]:
    return {
        "fill": box.fill and f"#{box.fill}",
        "line": box.line and f"#{box.line}",
        "top": box.top,
        "bottom": box.bottom,
        "above": box.above,
        "below": box.below,
        "overhang": box.overhang,
        "sticky": style.heading > 0,
    }


def _literal(value: object) -> str:
    """A value of ours in typst's language."""
    match value:
        case Raw():
            return str(value)
        case bool():
            return "true" if value else "false"
        case str():
            return quoted(value)
        case dict():
            return f"({', '.join(f'{key}: {_literal(inner)}' for key, inner in value.items())})"
        case list():
            return f"({', '.join(map(_literal, value))},)"
        case _:
            return str(value)


def quoted(text: str) -> str:
    """Text as typst reads it: nothing in it can end the quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _document(page: Page) -> str:
    """What stands about the document, and the CV itself."""
    year, month, day = day_of(page.cv)
    title = quoted(printable(page.title))
    about = (
        f"#set document(title: {title}, author: {quoted(printable(page.cv.name))}, "
        f"date: datetime(year: {year}, month: {month}, day: {day}))"
    )
    if not page.carries:
        return about
    resume = quoted(orjson.dumps(to_json_resume(page.cv)).decode())
    return (
        f'{about}\n#pdf.attach("{ATTACHMENT}", bytes({resume}), relationship: "source", '
        f'mime-type: "application/json", description: {title})'
    )


def _calls(page: Page, marks: Marks) -> Iterator[str]:
    """Paragraphs with the gap over each; entries of a list together, and what shares a box."""
    look, points, rtl = page.fit.design, page.fit.air * page.fit.size, page.direction == "rtl"
    kinds = [None, *(block.kind for block in page.blocks)]
    gaps = [round(points * look.gap(above, block.kind), 3) for above, block in zip(kinds, page.blocks, strict=False)]
    rooms = {kind: room(kind, page.fit) for kind in dict.fromkeys(kinds) if kind}
    rows = [(_shown(block, rooms[block.kind]), gap) for block, gap in zip(page.blocks, gaps, strict=True)]
    sheets = list(accumulate(at in page.starts for at in range(len(rows))))
    together = [
        (look.styles[b.kind].box, b.kind == "bullet", sheet) for (b, _), sheet in zip(rows, sheets, strict=True)
    ]
    for (box, listed, _), group in groupby(range(len(rows)), together.__getitem__):
        places = list(group)
        if places[0] in page.starts:
            yield _new_page(page, sheets[places[0]] + 1, rtl)
        run = [rows[at] for at in places]
        first, gap = run[0]
        if box:
            inner = "\n".join(
                _paragraph(block, over if i else 0, marks.get(places[i]), rtl) for i, (block, over) in enumerate(run)
            )
            yield f"boxed(b-{first.kind}, {gap}, {{\n{inner}\n}})"
        elif listed:
            entries = ", ".join(quoted(block.text) for block, _ in run)
            yield f"bullets(s-bullet, {gap}, {run[-1][1]}, {entries}{_marked(marks.get(places[0]))})"
        else:
            yield from (_paragraph(rows[at][0], rows[at][1], marks.get(at), rtl) for at in places)


def _new_page(page: Page, number: int, rtl: bool) -> str:
    """Another page, with a line in the margin over it, which typst marks as no part of the text."""
    fit, head = page.fit, running(page, number)
    line = fit.size * fit.design.styles[RUNNING].size * fit.line_height(page.direction)
    ascent = round(fit.margins[1] - design.RUNNING_TOP - line, 3)
    said = _paragraph(_shown(head, room(RUNNING, fit)), 0, None, rtl)
    return f"set page(header: {said}, header-ascent: {ascent}pt)"


def _marked(number: int | None) -> str:
    return f", mark: {number}" if number else ""


def _paragraph(block: Block, gap: float, mark: int | None, rtl: bool) -> str:
    apart = block.side and (rtl or has_rtl(f"{block.text}{block.side}"))
    date = f", date: {quoted(block.side)}{', apart: true' if apart else ''}" if block.side else ""
    note = f", note: {quoted(NOTE_GAP + block.note)}" if block.note else ""
    return f"paragraph(s-{block.kind}, {gap}, {_words(block)}{date}{note}{_marked(mark)})"


def _words(block: Block) -> str:
    if not block.links:
        return quoted(block.text)
    parts = linked(block.text, block.links)
    return "; ".join(f"link({quoted(to)}, {quoted(text)})" if to else quoted(text) for text, to in parts).join("{}")


def _shown(block: Block, line: float) -> Block:
    """As it is set in lines of so many em."""
    text, side = _set_in(block.text, line), _set_in(block.side, line) if block.side else ""
    note = _set_in(block.note, line) if block.note else ""
    links = tuple((_set_in(part, line), target) for part, target in block.links) if block.links else ()
    text = text if text[:1].isalnum() or plain(text) else NOTHING_PRINTABLE
    same = (text, side, note, links) == (block.text, block.side, block.note, block.links)
    return block if same else replace(block, text=text, side=side, note=note, links=links)


def _set_in(text: str, line: float) -> str:
    return breakable(printable(text), line)
