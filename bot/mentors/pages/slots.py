"""`/mentor/slots`: the half hours a mentor gives, and who comes. One single one and nothing more is fine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from aiohttp import web
from babel.dates import get_day_names
from icalendar import Event
from sqlalchemy import select

from bot.calendars import TYPE, Entry, alarm, calendar, event
from bot.clock import Clock
from bot.i18n import Translator, translator
from bot.mentors import agenda
from bot.mentors.dates import BEFORE
from bot.mentors.pages import labels
from bot.mentors.rules.slots import LENGTHS, USUAL, Given, Problem, Weekly, on_the_day, read
from bot.mentors.store import appointments
from bot.mentors.store import slots as store
from bot.mentors.store.slots import Date, Series, Slot
from bot.mentors.store.tell import tell
from bot.ports import Account
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from bot.storage.tables.mentors import mentors
from bot.web.guard import form_of, needs
from bot.web.inputs import clean
from bot.web.staff import Section, add_section, staff_page
from bot.web.words import Language, language

BASE = "/mentor/slots"
FIRST = (5, 600)
"""What the empty form proposes: Saturday, ten o'clock."""
NOTES = frozenset({"given", "across", "weekly", "taken_back", "cancelled", "ended", "gone"})
"""What the page may be asked to say after a form (`?note=`)."""


@dataclass(frozen=True, slots=True)
class SlotPages:
    """`look`: called after news for people were put down, so that they hear of them at once."""

    database: Database
    clock: Clock
    sealer: Sealer
    look: Callable[[], None]

    def routes(self, app: web.Application) -> None:
        mentor = needs("mentor")
        app.add_routes([web.get(BASE, mentor(self.all)), web.post(BASE, mentor(self.change))])
        app.add_routes([web.get(f"{BASE}.ics", mentor(self.calendar))])
        hours = Section(
            BASE,
            ("mentor",),
            lambda words: words.pgettext("mentor/slots", "Mes heures"),
            lambda words: words.pgettext("mentor/slots/about", "Donner une demi-heure, voir qui vient."),
        )
        add_section(app, hours)

    async def all(self, request: web.Request, account: Account) -> web.Response:
        return await self._page(request, account, {}, None)

    async def change(self, request: web.Request, account: Account) -> web.Response:
        """One of the page's buttons; then the list again, so that a second press of « reload » does nothing."""
        form = await form_of(request)
        fields = {name: clean(str(value)) for name, value in form.items()}
        now = self.clock.now()
        if "give" in fields:
            given = read(fields, now, await self._zone(account))
            if not isinstance(given, Given):
                return await self._page(request, account, fields, given)
            note = await self._give(account, given, now)
        elif "end" in fields:
            note = await self._end(account, fields["end"], now)
        else:
            note = await self._take_back(account, fields.get("back", ""), now)
        return web.Response(status=303, headers={"Location": f"{BASE}?lang={language(request).locale}&note={note}"})

    async def calendar(self, request: web.Request, account: Account) -> web.Response:
        """Their appointments for a calendar: aliases only, and what is off is taken out there."""
        zone, now, spoken = await self._zone(account), self.clock.now(), language(request)
        async with self.database.read() as db:
            dates = await store.dates_of(db, account.id, now)
        headers = {
            "Content-Type": f"{TYPE}; charset=utf-8",
            "Content-Disposition": 'attachment; filename="passerelle.ics"',
        }
        return web.Response(body=calendar([_entry(one, zone, spoken, now) for one in dates]), headers=headers)

    async def _zone(self, account: Account) -> ZoneInfo:
        async with self.database.read() as db:
            zone = await db.scalar(select(mentors.c.zone).where(mentors.c.account_id == account.id))
        return ZoneInfo(zone or "Europe/Paris")

    async def _give(self, account: Account, given: Given, now: datetime) -> str:
        zone = await self._zone(account)
        async with self.database.write() as db:
            if given.weekly:
                series = Weekly(given.day.weekday(), given.minute, given.minutes, zone, given.day)
                made = await store.every_week(db, account.id, series, now, self.clock.new_id)
                return "weekly" if made else "across"
            starts_at = on_the_day(given.day, given.minute, zone)
            done = await store.give(db, account.id, starts_at, given.minutes, self.clock.new_id(), now)
        return "given" if done else "across"

    async def _end(self, account: Account, series: str, now: datetime) -> str:
        id = int(series) if series.isascii() and series.isdigit() and len(series) <= 15 else 0
        async with self.database.write() as db:
            return "ended" if await store.end_series(db, account.id, id, now) else "gone"

    async def _take_back(self, account: Account, key: str, now: datetime) -> str:
        """A free one is gone; of one that is booked the person is told."""
        async with self.database.write() as db:
            if await store.withdraw(db, account.id, key):
                return "taken_back"
            off = await appointments.take_back(db, now, account.id, key)
            if off is None:
                return "gone"
            await tell(
                db, self.sealer, off.person_id, agenda.OFF, f"{off.id}/{off.sequence}", {"appointment": off.id}, now
            )
        self.look()
        return "cancelled"

    # -- the page ---------------------------------------------------------------------------------------------
    async def _page(
        self, request: web.Request, account: Account, fields: dict[str, str], problem: Problem | None
    ) -> web.Response:
        zone, now = await self._zone(account), self.clock.now()
        async with self.database.read() as db:
            mine = await store.of_mentor(db, account.id, now)
            series = await store.series_of(db, account.id)
        spoken = language(request)
        words = translator(spoken.locale)
        asked = request.query.get("note", "")
        values = {
            "days": _days(mine, zone, words),
            "booked": any(slot.state == "booked" for slot in mine),
            "series": [(one.id, _weekly(one, spoken, words)) for one in series],
            "lengths": LENGTHS,
            "fields": _proposed(now, zone) | fields,
            "problem": _problem(spoken, problem) if problem else "",
            "wrong": "time" if problem == "time" else "day",
            "note": _note(spoken, asked) if asked in NOTES and not problem else "",
            "zone": zone.key,
            "topic": partial(labels.topic, spoken),
        }
        return staff_page(request, account, "mentors/slots.html", values, status=400 if problem else 200)


