"""The studio as the whole sees it: pages, nothing of a person.

Try-outs that nobody goes on with go; what turns did at the steps is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.ports import Domain
from bot.releases.shelf import Shelf
from bot.storage.engine import Database
from bot.studio.pages.desk import Desk
from bot.studio.pages.site import pages
from bot.studio.rules.kept import Resolving, plainly
from bot.studio.store import tries
from bot.studio.store.counting import Counting
from flows.book import Shown


@dataclass(frozen=True, slots=True)
class Studio:
    """`shelf`: what is served now. `folder`: own files that are served as they are (`FLOWS_DIR`).

    `resolving`: what reads the words typed in a try-out. `shown`: what the channels that are on show on a button.
    """

    database: Database
    clock: Clock
    zone: ZoneInfo
    shelf: Callable[[], Shelf]
    folder: Path | None = None
    resolving: Resolving = plainly
    shown: Sequence[Shown] = ()

    def domain(self) -> Domain:
        desk = Desk(self.database, self.clock, self.zone, self.shelf, self.folder, self.resolving, self.shown)
        counting = Counting(self.database, self.clock)
        return Domain(name="studio", routes=pages(desk), retain=tries.retain, minutely=counting.minutely)
