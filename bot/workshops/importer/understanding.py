"""What stands in one row → a workshop, or why it is none.

Law: a cell that is not understood refuses its row, with every reason at once; what is taken otherwise is noted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.workshops.importer import values
from bot.workshops.importer.folding import fold, wordset
from bot.workshops.importer.model import Note, Raw, Refusal, Row
from bot.workshops.importer.timing import timing
from bot.workshops.importer.values import LONGEST_LINE, LONGEST_TEXT, LONGEST_TITLE, shown
from flows.events import JsonValue

FIELDS = (
    "key", "title", "summary", "date", "start", "start_time", "end", "end_date", "end_time", "hours", "duration",
    "zone", "where", "venue", "address", "postcode", "town", "insee", "stop", "lat", "lon", "online", "link",
    "languages", "audience", "price", "price_cents", "free", "step_free", "childcare", "no_papers", "seats", "kit",
    "host", "contact", "edition", "status",
)  # fmt: skip
"""What a format may give of a row; also what a column of a table may be."""
DERIVED = "~"
"""Beginning of a key that we made from title, place and time, because the file names nothing."""
LONGEST_KEY = 250
CANCELLED = wordset(
    "annule annulee annules cancelled canceled cancel eventcancelled eventpostponed reporte reportee postponed"
)
NOT_YET = wordset("brouillon draft prive privee private confidential")
HELD = wordset(
    "confirme confirmee confirmed ouvert ouverte open complet full maintenu maintenue tentative eventscheduled "
    "eventrescheduled eventmovedonline prevu prevue programme programmee scheduled actif publie public"
)
_ONLINE = re.compile(r"\b(en ligne|visio\w*|distanciel|a distance|online|zoom|teams|webinaire|remote)\b")
_STREET = re.compile(r"^\d|\b(rue|avenue|av|boulevard|bd|place|chemin|impasse|quai|allee|allees|cours|route)\b")
_TOWN = re.compile(r"\b(\d{5})\s+([^,;()\n\d]{2,60})")
_LINES: Mapping[str, int] = {
    "stop": LONGEST_LINE, "audience": LONGEST_LINE, "kit": LONGEST_LINE, "host": LONGEST_LINE,
    "contact": LONGEST_LINE, "edition": LONGEST_LINE, "venue": LONGEST_LINE, "address": LONGEST_LINE,
    "title": LONGEST_TITLE, "summary": LONGEST_TEXT,
}  # fmt: skip
_READERS: Mapping[str, Callable[[object], JsonValue]] = {
    "seats": values.seats,
    "languages": lambda value: list(values.languages(value)),
    "step_free": values.yes_no,
    "childcare": values.yes_no,
    "no_papers": values.yes_no,
}


@dataclass(slots=True)
class _Draft:
    """A row on its way: what is understood, what is wrong, what is noted."""

    fields: dict[str, JsonValue] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    place: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Understanding:
    """How rows are read: `zone` where a file names none, `now` for what is over and for years that are left out."""

    zone: ZoneInfo
    now: datetime

    def __call__(self, raw: Raw) -> tuple[Row | Refusal, tuple[Note, ...]]:
        row = _Draft()
        cancelled = self._status(raw, row)
        local = self._when(raw, row)
        for name, longest in _LINES.items():
            if name in raw.cells:
                _try(row, name, partial(_line, row, raw.cells[name], longest))
        if row.fields.get("title") == "" or "title" not in raw.cells:
            row.wrong.insert(0, "pas de titre")
        if not cancelled:
            _rest(raw, row)
        _where(raw, row)
        key = (raw.key or _derived(row))[:LONGEST_KEY]
        title = str(row.fields.get("title") or "")
        if row.wrong:
            return Refusal(raw.number, " ; ".join(row.wrong), raw.key[:LONGEST_KEY], title), ()
        notes = tuple(Note(raw.number, note) for note in row.notes)
        return Row(raw.number, key, row.fields, row.place, row.loose, cancelled, local), notes

    def _status(self, raw: Raw, row: _Draft) -> bool:
        value = raw.cells.get("status")
        words = set(fold(str(value)).split()) if value else set()
        if words & NOT_YET:
            row.wrong.append(f"pas public : {shown(value)}")
        if words and not words & (CANCELLED | NOT_YET | HELD):
            row.notes.append(f"état inconnu : {shown(value)}")
        return bool(words & CANCELLED)

    def _when(self, raw: Raw, row: _Draft) -> bool:
        """Returns whether the times are those of the clocks there, wherever that is."""
        try:
            named = _zone(raw.cells.get("zone"))
            found = timing(raw.cells, named or self.zone, self.now)
        except (ValueError, OverflowError) as error:
            row.wrong.append(str(error))
            return False
        row.notes += found.notes
        if named or found.local:
            row.fields["zone"] = (named or self.zone).key
        row.fields["starts_at"] = found.starts_at.astimezone(UTC).isoformat()
        row.fields["ends_at"] = found.ends_at.astimezone(UTC).isoformat()
        return found.local and named is None


def _is_free(value: object) -> bool:
    """Whatever else stands in such a column is for the column of prices."""
    try:
        return values.yes_no(value) is True
    except ValueError:
        return False


def _zone(value: object) -> ZoneInfo | None:
    if not value:
        return None
    try:
        return ZoneInfo(str(value))
    except (OSError, ValueError, LookupError):
        raise ValueError(f"fuseau horaire inconnu : {shown(value)}") from None


def _try(row: _Draft, name: str, read: Callable[[], JsonValue]) -> None:
    try:
        row.fields[name] = read()
    except ValueError as error:
        row.wrong.append(str(error))


def _line(row: _Draft, value: object, longest: int) -> str:
    found, was_cut = values.cut(value, longest)
    if was_cut:
        row.notes.append(f"texte trop long, coupé à {longest} caractères : {shown(found)}")
    return found


def _rest(raw: Raw, row: _Draft) -> None:
    for name, read in _READERS.items():
        if name in raw.cells:
            _try(row, name, partial(read, raw.cells[name]))
    if row.fields.get("languages") == []:
        del row.fields["languages"]  # an empty cell: what is usual
    if "price_cents" in raw.cells:
        _try(row, "price_cents", lambda: values.price(int(str(raw.cells["price_cents"])) / 100))
    elif "free" in raw.cells and _is_free(raw.cells["free"]):
        row.fields["price_cents"] = 0
    elif "price" in raw.cells:
        _try(row, "price_cents", lambda: values.price(raw.cells["price"]))


# -- where ----------------------------------------------------------------------------------------------------
def _where(raw: Raw, row: _Draft) -> None:
    cells = raw.cells
    try:
        _coordinates(cells, row)
        _online(cells, row)
        if "where" in cells and not any(cells.get(name) for name in ("town", "postcode", "insee")):
            _free(values.text(cells["where"]), row)
        else:
            if cells.get("where") and not row.fields.get("venue"):
                row.fields["venue"] = _line(row, cells["where"], LONGEST_LINE)
            parts = [values.text(cells.get(name)) for name in ("postcode", "town")]
            row.place = " ".join(part for part in parts if part)
            if not row.place and row.fields.get("address"):
                row.place, row.loose = str(row.fields["address"]), True
            if "insee" in cells:
                row.fields["insee"] = values.text(cells["insee"])
    except ValueError as error:
        row.wrong.append(str(error))


def _coordinates(cells: Mapping[str, object], row: _Draft) -> None:
    found = values.coordinates(cells.get("lat"), cells.get("lon"))
    if found is not None:
        row.fields["lat"], row.fields["lon"] = found[:2]
        if found[2]:
            row.notes.append(f"latitude et longitude étaient inversées : {found[0]:g}, {found[1]:g}")


def _online(cells: Mapping[str, object], row: _Draft) -> None:
    link = values.text(cells.get("link"), LONGEST_TEXT)
    if "link" in cells:
        row.fields["link"] = link and _address(link)
    said = values.yes_no(cells.get("online")) if "online" in cells else None
    words = fold(" ".join(str(cells.get(name) or "") for name in ("where", "venue", "town")))
    where = str(cells.get("where") or "").strip()
    on_the_web = re.match(r"^https?://", where, re.IGNORECASE) is not None
    if on_the_web:
        row.fields["link"] = link = _address(where)
    somewhere = any(cells.get(name) for name in ("town", "postcode", "insee", "lat", "address"))
    if said is None and (on_the_web or _ONLINE.search(words) or (link and not somewhere and not words)):
        said = not somewhere
    if said is not None or "online" in cells:
        row.fields["online"] = bool(said)


def _address(link: str) -> str:
    full = link if re.match(r"^[a-z][a-z0-9+.-]*:", link, re.IGNORECASE) else f"https://{link}"
    if not re.fullmatch(r"https?://[^\s/<>\"']+\.[^\s<>\"']+", full, re.IGNORECASE) or len(full) > 2000:
        raise ValueError(f"pas une adresse web : {shown(link)}")
    return full


def _free(where: str, row: _Draft) -> None:
    """A place as one line: the first part is the house, the others its address."""
    if row.fields.get("online"):
        return
    parts = [part.strip() for part in re.split(r"[,;\n]|\s[-–—]\s", where) if part.strip()]
    house = parts[0] if parts and not _STREET.search(fold(parts[0])) else ""
    row.fields.setdefault("venue", house)
    row.fields.setdefault("address", ", ".join(parts[1:] if house else parts))
    match = _TOWN.search(where)
    row.place, row.loose = (f"{match[1]} {match[2].strip()}" if match else where), True


def candidates(place: str) -> Iterable[str]:
    """What of a line may name its town, the likeliest first: "69003 Lyon", its end, its beginning, its postcode."""
    if match := _TOWN.search(place):
        yield f"{match[1]} {match[2].strip()}"
    parts = [part.strip(" .()") for part in re.split(r"[,;()\n]|\s[-–—]\s", place) if part.strip(" .()")]
    yield from reversed(parts)
    yield from re.findall(r"\b\d{5}\b", place)


def _derived(row: _Draft) -> str:
    fields = row.fields
    where = row.place or str(fields.get("venue") or "")
    return "/".join((DERIVED + fold(str(fields.get("title") or "")), fold(where), str(fields.get("starts_at") or "")))
