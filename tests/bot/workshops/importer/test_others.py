"""OpenAgenda, data·inclusion and schema.org: the rows of each, and what of them is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.workshops.importer.formats import parse
from bot.workshops.importer.model import Parsed

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def read(tree: object) -> Parsed:
    return parse(json.dumps(tree).encode(), PARIS, NOW)


def reasons(found: Parsed) -> dict[int, str]:
    return {one.number: one.reason for one in found.refused}


AGENDA = {
    "total": 4,
    "events": [
        {
            "uid": 4711,
            "title": {"fr": "Atelier CV", "en": "CV workshop"},
            "description": {"fr": "Court"},
            "longDescription": {"fr": "<p>Long</p>"},
            "conditions": {"fr": "Gratuit"},
            "location": {
                "name": "MJC", "address": "3 rue du Parc", "city": "Lyon", "postalCode": "69003",
                "latitude": 45.75, "longitude": 4.86,
            },
            "timezone": "Europe/Paris",
            "accessibility": {"mi": True},
            "age": {"min": 16, "max": 25},
            "attendanceMode": 1,
            "timings": [
                {"begin": "2026-12-03T14:00:00+01:00", "end": "2026-12-03T16:00:00+01:00"},
                {"begin": "2025-12-03T14:00:00+01:00", "end": "2025-12-03T16:00:00+01:00"},
            ],
        },
        {"uid": 1, "title": "Annulé", "status": 6,
         "timings": [{"begin": "2026-12-03T14:00:00+01:00", "end": "2026-12-03T16:00:00+01:00"}]},
        {"uid": 2, "title": "Brouillon", "state": 0,
         "timings": [{"begin": "2026-12-03T14:00:00+01:00", "end": "2026-12-03T16:00:00+01:00"}]},
        {"uid": 3, "title": "Sans date"},
        "rien",
    ],
}  # fmt: skip


def test_openagenda() -> None:
    found = read(AGENDA)
    assert found.kind == "OpenAgenda"
    first, cancelled = found.rows
    assert (first.key, first.place) == ("4711/2026-12-03T14:00:00+01:00", "69003 Lyon")
    draft = found.drafts[0]
    assert (draft.title, draft.summary, draft.spot.venue) == ("Atelier CV", "Long", "MJC")
    assert (draft.welcome.price_cents, draft.welcome.step_free, draft.welcome.audience) == (0, True, "16–25 ans")
    assert (cancelled.cancelled, cancelled.fields["title"]) == (True, "Annulé")
    assert reasons(found) == {1: "déjà passé : le 03/12/2025", 3: "pas public : « draft »", 4: "pas de date",
                              5: "pas de date"}  # fmt: skip


SERVICE = {
    "id": "dora--1", "structure_id": "dora--s", "source": "dora", "nom": "Atelier CV", "description": "Viens écrire",
    "type": "atelier", "commune": "Lyon", "code_insee": "69383", "code_postal": "69003", "frais": "gratuit",
    "modes_accueil": ["en-presentiel"], "horaires_accueil": "2026 Dec 03 14:00-16:00",
}  # fmt: skip


def test_data_inclusion_takes_what_has_a_date() -> None:
    weekly = SERVICE | {"id": "dora--2", "horaires_accueil": "Tu,Th 14:00-16:00; PH off"}
    desk = SERVICE | {"id": "dora--3", "type": "information", "horaires_accueil": "Mo-Fr 09:00-12:00"}
    without = SERVICE | {"id": "dora--4", "horaires_accueil": None}
    odd = SERVICE | {"id": "dora--5", "horaires_accueil": "sunrise-sunset"}
    structures = [{"id": "dora--s", "nom": "Mission locale"}]
    found = read({"structures": structures, "services": [SERVICE, weekly, desk, without, odd]})
    assert found.kind == "data·inclusion"
    assert len([row for row in found.rows if row.number == 2]) == 16
    first = found.rows[0]
    assert (first.key, first.fields["host"], first.fields["price_cents"]) == (
        "dora--1/2026-12-03T14:00", "Mission locale", 0,
    )  # fmt: skip
    assert found.drafts[0].starts_at == datetime(2026, 12, 3, 14, tzinfo=PARIS)
    assert list(reasons(found)) == [3, 4, 5]
    assert "pas de date" in reasons(found)[4]


EVENT = {
    "@context": "https://schema.org",
    "@type": "EducationEvent",
    "@id": "https://asso.fr/e/1",
    "name": "Atelier &amp; CV",
    "description": "Viens",
    "startDate": "2026-12-03T14:00:00+01:00",
    "endDate": "2026-12-03T16:00:00+01:00",
    "location": {
        "@type": "Place", "name": "MJC",
        "address": {"@type": "PostalAddress", "streetAddress": "3 rue du Parc", "postalCode": "69003",
                    "addressLocality": "Lyon"},
        "geo": {"latitude": "45.75", "longitude": "4.86"},
    },
    "offers": {"price": "5.00", "priceCurrency": "EUR"},
    "inLanguage": ["fr-FR", "ar"],
    "maximumAttendeeCapacity": 12,
    "organizer": {"name": "Asso"},
}  # fmt: skip


def test_schema_org_in_a_page() -> None:
    cancelled = {"@type": "Event", "name": "Annulé", "startDate": "2026-12-04T14:00", "url": "https://asso.fr/e",
                 "eventStatus": "https://schema.org/EventCancelled", "location": "Lyon"}  # fmt: skip
    undated = {"@type": "Event", "name": "Un jour", "location": "Lyon"}
    daylong = {"@type": "Event", "name": "Portes ouvertes", "startDate": "2026-12-04"}
    page = f"""<!doctype html><title>x</title><script>var a = 1 < 2</script>
      <script type="application/ld+json">{json.dumps(EVENT)}</script>
      <script type='application/ld+json; charset=utf-8'>{json.dumps({"@graph": [cancelled, undated, daylong]})}</script>
      <script type="application/ld+json">{{broken</script>"""
    found = parse(page.encode(), PARIS, NOW)
    draft = found.drafts[0]
    assert (draft.title, draft.seats, draft.host, draft.welcome.price_cents) == ("Atelier & CV", 12, "Asso", 500)
    assert (draft.welcome.languages, draft.spot.lat) == (("fr", "ar"), 45.75)
    assert [row.key for row in found.rows] == ["https://asso.fr/e/1", "https://asso.fr/e/2026-12-04T14:00"]
    assert found.rows[1].cancelled
    assert {number: reason[:11] for number, reason in reasons(found).items()} == {
        3: "pas de date", 4: "pas d’heure", 5: "bloc JSON-L",
    }  # fmt: skip


def test_the_dates_of_a_festival_share_what_is_said_above_them() -> None:
    parts = [{"startDate": "2026-12-03T10:00"}, {"startDate": "2026-12-04T10:00", "name": "Le deuxième jour"}]
    found = read(EVENT | {"subEvent": parts})
    assert [row.fields["title"] for row in found.rows] == ["Atelier & CV", "Le deuxième jour"]
    assert {row.place for row in found.rows} == {"69003 Lyon"}


def test_an_online_event() -> None:
    place = {"@type": "VirtualLocation", "url": "https://visio.fr/x"}
    found = read(EVENT | {"location": place})
    assert (found.drafts[0].spot.online, found.drafts[0].spot.link) == (True, "https://visio.fr/x")
    bad = read(EVENT | {"location": place | {"url": "javascript:alert(1)"}})
    assert "adresse web" in reasons(bad)[1]
