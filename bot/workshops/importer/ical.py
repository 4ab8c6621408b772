"""iCalendar → rows: repetitions within the window, moved and cancelled ones, each named by UID and original time.

Law: an event that can't be read refuses itself, not the file: each is parsed alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from time import perf_counter
from zoneinfo import ZoneInfo

import recurring_ical_events  # type: ignore[import-untyped]  # it has no types
from icalendar import Calendar, Component, Event

from bot.workshops.importer.decoding import decoded
from bot.workshops.importer.ical_event import raw_of
from bot.workshops.importer.model import CUT, MOST_REPEATS, MOST_ROWS, OURS, OWN_KEY, WINDOW, Note, Raw, Refusal
from bot.workshops.importer.values import shown

KIND = "iCalendar"
OFTEN = re.compile(r"FREQ=(SECONDLY|MINUTELY|HOURLY)", re.IGNORECASE)
"""No workshop is repeated so often; finding the next one of these can take minutes."""
PATIENCE_S = 6.0
"""For the repetitions of a whole file: hundreds of series take a second; rules that never come true take for ever."""
END = "END:VEVENT"
READ = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "GEO")
"""Properties that must be as the standard wants them, where they are there."""
Found = Raw | Refusal | Note


@dataclass(slots=True)
class _Event:
    number: int
    uid: str
    component: Event
    repeated: bool

    @property
    def version(self) -> int:
        try:
            return int(self.component.get("SEQUENCE") or 0)
        except (TypeError, ValueError):
            return 0


def is_ical(data: bytes) -> bool:
    return b"BEGIN:VCALENDAR" in decoded(data[:4096]).upper().encode()


def read(data: bytes, zone: ZoneInfo, now: datetime) -> Iterator[Found]:
    text = re.sub(r"\r?\n[ \t]", "", decoded(data).replace("\r\n", "\n").replace("\r", "\n"))
    head, blocks = _blocks(text)
    around = _calendar(head)
    usual = _usual_zone(around, zone)
    series: dict[str, list[_Event]] = {}
    for number, block in enumerate(blocks, 1):
        if number > MOST_ROWS:
            yield Refusal(
                number,
                f"plus de {MOST_ROWS} événements : les {len(blocks) - MOST_ROWS} derniers n’ont pas été lus",
                CUT,
            )
            break
        event = _event(number, block)
        if isinstance(event, Refusal):
            yield event
        else:
            series.setdefault(event.uid, []).append(event)
    everywhere = str(around.get("METHOD") or "").upper() == "CANCEL"
    begun = perf_counter()
    for uid, events in series.items():
        if perf_counter() - begun > PATIENCE_S and any(event.repeated for event in events):
            title = str(events[0].component.get("SUMMARY") or "")
            yield Refusal(events[0].number, "trop de répétitions dans ce fichier", _key(uid, None), title)
        else:
            yield from _safely(uid, events, around, usual, now, cancelled=everywhere)


def _blocks(text: str) -> tuple[str, list[str]]:
    """(zones and the calendar's own lines, the events); an event that is never closed ends at the next."""
    head: list[str] = []
    blocks: list[list[str]] = []
    inside = False
    for line in text.split("\n"):
        mark = line.strip().upper()
        if mark == "BEGIN:VEVENT":
            blocks.append([])
            inside = True
        elif mark == "END:VCALENDAR":
            inside = False
        if inside and mark == END:
            inside = False
        else:
            (blocks[-1] if inside else head).append(line)
    return "\n".join(head), ["\n".join([*block, END]) for block in blocks]


def _calendar(head: str) -> Component:
    """The calendar without its events: reading it makes its own time zones known to those."""
    try:
        return Calendar.from_ical(head)
    except Exception:
        return Calendar()


def _usual_zone(calendar: Component, zone: ZoneInfo) -> ZoneInfo:
    try:
        return ZoneInfo(str(calendar.get("X-WR-TIMEZONE") or zone.key))
    except (OSError, ValueError, LookupError):
        return zone


def _event(number: int, block: str) -> _Event | Refusal:
    """**Why** every exception is caught: a library for files of others raises whatever it stumbles over."""
    try:
        component = Event.from_ical(block.strip() + "\n")
    except Exception as error:
        return Refusal(number, f"événement illisible : {shown(error)}", CUT)
    if not isinstance(component, Event):
        return Refusal(number, "événement illisible", CUT)
    uid = str(component.get("UID") or "").strip()
    broken = [name for name, _ in component.errors if name in READ]
    if broken:
        title = str(component.get("SUMMARY") or "")
        return Refusal(number, f"{', '.join(broken)} illisible", uid, title)
    repeated = any(name in component for name in ("RRULE", "RDATE", "RECURRENCE-ID"))
    return _Event(number, uid or f"?{number}", component, repeated)


def _safely(
    uid: str, events: Sequence[_Event], around: Component, zone: ZoneInfo, now: datetime, *, cancelled: bool
) -> Sequence[Found]:
    """A library for calendars of others raises whatever it stumbles over: that refuses these events, not the file."""
    try:
        return [*_of_series(uid, events, around, zone, now, cancelled=cancelled)]
    except Exception as error:
        reason = f"événement illisible : {shown(error)}"
        return [Refusal(event.number, reason, _key(uid, None), "") for event in events]


def _of_series(
    uid: str, events: Sequence[_Event], around: Component, zone: ZoneInfo, now: datetime, *, cancelled: bool
) -> Iterator[Found]:
    if any(event.repeated for event in events):
        yield from _repeated(uid, events, around, zone, now, cancelled=cancelled)
        return
    newest = max(events, key=lambda event: (event.version, event.number))
    for event in events:
        if event is newest:
            yield raw_of(event.number, _key(uid, None), event.component, zone, cancelled=cancelled)
        else:
            yield Refusal(event.number, f"le même événement (UID) revient plus loin : {shown(uid)}", _key(uid, None))


# -- repetitions ----------------------------------------------------------------------------------------------
def _repeated(
    uid: str, events: Sequence[_Event], around: Component, zone: ZoneInfo, now: datetime, *, cancelled: bool
) -> Iterator[Found]:
    first, title = events[0].number, str(events[0].component.get("SUMMARY") or "")
    if any(OFTEN.search(_rule(event.component)) for event in events):
        yield Refusal(first, "se répète plusieurs fois par jour : trop pour un atelier", _key(uid, None), title)
        return
    if any(_has_no_hour(event.component) for event in events):
        yield Refusal(first, "journée entière : elle ne dit pas quand venir", _key(uid, None), title)
        return
    try:
        found = list(islice(_between(events, around, now), MOST_REPEATS + 1))
    except Exception as error:
        # Rules of others: whatever the reader of repetitions stumbles over refuses this one event.
        yield Refusal(first, f"répétition illisible : {shown(error)}", _key(uid, None), title)
        return
    # Its own exception says an occurrence, or else the series.
    numbers = {_original(one.component): one.number for one in events if "RECURRENCE-ID" in one.component}
    for component in found[:MOST_REPEATS]:
        original = _original(component)
        yield raw_of(numbers.get(original, first), _key(uid, original), component, zone, cancelled=cancelled)
    if len(found) > MOST_REPEATS:
        reason = f"trop de répétitions : seules les {MOST_REPEATS} premières sont prises"
        yield Refusal(first, reason, _key(uid, None), title)
    elif not found:
        yield Refusal(first, f"aucune date dans les {WINDOW.days} jours qui viennent", _key(uid, None), title)
    elif beyond := _beyond(events, now):
        yield beyond


def _between(events: Sequence[_Event], around: Component, now: datetime) -> Iterator[Component]:
    calendar = Calendar()
    if (usual := around.get("X-WR-TIMEZONE")) is not None:
        calendar["X-WR-TIMEZONE"] = usual
    for zone in around.walk("VTIMEZONE"):
        calendar.add_component(zone)
    for event in events:
        calendar.add_component(event.component)
    until = now + WINDOW
    for component in recurring_ical_events.of(calendar).after(now):
        start = component.get("DTSTART").dt
        if _utc(start) > until:
            return
        yield component


def _beyond(events: Sequence[_Event], now: datetime) -> Refusal | Note | None:
    """What is said about dates after the window: an end that is known is refused, an endless series is only noted."""
    rules = [rule for event in events if (rule := _rule(event.component))]
    if not rules:
        return None
    until = (now + WINDOW).date()
    event = events[0]
    if not any(re.search(r"COUNT=|UNTIL=", rule, re.IGNORECASE) for rule in rules):
        return Note(event.number, f"se répète sans fin : les dates jusqu’au {until:%d/%m/%Y} sont prises")
    if not _goes_on(events, now + WINDOW):
        return None
    reason = f"les dates après le {until:%d/%m/%Y} ne sont pas prises"
    return Refusal(event.number, reason, _key(event.uid, None), str(event.component.get("SUMMARY") or ""))


def _goes_on(events: Sequence[_Event], moment: datetime) -> bool:
    calendar = Calendar()
    for event in events:
        calendar.add_component(event.component)
    return next(iter(recurring_ical_events.of(calendar).between(moment, moment + WINDOW)), None) is not None


def _rule(component: Event) -> str:
    rules = component.get("RRULE")
    if rules is None:
        return ""
    return ";".join(rule.to_ical().decode() for rule in (rules if isinstance(rules, list) else [rules]))


def _has_no_hour(component: Event) -> bool:
    start = component.get("DTSTART")
    return start is not None and not isinstance(getattr(start, "dt", None), datetime)


def _original(component: Component) -> datetime:
    """The time at which the series itself has it, wherever it was moved."""
    named = component.get("RECURRENCE-ID")
    return _utc(named.dt if named is not None else component.get("DTSTART").dt)


def _utc(moment: date | datetime) -> datetime:
    """**Why** floating times count as UTC: only to order and to name them."""
    if not isinstance(moment, datetime):
        return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _key(uid: str, original: datetime | None) -> str:
    if uid.startswith("?"):
        return ""
    if ours := OURS.match(uid):
        return OWN_KEY + ours[1]
    uid = uid.lstrip(OWN_KEY)
    return uid if original is None else f"{uid}/{original:%Y%m%dT%H%M%SZ}"
