"""Runs every check of `flows/checks`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flows.book import Book, Case
from flows.checks import (
    crossed_loops,
    deaf_hears,
    endless_loop,
    hard_words,
    long_button,
    lost_choice,
    lost_placeholder,
    missing_picture,
    missing_target,
    no_alt,
    no_way_out,
    open_what,
    same_name,
    same_word,
    unknown_action,
    unknown_name,
    unknown_value,
    unreachable_step,
    used_before_set,
)
from flows.problems import Problem

Check = Callable[[Book], Iterator[Problem]]

CHECKS: dict[str, tuple[Check, tuple[Case, ...]]] = {
    module.CODE: (module.check, module.CASES)
    for module in (
        crossed_loops,
        deaf_hears,
        endless_loop,
        hard_words,
        long_button,
        lost_choice,
        lost_placeholder,
        missing_picture,
        missing_target,
        no_alt,
        no_way_out,
        open_what,
        same_name,
        same_word,
        unknown_action,
        unknown_name,
        unknown_value,
        unreachable_step,
        used_before_set,
    )
}
"""code → check and its cases; a test asks that every file of `flows/checks` is here."""


def lint(book: Book) -> Iterator[Problem]:
    for check, _ in CHECKS.values():
        yield from check(book)
