"""`/staff/texts/{locale}/robot`: what the robot says itself in one language, whatever flow is under way.

Law: what somebody who publishes stands by is said at once; the French of it comes with the service.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.offering import FLOWS, Shipped
from bot.ports import Account, Words
from bot.releases.shelf import ENGINE
from bot.storage import reviews
from bot.storage.reviews import Review
from bot.studio.model import PUBLISHERS, READERS
from bot.studio.pages import texts_words
from bot.studio.pages.desk import Desk
from bot.studio.pages.tongues import LOCALE, tongues
from bot.studio.rules.spoken import Phrase, phrases, wrong
from bot.studio.rules.translating import LONGEST, mark
from bot.web import guard
from bot.web.inputs import Form, clean, whole_number
from bot.web.staff import staff_page
from bot.web.words import language
from flows.checks.long_button import BEST

ROBOT = f"/staff/texts/{LOCALE}/robot"


@dataclass(frozen=True, slots=True)
class Sent:
    """`right`: what can be kept; `told`: key → what is wrong there; `typed`: key → what was written there."""

    right: list[tuple[Phrase, str, bool]] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SpokenPages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        look, change = guard.needs(*READERS), guard.needs(*PUBLISHERS)
        app.add_routes([web.get(ROBOT, look(self.show)), web.post(ROBOT, change(self.save))])

    async def show(self, request: web.Request, account: Account) -> web.Response:
        return await self._page(request, account, Sent())

    async def _lines(self, request: web.Request) -> Sequence[Phrase]:
        known = await tongues(self.desk)
        locale = known.of(request).locale
        return phrases(known.known[locale], await known.reviews(locale, (ENGINE,)))

    async def _page(self, request: web.Request, account: Account, sent: Sent) -> web.Response:
        spoken = language(request)
        values = {
            "tongue": (await tongues(self.desk)).of(request),
            "lines": await self._lines(request),
            "sent": sent,
            "saved": whole_number(request, "saved"),
            "state": partial(texts_words.state, spoken),
            "mark": mark,
            "best": BEST,
            "most": self.desk.most,
            "longest": LONGEST,
            "may_change": account.may(*PUBLISHERS) and self.desk.folder is None,
            "here": "/staff/texts",
        }
        return staff_page(request, account, "studio/robot.html", values, status=400 if sent.told else 200)

    async def save(self, request: web.Request, account: Account) -> web.Response:
        self.desk.writable(request)
        form, known = await guard.form_of(request), await tongues(self.desk)
        spoken, locale = language(request), known.of(request).locale
        async with self.desk.database.write() as db:
            sent, saved = await self._keep(db, known.known[locale], account, form, spoken)
        await self.desk.shelf().refresh(self.desk.database)
        if sent.told:
            return await self._page(request, account, sent)
        where = f"/staff/texts/{locale}/robot?lang={spoken.locale}&saved={saved}"
        return web.Response(status=303, headers={"Location": where})

    async def _keep(
        self, db: AsyncConnection, ours: Shipped, account: Account, form: Form, spoken: Words
    ) -> tuple[Sent, int]:
        """What is kept of it is counted. **Why** all in one transaction: somebody else may be saving the same."""
        sent, saved = Sent(), 0
        before = await reviews.of_locale(db, ours.locale, (ENGINE,))
        for line in phrases(ours, before):
            _sort(sent, line, form, spoken, self.desk.most)
        for line, text, read in sent.right:
            now = self.desk.clock.now()
            new = Review(FLOWS, ours.locale, line.key, line.french, text, reviewed=read, by=account.id, at=now)
            if await reviews.keep_over(db, new, before.get((FLOWS, line.key))):
                saved += 1
                continue
            there = (await reviews.of_locale(db, ours.locale, (line.key,)))[FLOWS, line.key]
            sent.told[line.key], sent.typed[line.key] = texts_words.others(spoken, there.text), text
        return sent, saved


def _sort(sent: Sent, line: Phrase, form: Form, spoken: Words, most: int) -> None:
    """What the form says of this text: nothing new, right, or what is wrong with it."""
    if f"text:{line.key}" not in form:
        return
    text = clean(str(form[f"text:{line.key}"])).replace("\r\n", "\n").strip()
    read = f"read:{line.key}" in form
    if (text, read) == (line.text, line.state == "reviewed") or not text:
        return
    problem = wrong(line, text, most)
    if form.get(f"seen:{line.key}") != mark(line.text):
        sent.told[line.key], sent.typed[line.key] = texts_words.others(spoken, line.text), text
    elif problem is not None:
        sent.told[line.key], sent.typed[line.key] = texts_words.wrong(spoken, problem), text
    else:
        sent.right.append((line, text, read))
