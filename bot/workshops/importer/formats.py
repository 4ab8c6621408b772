"""Bytes → what is in them, whatever their format: told by content, never by name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.errors import Refused
from bot.workshops.importer import csv_lines, ical, inclusion, openagenda, schema_org, xlsx
from bot.workshops.importer.decoding import decoded
from bot.workshops.importer.model import MOST_BYTES, Note, Parsed, Raw, Refusal, Row, unreadable
from bot.workshops.importer.table import Line, Table
from bot.workshops.importer.understanding import Understanding

Found = Raw | Refusal | Note
_AMERICAN = re.compile(r"date incomprise : « (?:0?[1-9]|1[0-2])[/.-](?:1[3-9]|2\d|3[01])[/.-]\d")
AMERICAN = 0.25
"""Share of the rows: written month first, six dates in ten have a day that is no month; by mistake, hardly one."""
MONTH_FIRST = "les dates y sont écrites mois/jour : écrivez-les jour/mois, ou année-mois-jour"
_OTHERS = (
    (b"%PDF", "un PDF : envoyez le tableau lui-même (.xlsx, .csv) ou un calendrier (.ics)"),
    (b"\xd0\xcf\x11\xe0", "un ancien fichier Excel (.xls) : enregistrez-le en .xlsx"),
    (b"\x1f\x8b", "un fichier compressé : ouvrez-le d’abord"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
)


def parse(data: bytes, zone: ZoneInfo, now: datetime) -> Parsed:
    """Never raises for what stands in the bytes. `zone`: of times that name none; `now`: what is over is refused."""
    if len(data) > MOST_BYTES:
        return unreadable("", f"trop gros : {MOST_BYTES // 1024 // 1024} Mo au plus")
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return unreadable("", "fichier vide")
    for mark, what in _OTHERS:
        if data.startswith(mark):
            return unreadable("", f"ce fichier est {what}")
    understand = Understanding(zone, now)
    if xlsx.is_xlsx(data):
        try:
            return _of_table("Excel", xlsx.lines(data), understand)
        except Refused as error:
            return unreadable("Excel", error.sentence)
    if ical.is_ical(data):
        return _collected(ical.KIND, ical.read(data, zone, now), understand)
    text = decoded(data).strip()
    if text[:1] in ("{", "["):
        return _of_json(text, zone, now, understand)
    if text[:1] == "<":
        return _of_page(text, understand)
    return _of_table("CSV", csv_lines.lines(data), understand)


def _of_table(kind: str, lines: Iterable[Line], understand: Understanding) -> Parsed:
    table = Table()
    found = _collected(kind, table.read(lines), understand)
    if table.problem:
        return unreadable(kind, table.problem, table.columns)
    if _month_first(found):
        return unreadable(kind, MONTH_FIRST, table.columns)
    return Parsed(kind, found.rows, found.refused, found.notes, table.columns)


def _month_first(found: Parsed) -> bool:
    """Whether the dates are written as in America. **Why** the whole file: 03/04 would be the wrong day in silence."""
    clear = sum(_AMERICAN.search(refusal.reason) is not None for refusal in found.refused)
    return clear > AMERICAN * (len(found.rows) + len(found.refused))


def _of_page(text: str, understand: Understanding) -> Parsed:
    found, broken = schema_org.of_page(text)
    if not found and not broken:
        return unreadable(schema_org.KIND, "cette page ne contient pas d’événement schema.org (JSON-LD)")
    return _collected(schema_org.KIND, schema_org.read(found, len(broken)), understand)


def _of_json(text: str, zone: ZoneInfo, now: datetime, understand: Understanding) -> Parsed:
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" (ligne {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        return unreadable("JSON", f"JSON abîmé{where}")
    if schema_org.is_json_ld(tree):
        found = schema_org.events(tree)
        if not found:
            return unreadable(schema_org.KIND, "aucun événement dans ce JSON-LD")
        return _collected(schema_org.KIND, schema_org.read(found), understand)
    if (agenda := openagenda.events(tree)) is not None:
        return _collected(openagenda.KIND, openagenda.read(agenda), understand)
    if (given := inclusion.services(tree)) is not None:
        return _collected(inclusion.KIND, inclusion.read(*given, zone, now), understand)
    if isinstance(tree, list) and tree and all(isinstance(one, dict) for one in tree):
        return _of_table("JSON", _flat(tree), understand)
    return unreadable("JSON", "ni OpenAgenda, ni data·inclusion, ni schema.org : ce JSON n’est pas connu")


def _flat(tree: Sequence[dict[str, object]]) -> Iterator[Line]:
    """Objects as a table: their names are its columns; the first of them is row 1."""
    names = list(dict.fromkeys(name for one in tree for name in one))
    yield 0, names, ""
    for number, one in enumerate(tree, 1):
        cells = [one.get(name) for name in names]
        yield number, [None if isinstance(cell, dict | list) else cell for cell in cells], ""


def _collected(kind: str, found: Iterable[Found], understand: Understanding) -> Parsed:
    rows: list[Row] = []
    refused: list[Refusal] = []
    notes: list[Note] = []
    seen: dict[str, int] = {}
    for one in found:
        if isinstance(one, Note):
            notes.append(one)
            continue
        row, more = understand(one) if isinstance(one, Raw) else (one, ())
        if isinstance(row, Row) and row.key in seen:
            title = str(row.fields.get("title") or "")
            row = Refusal(row.number, f"en double avec la ligne {seen[row.key]}", row.key, title)
        if isinstance(row, Refusal):
            refused.append(row)
        else:
            seen[row.key] = row.number
            rows.append(row)
            notes += more
    return Parsed(kind, tuple(rows), tuple(refused), tuple(notes))
