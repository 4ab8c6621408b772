"""A flow that is told in a language is told whole in it, and in every language the library speaks."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, place_of, steps
from flows.model import for_team
from flows.phrases import language_name
from flows.problems import Problem
from flows.text import SOURCE

CODE = "missing_translation"
SPOKEN = 0.8
"""Share of a library's texts that a language has before it is offered: until then it is somebody's draft."""
BEGUN = 0.5
"""Share of a flow's texts from which on a draft of it is looked at."""


def check(book: Book) -> Iterator[Problem]:
    """One problem a flow and language, at the first text that is missing."""
    texts = book.library.texts
    keys: dict[str, list[str]] = {flow: [] for flow in book.library.flows}
    for key in texts.source:
        if (flow := key.partition("/")[0]) in keys:
            keys[flow].append(key)
    whole = sum(map(len, keys.values()))
    for locale in (locale for locale in texts.locales if locale != SOURCE):
        catalog = texts.catalogs[locale]
        missing = {flow: [key for key in own if not catalog.get(key)] for flow, own in keys.items()}
        spoken = sum(map(len, missing.values())) <= (1 - SPOKEN) * whole
        for flow, left in missing.items():
            # The team reads its course in the languages that were chosen for it; people are spoken to without.
            due = spoken and not for_team(flow)
            if left and (due or len(left) <= (1 - BEGUN) * len(keys[flow])):
                sentence = f"Traduction en {language_name(locale)} : {len(left)} sur {len(keys[flow])} à faire."
                yield book.problem(flow, place_of(book.library.flows[flow], left[0]), CODE, sentence, warning=True)


_TWO = steps("  - {id: x, say: A}\n  - {id: y, say: B}")
CASES = (
    Case(_TWO, 5, {"en": {"a//title": "A", "a/x/say": "A"}}),
    Case(_TWO, 2, {"en": {"a/x/say": "A", "a/y/say": "B"}}),
    Case(_TWO, None, {"en": {"a//title": "A", "a/x/say": "A", "a/y/say": "B"}}),
    Case(_TWO, None, {"en": {"engine/menu": "Menu"}}),
    Case(_TWO, None, {"en": {"a/x/say": "A"}}),
)
