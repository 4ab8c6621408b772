"""`/staff/mentors`: who waits, how it goes, what needs a decision, who may talk to young people and until when."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.i18n import Translator, language_name, translator
from bot.mentors.pages import mailbox
from bot.mentors.pages.mailbox import BAD, NOTES, Mailbox
from bot.mentors.rules import vetting
from bot.mentors.store import cases, companies, figures, held, roster, vettings
from bot.mentors.store.figures import Span
from bot.mentors.store.roster import Entry
from bot.mentors.waits import length
from bot.ports import Account
from bot.storage import team
from bot.storage.sealed import Sealer
from bot.web.guard import form_of, needs
from bot.web.inputs import clean
from bot.web.staff import Section, add_section, staff_page
from bot.web.words import Language, language

BASE = "/staff/mentors"
ROLES = ("coordinator", "admin")
WEEK = timedelta(days=7)
SPANS = (WEEK, 4 * WEEK)
"""Stretches of time that figures are given for: this week, the last four."""
SAID = frozenset({"given", "self", "withdrawn", "nothing", "settled", "let_through", "refused", "late", "gone", "date",
                  "past", "far", "level", "stopped", "goes_on"})  # fmt: skip
WRONG = frozenset({"self", "nothing", "late", "gone", "date", "past", "far", "level"})

Disable = Callable[[AsyncConnection, int, datetime], Awaitable[None]]
"""Closes an account and cuts off whatever it may no longer do, in every room."""


@dataclass(frozen=True, slots=True)
class Office:
    """What the coordinators' pages share. `look`: called after news for people were put down."""

    mailbox: Mailbox
    sealer: Sealer
    zone: ZoneInfo
    look: Callable[[], None]
    disable: Disable

    def now(self) -> datetime:
        return self.mailbox.clock.now()


@dataclass(frozen=True, slots=True)
class CoordinatorPages:
    office: Office

    def routes(self, app: web.Application) -> None:
        ours = needs(*ROLES)
        app.add_routes([web.get(BASE, ours(self.show)), web.post(BASE, ours(self.change))])
        add_section(
            app,
            Section(
                BASE,
                ROLES,
                lambda words: words.pgettext("staff/mentors", "Les mentors"),
                lambda words: words.pgettext("staff/mentors/about", "Qui attend, qui répond, ce qui est à décider."),
            ),
        )

    async def show(self, request: web.Request, account: Account) -> web.Response:
        asked = request.query.get("note", "")
        return await self._page(request, account, asked if asked in SAID | NOTES else "", "")

    async def change(self, request: web.Request, account: Account) -> web.Response:
        form = await form_of(request)
        fields = {name: clean(str(value)) for name, value in form.items()}
        note = await self.office.mailbox.change(account, fields, language(request).locale)
        if note:
            return await self._page(request, account, note, fields.get("address", ""))
        return back(request, await self._decide(account, fields))

    async def _decide(self, account: Account, fields: dict[str, str]) -> str:
        if "withdraw" in fields:
            return await self._withdraw(fields)
        if fields.keys() & {"stop_company", "go_on_company"}:
            return await self._company(account, fields)
        return await self._give(account, fields)

    async def _company(self, account: Account, fields: dict[str, str]) -> str:
        stops = fields.get("stop_company", "")
        async with self.office.mailbox.database.write() as db:
            if stops:
                done = await companies.stop(db, self.office.sealer, self.office.now(), stops, account.id)
            else:
                done = await companies.go_on(db, fields.get("go_on_company", ""))
        self.office.look()
        return ("stopped" if stops else "goes_on") if done else "nothing"

    async def _give(self, account: Account, fields: dict[str, str]) -> str:
        level, now = fields.get("level", ""), self.office.now()
        ends = vetting.until(fields.get("until", ""), now, self.office.zone)
        if not isinstance(ends, datetime):
            return ends
        other = number(fields.get("account", ""))
        if other == account.id:
            return "self"
        if level not in ("adults", "minors"):
            return "level"
        async with self.office.mailbox.database.write() as db:
            done = await vettings.give(db, now, account.id, other, "minors" if level == "minors" else "adults", ends)
        return "given" if done else "nothing"

    async def _withdraw(self, fields: dict[str, str]) -> str:
        async with self.office.mailbox.database.write() as db:
            done = await vettings.withdraw(db, self.office.sealer, self.office.now(), number(fields["withdraw"]))
        self.office.look()
        return "withdrawn" if done else "nothing"

    # -- the page ---------------------------------------------------------------------------------------------
    async def _page(self, request: web.Request, account: Account, note: str, address: str) -> web.Response:
        now = self.office.now()
        async with self.office.mailbox.database.read() as db:
            waiting = await figures.queue(db)
            spans = [await figures.span(db, now - span, now) for span in SPANS]
            people = await roster.everybody(db, now)
            todo = (await held.waiting(db), await cases.open_reports(db), await cases.open_samples(db))
            asked = await team.asked(db, account.id)
            lending = await companies.listed(db)
        spoken = language(request)
        words = translator(spoken.locale)
        values = {
            "queue": _queue(waiting, now, words),
            "spans": [_span(span, days, spoken, words) for span, days in zip(spans, SPANS, strict=True)],
            "held": [(one, self.moment(one.at, now, words)) for one in todo[0]],
            "reports": [(one, self.moment(one.at, now, words)) for one in todo[1]],
            "samples": [(one, self.moment(one.at, now, words)) for one in todo[2]],
            "duty": [self._on_duty(one, now, words) for one in people if one.on_duty(now)],
            "people": [self._listed(one, now, spoken, words) for one in _by_need(people, now)],
            "companies": lending,
            "until": vetting.proposed(now, self.office.zone).isoformat(),
            "last": (now.astimezone(self.office.zone).date() + vetting.LONGEST).isoformat(),
            "me": account.id,
            "note": note_text(spoken, note) if note else "",
            "mail_note": note if note in NOTES else "",
            "bad": note in BAD | WRONG,
            "fields": {"address": address or asked.email},
            "asked": asked,
            "mails": self.office.mailbox.mailer is not None,
            "mail_action": BASE,
        }
        return staff_page(request, account, "mentors/coordinator.html", values)

    def moment(self, at: datetime, now: datetime, words: Translator) -> str:
        return words.soon(at, now, self.office.zone)

    def _on_duty(self, one: Entry, now: datetime, words: Translator) -> dict[str, object]:
        until = words.time(one.on_duty_until, self.office.zone) if one.on_duty_until else ""
        return {"alias": one.alias, "until": until, "held": one.held, "capacity": one.capacity,
                "languages": [language_name(code) for code in one.languages]}  # fmt: skip

    def _listed(self, one: Entry, now: datetime, spoken: Language, words: Translator) -> dict[str, object]:
        ends = words.date(vetting.last_day(one.expires_at, self.office.zone), "medium") if one.expires_at else ""
        return {
            "id": one.account_id,
            "name": one.name,
            "alias": one.alias,
            "company": one.company,
            "missing": _missing(one, spoken),
            "level": level_name(spoken, one.level) if one.level else "",
            "ends": ends,
            "renew": one.to_renew(now),
            "paused": one.paused,
        }


