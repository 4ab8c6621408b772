"""`python -m bot check`: everything staff can get wrong, at once, one line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import catalog_update
from bot.channels.labels import labels
from bot.errors import Misconfigured
from bot.library import read
from bot.ports import Domain
from flows.problems import errors


@dataclass(frozen=True, slots=True)
class Report:
    lines: tuple[str, ...]
    failed: bool


def check(path: Path | None, domains: Sequence[Domain]) -> Report:
    """Flows at `path`; where it is None ours, with their translations and what each room keeps as data."""
    try:
        found = read(path, {name for domain in domains for name in domain.actions}, labels()).problems
        lines, failed = [str(problem) for problem in found], bool(errors(found))
    except Misconfigured as error:
        lines, failed = list(error.problems), True
    more = [] if path else [*catalog_update.problems(), *_rooms(domains)]
    told = [] if path else [line for domain in domains if domain.remind for line in domain.remind()]
    return Report(tuple(dict.fromkeys([*lines, *more, *told])), failed or bool(more))


def _rooms(domains: Sequence[Domain]) -> list[str]:
    return [line for domain in domains if domain.lint for line in domain.lint()]
