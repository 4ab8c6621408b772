"""DOCX by python-docx, on our slim template: real headings, each script in its own runs, the CV as custom XML."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_HEADER_FOOTER
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from cv_builder.attached import NAMESPACE, WORDS, digest
from cv_builder.blocks import Block, linked
from cv_builder.design import Fit
from cv_builder.docx_template import R, W, style_id, template, twips
from cv_builder.json_resume import to_json_resume
from cv_builder.layout import NOTE_GAP, Page, day_of
from cv_builder.running import RUNNING, running

CUSTOM_XML = PackURI("/customXml/item1.xml")
HEADER = PackURI("/word/header1.xml")
_LEFT_TO_RIGHT = '<w:bidi w:val="0"/><w:jc w:val="left"/>'
_RTL_CLASSES = frozenset({"R", "AL", "AN"})


def render_docx(page: Page) -> bytes:
    """The document of `page`."""
    document = Document(io.BytesIO(template(page.fit, page.direction, page.cv.locale)))
    body = document.element.body
    links = {
        target: document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        for block in page.blocks
        for _, target in block.links
    }
    for position, paragraph in enumerate(_paragraphs(page, links)):
        body.insert(position, paragraph)
    if page.starts:
        _head(document, page)
    _describe(document, page)
    if page.carries:
        _attach(document, page)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraphs(page: Page, links: Mapping[str, str]) -> Iterator[BaseOxmlElement]:
    """All paragraphs, parsed in one go: ten times as fast as element by element."""
    text = "".join(
        _paragraph(block, page.direction, _gap(above, block, page.fit), at in page.starts, links)
        for at, (above, block) in enumerate(zip((None, *page.blocks), page.blocks, strict=False))
    )
    return iter(list(parse_xml(f'<w:body xmlns:w="{W}" xmlns:r="{R}">{text}</w:body>')))


def _gap(above: Block | None, block: Block, fit: Fit) -> str:
    """The gap above a paragraph where it is not that of its style, said on the paragraph itself.

    **Why:** some programs add "after" and "before", others take the larger; so no style of ours has an "after".
    """
    gap = fit.design.gap(above.kind if above else None, block.kind)
    if gap == fit.design.styles[block.kind].before:
        return ""
    return f'<w:spacing w:before="{twips(gap * fit.air * fit.size)}"/>'


def _paragraph(block: Block, direction: str, gap: str, starts: bool, links: Mapping[str, str]) -> str:
    """`links`: target → id of its relation."""
    content = "".join(
        f'<w:hyperlink r:id="{links[target]}">{_runs(text, direction)}</w:hyperlink>'
        if target
        else _runs(text, direction)
        for text, target in linked(block.text, block.links)
    )
    if block.note:
        content += _runs(NOTE_GAP + block.note, direction, "CvMuted")
    if block.side:
        content += "<w:r><w:tab/></w:r>" + _runs(block.side, direction, "CvMuted")
    broken = "<w:pageBreakBefore/>" if starts else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(block.kind)}"/>{broken}{gap}</w:pPr>{content}</w:p>'


def _runs(text: str, direction: str, style: str = "") -> str:
    """One run for each stretch of a script: `w:rtl` chooses the font, size and bold of complex scripts."""
    styled = f'<w:rStyle w:val="{style}"/>' if style else ""
    return "".join(
        f"<w:r><w:rPr>{styled}{'<w:rtl/>' if rtl else ''}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(stretch)}</w:t></w:r>'
        for stretch, rtl in _stretches(text, direction)
    )


def _stretches(text: str, direction: str) -> Iterator[tuple[str, bool]]:
    """(text, right-to-left) by strong characters; neutral ones stay with what stands before them."""
    rtl, start = direction == "rtl", 0
    for i, char in enumerate(text):
        kind = unicodedata.bidirectional(char)
        turned = kind in _RTL_CLASSES
        if (turned or kind == "L") and turned != rtl:
            if i > start:
                yield text[start:i], rtl
            rtl, start = turned, i
    if start < len(text):
        yield text[start:], rtl


def _head(document: DocumentType, page: Page) -> None:
    """The line over all pages but the first.

    **Why** fields: whoever makes the text longer or shorter in their office program reads the true numbers. **Why** a
    line from left to right on an Arabic page, too: each field is a word of its own, and they would change places.
    """
    line = running(page, 2)
    number, _, count = line.side.partition("/")
    fields = [
        f'<w:fldSimple w:instr="{name}">{_runs(shown, "ltr", "CvMuted")}</w:fldSimple>'
        for name, shown in (("PAGE", number), ("NUMPAGES", count))
    ]
    numbers, name = _runs("/", "ltr", "CvMuted").join(fields), _runs(line.text, page.direction)
    turned = page.direction == "rtl"
    paragraph = (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(RUNNING)}"/>{_LEFT_TO_RIGHT if turned else ""}</w:pPr>'
        f"{numbers if turned else name}<w:r><w:tab/></w:r>{name if turned else numbers}</w:p>"
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    blob = f'{head}<w:hdr xmlns:w="{W}">{paragraph}</w:hdr>'.encode()
    part = Part(HEADER, CONTENT_TYPE.WML_HEADER, blob, document.part.package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.HEADER)
    section = document.element.body.sectPr
    section.add_headerReference(WD_HEADER_FOOTER.PRIMARY, relation)
    section.titlePg_val = True


def _describe(document: DocumentType, page: Page) -> None:
    """Title, author and language; the dates are the CV's, so that the same CV gives the same bytes."""
    core = document.core_properties
    core.title, core.author, core.language = page.title, page.cv.name, page.cv.locale
    core.comments = ""
    core.created = core.modified = datetime(*day_of(page.cv), tzinfo=UTC)


def _attach(document: DocumentType, page: Page) -> None:
    """The CV itself, so that the file can be read back and changed: JSON Resume in one XML element.

    `json.dumps` writes ASCII, so nothing in it can break XML.
    """
    resume = escape(json.dumps(to_json_resume(page.cv)))
    words = digest("".join(run.text or "" for run in document.element.body.iter(f"{{{W}}}t")))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    blob = f'{head}<cv xmlns="{NAMESPACE}" {WORDS}="{words}">{resume}</cv>'.encode()
    part = Part(CUSTOM_XML, "application/xml", blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
