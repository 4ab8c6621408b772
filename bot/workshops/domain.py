"""Workshops as the whole sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.ports import Domain, Elsewhere, EventHandler
from bot.storage.sealed import Sealer
from bot.workshops.actions.after import After
from bot.workshops.actions.asking import LOCATE, Asking, Geocoder
from bot.workshops.actions.doors import PREFIX, Doors
from bot.workshops.actions.looking import Located, Looking, Named
from bot.workshops.actions.reach import Reach
from bot.workshops.actions.seats import Seats
from bot.workshops.cards import Words
from bot.workshops.entry import Entries
from bot.workshops.kits.reader import lint
from bot.workshops.mails import MAIL, Mails
from bot.workshops.news import AFTER, LAPSE, REMIND, News
from bot.workshops.store import mailboxes, persons, seats, wishes
from bot.workshops.store.edit import CANCELLED, CHANGED
from flows.events import JsonValue


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of a person here, and how it goes."""

    sealer: Sealer
    clock: Clock

    async def export(self, db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        return await persons.export(db, self.sealer, person_id)

    async def erase(self, db: AsyncConnection, person_id: int) -> None:
        await persons.erase(db, self.sealer, person_id, self.clock.now())

    async def retain(self, db: AsyncConnection, now: datetime) -> int:
        """Seats of people who are gone go on; who waits for a workshop hears of one."""
        await seats.recount(db, self.sealer, now)
        await wishes.spread(db, self.sealer, now)
        return await mailboxes.retain(db, now)


def domain(
    *,
    sealer: Sealer,
    clock: Clock,
    words: Words,
    located: Located,
    named: Named,
    elsewhere: Elsewhere,
    mails: Mails,
    geocoder: Geocoder | None = None,
    routes: Callable[[web.Application], None] | None = None,
) -> Domain:
    """`located`: where a commune is; `named`: whether words speak of a job; `elsewhere`: a link by which a conversation
    goes on in Telegram.

    `mails`: to who can't be reached there; `geocoder`: knows places that our list does not, None where none is set.
    `routes`: the pages, where there is a web.
    """
    entries, kept, asking = Entries(sealer, words), _Kept(sealer, clock), Asking(words, geocoder)
    groups = (
        Looking(words, located, named),
        asking,
        Seats(sealer, words, entries, elsewhere, mails),
        Reach(words, entries, elsewhere, mails),
        After(words),
    )
    return Domain(
        name="workshops",
        actions={name: action for group in groups for name, action in group.actions().items()},
        shared=frozenset({"workshops.book", "workshops.give_up", "workshops.unmet", seats.OFFER, LAPSE}),
        events=_events(News(sealer, words, entries, mails), mails) | {f"{LOCATE}.done": asking.told},
        effects=({MAIL: mails.send} if mails.mailer else {}) | ({LOCATE: asking.ask} if geocoder else {}),
        patient=frozenset({MAIL, LOCATE}),
        doors={PREFIX: Doors(words).workshop},
        routes=routes,
        export=kept.export,
        erase=kept.erase,
        retain=kept.retain,
        lint=lint,
    )


def _events(news: News, mails: Mails) -> dict[str, EventHandler]:
    return {
        seats.OFFER: news.offer,
        LAPSE: news.lapse,
        REMIND: news.remind,
        AFTER: news.after,
        CHANGED: news.changed,
        CANCELLED: news.cancelled,
        wishes.NEAR: news.near,
        f"{MAIL}.done": mails.done,
    }
