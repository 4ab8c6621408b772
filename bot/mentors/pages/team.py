"""Who may be a mentor, and who answers for safety: these pages as one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.mentors import training
from bot.mentors.pages.cases import CasePages
from bot.mentors.pages.coordinator import CoordinatorPages, Office
from bot.mentors.pages.profile import ProfilePages
from bot.mentors.pages.training import TrainingPages


@dataclass(frozen=True, slots=True)
class TeamPages:
    """`folder`: where the files of the training lie."""

    office: Office
    folder: Path = training.SHIPPED

    def routes(self, app: web.Application) -> None:
        office, box = self.office, self.office.mailbox
        ProfilePages(box, office.zone).routes(app)
        TrainingPages(box.database, box.clock, office.zone, self.folder).routes(app)
        CoordinatorPages(office).routes(app)
        CasePages(office).routes(app)
