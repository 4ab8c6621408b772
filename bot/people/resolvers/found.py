"""Communes as the engine takes them: one that is meant, or up to three to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.people.resolvers.communes import Commune
from flows.answers import Choose, Found, NotFound, Resolved
from flows.events import JsonValue

OPTIONS = 3
"""Towns offered at once: what fits a small screen."""


def answer(found: Sequence[Commune]) -> Resolved:
    """In silence when there is only one."""
    if not found:
        return NotFound()
    return one(found[0]) if len(found) == 1 else choose(found)


def one(commune: Commune) -> Found:
    return Found(_value(commune))


def choose(found: Iterable[Commune]) -> Resolved:
    options = tuple((_value(c), c.label) for c in dict.fromkeys(found))[:OPTIONS]
    return Choose(options) if options else NotFound()


def _value(commune: Commune) -> dict[str, JsonValue]:
    return {"insee": commune.insee, "name": commune.name, "dep": commune.dep}
