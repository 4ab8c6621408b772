"""People as the whole sees them: agreeing, knowing who runs the service, having one's data, having it erased."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.people import leaving, retention, store
from bot.people.actions import DATA, Actions, Everybody, Org
from bot.people.notices import Notices
from bot.people.pages.data import DataPages
from bot.people.permissions import Permissions
from bot.people.young import YOUNG, Young
from bot.ports import LEAVING, Action, Domain, Translations
from bot.storage.engine import Database
from bot.storage.keeping import DEFAULTS, Keeping
from bot.storage.sealed import Sealer
from flows.events import JsonValue


@dataclass(frozen=True, slots=True)
class People:
    """`everybody()` gives all domains, so that erasing and exporting leave no room out. `zone`: people sleep in it."""

    org: Org
    database: Database
    sealer: Sealer
    clock: Clock
    words: Translations
    answers: store.Answers
    everybody: Everybody
    zone: ZoneInfo
    keeping: Keeping = DEFAULTS

    def domain(self) -> Domain:
        deeds = Actions(self.org, self.database, self.clock, self.sealer, self.words, self.everybody)
        return Domain(
            name="people",
            actions=self._actions(deeds),
            shared=frozenset({YOUNG}),
            effects={DATA: deeds.pack},
            promised=frozenset({DATA}),
            events={
                f"{DATA}.done": deeds.packed,
                f"{DATA}.failed": deeds.not_packed,
                LEAVING: leaving.ask,
                retention.KIND: Notices(self.words, self.zone, self.keeping),
            },
            routes=DataPages(self.database, self.clock, self.zone, self.keeping).routes,
            export=self.export,
            erase=self.erase,
            retain=self.retain,
        )

    def _actions(self, deeds: Actions) -> Mapping[str, Action]:
        return {
            "people.consent": deeds.consent,
            "people.agreed": deeds.agreed,
            "people.org": deeds.org,
            "people.data": deeds.data,
            "people.erasing": deeds.erasing,
            "people.erase": deeds.erase,
            "people.keep": deeds.keep,
            **Permissions(self.words).actions(),
            **Young(self.everybody).actions(),
        }

    async def export(self, db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        return await store.export(db, self.sealer, self.answers, person_id)

    async def erase(self, db: AsyncConnection, person_id: int) -> None:
        await store.erase(db, self.sealer, person_id, self.clock.now())

    async def retain(self, db: AsyncConnection, now: datetime) -> int:
        await retention.announce(db, self.sealer, now, self.keeping)
        return await retention.retain(db, self.sealer, now, self.keeping)
