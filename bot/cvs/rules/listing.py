"""How things are listed: choices to tap, texts in a sentence, the rounds of an answer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ports import Words
from flows.events import JsonValue

Options = list[JsonValue]
"""`[{"id", "label"}]`, as the engine lists choices."""
MOST_NAMED = 3
"""Texts that are named in a sentence; more is a list nobody reads."""


def option(id: str, label: str) -> JsonValue:
    return {"id": id, "label": label}


def listed(texts: Sequence[str], words: Words, most: int = MOST_NAMED) -> str:
    """ "« a », « b »" and how many more."""
    quoted = [words.pgettext("cvs/quoted", "«\u00a0{text}\u00a0»").format(text=text) for text in texts[:most]]
    more = len(texts) - most
    if more > 0:
        quoted.append(words.pgettext("cvs/more", "et {count} de plus").format(count=more))
    return ", ".join(quoted)


def last(value: JsonValue) -> JsonValue:
    """The answer of the round under way: of the rounds of a repeat the last."""
    return (value[-1] if value else None) if isinstance(value, list) else value


def short(locale: str) -> str:
    return locale.replace("-", "_").split("_")[0]
