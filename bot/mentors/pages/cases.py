"""`/staff/mentors/…`: one held sentence, one report, one conversation drawn by lot; read, noted, decided.

Law: opening one is a row of `reads`, written before a word is shown. The person's contacts stay masked here, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.i18n import translator
from bot.mentors import contacts
from bot.mentors.pages import labels
from bot.mentors.pages.coordinator import BASE, ROLES, Office, back, number
from bot.mentors.pages.desk import label_in
from bot.mentors.rules.profile import tidy
from bot.mentors.store import bans, cases, handoffs, held, talk
from bot.mentors.store.cases import LOOKS, VERDICTS, Case, Spoken
from bot.mentors.store.lines import Label
from bot.ports import Account
from bot.web.guard import form_of, needs
from bot.web.inputs import clean
from bot.web.staff import staff_page
from bot.web.words import language

READ_AS = "coordinator"
"""The role that stands in `reads`, for admins too: that is what they do here."""
LONGEST_WHY = 300
"""Characters of a sentence for a mentor."""
STEPS = 10
"""Lines of theirs before one that are read together with it, to mask it."""


@dataclass(frozen=True, slots=True)
class CasePages:
    office: Office

    def routes(self, app: web.Application) -> None:
        ours = needs(*ROLES)
        app.add_routes(
            [
                web.get(BASE + "/held/{id}", ours(self.held)),
                web.post(BASE + "/held/{id}", ours(self.settle_held)),
                web.get(BASE + "/report/{id}", ours(self.report)),
                web.post(BASE + "/report/{id}", ours(self.settle_report)),
                web.get(BASE + "/alert/{id}", ours(self.alert)),
                web.get(BASE + "/sample/{id}", ours(self.sample)),
                web.post(BASE + "/sample/{id}", ours(self.settle_sample)),
                web.post(BASE + "/ban/{id}", ours(self.ban)),
            ]
        )

    # -- held sentences ---------------------------------------------------------------------------------------
    async def held(self, request: web.Request, account: Account) -> web.Response:
        return await self._held(request, account, "")

    async def _held(self, request: web.Request, account: Account, wrong: str) -> web.Response:
        async with self.office.mailbox.database.write() as db:
            found = await held.load(db, self.office.sealer, _id(request))
            if found is None:
                raise web.HTTPNotFound
            now = self.office.now()
            await talk.read(db, now, account.id, found.person_id, READ_AS, "held", str(found.handoff_id))
        spoken = language(request)
        values = {
            "one": found,
            "kinds": [labels.contact(spoken, kind) for kind in found.kinds],
            "files": [(one.name, labels.file_kind(spoken, one.type)) for one in found.files],
            "own": found.account_id == account.id,
            "longest": LONGEST_WHY,
            "wrong": wrong,
            "at": translator(spoken.locale).soon(found.at, now, self.office.zone),
        }
        return staff_page(request, account, "mentors/held.html", values, status=400 if wrong else 200)

    async def settle_held(self, request: web.Request, account: Account) -> web.Response:
        """Let through, or refused with a sentence. Nobody lets their own sentence through."""
        form = await form_of(request)
        why, id = tidy(clean(str(form.get("why", "")))), _id(request)
        through = "through" in form
        if not through and not 0 < len(why) <= LONGEST_WHY:
            return await self._held(request, account, "why")
        now, sealer = self.office.now(), self.office.sealer
        async with self.office.mailbox.database.write() as db:
            found = await held.load(db, sealer, id)
            if found is None:
                raise web.HTTPNotFound
            if found.account_id == account.id:
                return back(request, "self")
            settled = (
                await held.let_through(db, sealer, now, account.id, id)
                if through
                else await held.refuse(db, sealer, now, account.id, id, why)
            )
        self.office.look()
        return back(request, settled)

    # -- reports ----------------------------------------------------------------------------------------------
    async def report(self, request: web.Request, account: Account) -> web.Response:
        async with self.office.mailbox.database.write() as db:
            case = await cases.report(db, _id(request))
            if case is None or case.account_id == account.id:
                raise web.HTTPNotFound
            banned = await self._read(db, account, case)
            lines = await cases.evidence(db, self.office.sealer, case)
        return self._case(request, account, case, lines, "report", banned)

    async def settle_report(self, request: web.Request, account: Account) -> web.Response:
        verdict, now = str((await form_of(request)).get("verdict", "")), self.office.now()
        if verdict not in VERDICTS:
            return back(request, "nothing")
        async with self.office.mailbox.database.write() as db:
            case = await cases.settle(db, now, account.id, _id(request), verdict)
            if case is not None and case.account_id is not None and verdict == "disabled":
                await self.office.disable(db, case.account_id, now)
        self.office.look()
        return back(request, "settled" if case else "gone")

    # -- alerts -----------------------------------------------------------------------------------------------
    async def alert(self, request: web.Request, account: Account) -> web.Response:
        """What was said where somebody may be in danger; decided on the page of alerts."""
        async with self.office.mailbox.database.write() as db:
            case = await cases.alert(db, _id(request))
            if case is None or case.account_id == account.id:
                raise web.HTTPNotFound
            banned = await self._read(db, account, case)
            lines = await cases.spoken(db, self.office.sealer, case)
        return self._case(request, account, case, lines, "alert", banned)

    # -- samples ----------------------------------------------------------------------------------------------
    async def sample(self, request: web.Request, account: Account) -> web.Response:
        async with self.office.mailbox.database.write() as db:
            case = await cases.sample(db, _id(request))
            if case is None or case.account_id == account.id:
                raise web.HTTPNotFound
            banned = await self._read(db, account, case)
            lines = await cases.spoken(db, self.office.sealer, case)
        return self._case(request, account, case, lines, "sample", banned)

    async def settle_sample(self, request: web.Request, account: Account) -> web.Response:
        look = str((await form_of(request)).get("look", ""))
        if look not in LOOKS:
            return back(request, "nothing")
        async with self.office.mailbox.database.write() as db:
            done = await cases.seen(db, self.office.now(), account.id, _id(request), look)
        return back(request, "settled" if done else "gone")

    async def ban(self, request: web.Request, account: Account) -> web.Response:
        """The person of a conversation (its id), or the ban is lifted; named by it, as coordinators know no more."""
        form, now = await form_of(request), self.office.now()
        async with self.office.mailbox.database.write() as db:
            found = await handoffs.by_id(db, _id(request))
            if found is None or found.mentor_id == account.id:
                raise web.HTTPNotFound
            if "lift" in form:
                done = await bans.lift(db, found.person_id)
            else:
                done = await bans.ban(db, self.office.sealer, now, found.person_id, account.id)
        self.office.look()
        return back(request, "settled" if done else "gone")

    async def _read(self, db: AsyncConnection, account: Account, case: Case) -> bool:
        """Noted; whether the person is banned."""
        now = self.office.now()
        await talk.read(db, now, account.id, case.person_id, READ_AS, "conversation", str(case.handoff_id))
        return await bans.is_banned(db, case.person_id)

    def _case(
        self, request: web.Request, account: Account, case: Case, lines: Sequence[Spoken], kind: str, banned: bool
    ) -> web.Response:
        spoken = language(request)
        words, now = translator(spoken.locale), self.office.now()
        values = {
            "case": case,
            "kind": kind,
            "banned": banned,
            "lines": masked(lines, label_in(spoken)),
            "topic": labels.topic(spoken, case.topic),
            "at": words.soon(case.at, now, self.office.zone),
            "why": labels.reason(spoken, case.why),
        }
        return staff_page(request, account, "mentors/case.html", values)


def _id(request: web.Request) -> int:
    return number(request.match_info["id"])


def masked(lines: Sequence[Spoken], label: Label) -> list[Spoken]:
    """The person's contacts hidden, read together with what they said just before; the mentor's as they stand."""
    theirs: list[str] = []
    shown = []
    for line in lines:
        text = line.text
        if line.author == "me":
            text = contacts.mask(text, theirs[-STEPS:], label=label).text
            theirs.append(line.text)
        shown.append(Spoken(line.author, text, line.files, line.reported))
    return [line for line in shown if line.author in ("me", "mentor")]
