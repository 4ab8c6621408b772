"""Read on paper, by tired eyes, from a printer without colour."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cv_builder.design import DESIGNS, SOBER, design_of
from cv_builder.style import Design

WHITE = "FFFFFF"
PALE = 0.8
"""Luminance of a ground: under it a page of it empties a cartridge and swims on a grey printer."""
TEXT, LINES = 4.5, 3.0
"""Least contrast with white paper (WCAG 2.2: 1.4.3 for text, 1.4.11 for what is no text)."""


def light(color: str) -> float:
    """Relative luminance: also the grey that a black-and-white printer makes of it."""
    channels = (int(color[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(color: str) -> float:
    return 1.05 / (light(color) + 0.05)


def contrast_on(color: str, ground: str) -> float:
    one, other = sorted((light(color), light(ground)), reverse=True)
    return (one + 0.05) / (other + 0.05)


def grounds(design: Design, kind: str) -> tuple[str, ...]:
    """What stands behind a paragraph: its own ground, and white where a program or a printer leaves that out."""
    box = design.styles[kind].box
    return (WHITE, box.fill) if box and box.fill else (WHITE,)


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
def test_text_is_read_in_black_and_white(design: Design) -> None:
    for kind in design.styles:
        for ground in grounds(design, kind):
            for color in (design.color(kind), design.muted, design.accent, design.ink):
                assert contrast_on(color, ground) >= TEXT, (kind, color, ground)


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
def test_lines_are_seen(design: Design) -> None:
    for style in design.styles.values():
        assert not style.box or not style.box.line or contrast(style.box.line) >= LINES


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
def test_a_ground_costs_little_ink(design: Design) -> None:
    for style in design.styles.values():
        assert not style.box or not style.box.fill or light(style.box.fill) > PALE


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
def test_designs_style_the_same_kinds_with_the_same_headings(design: Design) -> None:
    assert {k: s.heading for k, s in design.styles.items()} == {k: s.heading for k, s in SOBER.styles.items()}
    for order in (design.head, design.with_work, (*design.without_work, "work")):
        assert len(set(order)) == len(order)
    assert set(design.head) == set(SOBER.head)
    assert set(design.with_work) == set(SOBER.with_work) == {*design.without_work, "work"}


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
def test_what_shares_a_box_stands_apart(design: Design) -> None:
    """LibreOffice leaves white corners where two paragraphs of one box touch."""
    for above, kind in pairwise(design.head):
        if (box := design.styles[kind].box) and box == design.styles[above].box:
            assert design.gap(above, kind) > 0


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
def test_neighbours_with_boxes_of_their_own_do_not_melt(design: Design) -> None:
    """LibreOffice fills the gap between two grounds of one colour."""
    boxes = {style.box for style in design.styles.values() if style.box}
    assert len({box.fill for box in boxes if box.fill}) == len([box for box in boxes if box.fill])


def test_boxes_add_their_height_once_for_all_that_they_hold() -> None:
    colour = DESIGNS["colour"]
    band, section = colour.styles["name"].box, colour.styles["section"].box
    assert band
    assert section
    trims = colour.trims(["name", "headline", "contact", "section", "entry"])
    assert trims == [band.above, 0.0, band.below, section.above + section.below, 0.0]


def test_an_unknown_design_is_the_sober_one() -> None:
    assert design_of("") is design_of("baroque") is SOBER
    assert [design_of(name).name for name in DESIGNS] == list(DESIGNS)


def test_what_counts_as_too_pale() -> None:
    assert contrast("FFFFFF") == 1
    assert contrast("000000") == pytest.approx(21)
    assert contrast("767676") >= TEXT > contrast("777777")
