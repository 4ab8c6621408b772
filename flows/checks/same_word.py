"""Two choices of one question that are said the same can't be told apart when typed."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.problems import Problem
from flows.text import fold, split_words

CODE = "same_word"


def check(book: Book) -> Iterator[Problem]:
    catalogs = book.library.texts.catalogs
    for flow, step, path in book.steps():
        for locale in book.library.locales:
            seen: dict[str, str] = {}
            for choice in step.choices:
                key = f"{flow.id}/{step.id}"
                label = catalogs[locale].get(f"{key}/choices/{choice.id}", "")
                words = split_words(catalogs[locale].get(f"{key}/synonyms/{choice.id}", ""))
                for word in {fold(word) or word for word in (label, *words) if word}:
                    other = seen.setdefault(word, choice.id)
                    if other != choice.id:
                        place = (*path, "also" if step.source else "choices", choice.id)
                        sentence = f"« {word} » est aussi une réponse pour « {other} » ({locale})."
                        yield book.problem(flow.id, place, CODE, sentence)


_ASK = "  - id: x\n    ask: A\n    choices:\n      a: "
CASES = (
    Case(steps(_ASK + "Oui 👍\n      b: oui"), 8),
    Case(steps(_ASK + "Oui\n      b: {label: Non, synonyms: 'nan, OUI'}"), 8),
    Case(
        steps(_ASK + "Oui\n      b: Non"),
        8,
        {"en": {"a/x/choices/a": "Yes", "a/x/choices/b": "yes"}},
    ),
    Case(steps(_ASK + "Oui\n      b: {label: Non, synonyms: 'nan, non'}")),
)
