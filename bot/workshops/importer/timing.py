"""From the cells about time to the moment a workshop begins and the one it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.workshops.importer.moments import DAYS_SHOWN, Said, duration, hour, said
from bot.workshops.importer.values import shown

USUAL = timedelta(hours=2)
"""Counted where nobody says when it ends; noted."""
LONGEST = timedelta(days=31)
"""More is an opening period, not a workshop."""
FURTHEST = timedelta(days=3 * 366)
"""Further ahead the year is a slip."""
MIDNIGHT = time(0)

Cells = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Timing:
    starts_at: datetime
    ends_at: datetime
    notes: tuple[str, ...] = ()
    local: bool = True
    """By the clocks on the walls there; False: the file says the offset from UTC."""


def timing(cells: Cells, zone: ZoneInfo, now: datetime) -> Timing:
    """Raises `ValueError` with the reason why these can't be the times of a workshop that people can still come to."""
    today = now.astimezone(zone).date()
    begin = [_read(cells, name, today) for name in ("start", "date", "start_time", "hours")]
    starts_at = _moment(begin, None, zone, 0)
    ends_at, guessed = _end(cells, begin, starts_at, zone, today)
    notes = [*_weekdays(begin)]
    if guessed:
        notes.append("pas d’heure de fin : deux heures sont comptées")
    _check(starts_at, ends_at, now, zone)
    return Timing(starts_at, ends_at, tuple(notes), local=not any(part.moment for part in begin))


def _read(cells: Cells, name: str, today: date) -> Said:
    value = cells.get(name)
    found = hour(value, today) if name in ("start_time", "end_time", "hours") else said(value, today)
    if found is None:
        raise ValueError(f"{'heure' if 'time' in name or name == 'hours' else 'date'} incomprise : {shown(value)}")
    return found


def _moment(parts: Sequence[Said], day: date | None, zone: ZoneInfo, which: int) -> datetime:
    """The day of the first part that says one, at the hour of the first that does."""
    for part in parts:
        if part.moment is not None:
            return part.moment.astimezone(UTC)
    day = next((part.day for part in parts if part.day is not None), day)
    if day is None:
        raise ValueError("pas de date")
    hours = [part.hours[which] for part in parts if len(part.hours) > which]
    if not hours:
        raise ValueError("pas d’heure de début : une journée entière ne dit pas quand venir")
    local = datetime.combine(day, hours[0], zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(f"{local:%d/%m/%Y %H:%M} n’existe pas : les horloges avancent cette nuit-là")
    return moment


def _end(
    cells: Cells, begin: Sequence[Said], starts_at: datetime, zone: ZoneInfo, today: date
) -> tuple[datetime, bool]:
    """(when it ends, whether that is only what is usual)."""
    parts = [_read(cells, name, today) for name in ("end", "end_date", "end_time")]
    if any(part.moment or part.hours for part in parts):
        return _moment(parts, starts_at.astimezone(zone).date(), zone, 0), False
    if str(cells.get("duration") or "").strip():
        length = duration(cells["duration"])
        if length is None:
            raise ValueError(f"durée incomprise : {shown(cells['duration'])}")
        return starts_at + length, False
    if any(len(part.hours) > 1 for part in begin):
        day = next((part.day for part in parts if part.day), starts_at.astimezone(zone).date())
        return _moment([Said(day, part.hours) for part in begin if len(part.hours) > 1], day, zone, 1), False
    if any(part.day and part.day != starts_at.astimezone(zone).date() for part in parts):
        raise ValueError("pas d’heure de fin")
    return starts_at + USUAL, True


def _weekdays(parts: Sequence[Said]) -> Sequence[str]:
    return [
        f"le {part.day:%d/%m/%Y} est un {DAYS_SHOWN[part.day.weekday()]}, pas un {DAYS_SHOWN[part.weekday]}"
        for part in parts
        if part.day is not None and part.weekday is not None and part.day.weekday() != part.weekday
    ]


def _check(starts_at: datetime, ends_at: datetime, now: datetime, zone: ZoneInfo) -> None:
    day = starts_at.astimezone(zone)
    if ends_at <= starts_at:
        raise ValueError(f"finit avant de commencer : {day:%d/%m/%Y %H:%M} – {ends_at.astimezone(zone):%d/%m/%Y %H:%M}")
    if ends_at <= now:
        raise ValueError(f"déjà passé : le {day:%d/%m/%Y}")
    if starts_at > now + FURTHEST:
        raise ValueError(f"trop loin dans l’avenir : le {day:%d/%m/%Y}")
    if ends_at - starts_at > LONGEST:
        raise ValueError(f"dure {(ends_at - starts_at).days} jours : un atelier, pas une période d’ouverture")
