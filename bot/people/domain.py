"""People as the whole sees them: agreeing, knowing who runs the service, having one's data, having it erased."""

from __future__ import annotations

from collections.abc import Mapping
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
from bot.ports import LEAVING, Domain, Translations
from bot.storage.engine import Database
from bot.storage.keeping import DEFAULTS, Keeping
from bot.storage.sealed import Sealer
from flows.events import JsonValue


def domain(
    *,
    org_name: str,
    org_contact: str,
    database: Database,
    sealer: Sealer,
    clock: Clock,
    translations: Translations,
    answers: store.Answers,
    everybody: Everybody,
    zone: ZoneInfo,
    keeping: Keeping = DEFAULTS,
) -> Domain:
    """`everybody()` gives all domains, so that erasing and exporting leave no room out. `zone`: people sleep in it."""
    actions = Actions(Org(org_name, org_contact), database, clock, sealer, translations, everybody)

    async def export(db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        return await store.export(db, sealer, answers, person_id)

    async def erase(db: AsyncConnection, person_id: int) -> None:
        await store.erase(db, sealer, person_id, clock.now())

    async def retain(db: AsyncConnection, now: datetime) -> int:
        await retention.announce(db, sealer, now, keeping)
        return await retention.retain(db, sealer, now, keeping)

    return Domain(
        name="people",
        actions={
            "people.consent": actions.consent,
            "people.agreed": actions.agreed,
            "people.org": actions.org,
            "people.data": actions.data,
            "people.erasing": actions.erasing,
            "people.erase": actions.erase,
            "people.keep": actions.keep,
            **Permissions(translations).actions(),
            **Young(everybody).actions(),
        },
        shared=frozenset({YOUNG}),
        effects={DATA: actions.pack},
        events={
            f"{DATA}.done": actions.packed,
            f"{DATA}.failed": actions.not_packed,
            LEAVING: leaving.ask,
            retention.KIND: Notices(translations, zone, keeping),
        },
        routes=DataPages(database, clock, zone, keeping).routes,
        export=export,
        erase=erase,
        retain=retain,
    )
