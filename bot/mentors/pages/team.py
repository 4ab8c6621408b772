"""Who may be a mentor, and who answers for safety: these pages as one."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.mentors.pages.cases import CasePages
from bot.mentors.pages.coordinator import CoordinatorPages, Office
from bot.mentors.pages.profile import ProfilePages
from bot.mentors.pages.training import TrainingPages
from bot.mentors.training import Course


@dataclass(frozen=True, slots=True)
class TeamPages:
    """`share`: of the points of the training, in percent, that pass it."""

    office: Office
    course: Course
    share: int

    def routes(self, app: web.Application) -> None:
        office, box = self.office, self.office.mailbox
        ProfilePages(box, office.zone).routes(app)
        TrainingPages(box.database, box.clock, office.zone, self.course, self.share).routes(app)
        CoordinatorPages(office).routes(app)
        CasePages(office).routes(app)
