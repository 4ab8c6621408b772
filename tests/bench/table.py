"""Figures as a plain text table."""

from __future__ import annotations

from collections.abc import Sequence

NOT_MEASURED = "not measured"


def number(value: float) -> str:
    """Three digits that matter: 4112 → 4 112, 23.46 → 23.5, 0.1234 → 0.123."""
    if value >= 100:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.3g}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their longest cell; the first to the left, figures to the right."""
    widths = [max(len(row[i]) if i < len(row) else 0 for row in [head, *rows]) for i in range(len(head))]
    lines = [_line(head, widths), "  ".join("-" * width for width in widths)]
    return "\n".join([*lines, *(_line(row, widths) for row in rows)])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.ljust(width) if i == 0 else cell.rjust(width)
        for i, (cell, width) in enumerate(zip(row, widths, strict=False))
    ]
    return "  ".join(cells).rstrip()