def _proposed(now: datetime, zone: ZoneInfo) -> dict[str, str]:
    weekday, minute = FIRST
    day = now.astimezone(zone).date()
    day += timedelta(days=(weekday - day.weekday()) % 7 or 7)
    return {"day": day.isoformat(), "time": f"{minute // 60:02}:{minute % 60:02}", "minutes": str(USUAL), "weekly": ""}


def _days(mine: Sequence[Slot], zone: ZoneInfo, words: Translator) -> list[tuple[str, list[tuple[Slot, str, str]]]]:
    """By day: each slot with its time and, of a booked one, the language in its own name."""
    found: dict[date, list[tuple[Slot, str, str]]] = {}
    for slot in mine:
        time = f"{words.time(slot.starts_at, zone)} – {words.time(slot.ends_at, zone)}"
        spoken = words.babel.languages.get(slot.language, slot.language)
        found.setdefault(slot.starts_at.astimezone(zone).date(), []).append((slot, time, spoken))
    return [(words.date(day, "full"), slots) for day, slots in found.items()]


def _entry(one: Date, zone: ZoneInfo, spoken: Language, now: datetime) -> Event:
    somebody = one.alias or spoken.pgettext("mentor/slots/somebody", "Quelqu'un")
    title = spoken.pgettext("mentor/slots/entry", "Conversation avec {name}").replace("{name}", somebody)
    made = event(Entry(one.key, one.starts_at, one.ends_at, zone, title, one.sequence, one.gone), now)
    made.add("description", labels.topic(spoken, one.topic))
    if not one.gone:
        made.add_component(alarm(title, BEFORE))
    return made


def _weekly(one: Series, spoken: Language, words: Translator) -> str:
    day = get_day_names("wide", locale=words.babel)[one.weekly.weekday]
    hour, minute = divmod(one.weekly.minute, 60)
    sentence = spoken.pgettext("mentor/slots/every", "Chaque {day}, {time} ({minutes} min)")
    time = f"{hour:02}:{minute:02}"
    return sentence.format(day=day, time=time, minutes=one.weekly.minutes)


def _problem(words: Language, problem: Problem) -> str:
    match problem:
        case "date":
            return words.pgettext("mentor/slots/date", "Écrivez la date ainsi : 28/11/2026.")
        case "time":
            return words.pgettext("mentor/slots/time", "Écrivez l'heure ainsi : 10:00.")
        case "past":
            return words.pgettext("mentor/slots/past", "Ce moment est déjà passé.")
        case "far":
            return words.pgettext("mentor/slots/far", "C'est dans plus de trois mois. Vérifiez la date.")


def _note(words: Language, note: str) -> str:
    match note:
        case "given":
            return words.pgettext("mentor/slots/given", "C'est noté. Les jeunes peuvent réserver cette heure.")
        case "weekly":
            return words.pgettext("mentor/slots/weekly", "C'est noté, chaque semaine, jusqu'à ce que vous arrêtiez.")
        case "across":
            return words.pgettext("mentor/slots/across", "Vous avez déjà donné une heure à ce moment-là.")
        case "taken_back":
            return words.pgettext("mentor/slots/taken_back", "Cette heure est reprise.")
        case "cancelled":
            return words.pgettext(
                "mentor/slots/cancelled",
                "Le rendez-vous est annulé. La personne est prévenue et peut en choisir un autre.",
            )
        case "ended":
            return words.pgettext("mentor/slots/ended", "C'est arrêté. Les rendez-vous déjà pris restent.")
        case _:
            return words.pgettext("mentor/slots/gone", "Cette heure n'est plus à vous : rien n'a changé.")
