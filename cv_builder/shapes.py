"""Answers of whatever shape, as text, lists and rounds: what has another one is taken for nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cv_builder.chars import clean, without_pictures


def text_of(value: object) -> str:
    """Text of an answer, without emoji; numbers are text too. Everything else is ""."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return without_pictures(clean(str(value)))


def list_of(value: object) -> Sequence[object]:
    """A list as it is, nothing as an empty one, anything else alone in one."""
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def codes_of(value: object) -> tuple[str, ...]:
    """Text entries of a list, each once, in their order."""
    return tuple(dict.fromkeys(code for entry in list_of(value) if (code := text_of(entry))))


def place_of(value: object, part: str) -> str:
    """`part` of a place: "name", "dep", "insee". One that was only typed has a name alone."""
    if isinstance(value, Mapping):
        return text_of(value.get(part))
    return text_of(value) if part == "name" else ""


def rounds_of(answers: Mapping[str, object], saves: Sequence[str], nested: str = "") -> list[dict[str, object]]:
    """One mapping a round of a repeat: {"title": …, "employer": …}. A value outside a repeat is a single round.

    `nested` names the save whose value is itself a list in every round.
    """
    columns: dict[str, Sequence[object]] = {}
    for save in saves:
        column = list_of(answers.get(save))
        if save == nested and column and not any(isinstance(entry, list | tuple) for entry in column):
            column = (column,) if any(entry is not None for entry in column) else ()
        columns[save.partition(".")[2]] = column
    rounds = max((len(column) for column in columns.values()), default=0)
    return [{key: column[i] if i < len(column) else None for key, column in columns.items()} for i in range(rounds)]
