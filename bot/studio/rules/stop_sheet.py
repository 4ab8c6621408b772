"""Where people stop as a table for spreadsheets: the same rounded numbers, by language, channel and campaign. Pure.

Law: no cell can be run: what a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from bot.studio.rules.stop_rows import Row, rows
from bot.studio.rules.stops import Cell, Counts, Filter, Part, found, told_apart
from flows.model import Library

MARK = "\ufeff"
"""Without it Excel takes UTF-8 for something else."""
RUN = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet runs; tabs and line ends before it are taken off by them."""
PARTS: Sequence[tuple[Part, str]] = (("locale", "langue"), ("channel", "canal"), ("campaign", "campagne"))
TIMES = ("0-5 s", "5-15 s", "15-30 s", "30-60 s", "60-120 s", "120-300 s", "> 300 s")
HEAD = (
    "Étape", "Texte", "Par", "Valeur", "Arrivées", "Réponses", "Retours en arrière", "Demandes d’un humain", "Départs",
    "Temps (médiane)",
)  # fmt: skip


def sheet(library: Library, flow: str, shown: Sequence[Cell], wanted: Filter) -> bytes:
    """Rounded to five; an empty cell is fewer than five. UTF-8 with its mark, semicolons."""
    out = io.StringIO()
    out.write(MARK)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    for by, value, steps in _views(shown, wanted):
        for row in rows(library, flow, steps):
            if row.arrived is not None:
                writer.writerow([safe(cell) for cell in _cells(row, by, value)])
    return out.getvalue().encode()


def _views(shown: Sequence[Cell], wanted: Filter) -> Iterator[tuple[str, str, Mapping[str, Counts]]]:
    """All that was asked for, then the same told apart by each part that was left open."""
    yield "", "", found(shown, wanted).steps
    for part, name in PARTS:
        if getattr(wanted, part) is None:
            yield from ((name, value, steps) for value, steps in told_apart(shown, wanted, part).items())


def _cells(row: Row, by: str, value: str) -> list[str | int | None]:
    time = "" if row.box is None else TIMES[row.box]
    return [row.step, row.text, by, value, row.arrived, row.answered, row.back, row.human, row.gone, time]


def safe(cell: str | int | None) -> str | int | None:
    """A cell that nothing runs; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if cell.lstrip("' \t\r\n").startswith(RUN) else cell