def _by_need(people: Sequence[Entry], now: datetime) -> list[Entry]:
    """Those to whom a vetting can be given, then those whose vetting ends, then the others."""
    return sorted(people, key=lambda one: (one.expires_at is not None, not one.to_renew(now)))


def _missing(one: Entry, words: Language) -> list[str]:
    return [
        said
        for lacks, said in (
            (not one.alias, words.pgettext("staff/mentors/no_profile", "profil à remplir")),
            (not one.trained, words.pgettext("staff/mentors/no_training", "formation à faire")),
            (one.expires_at is None, words.pgettext("staff/mentors/no_vetting", "accord à donner")),
        )
        if lacks
    ]


def level_name(words: Language, level: str) -> str:
    if level == "minors":
        return words.pgettext("staff/mentors/minors", "dès 15 ans")
    return words.pgettext("staff/mentors/adults", "18 ans et plus")


def _queue(waiting: figures.Queue, now: datetime, words: Translator) -> dict[str, object]:
    return {
        "waiting": waiting.waiting,
        "oldest": length(now - waiting.oldest, words) if waiting.oldest else "",
        "languages": [(language_name(code), count, length(now - since, words)) for code, count, since in
                      waiting.languages],
    }  # fmt: skip


def _span(span: Span, days: timedelta, spoken: Language, words: Translator) -> dict[str, object]:
    name = (
        spoken.pgettext("staff/mentors/week", "7 jours")
        if days == WEEK
        else spoken.pgettext("staff/mentors/month", "4 semaines")
    )
    return {
        "name": name,
        "promises": "–" if span.percent is None else f"{span.percent} % ({span.kept}/{span.due})",
        "half": length(span.half, words) if span.half is not None else "–",
        "most": length(span.most, words) if span.most is not None else "–",
        "answered": span.answered,
        "smiles": span.smiles,
    }


# -- for the pages beside this one ----------------------------------------------------------------------------
def back(request: web.Request, note: str) -> web.Response:
    return web.Response(status=303, headers={"Location": f"{BASE}?lang={language(request).locale}&note={note}"})


def number(raw: str) -> int:
    """An id of ours, else 0, which is nobody's."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= 15 else 0


def note_text(words: Language, note: str) -> str:
    match note:
        case "given":
            return words.pgettext("staff/mentors/given", "L'accord est donné.")
        case "self":
            return words.pgettext("staff/mentors/self", "Pour vous-même, c'est à quelqu'un d'autre de décider.")
        case "withdrawn":
            return words.pgettext(
                "staff/mentors/withdrawn",
                "L'accord est retiré. Les conversations en cours repartent en tête de file.",
            )
        case "stopped":
            return words.pgettext(
                "staff/mentors/company/stopped",
                "C'est arrêté avec cette structure. Les conversations en cours repartent en tête de file.",
            )
        case "goes_on":
            return words.pgettext("staff/mentors/company/on", "Ses mentors peuvent reprendre.")
        case "settled":
            return words.pgettext("staff/mentors/settled", "C'est décidé et noté.")
        case "let_through":
            return words.pgettext("staff/mentors/let_through", "Le message est parti.")
        case "refused":
            return words.pgettext("staff/mentors/refused", "Le message ne partira pas. Le mentor lit votre phrase.")
        case "late":
            return words.pgettext(
                "staff/mentors/late", "Trop tard : ce mentor n'a plus cette conversation. Rien n'est parti."
            )
        case "date" | "past" | "far":
            return words.pgettext("staff/mentors/until_wrong", "Choisissez un jour à venir, dans les trois ans.")
        case "level":
            return words.pgettext("staff/mentors/level_wrong", "Choisissez pour qui vaut l'accord.")
        case "gone" | "nothing":
            return words.pgettext("staff/mentors/gone", "C'était déjà décidé : rien n'a changé.")
        case _:
            return mailbox.note(words, note)
