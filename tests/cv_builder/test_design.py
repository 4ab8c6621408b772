"""Read on paper, by tired eyes, from a printer without colour."""

from __future__ import annotations

import pytest

from cv_builder.design import ACCENT, INK, MUTED, RULE, STYLES

TEXT, LINES = 4.5, 3.0
"""Least contrast with white paper (WCAG 2.2: 1.4.3 for text, 1.4.11 for what is no text)."""


def light(color: str) -> float:
    """Relative luminance: also the grey that a black-and-white printer makes of it."""
    channels = (int(color[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(color: str) -> float:
    return 1.05 / (light(color) + 0.05)


@pytest.mark.parametrize("color", sorted({INK, MUTED, ACCENT, *(style.color for style in STYLES.values())}))
def test_text_is_read_in_black_and_white(color: str) -> None:
    assert contrast(color) >= TEXT


def test_hairlines_are_seen() -> None:
    assert contrast(RULE) >= LINES


def test_what_counts_as_too_pale() -> None:
    assert contrast("FFFFFF") == 1
    assert contrast("000000") == pytest.approx(21)
    assert contrast("767676") >= TEXT > contrast("777777")
