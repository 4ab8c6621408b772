"""`/staff/alerts`: who may be in danger, and who looks after it. `/staff/missed`: phrases that the net let through.

Law: no name, no contact, no word of a person on the page of alerts; a missed phrase is shown masked, and the reading is
noted for the person. A mentor flags only a conversation that is theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.clock import Clock
from bot.i18n import Translator, language_name, translator
from bot.ports import Account, Later
from bot.safety import alarm, board
from bot.safety import words as say
from bot.safety.net.importer import FILES
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from bot.storage.tables.later import events
from bot.storage.types import micros
from bot.web.guard import form_of, needs
from bot.web.staff import Section, add_section, staff_page
from bot.web.words import Language, language

ALERTS, MISSED, DANGER = "/staff/alerts", "/staff/missed", "/mentor/danger"
SHOWN = timedelta(days=7)
"""How long an alert that was seen stays on the page."""
REFRESH_S = 30
"""How often an open page of alerts looks again."""
NOTES = frozenset({"yours", "late", "settled"})

Mask = Callable[[str], str]
"""A person's words without what reaches them outside."""


@dataclass(frozen=True, slots=True)
class SafetyPages:
    """`look`: called after news for people were put down. `folder`: where staff keep their own words for the net."""

    database: Database
    clock: Clock
    sealer: Sealer
    zone: ZoneInfo
    look: Callable[[], None]
    mask: Mask
    folder: str

    def routes(self, app: web.Application) -> None:
        ours, mentor = needs(*alarm.ROLES), needs("mentor")
        app.add_routes(
            [
                web.get(ALERTS, ours(self.alerts)),
                web.post(ALERTS, ours(self.see)),
                web.get(MISSED, ours(self.missed)),
                web.post(MISSED, ours(self.settle)),
                web.post(DANGER, mentor(self.danger)),
            ]
        )
        add_section(
            app,
            Section(
                ALERTS,
                alarm.ROLES,
                lambda words: words.pgettext("staff/alerts", "Les alertes"),
                lambda words: words.pgettext("staff/alerts/about", "Qui est peut-être en danger, et qui s'en occupe."),
            ),
        )
        add_section(
            app,
            Section(
                MISSED,
                alarm.ROLES,
                lambda words: words.pgettext("staff/missed", "Les phrases manquées"),
                lambda words: words.pgettext("staff/missed/about", "Ce que le filet n'a pas retenu."),
            ),
        )

    # -- alerts -----------------------------------------------------------------------------------------------
    async def alerts(self, request: web.Request, account: Account) -> web.Response:
        now, spoken = self.clock.now(), language(request)
        async with self.database.read() as db:
            found = await board.alerts_since(db, self.sealer, account.id, now - SHOWN)
        words = translator(spoken.locale)
        rows = [self._shown(one, now, spoken, words) for one in found]
        values = {
            "open": [row for row in rows if not row["seen"]],
            "seen": [row for row in rows if row["seen"]],
            "note": _note(request, spoken),
            "refresh": REFRESH_S,
        }
        return staff_page(request, account, "safety/alerts.html", values)

    def _shown(self, one: board.Alert, now: datetime, spoken: Language, words: Translator) -> dict[str, object]:
        return {
            "id": one.id,
            "at": words.soon(one.at, now, self.zone),
            "why": say.why(spoken, one.why),
            "person": one.person,
            "language": language_name(one.locale),
            "mode": one.mode,
            "mentor": one.mentor,
            "conversation": one.handoff_id is not None,
            "what": [say.category(spoken, what) for what in one.what],
            "flagged_by": one.flagged_by,
            "band": one.band,
            "seen": words.soon(one.seen_at, now, self.zone) if one.seen_at else "",
            "mine": one.mine,
        }

    async def see(self, request: web.Request, account: Account) -> web.Response:
        """« Je m'en occupe »."""
        id = _number(str((await form_of(request)).get("alert", "")))
        async with self.database.write() as db:
            done = await alarm.see(db, self.sealer, self.clock.now(), account.id, id)
        self.look()
        return _back(request, ALERTS, "yours" if done else "late")

    # -- missed phrases ---------------------------------------------------------------------------------------
    async def missed(self, request: web.Request, account: Account) -> web.Response:
        now, spoken = self.clock.now(), language(request)
        today = datetime.combine(now.astimezone(self.zone), time(), self.zone).astimezone(UTC)
        async with self.database.write() as db:
            found = await board.missed_phrases(db, self.sealer, now, today, account.id)
        words = translator(spoken.locale)
        values = {
            "phrases": [
                {
                    "id": one.id,
                    "at": words.soon(one.at, now, self.zone),
                    "language": language_name(one.language),
                    "person": one.person,
                    "text": self.mask(one.text),
                }
                for one in found
            ],
            "folder": self.folder,
            "files": FILES,
            "note": _note(request, spoken),
        }
        return staff_page(request, account, "safety/missed.html", values)

    async def settle(self, request: web.Request, account: Account) -> web.Response:
        id = _number(str((await form_of(request)).get("phrase", "")))
        async with self.database.write() as db:
            done = await board.settle(db, self.clock.now(), account.id, id)
        return _back(request, MISSED, "settled" if done else "late")

    # -- a mentor is worried ----------------------------------------------------------------------------------
    async def danger(self, request: web.Request, account: Account) -> web.Response:
        """The team is told, the person hears it, and the line is kept for the net when it was let through."""
        form, now = await form_of(request), self.clock.now()
        handoff, seq = _number(str(form.get("handoff", ""))), _number(str(form.get("seq", "")))
        async with self.database.write() as db:
            held = await board.held(db, account.id, handoff, seq)
            if held is None:
                raise web.HTTPNotFound
            raised = await alarm.raise_alert(db, self.sealer, now, held.person_id, "flag", handoff, account.id)
            if held.seq is not None and not held.noticed:
                await board.miss(db, now, account.id, held)
            key = f"{alarm.FLAGGED}/{raised.id}/{micros(raised.at)}/{account.id}"
            told = Later(alarm.FLAGGED, {"account": account.id}, key, now)
            await alarm.put_down(db, self.sealer, held.person_id, events, [told])
        self.look()
        note = "flagged" if raised.reached else "flagged_alone"
        where = f"/mentor/c/{handoff}?lang={language(request).locale}&note={note}#told"
        return web.Response(status=303, headers={"Location": where})


def _note(request: web.Request, words: Language) -> str:
    match request.query.get("note", ""):
        case "yours":
            return words.pgettext("staff/alerts/yours", "C'est noté : vous vous en occupez. La personne le sait.")
        case "late":
            return words.pgettext("staff/alerts/late", "C'est déjà fait, par vous ou par quelqu'un d'autre.")
        case "settled":
            return words.pgettext("staff/missed/settled", "C'est noté.")
        case _:
            return ""


def _back(request: web.Request, page: str, note: str) -> web.Response:
    return web.Response(status=303, headers={"Location": f"{page}?lang={language(request).locale}&note={note}"})


def _number(raw: str) -> int:
    """An id of ours, else 0, which is nobody's."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= LONGEST_ID else 0


LONGEST_ID = 15
"""Digits of an id in a form; more can't be a row."""
