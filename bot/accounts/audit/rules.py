"""What the audit says of a request: its route, numbers of ours, what was pressed. Never a word somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

MOST_FIELDS = 20
"""Fields of a form that are named; ours have fewer."""
COUNTED = frozenset({"account", "alert", "device", "handoff", "phrase", "to"})
"""Fields that hold a number of ours. What others hold may be somebody's words, or their telephone number."""
QUIET = frozenset({"token", "id", "lang"})
"""Fields of every form, which say nothing about what was done."""

_NAME = re.compile(r"[a-z][a-z_]{0,29}")
_PLACE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NUMBER = re.compile(r"[0-9]{1,15}")


def about(places: Mapping[str, str], fields: Iterable[tuple[str, object]] = ()) -> str:
    """`places`: what stood in the address; `fields`: of the form, in their order. Such as `id=12 account=5 disable`."""
    said = [f"{name}={value}" for name, value in sorted(places.items()) if _PLACE.fullmatch(value)]
    for name, value in fields:
        if name in QUIET or not value or not _NAME.fullmatch(name):
            continue
        number = name in COUNTED and isinstance(value, str) and _NUMBER.fullmatch(value)
        word = f"{name}={value}" if number else name
        if word not in said:
            said.append(word)
    return " ".join(said[: MOST_FIELDS + len(places)])
