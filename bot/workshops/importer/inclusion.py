"""data·inclusion services → rows, where a service says when it is held (OpenStreetMap opening hours).

A service is an offer that lasts; a workshop has a date. So a dated service is taken, one of type "atelier" with days of
the week too (for the weeks to come), and every other is refused with that reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.workshops.importer.model import CUT, MOST_ROWS, OWN_KEY, Raw, Refusal
from bot.workshops.importer.trees import given, several, table, words
from bot.workshops.importer.values import shown

KIND = "data·inclusion"
OURS = "passerelle--"
"""Beginning of the ids of our own export."""
NOBODY = f"{OURS}organisme"
"""The structure of what no host holds, in our own export."""
WEEKS = 8
"""Of a session each week, so many are taken; the next import takes those that follow."""
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HOURS = r"(\d{1,2}:\d\d)\s*-\s*(\d{1,2}:\d\d)"
_DATED = re.compile(rf"^(\d{{4}}) ({'|'.join(MONTHS)}) (\d{{1,2}})\s+{_HOURS}$")
_WEEKLY = re.compile(rf"^((?:{'|'.join(DAYS)})(?:\s*[,-]\s*(?:{'|'.join(DAYS)}))*)\s+{_HOURS}$")
_OFF = re.compile(r"^(?:PH|SH)(?:\s+(?:off|closed))?$|^.*\boff$")

Held = tuple[date, str, str]


def services(tree: object) -> tuple[list[object], Mapping[str, str]] | None:
    """(services, names of structures by their id); None: this is not data·inclusion's."""
    top = table(tree)
    found = several(top.get("services") or top.get("items") or (tree if isinstance(tree, list) else None))
    found = [table(one).get("service") or one for one in found]
    if not any("structure_id" in table(one) and "nom" in table(one) for one in found):
        return None
    structures = [table(one) for one in several(top.get("structures"))]
    structures += [table(table(one).get("structure")) for one in found]
    return [*found], {words(one.get("id")): words(one.get("nom")) for one in structures if one.get("id")}


def read(found: list[object], structures: Mapping[str, str], zone: ZoneInfo, now: datetime) -> Iterator[Raw | Refusal]:
    today = now.astimezone(zone).date()
    for number, value in enumerate(found, 1):
        if number > MOST_ROWS:
            yield Refusal(number, f"plus de {MOST_ROWS} services : la suite n’a pas été lue", CUT)
            return
        service = table(value)
        key, title = words(service.get("id")).lstrip(OWN_KEY), words(service.get("nom"))
        hours = words(service.get("horaires_accueil") or service.get("recurrence"))
        try:
            held = _held(hours, today, weekly=_is_workshop(service))
        except ValueError as error:
            yield Refusal(number, str(error), key, title)
            continue
        cells = _cells(service, structures)
        ours = OWN_KEY + key.removeprefix(OURS) if key.startswith(OURS) else ""
        for day, begin, end in held:
            name = ours or (f"{key}/{day.isoformat()}T{begin}" if key else "")
            yield Raw(number, name, {**cells, "date": day, "start_time": begin, "end_time": end})


def _is_workshop(service: Mapping[str, object]) -> bool:
    kinds = [*several(service.get("type")), *several(service.get("types"))]
    return any(words(kind) == "atelier" for kind in kinds)


def _held(hours: str, today: date, *, weekly: bool) -> list[Held]:
    found: list[Held] = []
    for rule in filter(None, (part.strip() for part in hours.split(";"))):
        if dated := _DATED.match(rule):
            day = date(int(dated[1]), MONTHS.index(dated[2]) + 1, int(dated[3]))
            found.append((day, dated[4], dated[5]))
        elif (match := _WEEKLY.match(rule)) and weekly:
            found += [(day, match[2], match[3]) for day in _days(match[1], today)]
        elif not _OFF.match(rule):
            why = "des horaires d’accueil, pas une date" if match else "horaires incompris"
            raise ValueError(f"{why} : {shown(rule)}")
    if not found:
        raise ValueError("pas de date : un service sans horaires n’est pas un atelier")
    return found


def _days(selector: str, today: date) -> Iterator[date]:
    wanted: set[int] = set()
    for part in selector.split(","):
        ends = [DAYS.index(name.strip()) for name in part.split("-")]
        last = ends[-1] + (7 if ends[-1] < ends[0] else 0)
        wanted |= {day % 7 for day in range(ends[0], last + 1)}
    for ahead in range(7 * WEEKS):
        day = today + timedelta(days=ahead)
        if day.weekday() in wanted:
            yield day


def _cells(service: Mapping[str, object], structures: Mapping[str, str]) -> dict[str, object]:
    modes = [words(mode) for mode in several(service.get("modes_accueil"))]
    structure = words(service.get("structure_id"))
    title = words(service.get("nom"))
    summary = words(service.get("description") or service.get("presentation_detail"))
    contact = [words(service.get(name)) for name in ("contact_nom_prenom", "telephone", "courriel")]
    return {
        "title": title,
        # Our own export repeats the title where nothing else is said, and fills up what is too short.
        "summary": "" if summary in (title, f"Atelier : {title}") else summary.rstrip("·"),
        "address": words(service.get("adresse")),
        **given(
            venue=words(service.get("complement_adresse")),
            postcode=words(service.get("code_postal")),
            town=words(service.get("commune")),
            insee=words(service.get("code_insee")),
            lat=service.get("latitude"),
            lon=service.get("longitude"),
            online="en-presentiel" not in modes if modes else None,
            audience=words(service.get("publics_precisions")),
            price=0 if words(service.get("frais")) == "gratuit" else _fee(words(service.get("frais_precisions"))),
            host=None if structure == NOBODY else structures.get(structure),
            contact=", ".join(filter(None, contact)),
        ),
    }


def _fee(text: str) -> str | None:
    """ "5 € par séance": the first amount of money in a sentence."""
    match = re.search(r"\d+(?:[.,]\d{1,2})?\s*(?:€|euros?)", text)
    return match[0] if match else None
