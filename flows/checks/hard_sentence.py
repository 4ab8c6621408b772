"""French is a third language to many: a sentence is read in one breath, and without three heavy words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.book import Book, Case, steps
from flows.problems import Problem
from flows.text import PLACEHOLDER
from flows.yamltext import Path

CODE = "hard_sentence"
MOST_WORDS = 20
"""Words of one sentence: 15 are the aim (VOICE), more than 20 are read twice."""
LONG_WORD = 10
"""Letters of a word that a beginner reads syllable by syllable."""
MOST_LONG = 2
"""Such words in one sentence."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")


def check(book: Book) -> Iterator[Problem]:
    for flow, step, path in book.chatted():
        fields: list[tuple[str, Path]] = [(getattr(step, field), (field,)) for field in ("say", "ask", "retry", "alt")]
        fields += [(choice.explain, ("explain", choice.id)) for choice in step.choices]
        for text, field in fields:
            for sentence in too_hard(text):
                yield book.problem(flow.id, (*path, *field), CODE, sentence, warning=True)


def too_hard(text: str) -> Iterator[str]:
    """What makes these sentences hard, one remark for each that is."""
    for sentence in _END.split(_ADDRESS.sub("", PLACEHOLDER.sub("", text))):
        words = _WORD.findall(sentence)
        heavy = [word for word in words if len(word) >= LONG_WORD]
        if len(words) > MOST_WORDS:
            yield f"Une phrase de {len(words)} mots : coupe-la ({MOST_WORDS} au plus)."
        elif len(heavy) > MOST_LONG:
            yield f"Beaucoup de longs mots dans une phrase ({', '.join(heavy)}) : plus simple ?"


CASES = (
    Case(steps("  - id: x\n    say: " + "un mot de plus et " * 5), 5),
    Case(steps("  - id: x\n    say: La présentation de ta candidature demande une organisation."), 5),
    Case(steps("  - id: x\n    ask: A\n    choices: {a: A}\n    explain:\n      a: " + "un mot de plus et " * 5), 8),
    Case(steps("  - id: x\n    say: |-\n      " + "Un mot de plus.\n      " * 9)),
)
