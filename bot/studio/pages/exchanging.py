"""`/staff/texts/{locale}/po`, `…/import`: a language as a PO file, out and in.

Two files, as they come with the service: flows with the robot's own words, and what code and pages say. Either is taken
back. Law: nothing that somebody wrote in the meantime is lost, and nobody makes people read what they may not publish.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.clock import Clock
from bot.offering import CODE, FLOWS
from bot.ports import Account
from bot.releases.model import Written
from bot.storage import reviews
from bot.storage.reviews import Review
from bot.studio.model import PUBLISHERS, READERS, TRANSLATORS
from bot.studio.pages.desk import Desk
from bot.studio.pages.texts import ONE, TextPages
from bot.studio.pages.tongues import Tongue, Tongues, tongues
from bot.studio.rules.exchange import MOST_BYTES, Entry, Report, Taken, Unreadable, exported, imported, take
from bot.studio.rules.spoken import Done, of_code, phrases
from bot.studio.rules.translating import Line, Wish, clashes, mark, put
from bot.web import guard
from bot.web.words import language

PAGES = "pages"
"""`?of=`: the file of what code says."""


@dataclass(frozen=True, slots=True)
class ExchangePages:
    desk: Desk
    texts: TextPages

    def routes(self, app: web.Application) -> None:
        look, change = guard.needs(*READERS), guard.needs(*TRANSLATORS)
        app.add_routes([web.get(f"{ONE}/po", look(self.po)), web.post(f"{ONE}/import", change(self.take_in))])

    async def po(self, request: web.Request, account: Account) -> web.Response:
        known = await tongues(self.desk)
        locale, domain = known.of(request).locale, CODE if request.query.get("of") == PAGES else FLOWS
        found, _ = await self._here(known, locale)
        lines = [line for line in found if line.source.domain == domain]
        draft = known.known[locale].draft
        body = await asyncio.to_thread(exported, locale, lines, draft=draft, domain=domain)
        name = f"{locale}.po" if domain == FLOWS else f"{locale}_{PAGES}.po"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return web.Response(body=body, content_type="text/x-gettext-translation", charset="utf-8", headers=headers)

    async def _here(self, known: Tongues, locale: str) -> tuple[Sequence[Line], Done]:
        """Every text of this language; of one key in two places the flow's comes last."""
        ours, done = known.known[locale], await known.reviews(locale)
        flows = [line for _, lines in await self.texts.everything(known, locale) for line in lines]
        return [*of_code(ours, done), *flows, *phrases(ours, done)], done

    async def take_in(self, request: web.Request, account: Account) -> web.Response:
        """What of a file can be kept is kept; what became of each text is said."""
        known, spoken = await tongues(self.desk), language(request)
        tongue = known.of(request)
        self.desk.writable(request)
        file = (await guard.form_of(request)).get("file")
        if not isinstance(file, web.FileField) or not file.filename:
            told = spoken.pgettext("staff/texts/import/nothing", "Choisissez d'abord un fichier.")
            return await self.texts.page(request, account, wrong=told, status=400)
        data = await asyncio.to_thread(file.file.read, MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            told = spoken.pgettext("staff/texts/import/big", "Ce fichier est trop gros : 4 Mo au plus.")
            return await self.texts.page(request, account, wrong=told, status=413)
        entries = await asyncio.to_thread(imported, data, tongue.locale)
        if isinstance(entries, Unreadable):
            told = spoken.pgettext("staff/texts/import/unread", "Ce n'est pas un fichier PO : voyez la ligne {line}.")
            return await self.texts.page(request, account, wrong=told.replace("{line}", str(entries.line)), status=400)
        lines, done = await self._here(known, tongue.locale)
        here = {line.source.key: line for line in lines}
        taken = take(_seen(entries, here, account), here, self.desk.most)
        report = await self._keep(request, account, tongue, here, taken, done)
        return await self.texts.page(request, account, report)

    async def _keep(
        self,
        request: web.Request,
        account: Account,
        tongue: Tongue,
        here: Mapping[str, Line],
        taken: Taken,
        done: Done,
    ) -> Report:
        """Flow by flow; what somebody wrote in the meantime stays."""
        lost: set[str] = set()
        drafted = [key for key in taken.texts if not here[key].source.is_spoken]
        for flow in sorted({key.partition("/")[0] for key in drafted}):
            own = [key for key in drafted if key.startswith(f"{flow}/")]
            wishes = {key: Wish(taken.texts[key], mark(here[key].text)) for key in own}
            lost |= await self._put(request, account, flow, tongue.locale, wishes)
        rows = _rows(account, tongue.locale, here, [one for one in taken.done if one.key not in lost], self.desk.clock)
        async with self.desk.database.write() as db:
            await reviews.keep(db, [row for row in rows if not here[row.key].source.is_spoken])
            for row in rows:
                spoken = here[row.key].source.is_spoken
                if spoken and not await reviews.keep_over(db, row, done.get((row.domain, row.key))):
                    lost.add(row.key)
        await self.desk.shelf().refresh(self.desk.database)
        return taken.report.without(lost)

    async def _put(
        self, request: web.Request, account: Account, flow: str, locale: str, wishes: Mapping[str, Wish]
    ) -> set[str]:
        """The keys that somebody else changed meanwhile."""
        lost: set[str] = set()

        def edit(written: Written) -> Written | None:
            lost.clear()
            lost.update(clashes(written, locale, wishes))
            return put(written, locale, {key: wish for key, wish in wishes.items() if key not in lost})

        held = await self.desk.of(flow)
        await self.desk.change(request, account, flow, edit, held.version if held else 0)
        return lost


def _rows(
    account: Account, locale: str, here: Mapping[str, Line], done: Sequence[Entry], clock: Clock
) -> Sequence[Review]:
    """What is written down. **Why** today's French where no flow holds the text: for another one it is never shown."""
    rows, now = [], clock.now()
    for one in done:
        at = here[one.key].source
        french = at.text if at.is_spoken else one.made_for
        read = one.reviewed and (not at.is_spoken or one.made_for == at.text)
        rows.append(Review(at.domain, locale, one.key, french, one.text, reviewed=read, by=account.id, at=now))
    return rows


def _seen(entries: Sequence[Entry], here: Mapping[str, Line], account: Account) -> list[Entry]:
    """What no flow holds is said as soon as it is read over: of who may not publish, it waits for somebody who may."""
    if account.may(*PUBLISHERS):
        return [*entries]
    spoken = {key for key, line in here.items() if line.source.is_spoken}
    return [one._replace(reviewed=False) if one.key in spoken else one for one in entries]
