"""Our own files read back before they are sent: every text there, in order, on one page, in the right language.

PDF text is compared for left-to-right scripts only: the text layer of Arabic never comes back as it went in, so those
texts are vouched for by the attachment and by glyph coverage.
"""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from docx import Document

from cv_builder.attached import resume_in_docx, resume_in_pdf
from cv_builder.blocks import Block
from cv_builder.chars import direction, is_mark, plain
from cv_builder.glyphs import uncovered, uncovered_in
from cv_builder.json_resume import to_json_resume
from cv_builder.layout import Page
from cv_builder.notes import Note
from cv_builder.running import pages, running
from cv_builder.scripts import script_of
from cv_builder.typeset_pdf import TypesetPdf
from cv_builder.typst_source import printable

ENTANGLED = frozenset({"devanagari"})
"""Scripts of our fonts, beside right-to-left ones, in which letters change with their neighbours."""
DOTTED_CIRCLE = "\u25cc"
"""What a sign is drawn on that has no letter before it; the PDF calls it by the name of the sign."""
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def read_back(name: str, data: bytes, page: Page) -> tuple[Note, ...]:
    """What is wrong with a document of that format; empty when it may be sent."""
    check = CHECKS.get(name)
    try:
        return tuple(check(data, page)) if check else ()
    except Exception as unreadable:  # whatever a reader raises: the file is broken
        return (Note("broken", name, type(unreadable).__name__),)


def _docx(data: bytes, page: Page) -> Iterator[Note]:
    document = Document(io.BytesIO(data))
    text = "".join(squeezed(paragraph.text) for paragraph in document.paragraphs)
    yield from _in_order("docx", [_parts(block) for block in page.blocks], text)
    if page.starts:
        head = "".join(squeezed(paragraph.text) for paragraph in document.sections[0].header.paragraphs)
        yield from _in_order("docx", [[squeezed(running(page, pages(page)).text)]], head)
    core = document.core_properties
    if core.title != page.title:
        yield Note("title", "docx", core.title)
    if core.language != page.cv.locale:
        yield Note("language", "docx", core.language)
    yield from _attachment("docx", resume_in_docx(data), page)


def _pdf(data: bytes, page: Page) -> Iterator[Note]:
    document = TypesetPdf(data)
    if not page.endless and document.pages != pages(page):
        yield Note("pages", "pdf", str(document.pages))
    yield from uncovered_on(page)
    if page.direction == "ltr":
        yield from _in_order("pdf", [_comparable(block) for block in _as_printed(page)], _bare(document.text()))
    if document.title != printable(page.title):
        yield Note("title", "pdf", document.title)
    if document.language != page.cv.locale:
        yield Note("language", "pdf", document.language)
    yield from _attachment("pdf", resume_in_pdf(data), page)


def _as_printed(page: Page) -> Iterator[Block]:
    """The blocks, with the line in the margin over each further page."""
    for at, block in enumerate(page.blocks):
        if at in page.starts:
            yield running(page, 2 + page.starts.index(at))
        yield block


def uncovered_on(page: Page) -> tuple[Note, ...]:
    """What no font has: of the CV, or of what is printed where there is no whole CV behind it."""
    if page.carries:
        return uncovered(page.cv)
    return uncovered_in((block.kind, block.text) for block in page.blocks)


def _png(data: bytes, page: Page) -> Iterator[Note]:
    if not data.startswith(_PNG_SIGNATURE):
        yield Note("broken", "png", "signature")
    yield from uncovered_on(page)


CHECKS: Mapping[str, Callable[[bytes, Page], Iterator[Note]]] = {"docx": _docx, "pdf": _pdf, "png": _png}


def squeezed(text: str) -> str:
    """Without spaces and marks: lines break elsewhere in every program."""
    return plain(text).replace(" ", "")


def _parts(block: Block) -> list[str]:
    return [squeezed(part) for part in (block.text, block.note, block.side) if part]


def _comparable(block: Block) -> list[str]:
    """Parts whose text layer comes back as it went in: no right-to-left word, no sign that changes its neighbours."""
    return [_bare(printable(part)) for part in (block.text, block.note, block.side) if not _entangled(part)]


def _bare(text: str) -> str:
    """Without accents and other marks: one letter with two of them and the PDF gives both to every such letter of the
    page.

    Without brackets, too: one in a right-to-left text is drawn turned, and the PDF calls all that look like it so.
    """
    parts = unicodedata.normalize("NFD", squeezed(text))
    return "".join(char for char in parts if not is_mark(char) and not unicodedata.mirrored(char))


def _entangled(text: str) -> bool:
    """Whether glyphs stand for more or less than their letter: two letters drawn as one, a sign before the letter that
    it follows."""
    return DOTTED_CIRCLE in text or any(
        direction(char) == "rtl" or is_mark(char) or script_of(char) in ENTANGLED for char in text
    )


def _in_order(where: str, blocks: Sequence[Sequence[str]], text: str) -> Iterator[Note]:
    at = 0
    for part in (part for parts in blocks for part in parts):
        found = text.find(part, at)
        if found >= 0:
            at = found + len(part)
        else:
            yield Note("order" if part in text else "missing", where, part)


def _attachment(where: str, found: object, page: Page) -> Iterator[Note]:
    if not page.carries:
        if found is not None:
            yield Note("carries", where, "JSON Resume")
    elif found != json.loads(json.dumps(to_json_resume(page.cv))):
        yield Note("missing", where, "JSON Resume")
