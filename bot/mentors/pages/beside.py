"""`GET /mentor/c/<handoff>/beside`: what stands beside a conversation, as it goes on: how the tone is, words explained.

Law: nothing is read for it that the conversation itself does not show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.mentors.model import Handoff
from bot.mentors.pages.desk import Desk, label_in, number
from bot.mentors.slang import Panel, panel
from bot.mentors.store import lines as read
from bot.ports import Account
from bot.web.guard import needs
from bot.web.render import page
from bot.web.words import Language, language

RECENT = 60
"""Lines before the newest that are looked at while the page is open: the tone of now, the words just said."""


@dataclass(frozen=True, slots=True)
class BesidePages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        app.add_routes([web.get("/mentor/c/{id}/beside", needs("mentor")(self.show))])

    async def show(self, request: web.Request, account: Account) -> web.Response:
        """`?seq`: the newest line of the open page."""
        held, spoken = await self.desk.theirs(account, request.match_info["id"]), language(request)
        after = max(held.first_seq - 1, number(request.query.get("seq", "")) - RECENT)
        await self.desk.looked.reads_on(account.id, held, self.desk.clock.now())
        async with self.desk.database.read() as db:
            names = await self.desk.names(db, held.person_id)
            told = await read.lines(db, self.desk.sealer, held, account.id, label_in(spoken), names, after)
        return page(request, "mentors/beside_part.html", {"panel": beside(held, told, spoken)})


def beside(held: Handoff, told: Sequence[read.Seen], spoken: Language) -> Panel:
    """In the mentor's language; sentences for the person in theirs."""
    return panel([(line.author, line.text) for line in told], spoken, held.languages[0] if held.languages else "fr")
