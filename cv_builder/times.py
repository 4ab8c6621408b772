"""How long documents take, for `make bench`."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from functools import partial
from time import perf_counter

from cv_builder.docx import render_docx
from cv_builder.layout import compose
from cv_builder.model import CV
from cv_builder.pdf import new_compiler, render_pdf
from cv_builder.png import render_png
from cv_builder.quiz import cv_from_answers
from cv_builder.readback import read_back

ROUNDS = 15
SAMPLE: Mapping[str, object] = {
    "name": "Amina Konaté",
    "phone": "+33612345678",
    "town": {"name": "Montreuil", "dep": "93"},
    "looking": {"code": "waiter", "label": "serveuse"},
    "looking_kind": ["job", "apprenticeship"],
    "available": "now",
    "had_job": "small_jobs",
    "job.title": [{"code": "waiter", "label": "serveuse"}, {"code": "babysitter", "label": ""}],
    "job.employer": ["Le Petit Zinc", "Famille Bernard"],
    "job.start": ["2025-06", None],
    "job.end": ["2025-08", None],
    "job.length": [None, "years"],
    "job.tasks": [["waiter_orders", "waiter_serve", "waiter_pay"], ["babysitter_watch", "babysitter_school"]],
    "school.level": ["bac_pro"],
    "school.subject": ["service"],
    "school.place": ["Lycée Jean-Jaurès"],
    "school.year": [2026],
    "school.state": ["ongoing"],
    "informal_skills": ["cooking_meals", "siblings_watch", "papers_forms"],
    "languages": ["fr", "bm", "en"],
    "language.level": ["c1", "native", "a2"],
    "interests": ["basket", "cooking", "music"],
    "qualities": ["punctual", "smiling", "team"],
    "licence": ["am", "transit"],
}
"""A page as most people have it."""


def render_times(locale: str = "fr", rounds: int = ROUNDS) -> dict[str, float]:
    """Milliseconds, medians, warm: the page, then each document from it. Every round has another name on the page.

    **Why** another name: typst keeps what it has laid out, and the same page twice would cost nothing.
    """
    compiler = new_compiler()
    render_pdf(compiler, compose(_sample(locale, 0)))
    taken: dict[str, list[float]] = {step: [] for step in ("compose", "docx", "pdf", "png", "read back")}
    for turn in range(1, rounds + 1):
        # Two names: the picture is not to find the PDF's page ready.
        page, other = (compose(_sample(locale, 2 * turn + i)) for i in (0, 1))
        cv, pdf = _sample(locale, turn), render_pdf(compiler, compose(_sample(locale, -turn)))
        steps: dict[str, Callable[[], object]] = {
            "compose": partial(compose, cv),
            "docx": partial(render_docx, page),
            "pdf": partial(render_pdf, compiler, page),
            "png": partial(render_png, compiler, other),
            "read back": partial(read_back, "pdf", pdf, page),
        }
        for step, work in steps.items():
            start = perf_counter()
            work()
            taken[step].append((perf_counter() - start) * 1000)
    return {step: round(statistics.median(times), 2) for step, times in taken.items()}


def _sample(locale: str, turn: int) -> CV:
    return cv_from_answers({**SAMPLE, "name": f"{SAMPLE['name']} {turn}"}, locale, updated="2026-11-21")
