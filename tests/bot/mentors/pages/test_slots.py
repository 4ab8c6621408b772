"""A mentor gives time in a few taps, and takes it back; nobody else's."""

from __future__ import annotations

import re

import pytest
from icalendar import Calendar
from sqlalchemy import select, update

from bot.mentors import agenda
from bot.mentors.pages.slots import BASE
from bot.mentors.store import appointments
from bot.mentors.store.appointments import Asked
from bot.storage.tables import mentors as t
from bot.storage.tables.later import events
from tests.bot.mentors.pages.house import House, disable, mentor, sign_in
from tests.bot.storage.rows import person
from tests.bot.web.rooms import Visitor

GIVE = {"give": "yes", "day": "2026-11-28", "time": "10:00", "minutes": "30"}


async def starts(house: House) -> list[str]:
    async with house.database.read() as db:
        found = await db.scalars(select(t.slots.c.starts_at).where(t.slots.c.state == "free").order_by("starts_at"))
        return [f"{at:%d.%m %H:%M}" for at in found]


def button(html: str) -> str:
    found = re.search(r'name="back" value="([^"]+)"', html)
    assert found
    return found[1]


async def test_one_half_hour_is_given_seen_and_taken_back(lina: Visitor, house: House) -> None:
    await mentor(lina, house, "Lina")
    assert await lina.open(BASE) == 200
    assert "une seule suffit" in lina.text
    assert 'value="2026-11-28"' in lina.html, "next Saturday is proposed"
    assert await lina.send(BASE, GIVE) == 200
    assert "peuvent réserver cette heure" in lina.text
    assert "samedi 28 novembre 2026" in lina.text
    assert await starts(house) == ["28.11 09:00"]
    assert await lina.send(BASE, {"back": button(lina.html)}) == 200
    assert "Cette heure est reprise" in lina.text
    assert await starts(house) == []
    assert house.looked == 0


async def test_pressed_twice_it_is_given_once(lina: Visitor, house: House) -> None:
    await mentor(lina, house, "Lina")
    await lina.open(BASE)
    await lina.send(BASE, GIVE)
    await lina.send(BASE, GIVE | {"time": "10:15"})
    assert "déjà donné une heure" in lina.text
    assert await starts(house) == ["28.11 09:00"]


async def test_every_week_until_it_is_stopped(lina: Visitor, house: House) -> None:
    await mentor(lina, house, "Lina")
    await lina.open(BASE)
    await lina.send(BASE, GIVE | {"weekly": "yes", "minutes": "20"})
    assert "Chaque samedi, 10:00 (20 min)" in lina.text
    assert await starts(house) == ["28.11 09:00", "05.12 09:00", "12.12 09:00", "19.12 09:00"]
    series = re.search(r'name="end" value="(\d+)"', lina.html)
    assert series
    await lina.send(BASE, {"end": series[1]})
    assert "C’est arrêté" in lina.text
    assert await starts(house) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"day": "hier"}, "Écrivez la date ainsi"),
        ({"time": "25:00"}, "Écrivez l’heure ainsi"),
        ({"day": "2026-11-20"}, "déjà passé"),
        ({"day": "2027-11-28"}, "plus de trois mois"),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_lost(
    lina: Visitor, house: House, changed: dict[str, str], said: str
) -> None:
    await mentor(lina, house, "Lina")
    await lina.open(BASE)
    assert await lina.send(BASE, GIVE | {"weekly": "yes", "minutes": "45"} | changed) == 400
    assert said in lina.text
    assert lina.html.count("aria-invalid") == 1
    assert re.search(r'value="45" checked', lina.html)
    assert await starts(house) == []


