"""French public holidays: days on which nobody comes to a workshop by mistake."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

Holiday = Literal[
    "new_year", "easter", "labour", "victory", "ascension", "whit_monday", "bastille", "assumption", "all_saints",
    "armistice", "christmas",
]  # fmt: skip
FIXED: dict[tuple[int, int], Holiday] = {
    (1, 1): "new_year", (5, 1): "labour", (5, 8): "victory", (7, 14): "bastille", (8, 15): "assumption",
    (11, 1): "all_saints", (11, 11): "armistice", (12, 25): "christmas",
}  # fmt: skip
"""(month, day); what is kept in all of France (Code du travail, L3133-1)."""
MOVING: dict[int, Holiday] = {1: "easter", 39: "ascension", 50: "whit_monday"}
"""Days after Easter Sunday."""


def holiday(day: date) -> Holiday | None:
    """None: an ordinary day."""
    return FIXED.get((day.month, day.day)) or MOVING.get((day - easter(day.year)).days)


def easter(year: int) -> date:
    """Easter Sunday (Gregorian, the rule of Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * week) // 451
    return date(year, 3, 22) + timedelta(days=epact + week - 7 * late)
