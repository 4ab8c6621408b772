"""We speak kindly and plainly (VOICE): no "tu dois", no "erreur", no vous."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.problems import Problem

CODE = "hard_words"
_HARD = re.compile(
    r"\b(tu dois|il faut|obligatoire\w*|erreur\w*|invalide\w*|veuillez|bénéficiaire\w*|dispositif\w*|votre|vos)\b",
    re.IGNORECASE,
)


def check(book: Book) -> Iterator[Problem]:
    for flow, step, path in book.chatted():
        for field in ("say", "ask", "retry"):
            text = getattr(step, field)
            if found := _HARD.search(text):
                sentence = f"« {found[0]} » : on peut le dire plus simplement, avec « tu »."
                yield book.problem(flow.id, (*path, field), CODE, sentence, warning=True)


CASES = (
    Case(steps("  - id: x\n    say: Tu dois répondre."), 5),
    Case(steps("  - id: x\n    ask: Format invalide.\n    type: text"), 5),
    Case(steps("  - id: x\n    say: Tu veux faire quoi ?")),
)
