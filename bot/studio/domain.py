"""The studio as the whole sees it: pages, nothing of a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.ports import Domain
from bot.releases.shelf import Shelf
from bot.storage.engine import Database
from bot.studio.pages.desk import Desk
from bot.studio.pages.site import pages


@dataclass(frozen=True, slots=True)
class Studio:
    """`shelf`: what is served now. `folder`: own files that are served as they are (`FLOWS_DIR`)."""

    database: Database
    clock: Clock
    zone: ZoneInfo
    shelf: Callable[[], Shelf]
    folder: Path | None = None

    def domain(self) -> Domain:
        desk = Desk(self.database, self.clock, self.zone, self.shelf, self.folder)
        return Domain(name="studio", routes=pages(desk))
