"""`/mentor/training`: read, answered and explained on one plain page, as often as somebody likes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.clock import Clock
from bot.i18n import direction, translator
from bot.mentors import training
from bot.mentors.store import training as store
from bot.mentors.training import Course, Question
from bot.ports import Account
from bot.storage.engine import Database
from bot.web.guard import form_of, needs
from bot.web.inputs import clean
from bot.web.staff import Section, add_section, staff_page
from bot.web.words import Language, language

BASE = "/mentor/training"


@dataclass(frozen=True, slots=True)
class TrainingPages:
    """`folder`: where the files of the training lie, one a language."""

    database: Database
    clock: Clock
    zone: ZoneInfo
    folder: Path = training.SHIPPED

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
        return await self._page(request, account, {}, ())

    async def answer(self, request: web.Request, account: Account) -> web.Response:
        """Graded at once; who left something out is told what, and keeps the rest."""
        answers = {name: clean(str(value)) for name, value in (await form_of(request)).items()}
        _, course = self._course(request)
        left_out = course.unanswered(answers)
        if left_out:
            return await self._page(request, account, answers, left_out)
        score = course.score(answers)
        passed = score >= course.enough
        async with self.database.write() as db:
            most = len(course.questions)
            await store.sat(db, self.clock.now(), account.id, score, most, passed, self.zone.key)
        return await self._page(request, account, answers, (), (score, passed))

    def _course(self, request: web.Request) -> tuple[str, Course]:
        return training.in_language(training.load(self.folder), language(request).locale)

    async def _page(
        self,
        request: web.Request,
        account: Account,
        answers: Mapping[str, str],
        left_out: tuple[Question, ...],
        result: tuple[int, bool] | None = None,
    ) -> web.Response:
        async with self.database.read() as db:
            tries = await store.tries(db, account.id)
        spoken, (locale, course) = language(request), self._course(request)
        words = translator(spoken.locale)
        values = {
            "course": course,
            "tongue": locale.replace("_", "-"),
            "dir": direction(locale),
            "typeset": Language(locale, spoken.words).typeset,
            "numbers": {one.id: number for number, one in enumerate(course.questions, 1)},
            "answers": answers,
            "left_out": [one.id for one in left_out],
            "result": result,
            "most": len(course.questions),
            "tries": [(words.date(one.at.astimezone(self.zone).date(), "medium"), one) for one in tries],
        }
        return staff_page(request, account, "mentors/training.html", values, status=400 if left_out else 200)
