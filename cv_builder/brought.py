"""What came with a file and no question of the conversation can hold: kept beside the answers, under one name.

`answers.answers_from_cv` writes it, `quiz.cv_from_answers` reads it. A list of it keeps the order of the file:
an answered code is text, anything else `[words, code]`, a language `[words, level, fluency, code]`.

Law: an answer given since then wins. What belongs to one job or school goes with it: when another stands there now,
it is forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cv_builder.model import Extra, Line

SAVE = "brought"
Brought = Mapping[str, object]


def of(answers: Mapping[str, object]) -> Brought:
    """What came with a file; empty when nothing did."""
    found = answers.get(SAVE)
    return found if isinstance(found, Mapping) else {}


def entry(found: object, at: int, names: Sequence[object]) -> Brought:
    """What came with the job or school number `at`, if one of its names is still what it was."""
    entries = found if isinstance(found, list | tuple) else ()
    brought = entries[at] if at < len(entries) else None
    if not isinstance(brought, Mapping):
        return {}
    before = brought.get("of")
    was = before if isinstance(before, list | tuple) else ()
    same = any(name and name == old for name, old in zip(names, was, strict=False))
    return brought if same or not any(was) else {}


def merged(codes: Sequence[str], order: object) -> list[str | list[str]]:
    """Codes answered and own words of a file, in the file's order; what was added since comes last."""
    found: list[str | list[str]] = []
    for one in order if isinstance(order, list | tuple) else ():
        if isinstance(one, str) and one in codes:
            found.append(one)
        elif isinstance(one, list | tuple) and one:
            found.append([text(part) for part in one])
    return [*found, *(code for code in codes if code not in found)]


def text(value: object) -> str:
    return value if isinstance(value, str) else ""


def extras(value: object) -> tuple[Extra, ...]:
    """Further sections as `json_resume.packed` wrote them; what has another shape is left out."""
    return tuple(
        Extra(Line(text(heading), text(code)), text(title), _texts(details), text(start), text(end), _texts(lines))
        for heading, code, title, details, start, end, lines in _lists(value, 7)
    )


def _lists(value: object, length: int) -> list[Sequence[object]]:
    found = value if isinstance(value, list | tuple) else ()
    return [one for one in found if isinstance(one, list | tuple) and len(one) == length]


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(text, value)) if isinstance(value, list | tuple) else ()
