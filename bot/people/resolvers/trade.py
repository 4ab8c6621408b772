"""Whether a text of somebody else speaks of a job: « Une matinée en cuisine » to who looks for work in a kitchen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.people.resolvers.folding import fold
from bot.people.resolvers.job_index import AROUND
from bot.people.resolvers.stems import stem
from cv_builder.wording import find_occupation
from flows.events import JsonValue

SHORTEST = 4
"""Letters of a word that counts: a shorter one has the stem of another in most texts (« tes », « tester »)."""


def speaks_of(job: JsonValue, text: str) -> bool:
    """`job`: as the occupation resolver gives it. Its names count, in any language, with all their words in order.

    **Why** not the other words people type for it: « entretien » means cleaning to one and an interview to most hosts.
    """
    said = _stems(text)
    return any(_within(name, said) for name in _names(job))


def _names(job: JsonValue) -> Iterator[Sequence[str]]:
    if not isinstance(job, Mapping):
        return
    names = [job.get("label")]
    known = find_occupation(code) if isinstance(code := job.get("code"), str) else None
    if known is not None:
        names += [name for wording in known.wording.values() for name in wording.names]
    yield from filter(None, (_stems(name) for name in names if isinstance(name, str)))


def _stems(text: str) -> Sequence[str]:
    return [stem(word) for word in fold(text).split() if word not in AROUND and len(word) >= SHORTEST]


def _within(name: Sequence[str], said: Sequence[str]) -> bool:
    return any(said[at : at + len(name)] == name for at in range(len(said) - len(name) + 1))
