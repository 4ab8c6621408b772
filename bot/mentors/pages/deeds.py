"""What a mentor does in a conversation beside answering: notes, subjects, a colleague, back to the bot, the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy import select

from bot.i18n import translator
from bot.mentors import contacts
from bot.mentors.model import OUTCOMES, Handoff
from bot.mentors.pages.console import HOME
from bot.mentors.pages.conversation import back
from bot.mentors.pages.desk import LONGEST_ID, Desk, lost, number, words_of
from bot.mentors.rules.slots import on_the_day
from bot.mentors.rules.steps import STEPS
from bot.mentors.store import duty, notes, promises, talk, transfers
from bot.ports import Account
from bot.storage.feeds import EVERYBODY
from bot.storage.tables.people import people
from bot.web.guard import form_of, needs
from bot.web.inputs import Form
from bot.web.site import PARTS
from bot.web.words import language

LONGEST_NOTE = 2_000
LONGEST_PROMISE = 300
"""Characters."""
SAID_WITHIN = 3.0
"""Seconds a sentence under way is waited for: a turn takes a few milliseconds."""


@dataclass(frozen=True, slots=True)
class Press:
    """What was pressed, by whom, where. `changes`: yields whenever anybody got lines."""

    account: Account
    held: Handoff
    form: Form
    now: datetime
    changes: Callable[[], AsyncIterator[int]]


Deed = Callable[["DeedPages", Press], Awaitable[str | None]]
"""Does it; gives what the page says of it, None when it is not theirs any more. What begins with `!` ends the
conversation: the console says it."""


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
        changes = partial(request.app[PARTS].transcripts.changes, EVERYBODY)
        note = await deed(self, Press(account, held, form, self.desk.clock.now(), changes))
        if note is None:
            raise lost(language(request))
        self.desk.told()
        if note.startswith("!"):
            where = f"{HOME}?lang={language(request).locale}&note={note[1:]}"
            return web.Response(status=303, headers={"Location": where})
        return back(request, held.id, note, "#told")

    async def note(self, press: Press) -> str | None:
        text = words_of(press.form, "text", LONGEST_NOTE)
        if not text:
            return "empty"
        async with self.desk.database.write() as db:
            if not await notes.add(db, self.desk.sealer, press.now, press.account.id, press.held.id, text):
                return None
        return "noted"

    async def tag(self, press: Press) -> str | None:
        tags = {str(tag) for tag in press.form.getall("tag", [])}
        async with self.desk.database.write() as db:
            if not await notes.tag(db, press.now, press.account.id, press.held.id, tags):
                return None
        return "tagged"

    async def hand(self, press: Press) -> str | None:
        """Offers it to a colleague, or takes the offer back."""
        form, me, now = press.form, press.account.id, press.now
        async with self.desk.database.write() as db:
            if "take_back" in form:
                done = await transfers.take_back(db, now, me, number(words_of(form, "take_back", 20)))
                return "taken_back" if done else "late"
            to, why = number(words_of(form, "to", 20)), words_of(form, "text", LONGEST_NOTE)
            offered = await transfers.offer(db, self.desk.sealer, now, me, press.held.id, to, why)
        return "offered" if offered else "not_offered"

    async def back(self, press: Press) -> str | None:
        """The bot goes on."""
        asked = words_of(press.form, "step", 20)
        if not await self._all_said(press):
            return "wait"
        step = asked if asked in STEPS else "menu"
        async with self.desk.database.write() as db:
            closed = await talk.give_back(db, self.desk.sealer, press.now, press.account.id, press.held.id, step)
        return None if closed is None else "!given"

    async def close(self, press: Press) -> str | None:
        """A promise that is written there is said to the person before the end."""
        asked, what = words_of(press.form, "outcome", 20), words_of(press.form, "promise", LONGEST_PROMISE)
        if what and (problem := await self._promise(press, what)) != "":
            return problem
        if not await self._all_said(press):
            return "wait"
        outcome = asked if asked in OUTCOMES else "done"
        async with self.desk.database.write() as db:
            closed = await talk.close(db, self.desk.sealer, press.now, press.account.id, press.held.id, outcome)
        return None if closed is None else "!closed"

    async def _promise(self, press: Press, what: str) -> str | None:
        """What is wrong with it; "" when it is made, None as for all deeds. The same form again makes it once."""
        if contacts.found(what):
            return "promise_contact"
        sealer, id = self.desk.sealer, words_of(press.form, "id", LONGEST_ID) or self.desk.clock.new_id()
        held, account, now = press.held, press.account.id, press.now
        day, hour = words_of(press.form, "day", 10), words_of(press.form, "time", 5)
        async with self.desk.database.write() as db:
            me = await duty.standing(db, account, now)
            due = _moment(day, hour, me.zone if me else self.desk.zone)
            if due is None or due <= now:
                return "date"
            locale = await db.scalar(select(people.c.locale).where(people.c.id == held.person_id))
            text = f"{what} ({translator(locale or 'fr').moment(due, self.desk.zone)})"
            said = await talk.say(db, sealer, now, account, held.id, id, text)
            if said is None:
                return None
            if not said.again:
                await promises.make(db, sealer, now, account, held.id, what, due)
        return ""

    async def _all_said(self, press: Press) -> bool:
        """Waits a little for sentences that are under way: what is not said before the end never is."""
        with self.desk.watch.listen(press.held.person_id, press.changes()) as bell:
            self.desk.told()
            with suppress(TimeoutError):
                async with asyncio.timeout(SAID_WITHIN):
                    while await self._under_way(press):
                        await bell.wait()
                    return True
        return not await self._under_way(press)

    async def _under_way(self, press: Press) -> bool:
        async with self.desk.database.read() as db:
            return await talk.unsaid(db, press.held.id, press.account.id)


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
        on, clock = date.fromisoformat(day), time.fromisoformat(hour or "18:00")
    except ValueError:
        return None
    return on_the_day(on, clock.hour * 60 + clock.minute, zone)
