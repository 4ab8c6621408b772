"""A number that says what it counts: `{"of", "number", "label"}`, from a list whose values say so.

**Why:** the list may be another one after a change; the number then belongs to nothing on it and is asked again.
"""

from __future__ import annotations

from collections.abc import Iterable

from flows.events import JsonValue
from flows.model import Option


def of(value: JsonValue) -> JsonValue:
    """What it counts; None when it doesn't say."""
    return value.get("of") if isinstance(value, dict) else None


def number(number: JsonValue, of: JsonValue) -> JsonValue:
    """A number with what it counts, where that is known."""
    return number if of is None else {"of": of, "number": number, "label": str(number)}


def typed(value: JsonValue, options: Iterable[Option]) -> JsonValue:
    """A typed number as the buttons beside it have theirs."""
    named = (of(option.value) for option in options)
    return number(value, next((one for one in named if one is not None), None))


def holds(value: JsonValue, options: Iterable[Option]) -> bool:
    """Whether these options count the same."""
    return any(of(option.value) == of(value) for option in options)
