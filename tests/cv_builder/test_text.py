"""The CV as plain text."""

from __future__ import annotations

from cv_builder.layout import compose
from cv_builder.quiz import cv_from_answers
from cv_builder.text import render_text
from tests.cv_builder.people import AMINA


def test_plain_text_reads_like_the_page() -> None:
    lines = render_text(compose(cv_from_answers(AMINA))).splitlines()
    assert lines[:2] == ["Amina Konaté", "Serveuse"]
    assert lines[lines.index("EXPÉRIENCE") + 1 :][:3] == [
        "Serveuse (juin – août 2025)",
        "Le Petit Zinc\u00a0\u00a0·  Paris",
        "• Prendre les commandes et les transmettre en cuisine",
    ]
    assert "Bambara – langue maternelle" in lines
