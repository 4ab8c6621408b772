"""A button is read at a glance: 20 characters are best, more than 64 can't be shown."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.model import for_team
from flows.problems import Problem

CODE = "long_button"
BEST = 20
"""Characters that fit a phone's half width (VOICE)."""
MOST = 64
"""Characters no messenger shows on one button."""


def check(book: Book) -> Iterator[Problem]:
    for flow, locale, label, path in (*book.choice_texts(), *book.menu_texts()):
        if len(label) > BEST and not for_team(flow):
            sentence = f"« {label} » ({locale}) fait {len(label)} lettres : vise {BEST}, {MOST} au plus."
            yield book.problem(flow, path, CODE, sentence, warning=len(label) <= MOST)


_ASK = "  - id: x\n    ask: A\n    choices:\n      a: A\n      b: "
CASES = (
    Case(steps(_ASK + "Un bouton vraiment trop long"), 8),
    Case(steps(_ASK + "B" * 65), 8),
    Case(steps(_ASK + "B"), 8, {"en": {"a/x/choices/b": "A button that is too long"}}),
    Case(steps(_ASK + "Faire mon CV")),
    Case("flow: a\ntitle: A\nmenu: Un bouton vraiment trop long\nsteps:\n  - {id: x, say: A}\n", 3),
    Case("flow: a\ntitle: A\nmenu: Mon CV\nsteps:\n  - {id: x, say: A}\n", 3, {"en": {"a//menu": "M" * 65}}),
    Case("flow: a\ntitle: A\nmenu: Mon CV\nsteps:\n  - {id: x, say: A}\n"),
)
