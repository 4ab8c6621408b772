"""Runs every check of `flows/checks`."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import Book
from flows.problems import Problem


def lint(book: Book) -> Iterator[Problem]:
    yield from ()
