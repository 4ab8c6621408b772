"""CSV as programs and people write it → rows of cells.

Law: a quote that is never closed costs its own row, not the rest of the file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from bot.workshops.importer.decoding import decoded
from bot.workshops.importer.headers import mapping
from bot.workshops.importer.table import Line

SEPARATORS = (";", ",", "\t", "|")
MOST_LINES = 60
"""Lines of one cell: a long description; more is a quote that was never closed."""
WIDEST = 100_000
"""Characters of one row."""
SAMPLE = 20
"""Lines by which the separator is told."""


def lines(data: bytes) -> Iterator[Line]:
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    physical = text.split("\n")
    if physical and physical[0].lower().startswith("sep=") and len(physical[0]) == len("sep=;"):
        separator, physical[0] = physical[0][-1], ""
    else:
        separator = _separator(physical)
    columns = 0
    at = number = 0
    while at < len(physical):
        number += 1
        joined, after = _record(physical, at, separator, columns)
        if joined is None:
            yield number, (), "un guillemet n’est jamais fermé"
        elif len(joined) > WIDEST:
            yield number, (), "ligne trop longue"
        else:
            cells = _cells(joined, separator)
            columns = columns or (len(cells) if len(cells) > 1 else 0)
            yield number, cells, ""
        at = after


def _separator(physical: Sequence[str]) -> str:
    """The one that makes the best header; of equals the one that comes most often."""
    sample = [line for line in physical[:SAMPLE] if line.strip()]

    def score(separator: str) -> tuple[int, int]:
        rows = [_cells(line[:WIDEST], separator) for line in sample]
        known = [sum(field is not None for _, field in mapping(row[:200])) for row in rows]
        return max(known, default=0), max(map(len, rows), default=0)

    return max(SEPARATORS, key=score)


def _cells(line: str, separator: str) -> Sequence[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return [line]


def _record(physical: Sequence[str], at: int, separator: str, columns: int) -> tuple[str | None, int]:
    """(a row of one or more lines, where the next begins). A row of several lines must fit the columns."""
    joined = physical[at]
    if '"' not in joined or not _is_open(joined, separator):
        return joined, at + 1
    for after in range(at + 1, min(len(physical), at + MOST_LINES)):
        joined += "\n" + physical[after]
        if '"' in physical[after] and not _is_open(joined, separator):
            if columns and len(_cells(joined, separator)) > columns:
                break
            return joined, after + 1
    return None, at + 1


def _is_open(text: str, separator: str) -> bool:
    """Whether a quoted cell is still open at the end. Only a quote at the beginning of a cell opens one."""
    inside, fresh = False, True
    at = 0
    while at < len(text):
        char = text[at]
        if inside:
            if char == '"':
                if text[at + 1 : at + 2] == '"':
                    at += 1
                else:
                    inside = False
        elif char == '"' and fresh:
            inside = True
        fresh = not inside and char in (separator, "\n")
        at += 1
    return inside
