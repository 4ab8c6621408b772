"""A message is read on a phone: a long one is not read at all, in any language."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.problems import Problem

CODE = "long_text"
LONGEST = 300
"""Characters of one message that are still read on a phone."""
FIELDS = ("say", "ask", "retry", "alt")


def check(book: Book) -> Iterator[Problem]:
    texts = book.library.texts
    for flow, step, path in book.steps():
        fields = [field for field in FIELDS if getattr(step, field)]
        fields += [f"explain/{choice.id}" for choice in step.choices if choice.explain]
        for field in fields:
            for locale in book.library.locales:
                text = texts.catalogs[locale].get(f"{flow.id}/{step.id}/{field}", "")
                if len(text) > LONGEST:
                    sentence = f"{len(text)} lettres d'un coup ({locale}) : coupe en deux messages ({LONGEST} au plus)."
                    yield book.problem(flow.id, (*path, *field.split("/")), CODE, sentence, warning=True)


LONG = "mot " * 80
CASES = (
    Case(steps("  - id: x\n    say: " + LONG), 5),
    Case(steps("  - id: x\n    ask: A\n    type: yes_no\n    retry: " + LONG), 7),
    Case(steps("  - id: x\n    ask: A\n    choices: {a: A}\n    explain:\n      a: " + LONG), 8),
    Case(steps("  - id: x\n    say: A"), 5, {"en": {"a/x/say": LONG}}),
    Case(steps("  - id: x\n    say: " + LONG[:280])),
)
