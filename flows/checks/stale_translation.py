"""A translation says what its French says now, not what it said before."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, place_of, steps
from flows.problems import Problem

CODE = "stale_translation"


def check(book: Book) -> Iterator[Problem]:
    for locale, keys in book.stale.items():
        for key in sorted(keys):
            flow = book.library.flows.get(key.partition("/")[0])
            if flow is not None and key in book.library.texts.source:
                sentence = f"Le français a changé : la traduction « {locale} » est à revoir."
                yield book.problem(flow.id, place_of(flow, key), CODE, sentence, warning=True)


_TWO = steps("  - {id: x, say: A}\n  - {id: y, say: B}")
CASES = (
    Case(_TWO, 5, stale={"en": ("a/y/say",)}),
    Case(_TWO, 2, stale={"en": ("a//title",)}),
    Case(_TWO, None, stale={"en": ("a/gone/say", "b/x/say")}),
    Case(_TWO),
)
