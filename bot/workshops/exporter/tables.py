"""Workshops as CSV that spreadsheets open in French, and that comes back through the importer unchanged.

Law: no cell can be run. What a spreadsheet would take for a formula begins with an apostrophe, which the importer takes
off again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

from bot.workshops.exporter.ical import uid
from bot.workshops.model import Workshop

MARK = "\ufeff"
"""Without it Excel takes UTF-8 for something else."""
RUN = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet runs; tabs and line ends before it are taken off by them."""

Cell = str | int | float | None
_COLUMNS: dict[str, Callable[[Workshop], Cell]] = {
    "Identifiant": uid,
    "Titre": lambda one: one.draft.title,
    "Date": lambda one: f"{one.draft.starts_at.astimezone(_zone(one)):%Y-%m-%d}",
    "Heure de début": lambda one: f"{one.draft.starts_at.astimezone(_zone(one)):%H:%M}",
    "Date de fin": lambda one: f"{one.draft.ends_at.astimezone(_zone(one)):%Y-%m-%d}",
    "Heure de fin": lambda one: f"{one.draft.ends_at.astimezone(_zone(one)):%H:%M}",
    "Fuseau": lambda one: one.draft.zone,
    "Nom du lieu": lambda one: one.draft.spot.venue,
    "Adresse": lambda one: one.draft.spot.address,
    "Ville": lambda one: one.draft.spot.town,
    "Code INSEE": lambda one: one.draft.spot.insee,
    "Arrêt": lambda one: one.draft.spot.stop,
    "Latitude": lambda one: one.draft.spot.lat,
    "Longitude": lambda one: one.draft.spot.lon,
    "En ligne": lambda one: _yes_no(one.draft.spot.online),
    "Langues": lambda one: ", ".join(one.draft.welcome.languages),
    "Public": lambda one: one.draft.welcome.audience,
    "Prix": lambda one: f"{one.draft.welcome.price_cents // 100},{one.draft.welcome.price_cents % 100:02}",
    "Accessible": lambda one: _yes_no(one.draft.welcome.step_free),
    "Garde d’enfants": lambda one: _yes_no(one.draft.welcome.childcare),
    "Sans papiers": lambda one: _yes_no(one.draft.welcome.no_papers),
    "Places": lambda one: one.draft.seats,
    "Organisateur": lambda one: one.draft.host,
    "Kit": lambda one: one.draft.kit,
    "Édition": lambda one: one.draft.edition,
    "Description": lambda one: one.draft.summary,
    "Statut": lambda one: "annulé" if one.state == "cancelled" else "ouvert",
}


def sheet(workshops: Iterable[Workshop]) -> bytes:
    """UTF-8 with its mark, semicolons. Without links into online workshops and contacts: tables are passed on."""
    out = io.StringIO()
    out.write(MARK)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for workshop in workshops:
        writer.writerow([safe(read(workshop)) for read in _COLUMNS.values()])
    return out.getvalue().encode()


def safe(cell: Cell) -> Cell:
    """A cell that nothing runs; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if cell.lstrip("' \t\r\n").startswith(RUN) else cell


def _zone(workshop: Workshop) -> ZoneInfo:
    return ZoneInfo(workshop.draft.zone)


def _yes_no(value: bool | None) -> str:
    return "" if value is None else "oui" if value else "non"
