"""`POST /mentor/c/<handoff>/suggest`: better words for one line of the CV, as buttons for the person.

Law: checked like a sentence, for both reach the person: with a way to reach somebody outside it goes to a coordinator.
What the CV could not say (other letters, signs without a letter) never gets as far as the person.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from aiohttp import web

from bot.mentors import contacts
from bot.mentors.model import Handoff
from bot.mentors.pages import sheet as sheets
from bot.mentors.pages.conversation import back
from bot.mentors.pages.desk import LONGEST_ID, Desk, lost, words_of
from bot.mentors.store import held_lines, suggestions
from bot.mentors.store import lines as read
from bot.mentors.store.suggestions import Idea
from bot.ports import Account
from bot.web.guard import form_of, needs, token_of
from bot.web.inputs import Form
from bot.web.render import page
from bot.web.words import language

LONGEST = 180
"""Characters of one text of a CV; longer ones are cut on its page."""
LONGEST_WHY = 300
"""Characters: two short sentences."""


@dataclass(frozen=True, slots=True)
class IdeaPages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        mentor = needs("mentor")
        app.add_routes([web.post("/mentor/c/{id}/suggest", mentor(self.suggest))])
        app.add_routes([web.get("/mentor/c/{id}/cv", mentor(self.show))])

    async def show(self, request: web.Request, account: Account) -> web.Response:
        """Only the CV and what became of ideas, for a page that is open."""
        held, spoken = await self.desk.theirs(account, request.match_info["id"]), language(request)
        async with self.desk.database.read() as db:
            found = await sheets.values(self.desk, db, account, held, spoken)
        if found["sheet"] is None:
            raise web.HTTPNotFound
        return page(request, "mentors/sheet.html", {**found, "handoff": held, "token": token_of(request)})

    async def suggest(self, request: web.Request, account: Account) -> web.Response:
        held, form = await self.desk.theirs(account, request.match_info["id"]), await form_of(request)
        note = await self._suggest(account, held, form)
        if note is None:
            raise lost(language(request))
        self.desk.told()
        return back(request, held.id, note, "#told")

    async def _suggest(self, account: Account, held: Handoff, form: Form) -> str | None:
        """What the page says of it; None: the conversation is not theirs any more."""
        after, why = _one_line(words_of(form, "text", LONGEST)), _one_line(words_of(form, "why", LONGEST_WHY))
        id = words_of(form, "id", LONGEST_ID) or self.desk.clock.new_id()
        now, sealer = self.desk.clock.now(), self.desk.sealer
        async with self.desk.database.write() as db:
            seen = await sheets.read(self.desk, db, held)
            text = sheets.chosen(seen, words_of(form, "line", LONGEST)) if seen else None
            if seen is None or text is None:
                return "cv_changed"
            if not after or after == text.before:
                return "idea_empty"
            if not self.desk.sheets.can_say(after, seen.sheet.locale):
                return "idea_unsayable"
            idea = Idea(text.line, text.before, after, why, seen.sheet.version)
            said = f"{after}\n{why}".strip()
            before = await read.said_before(db, sealer, held, account.id)
            if found := contacts.found(said, [line for line in before if line != said]):
                kinds = sorted({one.kind for one in found})
                shown = f"{text.before}\n→ {said}"
                whose = (db, sealer, now, account.id, held.id, id)
                return "held" if await held_lines.hold(*whose, shown, (), kinds, asdict(idea)) else None
            done = await suggestions.offer(db, sealer, now, account.id, held.id, id, idea)
        return None if done is None else "suggested"


def _one_line(text: str) -> str:
    return " ".join(text.split())
