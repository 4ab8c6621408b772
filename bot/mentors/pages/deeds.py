"""What a mentor does in a conversation beside answering: notes, subjects, a colleague, back to the bot, the end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.i18n import translator
from bot.mentors.model import OUTCOMES, Handoff
from bot.mentors.pages.console import HOME
from bot.mentors.pages.conversation import back
from bot.mentors.pages.desk import Desk, lost, number, words_of
from bot.mentors.rules.slots import at
from bot.mentors.rules.steps import STEPS
from bot.mentors.store import duty, notes, promises, talk, transfers
from bot.ports import Account
from bot.web.guard import form_of, needs
from bot.web.inputs import Form
from bot.web.words import language

LONGEST_NOTE = 2_000
LONGEST_PROMISE = 300
"""Characters."""

Deed = Callable[["DeedPages", Account, Handoff, Form, datetime], Awaitable[str]]
"""Does it; gives what the page says of it. What begins with `!` ends the conversation: the console says it."""


class _Lost(Exception):
    """It is not theirs any more."""


@dataclass(frozen=True, slots=True)
class DeedPages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        app.add_routes([web.post("/mentor/c/{id}/{deed}", needs("mentor")(self.do))])

    async def do(self, request: web.Request, account: Account) -> web.Response:
        deed = _DEEDS.get(request.match_info["deed"])
        if deed is None:
            raise web.HTTPNotFound
        held, form = await self.desk.theirs(account, request.match_info["id"]), await form_of(request)
        try:
            note = await deed(self, account, held, form, self.desk.clock.now())
        except _Lost:
            raise lost(language(request)) from None
        self.desk.told()
        if note.startswith("!"):
            where = f"{HOME}?lang={language(request).locale}&note={note[1:]}"
            return web.Response(status=303, headers={"Location": where})
        return back(request, held.id, note, "#told")

    async def note(self, account: Account, held: Handoff, form: Form, now: datetime) -> str:
        text = words_of(form, "text", LONGEST_NOTE)
        if not text:
            return "empty"
        async with self.desk.database.write() as db:
            if not await notes.add(db, self.desk.sealer, now, account.id, held.id, text):
                raise _Lost
        return "noted"

    async def tag(self, account: Account, held: Handoff, form: Form, now: datetime) -> str:
        tags = {str(tag) for tag in form.getall("tag", [])}
        async with self.desk.database.write() as db:
            if not await notes.tag(db, now, account.id, held.id, tags):
                raise _Lost
        return "tagged"

    async def hand(self, account: Account, held: Handoff, form: Form, now: datetime) -> str:
        """Offers it to a colleague, or takes the offer back."""
        async with self.desk.database.write() as db:
            if "take_back" in form:
                done = await transfers.take_back(db, now, account.id, number(words_of(form, "take_back", 20)))
                return "taken_back" if done else "late"
            to, why = number(words_of(form, "to", 20)), words_of(form, "text", LONGEST_NOTE)
            offered = await transfers.offer(db, self.desk.sealer, now, account.id, held.id, to, why)
        return "offered" if offered else "not_offered"

    async def back(self, account: Account, held: Handoff, form: Form, now: datetime) -> str:
        """The bot goes on."""
        step = words_of(form, "step", 20)
        async with self.desk.database.write() as db:
            closed = await talk.give_back(
                db, self.desk.sealer, now, account.id, held.id, step if step in STEPS else "menu"
            )
        if closed is None:
            raise _Lost
        return "!given"

    async def close(self, account: Account, held: Handoff, form: Form, now: datetime) -> str:
        """With a promise when something is written there; said to the person before the end."""
        outcome, what = words_of(form, "outcome", 20), words_of(form, "promise", LONGEST_PROMISE)
        async with self.desk.database.write() as db:
            if what:
                me = await duty.standing(db, account.id, now)
                due = _moment(words_of(form, "day", 10), words_of(form, "time", 5), me.zone if me else ZoneInfo("UTC"))
                if due is None or due <= now:
                    return "date"
                if await promises.make(db, self.desk.sealer, now, account.id, held.id, what, due) is None:
                    raise _Lost
            chosen = outcome if outcome in OUTCOMES else "done"
            if await talk.close(db, self.desk.sealer, now, account.id, held.id, chosen) is None:
                raise _Lost
        return "!closed"


_DEEDS: Mapping[str, Deed] = {
    "note": DeedPages.note,
    "tag": DeedPages.tag,
    "hand": DeedPages.hand,
    "back": DeedPages.back,
    "close": DeedPages.close,
}


def _moment(day: str, hour: str, zone: ZoneInfo) -> datetime | None:
    """As a form of a browser sends them: 2026-11-28, 18:00; without an hour it is the evening."""
    try:
        on, clock = datetime.strptime(day, "%Y-%m-%d").date(), time.fromisoformat(hour or "18:00")
    except ValueError:
        return None
    return at(on, clock.hour * 60 + clock.minute, zone)
