"""Runs every check of `flows/checks`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flows.book import Book, Case
from flows.checks import (
    crossed_loops,
    dead_end,
    deaf_hears,
    endless_loop,
    falls_through,
    hard_sentence,
    hard_words,
    kept_apart,
    long_button,
    long_text,
    lost_choice,
    lost_placeholder,
    misread_number,
    missing_picture,
    missing_target,
    missing_translation,
    no_alt,
    no_human,
    no_way_out,
    open_what,
    same_name,
    same_word,
    stale_translation,
    uncounted_training,
    unknown_action,
    unknown_name,
    unknown_value,
    unreachable_step,
    unused_score,
    used_before_set,
)
from flows.problems import Problem

Check = Callable[[Book], Iterator[Problem]]

CHECKS: dict[str, tuple[Check, tuple[Case, ...]]] = {
    module.CODE: (module.check, module.CASES)
    for module in (
        crossed_loops,
        dead_end,
        deaf_hears,
        endless_loop,
        falls_through,
        hard_sentence,
        hard_words,
        kept_apart,
        long_button,
        long_text,
        lost_choice,
        lost_placeholder,
        misread_number,
        missing_picture,
        missing_target,
        missing_translation,
        no_alt,
        no_human,
        no_way_out,
        open_what,
        same_name,
        same_word,
        stale_translation,
        uncounted_training,
        unknown_action,
        unknown_name,
        unknown_value,
        unreachable_step,
        unused_score,
        used_before_set,
    )
}
"""code → check and its cases; a test asks that every file of `flows/checks` is here."""


def lint(book: Book) -> Iterator[Problem]:
    for check, _ in CHECKS.values():
        yield from check(book)