async def test_who_has_booked_is_seen_by_alias_and_told_when_it_is_cancelled(
    lina: Visitor, omar: Visitor, house: House
) -> None:
    await mentor(lina, house, "Lina")
    await mentor(omar, house, "Omar")
    await lina.open(BASE)
    await lina.send(BASE, GIVE)
    key = button(lina.html)
    await person(house.database, 5)
    async with house.database.write() as db:
        await db.execute(t.aliases.insert().values(person_id=5, alias="Mésange 27"))
        made = await appointments.book(db, house.time.now(), 5, Asked("interview", ("fr",), "adults"), key, "a1")
    assert made is not None
    await lina.open(BASE)
    assert "Mésange 27 · entretien · français" in lina.text
    await omar.open(BASE)
    assert "Mésange" not in omar.text
    await omar.send(BASE, {"back": key})
    assert "n’est plus à vous" in omar.text
    assert house.looked == 0
    await lina.send(BASE, {"back": key})
    assert "La personne est prévenue" in lina.text
    assert house.looked == 1
    async with house.database.read() as db:
        news = (await db.execute(select(events.c.kind, events.c.person_id))).all()
        state = await db.scalar(select(t.appointments.c.state))
    assert [tuple(one) for one in news] == [(agenda.OFF, 5)]
    assert state == "cancelled"


async def test_only_mentors_and_only_with_their_own_form(lina: Visitor, omar: Visitor, house: House) -> None:
    id = await mentor(lina, house, "Lina")
    await lina.open(BASE)
    assert await lina.send(BASE, GIVE, token="") == 403
    assert await lina.send(BASE, GIVE, origin="https://else.example") == 403
    await sign_in(omar, house, "host", "Omar")
    assert await omar.open(BASE) == 403
    await disable(house, id)
    assert await lina.open(BASE, follow=False) == 303
    assert await starts(house) == []


async def test_by_the_clock_of_the_mentor(lina: Visitor, house: House) -> None:
    id = await mentor(lina, house, "Lina")
    async with house.database.write() as db:
        await db.execute(update(t.mentors).where(t.mentors.c.account_id == id).values(zone="Indian/Reunion"))
    await lina.open(BASE)
    await lina.send(BASE, GIVE)
    assert await starts(house) == ["28.11 06:00"]
    assert "Indian/Reunion" in lina.text


async def test_strange_values_change_nothing(lina: Visitor, house: House) -> None:
    await mentor(lina, house, "Lina")
    await lina.open(BASE)
    for fields in ({"back": "x" * 500}, {"end": "99999999999999999999"}, {"end": "²"}, {}):
        assert await lina.send(BASE, fields) == 200
        assert "rien n’a changé" in lina.text


async def test_their_appointments_for_their_calendar(lina: Visitor, omar: Visitor, house: House) -> None:
    id = await mentor(lina, house, "Lina")
    async with house.database.write() as db:
        await db.execute(update(t.mentors).where(t.mentors.c.account_id == id).values(zone="Indian/Reunion"))
    await lina.open(BASE)
    await lina.send(BASE, GIVE)
    assert "dans mon agenda" not in lina.text
    await person(house.database, 5)
    async with house.database.write() as db:
        await db.execute(t.aliases.insert().values(person_id=5, alias="Mésange 27"))
        asked = Asked("interview", ("fr",), "adults")
        assert await appointments.book(db, house.time.now(), 5, asked, button(lina.html), "a1")
    await lina.open(BASE)
    assert "dans mon agenda" in lina.text
    assert await lina.open(f"{BASE}.ics") == 200
    assert lina.headers["Content-Type"].startswith("text/calendar")
    (entry,) = Calendar.from_ical(lina.html).walk("VEVENT")
    assert (entry["SUMMARY"], entry["STATUS"], entry["UID"]) == (
        "Conversation avec Mésange 27", "CONFIRMED", "a1@passerelle",
    )  # fmt: skip
    assert "DTSTART;TZID=Indian/Reunion:20261128T100000" in lina.html
    await mentor(omar, house, "Omar")
    await omar.open(f"{BASE}.ics")
    assert "VEVENT" not in omar.html
    async with house.database.write() as db:
        await appointments.cancel(db, house.time.now(), 5)
    await lina.open(f"{BASE}.ics")
    (entry,) = Calendar.from_ical(lina.html).walk("VEVENT")
    assert (entry["STATUS"], len(entry.walk("VALARM"))) == ("CANCELLED", 0)
    house.time.forward(days=30)
    await lina.open(f"{BASE}.ics")
    assert "VEVENT" not in lina.html
