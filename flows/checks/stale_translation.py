"""A translation says what its French says now, not what it said before."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, place_of, steps
from flows.phrases import language_name
from flows.problems import Problem

CODE = "stale_translation"


def check(book: Book) -> Iterator[Problem]:
    """One problem a text: whoever changed a sentence has changed it for all languages at once."""
    found: dict[str, list[str]] = {}
    for locale, keys in book.stale.items():
        for key in keys:
            found.setdefault(key, []).append(language_name(locale))
    for key, languages in sorted(found.items()):
        flow = book.library.flows.get(key.partition("/")[0])
        if flow is not None and key in book.library.texts.source:
            sentence = f"Le français a changé. À relire dans l'onglet Textes : {', '.join(sorted(languages))}."
            yield book.problem(flow.id, place_of(flow, key), CODE, sentence, warning=True)


_TWO = steps("  - {id: x, say: A}\n  - {id: y, say: B}")
CASES = (
    Case(_TWO, 5, stale={"en": ("a/y/say",)}),
    Case(_TWO, 5, stale={"en": ("a/y/say",), "ar": ("a/y/say",)}),
    Case(_TWO, 2, stale={"en": ("a//title",)}),
    Case(_TWO, None, stale={"en": ("a/gone/say", "b/x/say")}),
    Case(_TWO),
)
