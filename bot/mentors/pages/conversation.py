"""`/mentor/c/<handoff>`: a conversation as its mentor reads it, and the form to answer.

Law: what is written goes down as news for the person, whose own turn says it; until then the page shows it
as under way. A sentence or a plain text with a way to reach somebody outside goes to a coordinator instead.
Nothing empty is ever said.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson
from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef
from bot.i18n import translator
from bot.mentors import contacts
from bot.mentors.model import OUTCOMES, Handoff
from bot.mentors.pages import labels
from bot.mentors.pages import sheet as sheets
from bot.mentors.pages.beside import beside
from bot.mentors.pages.desk import LONGEST_ID, Desk, label_in, lost, number, words_of
from bot.mentors.pages.files import Sent, Uploads
from bot.mentors.pages.replies import replies
from bot.mentors.pages.soon import soon
from bot.mentors.rules.steps import STEPS
from bot.mentors.store import access, board, held_lines, notes, people, talk, transfers
from bot.mentors.store import lines as read
from bot.mentors.store.duty import standing
from bot.ports import Account
from bot.web.guard import form_of, needs
from bot.web.inputs import Form
from bot.web.policy import policy
from bot.web.render import page
from bot.web.staff import staff_page
from bot.web.words import Language, language

LONGEST = 4_000
"""Characters of a sentence: what one message of every channel holds."""
TOLD = frozenset({
    "held", "empty", "noted", "tagged", "offered", "not_offered", "taken_back", "late",
    "date", "wait", "promise_contact", "long", "unsupported", "broken", "locked", "hostile", "contact",
    "flagged", "flagged_alone",
    "suggested", "cv_changed", "idea_empty", "idea_unsayable",
})  # fmt: skip
"""What the page may be asked to say after a form (`?note=`)."""


@dataclass(frozen=True, slots=True)
class ConversationPages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        mentor = needs("mentor")
        app.add_routes([web.get("/mentor/c/{id}", mentor(self.show)), web.post("/mentor/c/{id}", mentor(self.say))])
        app.add_routes([web.get("/mentor/c/{id}/line/{seq}", mentor(self.line))])

    # -- saying -----------------------------------------------------------------------------------------------
    async def say(self, request: web.Request, account: Account) -> web.Response:
        """With `?live` the answer is for the script of an open page: what became of it."""
        held, form = await self.desk.theirs(account, request.match_info["id"]), await form_of(request)
        sent = await Uploads(self.desk).taken(form, held, account)
        note = sent if isinstance(sent, str) else await self._say(account, held, form, sent)
        if note is None:
            raise lost(language(request))
        self.desk.told()
        if "live" in request.query:
            told = labels.note(language(request), note) if note else ""
            said = words_of(form, "text", LONGEST)
            answer = {"note": note, "told": told, "text": said, "id": self.desk.clock.new_id()}
            return web.Response(body=orjson.dumps(answer), content_type="application/json")
        return back(request, held.id, note)

    async def _say(self, account: Account, held: Handoff, form: Form, sent: Sent | None) -> str | None:
        """What the page says of it; "" when it is on its way. None: the conversation is not theirs any more."""
        text, id = words_of(form, "text", LONGEST), words_of(form, "id", LONGEST_ID) or self.desk.clock.new_id()
        if not text and sent is None:
            return "empty"
        now, sealer = self.desk.clock.now(), self.desk.sealer
        files: Sequence[FileRef] = [sent.ref] if sent else []
        inside = sent.words if sent else ""
        words = "\n".join(filter(None, (text, inside)))
        async with self.desk.database.write() as db:
            if sent is not None:
                await sent.store(db, sealer, held.person_id, now)
            before = await read.said_before(db, sealer, held, account.id)
            found = await asyncio.to_thread(contacts.found, words, [line for line in before if line != text])
            if found:
                kinds = sorted({one.kind for one in found})
                kept = await held_lines.hold(
                    db, sealer, now, account.id, held.id, id, text, files, kinds, inside=inside
                )
                return "held" if kept else None
            said = await talk.say(db, sealer, now, account.id, held.id, id, text, files)
        return None if said is None else ""

    # -- reading ----------------------------------------------------------------------------------------------
    async def show(self, request: web.Request, account: Account) -> web.Response:
        held = await self.desk.theirs(account, request.match_info["id"])
        spoken, now = language(request), self.desk.clock.now()
        await self.desk.looked.opened(account.id, held, now)
        async with self.desk.database.read() as db:
            values = await self._values(db, account, held, spoken, now)
        if values["sheet"] is not None:
            async with self.desk.database.write() as db:
                await talk.read(db, now, account.id, held.person_id, access.ROLE, "cv", str(held.id))
        asked = request.query.get("note", "")
        values["note"] = labels.note(spoken, asked) if asked in TOLD else ""
        response = staff_page(request, account, "mentors/conversation.html", values)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Permissions-Policy"] = RECORDING
        return response

    async def line(self, request: web.Request, account: Account) -> web.Response:
        """One line of an open page as it is now: its file may have come meanwhile."""
        held, seq = await self.desk.theirs(account, request.match_info["id"]), number(request.match_info["seq"])
        spoken = language(request)
        await self.desk.looked.reads_on(account.id, held, self.desk.clock.now())
        async with self.desk.database.read() as db:
            names = await self.desk.names(db, held.person_id)
            after = max(seq - 1, held.first_seq - 1)
            found = await read.lines(db, self.desk.sealer, held, account.id, label_in(spoken), names, after)
        if not found or found[0].seq != seq:
            raise web.HTTPNotFound
        return page(request, "mentors/one_line.html", {"line": found[0], "handoff": held, "why": labels.refusal})

    async def _values(
        self, db: AsyncConnection, account: Account, held: Handoff, spoken: Language, now: datetime
    ) -> dict[str, object]:
        sealer, mine, words = self.desk.sealer, account.id, translator(spoken.locale)
        me = await standing(db, mine, now)
        zone = me.zone if me else self.desk.zone
        change, names = await board.newest(db), await self.desk.names(db, held.person_id)
        told = await read.lines(db, sealer, held, mine, label_in(spoken), names)
        offers = [one for one in await transfers.open_from(db, sealer, mine) if one.handoff_id == held.id]
        return {
            "handoff": held,
            "soon": await soon(db, mine, now, spoken),
            "id": self.desk.clock.new_id(),
            "lines": _in_place(told),
            "theirs": [line for line in reversed(told) if line.author == "me" and line.text][:CHOSEN_FROM],
            "after": f"{change}.{told[-1].seq if told else held.first_seq - 1}",
            "under_way": await read.under_way(db, sealer, held, mine),
            "held_back": await held_lines.of_mentor(db, sealer, mine, held.id),
            "who": await people.known(db, held.person_id),
            "band": labels.band,
            "why": labels.refusal,
            "languages": [words.babel.languages.get(code, code) for code in held.languages],
            "topic": labels.topic(spoken, held.topic),
            "owed": labels.since(spoken, held.owed_since, now) if held.owed_since else "",
            "unreachable": await people.unreachable(db, held.person_id) is not None,
            "panel": beside(held, told, spoken),
            **await sheets.values(self.desk, db, account, held, spoken),
            "notes": await notes.of_person(db, sealer, held.person_id),
            "handed_over": await notes.handed_over(db, sealer, held.person_id, mine),
            "moment": lambda at: words.soon(at, now, zone),
            "tags": await notes.tags_of(db, held.id),
            "all_tags": [(tag, labels.tag(spoken, tag)) for tag in notes.TAGS],
            "colleagues": await transfers.colleagues(db, mine, held.id, now),
            "offers": [(one, await people.mentor_alias(db, one.to_account)) for one in offers],
            "past_offers": [
                (alias, labels.transfer(spoken, state)) for alias, state in await transfers.past_of(db, mine, held.id)
            ],
            "steps": [(step, labels.step(spoken, step)) for step in STEPS],
            "outcomes": [(one, labels.outcome(spoken, one)) for one in OUTCOMES if one != "bot"],
            "replies": replies(held.languages, spoken.locale),
        }


CHOSEN_FROM = 20
"""Lines of the person, the newest, of which a mentor says which one worries them."""
POLICY = policy(media=True)
"""A voice is heard in place."""
RECORDING = "geolocation=(), camera=(), microphone=(self)"
"""A voice is recorded here, too."""


def back(request: web.Request, handoff_id: int, note: str = "", at: str = "") -> web.Response:
    """To the conversation after a form. `at`: the part of the page where they were."""
    told = f"&note={note}" if note else ""
    where = f"/mentor/c/{handoff_id}?lang={language(request).locale}{told}{at or '#write'}"
    return web.Response(status=303, headers={"Location": where})


def _in_place(told: Sequence[read.Seen]) -> list[read.Seen]:
    """A changed line stands where the first one stood."""
    placed: dict[int, read.Seen] = {}
    home: dict[int, int] = {}
    for line in told:
        place = home.get(line.replaces or 0, line.seq)
        home[line.seq] = place
        placed[place] = line
    return list(placed.values())
