"""A button is read at a glance: 20 characters are best; what a channel can't show whole on one is an error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.book import Book, Case, Shown, steps
from flows.model import for_team
from flows.problems import Problem
from flows.text import units

CODE = "long_button"
BEST = 20
"""Characters that fit a phone's half width (VOICE)."""
MOST = 64
"""UTF-16 units no messenger shows on one button: where nobody says which channels are on."""


def check(book: Book) -> Iterator[Problem]:
    for ticked, flow, locale, label, path in (*book.choice_texts(), *book.menu_texts()):
        if len(label) > BEST and not for_team(flow):
            channel, limit = tightest(book.shown, ticked=ticked)
            most = f"{limit} au plus sur {channel}" if channel else f"{limit} au plus"
            sentence = f"« {label} » ({locale}) fait {len(label)} lettres : vise {BEST}, {most}."
            yield book.problem(flow, path, CODE, sentence, warning=units(label) <= limit)


def tightest(shown: Sequence[Shown], *, ticked: bool = False) -> tuple[str, int]:
    """The channel that shows least on a button, "" where none is known, and how much."""
    limits = [(one.ticked if ticked else one.most, one.channel) for one in shown]
    limit, channel = min(limits, default=(MOST, ""))
    return channel, limit


_ASK = "  - id: x\n    ask: A\n    choices:\n      a: A\n      b: "
_MANY = _ASK.replace("ask: A\n", "ask: A\n    choose: many\n")
_ON = (Shown("Telegram", 34, 31), Shown("la page web", 200, 200))
CASES = (
    Case(steps(_ASK + "Un bouton vraiment trop long"), 8),
    Case(steps(_ASK + "B" * 65), 8),
    Case(steps(_ASK + "B"), 8, {"en": {"a/x/choices/b": "A button that is too long"}}),
    Case(steps(_ASK + "Faire mon CV")),
    Case("flow: a\ntitle: A\nmenu: Un bouton vraiment trop long\nsteps:\n  - {id: x, say: A}\n", 3),
    Case("flow: a\ntitle: A\nmenu: Mon CV\nsteps:\n  - {id: x, say: A}\n", 3, {"en": {"a//menu": "M" * 65}}),
    Case("flow: a\ntitle: A\nmenu: Mon CV\nsteps:\n  - {id: x, say: A}\n"),
    Case(steps(_ASK + "B" * 35), 8, shown=_ON),
    Case(steps(_MANY + "B" * 32), 9, shown=_ON),
    Case(steps(_MANY + "Faire mon CV"), shown=_ON),
)
