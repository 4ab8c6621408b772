"""The slim DOCX that every CV starts from: our styles and nothing else, built from `design.py`.

**Why:** python-docx's own template brings 160 styles, costs 5–10 times as much to open, and its styles set Arabic in
the wrong font and size.
"""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

from cv_builder import design
from cv_builder.design import Fit
from cv_builder.style import BULLET, BULLET_INDENT, Box, Style

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TWIPS = 20
"""Twentieths of a point, Word's unit of length."""
EIGHTHS = 8
"""Of a point: Word's unit of line width."""
HAIRLINE = 2
"""Eighths: the thinnest line that Word draws."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
REGION = {"fr": "fr-FR", "en": "en-GB", "ar": "ar-SA"}
"""Locale → language tag that office programs know (spelling, hyphens, screen readers)."""
_JC = {"center": "center", "end": "right"}
"""Word's words; "right" is the far end of a line from right to left, too."""
BULLET_WIDTH = 0.35
"""Em, in `OFFICE_FONT`."""
STYLE_CACHE = 256
"""Templates kept: settings × languages, 10 kB each."""


def style_id(kind: str) -> str:
    """Id of the paragraph style of a kind of block; headings have Word's own, so that its outline finds them."""
    style = design.SOBER.styles.get(kind)  # a kind that only another paper has is text
    heading = style.heading if style else 0
    return f"Heading{heading}" if heading else f"Cv{kind.capitalize()}"


@lru_cache(maxsize=STYLE_CACHE)
def template(fit: Fit, direction: str, locale: str) -> bytes:
    """An empty document with the styles of that setting."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": _document(fit, direction),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("settings", "settings.xml"), ("numbering", "numbering.xml")
        ),
        "word/styles.xml": _styles(fit, direction, locale),
        "word/settings.xml": _settings(locale, direction),
        "word/numbering.xml": _numbering(fit, direction),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, text in parts.items():
            package.writestr(name, _HEAD + text)
    return out.getvalue()


def _content_types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings", "numbering": "numbering"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_OFFICE}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{i}" Type="{R}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _document(fit: Fit, direction: str) -> str:
    x, y, head = map(twips, (*fit.margins, design.RUNNING_TOP))
    bidi = "<w:bidi/>" if direction == "rtl" else ""
    return (
        f'<w:document xmlns:w="{W}"><w:body><w:sectPr>'
        f'<w:pgSz w:w="{twips(design.PAGE_WIDTH)}" w:h="{twips(design.PAGE_HEIGHT)}"/>'
        f'<w:pgMar w:top="{y}" w:right="{x}" w:bottom="{y}" w:left="{x}" w:header="{head}" w:footer="0" w:gutter="0"/>'
        f"{bidi}</w:sectPr></w:body></w:document>"
    )


def _settings(locale: str, direction: str) -> str:
    """`compatibilityMode` 15: Word shows the document as its own, not in compatibility mode."""
    script = "bidi" if direction == "rtl" else "val"
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:{script}="{REGION[locale]}"/></w:settings>'
    )


def _styles(fit: Fit, direction: str, locale: str) -> str:
    lang = REGION[locale]
    latin = lang if direction == "ltr" else REGION["fr"]
    bidi = lang if direction == "rtl" else REGION["ar"]
    font = "".join(f' w:{script}="{design.OFFICE_FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    size = round(fit.size * 2)
    styles = "".join(_style(kind, style, fit, direction) for kind, style in fit.design.styles.items())
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{font}/>'
        f'<w:color w:val="{fit.design.ink}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{latin}" w:eastAsia="{latin}" w:bidi="{bidi}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        f"{styles}{_muted(fit)}</w:styles>"
    )


def _numbering(fit: Fit, direction: str) -> str:
    """One real list: a screen reader says "list, 3 entries".

    **Why** centred from right to left: what "left" means there, programs do not agree on, and LibreOffice sets the sign
    into the margin; around the middle of its own room it stands in the same place for all.
    """
    indent, hanging = _indents(fit, direction)
    turned = direction == "rtl"
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{BULLET}"/>'
        f'<w:lvlJc w:val="{"center" if turned else "left"}"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="{hanging}"/></w:pPr>'
        f'<w:rPr><w:color w:val="{fit.design.accent}"/></w:rPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _indents(fit: Fit, direction: str) -> tuple[int, int]:
    """Where the text of a list begins, and how far before it its sign does."""
    indent = twips(fit.size * BULLET_INDENT)
    return indent, indent - (twips(fit.size * BULLET_WIDTH / 2) if direction == "rtl" else 0)


def _muted(fit: Fit) -> str:
    """Dates and notes beside a text: a character style."""
    size = round(fit.size * 2)
    return (
        '<w:style w:type="character" w:customStyle="1" w:styleId="CvMuted"><w:name w:val="CV Muted"/><w:rPr>'
        f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{fit.design.muted}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _style(kind: str, style: Style, fit: Fit, direction: str) -> str:
    points = fit.size * style.size
    name = f"heading {style.heading}" if style.heading else f"CV {kind.capitalize()}"
    custom = "" if style.heading else ' w:customStyle="1"'
    size = round(points * 2)
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style_id(kind)}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{_paragraph(style, fit, direction)}</w:pPr>"
        f'<w:rPr>{bold}<w:color w:val="{fit.design.color(kind)}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _paragraph(style: Style, fit: Fit, direction: str) -> str:
    """Paragraph properties, in the order that the format asks for."""
    indent, hanging = _indents(fit, direction)
    line = twips(fit.size * style.size * fit.line_height(direction))
    before = twips(style.before * fit.air * fit.size)
    return "".join(
        (
            "<w:keepNext/><w:keepLines/>" if style.heading else "",
            '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if style.indent else "",
            _box(style.box) if style.box else "",
            f'<w:tabs><w:tab w:val="right" w:pos="{twips(fit.text_width)}"/></w:tabs>' if style.sided else "",
            "<w:bidi/>" if direction == "rtl" else "",
            f'<w:spacing w:before="{before}" w:after="0" w:line="{line}" w:lineRule="exact"/>',
            f'<w:ind w:left="{indent}" w:hanging="{hanging}"/>' if style.indent else "",
            f'<w:jc w:val="{_JC[style.align]}"/>' if style.align else "",
            f'<w:outlineLvl w:val="{style.heading - 1}"/>' if style.heading else "",
        )
    )


def twips(points: float) -> int:
    """Points in Word's unit."""
    return round(points * _TWIPS)


def _box(box: Box) -> str:
    """Lines and ground. A filled box has edges of its own colour: Word puts the overhang there and nowhere else."""
    edges = {
        "top": _line("top", box.top, box.top_gap, box.line) if box.top else "",
        "bottom": _line("bottom", box.bottom, box.bottom_gap, box.line) if box.bottom else "",
    }
    if box.fill:
        edges["top"] = edges["top"] or _line("top", 0, box.top_gap, box.fill)
        edges["bottom"] = edges["bottom"] or _line("bottom", 0, box.bottom_gap, box.fill)
        edges |= {side: _line(side, 0, box.overhang, box.fill) for side in ("left", "right")}
    borders = "".join(edges.get(side, "") for side in ("top", "left", "bottom", "right"))
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{box.fill}"/>' if box.fill else ""
    return f"<w:pBdr>{borders}</w:pBdr>{ground}"


def _line(side: str, points: float, gap: int, color: str) -> str:
    width = max(HAIRLINE, round(points * EIGHTHS))
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="{gap}" w:color="{color}"/>'
