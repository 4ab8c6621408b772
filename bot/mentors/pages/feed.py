"""`GET /mentor/feed`: what is new for an open console, as server-sent events.

Law: an id is `change.seq`: how far the board and the lines of the conversation were told. Who comes back with the last
one misses nothing and hears nothing twice. Whether they may hear is asked in SQL before everything that is sent.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import orjson
from aiohttp import web
from aiohttp_sse import EventSourceResponse, sse_response
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Refused, Unavailable
from bot.mentors.model import Handoff
from bot.mentors.pages import labels
from bot.mentors.pages.desk import Desk, label_in
from bot.mentors.pages.soon import soon
from bot.mentors.pages.watch import Bell
from bot.mentors.store import board, duty, handoffs, queue, transfers
from bot.mentors.store import lines as read
from bot.mentors.store.lines import Seen
from bot.ports import Account
from bot.storage.feeds import EVERYBODY
from bot.web.guard import needs
from bot.web.render import fragment
from bot.web.site import PARTS
from bot.web.words import Language, language

log = logging.getLogger(__name__)

OPENED = b": open\r\n\r\n"
"""A line that browsers pass over. **Why:** the server sends its headers only with the first bytes, and a console that
has nothing to hear would think for a quarter of a minute that it is not connected."""

PATH = "/mentor/feed"
HEARTBEAT = 15.0
"""Seconds between signs of life: proxies cut silent connections after 30 to 60."""
LOOK = 10.0
"""Seconds after which rights and news are looked at without a wake-up: a sign-out rings no bell."""
SELDOM = timedelta(seconds=LOOK)
MOST = 12
"""Streams of one account at once: several tabs and devices, not a leak."""
_ID = re.compile(r"(\d{1,15})\.(\d{1,15})", re.ASCII)


@dataclass(slots=True)
class Feed:
    """`open`: the streams of each account, the oldest first."""

    desk: Desk
    open: dict[int, list[EventSourceResponse]] = field(default_factory=dict)

    def routes(self, app: web.Application) -> None:
        app.add_routes([web.get(PATH, needs("mentor", recurs=True)(self.listen), allow_head=False)])
        app.on_shutdown.append(self.close)

    async def close(self, app: web.Application) -> None:
        """On shutdown: streams never end by themselves."""
        for response in [one for streams in self.open.values() for one in streams]:
            response.stop_streaming()

    async def listen(self, request: web.Request, account: Account) -> web.StreamResponse:
        after = _after(request)
        handoff = await self._held(request, account)
        if request.transport is None:  # gone before it was answered
            raise web.HTTPRequestTimeout
        async with sse_response(request, ping_interval=HEARTBEAT) as response:
            self._enter(account.id, response)
            try:
                await response.write(OPENED)
                await _Stream(self.desk, request, response, account, handoff, *after).run()
            except (ConnectionResetError, TimeoutError, Unavailable):
                log.debug("a console's stream ended early; it comes back with Last-Event-ID")
            finally:
                self._leave(account.id, response)
        return response

    def _enter(self, account_id: int, response: EventSourceResponse) -> None:
        """**Why** the oldest goes and the new one is not refused: it may be one that nobody holds any more, whose phone
        lost the network; and a browser that is refused does not try again."""
        mine = self.open.setdefault(account_id, [])
        mine.append(response)
        if len(mine) > MOST:
            mine.pop(0).stop_streaming()

    def _leave(self, account_id: int, response: EventSourceResponse) -> None:
        mine = self.open.get(account_id, [])
        if response in mine:
            mine.remove(response)
        if not mine:
            self.open.pop(account_id, None)
        response.stop_streaming()

    async def _held(self, request: web.Request, account: Account) -> Handoff | None:
        """The conversation the console shows, if it shows one. Raises 404 when it is not theirs."""
        asked = request.query.get("c", "")
        return await self.desk.theirs(account, asked) if asked else None


def _after(request: web.Request) -> tuple[int, int]:
    last = request.headers.get("Last-Event-ID", "").strip() or request.query.get("after", "")
    if not last:
        return 0, 0
    found = _ID.fullmatch(last)
    if found is None:
        raise Refused("bad_input", "Last-Event-ID: should be two whole numbers, 12.34")
    return int(found[1]), int(found[2])


@dataclass(slots=True)
class _Stream:
    """One open stream. `change`, `seq`: how far it has told."""

    desk: Desk
    request: web.Request
    response: EventSourceResponse
    account: Account
    handoff: Handoff | None
    change: int
    seq: int
    soon: str = ""
    looked: datetime | None = None
    """What was told of an appointment that begins soon, and when it was looked for one."""

    async def run(self) -> None:
        """Listens first, reads then: nothing can fall between."""
        person_id = self.handoff.person_id if self.handoff else EVERYBODY
        changes = self.request.app[PARTS].transcripts.changes(EVERYBODY)
        with self.desk.watch.listen(person_id, changes) as bell:
            closed = asyncio.ensure_future(self.response.wait())
            rung = asyncio.ensure_future(bell.wait())
            try:
                while await self._catch_up(bell):
                    await asyncio.wait({rung, closed}, timeout=LOOK, return_when=asyncio.FIRST_COMPLETED)
                    if closed.done() or not self.response.is_connected():
                        return
                    if rung.done():
                        rung = asyncio.ensure_future(bell.wait())
            finally:
                for task in (closed, rung):
                    task.cancel()
                await asyncio.gather(closed, rung, return_exceptions=True)

    async def _catch_up(self, bell: Bell) -> bool:
        """Sends what is new; False when there is nothing more to hear here, for good."""
        spoken, now = language(self.request), self.desk.clock.now()
        await self.desk.alive.note(self.account.id, now)
        async with self.desk.database.read() as db:
            silent = bell.newest is not None and bell.newest <= self.seq
            lines = await self._lines(db, self.handoff, spoken) if self.handoff and not silent else []
            newest = await board.newest(db)
            told = await self._counts(db) if newest > self.change else {}
            begins = await self._soon(db, spoken, now)
            # Asked last: what was read before it was theirs to read when it is sent.
            stop = await self._stop(db)
        if stop:
            await self._send(stop, {})
            return False
        if self.handoff and lines and await self.desk.looked.reads_on(self.account.id, self.handoff, now):
            return await self._catch_up(bell)  # to write took a while: whether they may hear is asked again
        for line in lines:
            self.seq = line.seq
            await self._send("line", self._line(line, spoken), numbered=True)
        if told:
            self.change = newest
            await self._send("board", told, numbered=True)
        if begins != self.soon:
            self.soon = begins
            await self._send("soon", {"text": begins})
        return True

    async def _soon(self, db: AsyncConnection, spoken: Language, now: datetime) -> str:
        """**Why** seldom: time alone changes it, and what rings a bell is something else."""
        if self.looked is not None and now - self.looked < SELDOM:
            return self.soon
        self.looked = now
        return await soon(db, self.account.id, now, spoken)

    async def _stop(self, db: AsyncConnection) -> str:
        """Why nothing more may be heard here; "" while it may."""
        now = self.desk.clock.now()
        over = self.handoff and await handoffs.of_mentor(db, self.account.id, self.handoff.id, now) is None
        # Asked after it: what takes all of it away takes the conversation, too, and may come between the two.
        if not await duty.may_listen(db, self.account.id, self.account.sign_in, now):
            return "end"
        return "over" if over else ""

    async def _lines(self, db: AsyncConnection, held: Handoff, spoken: Language) -> list[Seen]:
        names = await self.desk.names(db, held.person_id)
        after = max(self.seq, held.first_seq - 1)
        return await read.lines(db, self.desk.sealer, held, self.account.id, label_in(spoken), names, after)

    async def _counts(self, db: AsyncConnection) -> Mapping[str, int]:
        now, sealer, mine = self.desk.clock.now(), self.desk.sealer, self.account.id
        return {
            "waiting": len(await queue.waiting_for(db, mine, now)),
            "offers": len(await transfers.open_to(db, sealer, mine, now)),
            "held": len(await handoffs.held_by(db, mine, now)),
        }

    def _line(self, line: Seen, spoken: Language) -> Mapping[str, object]:
        values: dict[str, object] = {
            "line": line,
            "handoff": self.handoff,
            "spoken": spoken,
            "pgettext": spoken.pgettext,
        }
        values["why"] = labels.refusal
        html = fragment(self.request, "mentors/one_line.html", values)
        return {"seq": line.seq, "from": line.author, "replaces": line.replaces, "html": html}

    async def _send(self, event: str, data: Mapping[str, object], *, numbered: bool = False) -> None:
        id = f"{self.change}.{self.seq}" if numbered else None
        await self.response.send(orjson.dumps(data).decode(), id=id, event=event)
