"""A translation keeps every placeholder of its French source, and adds none."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.problems import Problem
from flows.text import PLACEHOLDER, SOURCE

CODE = "lost_placeholder"


def check(book: Book) -> Iterator[Problem]:
    texts = book.library.texts
    for locale in texts.locales:
        for key, text in texts.catalogs[locale].items() if locale != SOURCE else ():
            source = texts.source.get(key)
            if source is None:
                continue
            wanted, given = set(PLACEHOLDER.findall(source)), set(PLACEHOLDER.findall(text))
            if wanted != given:
                words = ", ".join("{" + name + "}" for name in sorted(wanted ^ given))
                yield _problem(book, locale, key, words)


def _problem(book: Book, locale: str, key: str, words: str) -> Problem:
    flow_id, step_id, field = key.split("/", 2) if key.count("/") >= 2 else (key, "", "")
    sentence = f"Traduction « {locale} » de {key} : {words} ne correspond pas au français."
    flow = book.library.flows.get(flow_id)
    if flow is None or flow_id not in book.documents:
        return Problem(f"locales/{locale}", 1, 1, CODE, sentence)
    if step_id not in flow.index:
        return book.problem(flow_id, (field,), CODE, sentence)
    return book.problem(flow_id, ("steps", flow.index[step_id], *field.split("/")), CODE, sentence)


_TEXT = steps("  - {id: nom, ask: A, type: text}\n  - id: x\n    say: Salut {nom}")
CASES = (
    Case(_TEXT, 6, {"en": {"a/x/say": "Hello"}}),
    Case(_TEXT, 6, {"en": {"a/x/say": "Hello {name}"}}),
    Case(_TEXT, None, {"en": {"a/x/say": "Hello {nom}"}}),
)
