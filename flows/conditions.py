"""The small language of `when:`. `a` is a step of this flow, a save name or a score.

`a is x` · `a is not x` · `a has x` · `a has any of x, y` · `a has all of x, y` · `a has none of x, y` ·
`a is empty` · `a is not empty` · `a >= 3` (also > <= <), joined by ` and ` / ` or ` (`and` binds closer).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from flows.events import JsonValue

Operator = Literal["is", "is not", "any", "all", "none", "empty", "not empty", ">=", "<=", ">", "<"]

NAME = r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*"
_FORMS: tuple[tuple[str, Operator], ...] = (
    (r"is\s+not\s+empty", "not empty"),
    (r"is\s+empty", "empty"),
    (r"is\s+not\s+(?P<values>[^\s,]+)", "is not"),
    (r"is\s+(?P<values>[^\s,]+)", "is"),
    (r"has\s+any\s+of\s+(?P<values>.+)", "any"),
    (r"has\s+all\s+of\s+(?P<values>.+)", "all"),
    (r"has\s+none\s+of\s+(?P<values>.+)", "none"),
    (r"has\s+(?P<values>[^\s,]+)", "any"),
    (r">=\s*(?P<values>-?\d+(?:\.\d+)?)", ">="),
    (r"<=\s*(?P<values>-?\d+(?:\.\d+)?)", "<="),
    (r">\s*(?P<values>-?\d+(?:\.\d+)?)", ">"),
    (r"<\s*(?P<values>-?\d+(?:\.\d+)?)", "<"),
)
_TERM = tuple((re.compile(rf"(?P<name>{NAME})\s*{form}"), operator) for form, operator in _FORMS)


@dataclass(frozen=True, slots=True)
class Term:
    name: str
    operator: Operator
    values: tuple[str, ...] = ()

    def holds(self, value: JsonValue) -> bool:
        words = _words(value)
        match self.operator:
            case "empty":
                return not words
            case "not empty":
                return bool(words)
            case "is":
                return not isinstance(value, list) and self.values[0] in words
            case "is not":
                return isinstance(value, list) or self.values[0] not in words
            case "any":
                return any(word in words for word in self.values)
            case "all":
                return all(word in words for word in self.values)
            case "none":
                return not any(word in words for word in self.values)
            case _:
                return _compares(value, self.operator, float(self.values[0]))


@dataclass(frozen=True, slots=True)
class Condition:
    """Any of the groups, each of which needs all its terms."""

    text: str
    groups: tuple[tuple[Term, ...], ...]

    def holds(self, value_of: Callable[[str], JsonValue]) -> bool:
        return any(all(term.holds(value_of(term.name)) for term in group) for group in self.groups)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(term.name for group in self.groups for term in group))


def parse(text: str) -> Condition | None:
    """The condition, or None when it can't be read."""
    groups: list[tuple[Term, ...]] = []
    for alternative in re.split(r"\s+or\s+", text.strip()):
        terms = [_term(part.strip()) for part in re.split(r"\s+and\s+", alternative)]
        group = tuple(term for term in terms if term is not None)
        if len(group) < len(terms):
            return None
        groups.append(group)
    return Condition(text.strip(), tuple(groups))


def _term(text: str) -> Term | None:
    for pattern, operator in _TERM:
        if found := pattern.fullmatch(text):
            listed = found.groupdict().get("values") or ""
            values = tuple(word.strip() for word in listed.split(","))
            if "values" in pattern.groupindex and not all(re.fullmatch(r"\S+", word) for word in values):
                return None
            return Term(found["name"], operator, values)
    return None


def _words(value: JsonValue) -> tuple[str, ...]:
    """What a value can be compared with: its text, the items of a list, the code or name of a mapping."""
    match value:
        case None | "":
            return ()
        case str():
            return (value,)
        case bool():
            return ("yes",) if value else ("no",)
        case list():
            return tuple(word for item in value for word in _words(item))
        case dict():
            named = (value.get(key) for key in ("code", "insee", "id", "name", "label"))
            return tuple(str(word) for word in named if word) or (("yes",) if value else ())
        case float():
            return (f"{value:g}",)
        case _:
            return (str(value),)


def _compares(value: JsonValue, operator: Operator, bound: float) -> bool:
    if isinstance(value, list):
        number = float(len(value))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        number = float(value)
    else:
        return False
    match operator:
        case ">=":
            return number >= bound
        case "<=":
            return number <= bound
        case ">":
            return number > bound
        case _:
            return number < bound
