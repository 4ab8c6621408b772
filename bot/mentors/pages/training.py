"""`/mentor/training`: the flow that staff wrote for it, one question at a time, as often as somebody likes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.clock import Clock
from bot.i18n import direction, translator
from bot.mentors import training
from bot.mentors.store import training as store
from bot.mentors.training import Acts, Asked, Course, Walked
from bot.ports import Account
from bot.storage.engine import Database
from bot.web.guard import form_of, needs
from bot.web.inputs import TEXT, Form, clean
from bot.web.staff import Section, add_section, staff_page
from bot.web.words import Language, language

BASE = "/mentor/training"


@dataclass(frozen=True, slots=True)
class TrainingPages:
    """`share`: of the points, in percent, from which on it is passed."""

    database: Database
    clock: Clock
    zone: ZoneInfo
    course: Course
    share: int

    def routes(self, app: web.Application) -> None:
        mentor = needs("mentor", "coordinator", "admin")
        app.add_routes([web.get(BASE, mentor(self.show)), web.post(BASE, mentor(self.answer))])
        add_section(
            app,
            Section(
                BASE,
                ("mentor", "coordinator", "admin"),
                lambda words: words.pgettext("mentor/training", "La formation"),
                lambda words: words.pgettext("mentor/training/about", "Vingt minutes, avant la première conversation."),
            ),
        )

    async def show(self, request: web.Request, account: Account) -> web.Response:
        async with self.database.read() as db:
            acts, _ = await store.under_way(db, account.id)
            tries = await store.tries(db, account.id)
        locale, words = language(request).locale, translator(language(request).locale)
        walked, tongue = await self._walked(acts, locale), self.course.tongue(locale)
        values = {
            "title": self.course.title(locale),
            "tongue": tongue.replace("_", "-"),
            "dir": direction(tongue),
            "share": self.share,
            "walked": walked,
            "result": training.result(walked, self.share),
            "tries": [(words.date(one.at.astimezone(self.zone).date(), "medium"), one) for one in tries],
        }
        return staff_page(request, account, "mentors/training.html", values)

    async def answer(self, request: web.Request, account: Account) -> web.Response:
        """Sent twice, or from a page that is older: nothing is done twice."""
        form, spoken = await form_of(request), language(request)
        if "again" in form:
            async with self.database.write() as db:
                await store.again(db, account.id)
            return _to(spoken, "")
        async with self.database.read() as db:
            acts, was = await store.under_way(db, account.id)
        before = await self._walked(acts, spoken.locale)
        act = _act(form, before.asked)
        if act is None or str(form.get("done", "")) != str(len(before.acts)):
            return _to(spoken)
        after = await self._walked((*before.acts, act), spoken.locale)
        if len(after.acts) > len(before.acts) and not training.is_full(after.acts):
            await self._keep(account, after, was)
        return _to(spoken)

    async def _keep(self, account: Account, after: Walked, was: int) -> None:
        result, now = training.result(after, self.share), self.clock.now()
        async with self.database.write() as db:
            if await store.go_on(db, now, account.id, after.acts, was) and result is not None:
                await store.sat(db, now, account.id, result.score, result.most, result.passed, self.zone.key)

    async def _walked(self, acts: Acts, locale: str) -> Walked:
        """**Why** in a thread: others chat meanwhile."""
        return await asyncio.to_thread(self.course.walked, acts, locale, self.clock.now())


def _act(form: Form, asked: Asked | None) -> tuple[str, ...] | None:
    """The one thing done; None: nothing, or nothing that this question asks."""
    if asked is None:
        return None
    known = {choice.name for choice in asked.choices}
    if asked.many:
        picked = tuple(clean(str(name)) for name in form.getall("pick", []))
        return ("pick", *picked) if picked and known.issuperset(picked) else None
    if known:
        tapped = clean(str(form.get("tap", "")))
        return ("tap", tapped) if tapped in known else None
    text = clean(str(form.get("text", "")))[:TEXT].strip()
    return ("type", text) if text else None


def _to(spoken: Language, at: str = "#now") -> web.Response:
    return web.Response(status=303, headers={"Location": f"{BASE}?lang={spoken.locale}{at}"})
