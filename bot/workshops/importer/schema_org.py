"""schema.org events, as JSON-LD in pages or files → rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from bot.workshops.importer.model import CUT, MOST_ROWS, OURS, OWN_KEY, Raw, Refusal
from bot.workshops.importer.trees import given, several, table, words

KIND = "schema.org"
OWN = frozenset({"subEvent", "subEvents", "@id", "url", "identifier", "startDate", "endDate"})
"""What the parts of an event do not have from it."""
DEEPEST = 12
"""Levels of JSON in which events are looked for."""


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("type") or ""
        self._inside = tag == "script" and kind.split(";")[0].strip().lower() == "application/ld+json"
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def of_page(page: str) -> tuple[list[Mapping[str, object]], list[str]]:
    """(the events of a page, what in it is no JSON)."""
    scripts = _Scripts()
    scripts.feed(page)
    scripts.close()
    found: list[Mapping[str, object]] = []
    broken: list[str] = []
    for script in scripts.found:
        try:
            found += events(json.loads(script))
        except (ValueError, RecursionError):
            broken.append(script)
    return found, broken


def is_json_ld(tree: object) -> bool:
    first = table(next(iter(several(tree)), None))
    return "@context" in first or "@type" in first or "@graph" in first


def events(tree: object) -> list[Mapping[str, object]]:
    """All events in it, wherever they are; what is common to the parts of one is said at each."""
    return [*_events(tree, {}, 0)]


def _events(tree: object, above: Mapping[str, object], depth: int) -> Iterator[Mapping[str, object]]:
    if depth > DEEPEST:
        return
    if isinstance(tree, list):
        for one in tree:
            yield from _events(one, above, depth + 1)
        return
    node = table(tree)
    if any(words(kind).rpartition("/")[2].endswith("Event") for kind in several(node.get("@type"))):
        merged = {**above, **node}
        parts = [*several(node.get("subEvent")), *several(node.get("subEvents"))]
        if parts:
            common = {name: value for name, value in merged.items() if name not in OWN}
            yield from _events([{"@type": "Event", **table(part)} for part in parts], common, depth + 1)
        else:
            yield merged
        return
    for name in ("@graph", "itemListElement", "item", "mainEntity", "event", "events", "hasPart"):
        if name in node:
            yield from _events(node[name], above, depth + 1)


def read(found: list[Mapping[str, object]], broken: int = 0) -> Iterator[Raw | Refusal]:
    for number, event in enumerate(found[:MOST_ROWS], 1):
        key = _key(event)
        raw = Raw(number, key, _cells(event))
        if not words(event.get("startDate")):
            yield Refusal(number, "pas de date (startDate)", key, words(event.get("name")))
        else:
            yield raw
    if len(found) > MOST_ROWS:
        yield Refusal(MOST_ROWS + 1, f"plus de {MOST_ROWS} événements : la suite n’a pas été lue", CUT)
    for number in range(broken):
        yield Refusal(len(found) + number + 1, "bloc JSON-LD illisible", CUT)


def _key(event: Mapping[str, object]) -> str:
    identifier = event.get("identifier")
    named = words(table(identifier).get("value") or identifier) or words(event.get("@id")) or words(event.get("url"))
    if ours := OURS.match(named):
        return OWN_KEY + ours[1]
    named = named.lstrip(OWN_KEY)
    # The address of a page is often that of the whole series.
    return f"{named}/{words(event.get('startDate'))}" if named and named == words(event.get("url")) else named


def _cells(event: Mapping[str, object]) -> dict[str, object]:
    places = [one for one in several(event.get("location")) if one]
    virtual = [one for one in places if words(table(one).get("@type")).endswith("VirtualLocation")]
    real = [one for one in places if one not in virtual]
    online = words(event.get("eventAttendanceMode")).endswith("OnlineEventAttendanceMode") or (virtual and not real)
    organizer = next(iter(several(event.get("organizer"))), None)
    return {
        "title": words(event.get("name")),
        "summary": words(event.get("description")),
        "start": words(event.get("startDate")),
        **given(
            end=words(event.get("endDate")),
            duration=_duration(words(event.get("duration"))) if not event.get("endDate") else None,
            online=bool(online),
            link=words(table(virtual[0]).get("url")) if virtual else None,
            status=words(event.get("eventStatus")).rpartition("/")[2],
            seats=event.get("maximumAttendeeCapacity"),
            languages=[_language(one) for one in several(event.get("inLanguage"))],
            host=words(table(organizer).get("name") or organizer),
            audience=words(table(event.get("audience")).get("audienceType")),
            **_price(event),
        ),
        **_place(real[0] if real else None),
    }


def _language(value: object) -> str:
    """ "fr-FR" and {"alternateName": "fr"} are "fr"."""
    found = words(table(value).get("alternateName") or table(value).get("name") or value)
    return found.split("-")[0] if len(found) <= 5 else found


def _duration(iso: str) -> str | None:
    if not iso.startswith("PT"):
        return None
    return iso[2:].lower().replace("h", "h ").strip() or None


def _price(event: Mapping[str, object]) -> dict[str, object]:
    if event.get("isAccessibleForFree") in (True, "true", "True", "http://schema.org/True"):
        return {"price": 0}
    offer = table(next(iter(several(event.get("offers"))), None))
    found = offer.get("price", offer.get("lowPrice"))
    return {} if found is None else {"price": found}


def _place(value: object) -> dict[str, object]:
    if isinstance(value, str):
        return {"where": value}
    place = table(value)
    address = place.get("address")
    geo = table(place.get("geo"))
    said = given(lat=geo.get("latitude"), lon=geo.get("longitude"))
    if isinstance(address, str) or not address:
        name = words(place.get("name"))
        line = ", ".join(filter(None, (name, words(address))))
        return {**said, "where": line} if line else said
    parts = table(address)
    return {
        **said,
        "venue": words(place.get("name")),
        "address": words(parts.get("streetAddress")),
        **given(
            postcode=words(parts.get("postalCode")),
            town=words(parts.get("addressLocality")),
            insee=_insee(place.get("identifier")),
        ),
    }


def _insee(value: object) -> str:
    named = table(value)
    return words(named.get("value")) if words(named.get("propertyID")).upper() == "INSEE" else ""
