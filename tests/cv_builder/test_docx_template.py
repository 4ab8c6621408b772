"""The slim template: our styles, in the order that Word insists on, and nothing else."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest
from docx import Document

from cv_builder.design import DESIGNS, LADDER, ladder
from cv_builder.docx_template import REGION, W, style_id, template
from cv_builder.style import Design
from cv_builder.wording import LOCALES

PARAGRAPH = [
    "pStyle",
    "keepNext",
    "keepLines",
    "numPr",
    "pBdr",
    "shd",
    "tabs",
    "bidi",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
]
EDGES = ["top", "left", "bottom", "right"]
RUN = ["rStyle", "rFonts", "b", "bCs", "color", "sz", "szCs", "rtl", "lang"]
"""As the standard (ECMA-376) orders them."""


def parts(
    direction: str = "ltr", locale: str = "fr", design: Design = DESIGNS["sober"]
) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(template(ladder(design)[0].roomy, direction, locale))) as package:
        return {name: ElementTree.fromstring(package.read(name)) for name in package.namelist()}


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_properties_stand_in_the_order_of_the_standard(direction: str, design: Design) -> None:
    """Word calls a document broken when they do not; other programs say nothing."""
    styles = parts(direction, design=design)["word/styles.xml"]
    for tag, order in (("pPr", PARAGRAPH), ("rPr", RUN), ("pBdr", EDGES)):
        for properties in styles.iter(f"{{{W}}}{tag}"):
            names = [child.tag.partition("}")[2] for child in properties]
            assert names == sorted(names, key=order.index)


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
def test_every_kind_of_block_has_its_style(design: Design) -> None:
    ids = {style.get(f"{{{W}}}styleId") for style in parts(design=design)["word/styles.xml"].iter(f"{{{W}}}style")}
    assert ids == {"Normal", "CvMuted", *map(style_id, design.styles)}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_document_says_its_language(locale: str) -> None:
    direction = "rtl" if locale == "ar" else "ltr"
    language = parts(direction, locale)["word/styles.xml"].find(f".//{{{W}}}lang")
    assert language is not None
    assert language.get(f"{{{W}}}{'bidi' if direction == 'rtl' else 'val'}") == REGION[locale]


def test_python_docx_opens_it() -> None:
    document = Document(io.BytesIO(template(LADDER[-1].tightest, "rtl", "ar")))
    assert document.paragraphs == []


def test_it_is_slim() -> None:
    assert len(template(LADDER[0].roomy, "ltr", "fr")) < 12_000
