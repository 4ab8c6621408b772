"""`/staff/texts/{locale}/robot`, `…/pages`: what the robot says itself in every flow, what code and pages say.

Law: what somebody who publishes stands by is said at once; the French of it comes with the service.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.offering import Shipped
from bot.ports import Account, Words
from bot.storage import reviews
from bot.storage.reviews import Review
from bot.studio.model import PUBLISHERS, READERS
from bot.studio.pages import texts_words
from bot.studio.pages.desk import Desk
from bot.studio.pages.tongues import LOCALE, tongues
from bot.studio.rules.spoken import Done, found, of_code, phrases
from bot.studio.rules.translating import LONGEST, Line, count, mark, wrong
from bot.web import guard
from bot.web.inputs import Form, clean, whole_number
from bot.web.staff import staff_page
from bot.web.words import language
from flows.checks.long_button import BEST

ROBOT, PAGES = (f"/staff/texts/{LOCALE}/{what}" for what in ("robot", "pages"))
PAGE = 100
"""Texts on one page: all of the robot's own words; a form that a phone still holds."""
LONGEST_SEARCH = 80
KEPT = ("show", "page", "q")


@dataclass(frozen=True, slots=True)
class Sent:
    """`right`: what can be kept; `told`: key → what is wrong there; `typed`: key → what was written there."""

    right: list[tuple[Line, str, bool]] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SpokenPages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        look, change = guard.needs(*READERS), guard.needs(*PUBLISHERS)
        for path in (ROBOT, PAGES):
            app.add_routes([web.get(path, look(self.show)), web.post(path, change(self.save))])

    async def show(self, request: web.Request, account: Account) -> web.Response:
        return await self._page(request, account, Sent())

    async def _page(self, request: web.Request, account: Account, sent: Sent) -> web.Response:
        """Of what could not be kept whole, that alone; else what the address asks for."""
        spoken, known = language(request), await tongues(self.desk)
        tongue = known.of(request)
        every = _lines(request, known.known[tongue.locale], await known.reviews(tongue.locale))
        show, sought = request.query.get("show", ""), clean(request.query.get("q", ""))[:LONGEST_SEARCH].strip()
        lines = [line for line in every if show != "todo" or line.state != "reviewed"]
        lines = [*found(lines, sought)] if sought else lines
        lines = [line for line in every if line.source.key in sent.told] if sent.told else lines
        last = max(0, (len(lines) - 1) // PAGE)
        number = min(whole_number(request, "page"), last)
        values = {
            "tongue": tongue,
            "what": _what(request),
            "lines": lines[number * PAGE : (number + 1) * PAGE],
            "count": count(every),
            "show": "todo" if show == "todo" else "all",
            "sought": sought,
            "number": number,
            "last": last,
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
            before = await reviews.of_locale(db, locale)
            sent = _sent(_lines(request, known.known[locale], before), form, spoken, self.desk.most)
            saved = await self._keep(db, sent, before, account, locale, spoken)
        await self.desk.shelf().refresh(self.desk.database)
        if sent.told:
            return await self._page(request, account, sent)
        query = {name: request.query[name] for name in KEPT if request.query.get(name)}
        query |= {"lang": spoken.locale, "saved": str(saved)}
        where = f"/staff/texts/{locale}/{_what(request)}?{urlencode(query)}"
        return web.Response(status=303, headers={"Location": where})

    async def _keep(
        self, db: AsyncConnection, sent: Sent, before: Done, account: Account, locale: str, spoken: Words
    ) -> int:
        """How many are kept. **Why** in the transaction that looked: somebody else may be saving the same."""
        saved, now = 0, self.desk.clock.now()
        for line, text, read in sent.right:
            at = line.source
            new = Review(at.domain, locale, at.key, at.text, text, reviewed=read, by=account.id, at=now)
            if await reviews.keep_over(db, new, before.get((at.domain, at.key))):
                saved += 1
                continue
            there = (await reviews.of_locale(db, locale, (at.key,)))[at.domain, at.key]
            sent.told[at.key], sent.typed[at.key] = texts_words.others(spoken, there.text), text
        return saved


def _what(request: web.Request) -> str:
    return request.path.rpartition("/")[2]


def _lines(request: web.Request, ours: Shipped, done: Done) -> Sequence[Line]:
    return phrases(ours, done) if _what(request) == "robot" else of_code(ours, done)


def _sent(lines: Sequence[Line], form: Form, spoken: Words, most: int) -> Sent:
    sent = Sent()
    for line in lines:
        _sort(sent, line, form, spoken, most)
    return sent


def _sort(sent: Sent, line: Line, form: Form, spoken: Words, most: int) -> None:
    """What the form says of this text: nothing new, right, or what is wrong with it."""
    key = line.source.key
    if f"text:{key}" not in form:
        return
    text = clean(str(form[f"text:{key}"])).replace("\r\n", "\n").strip()
    read = f"read:{key}" in form
    if (text, read) == (line.text, line.state == "reviewed") or not (text or line.text):
        return
    problem = wrong(line.source, text, most)
    if form.get(f"seen:{key}") != mark(line.text):
        sent.told[key], sent.typed[key] = texts_words.others(spoken, line.text), text
    elif not text:
        sent.told[key] = texts_words.refused(spoken, "empty", "")
    elif problem is not None:
        sent.told[key], sent.typed[key] = texts_words.wrong(spoken, problem), text
    else:
        sent.right.append((line, text, read))
