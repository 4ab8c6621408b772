"""Where people stop: what counting costs a turn, and how fast the pages open after a million of them."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from statistics import median
from time import perf_counter, process_time

from sqlalchemy import func, select

from bot.releases.model import Written
from bot.storage.engine import Database
from bot.storage.stops import Tally, add_up, write
from bot.storage.tables.stops import stops
from bot.studio.store.stops import settle
from flows.engine import advance, start
from flows.events import Event, Started, Typed
from flows.session import Session
from flows.tracks import Passage, carried, passage
from tests.bench.engine import library
from tests.bench.town import QUESTIONS
from tests.bot.studio.house import WELCOME, House, house
from tests.fakes.clock import FakeTime

TURNS = 1_000_000
WEEKS = 52
FLOWS, STEPS = 40, 15
TOGETHER = 16
"""Turns in a batch, as in the measure of turns."""
BUSY = 200
"""Turns in a batch while the year is filled in: the most there are."""
VISITS = 15
ROUNDS = 200
LOCALES: Mapping[str, float] = {"fr": 70, "ar": 15, "en": 10, "es": 5}
CHANNELS: Mapping[str, float] = {"web": 65, "telegram": 35}
CAMPAIGNS: Mapping[str, float] = {"": 50, **{f"affiche {place}": 20 / (place + 1) for place in range(20)}}
STAYS = 0.93
"""How many go on to the next question."""


@dataclass(frozen=True, slots=True)
class Stops:
    """`rows`: counts kept of all turns. `pages`: milliseconds to open one, and of CPU; medians."""

    turns: int
    rows: int
    counting_us: float
    fill_s: float
    pages: dict[str, tuple[float, float]]


async def measure(turns: int = TURNS) -> Stops:
    now = FakeTime().now()
    with tempfile.TemporaryDirectory(prefix="passerelle-stops-") as folder:
        database = await Database.open(f"sqlite:///{folder}/stops.db")
        began = perf_counter()
        await _fill(database, turns, now)
        spent = perf_counter() - began
        async with database.read() as db:
            rows = int(await db.scalar(select(func.count()).select_from(stops)) or 0)
        async with house(database, [Written("welcome", WELCOME, {}), *map(_flow, range(FLOWS))]) as studio:
            pages = {name: await _opened(studio, path) for name, path in PAGES.items()}
        counting = await _counting(database, now)
        await database.close()
    return Stops(turns, rows, counting, spent, pages)


PAGES = {
    "all flows, 3 months": "/staff/stops",
    "all flows, 12 months": "/staff/stops?span=12",
    "the largest, 3 months": "/staff/flows/f0/stops",
    "the largest, for ever": "/staff/flows/f0/stops?when=all",
    "the same in Arabic": "/staff/flows/f0/stops?when=all&locale=ar",
    "the same as CSV": "/staff/flows/f0/stops.csv?when=all",
}


async def _opened(studio: House, path: str) -> tuple[float, float]:
    times, cpu = [], []
    async with studio.someone("admin") as she:
        for _ in range(VISITS):
            began, used = perf_counter(), process_time()
            if await she.open(path) != 200:
                raise RuntimeError(f"{path}: {she.status}")
            times.append((perf_counter() - began) * 1000)
            cpu.append((process_time() - used) * 1000)
    return median(times), median(cpu)


# -- a year of turns --------------------------------------------------------------------------------------------
async def _fill(database: Database, turns: int, now: datetime) -> None:
    """Week by week, in batches, added up and settled as the service does."""
    chance = random.Random(7)
    for week in range(WEEKS):
        at = now - timedelta(weeks=WEEKS - 1 - week)
        walked = _passages(chance, turns // WEEKS)
        while batch := [*islice(walked, BUSY)]:
            tally = Tally()
            for one, channel, campaign in batch:
                tally.add(one, channel, campaign)
            async with database.write() as db:
                await write(db, tally, at)
        while await _done(database):
            pass
        while await _settled(database, at):
            pass


async def _done(database: Database) -> int:
    async with database.write() as db:
        return await add_up(db)


async def _settled(database: Database, now: datetime) -> int:
    async with database.write() as db:
        return await settle(db, now)


def _passages(chance: random.Random, turns: int) -> Iterator[tuple[Passage, str, str]]:
    """People one after the other, each through a flow until they stop."""
    weights = [1 / (place + 1) for place in range(FLOWS)]
    while True:
        flow = chance.choices(range(FLOWS), weights)[0]
        locale, channel, campaign = (_one(chance, of) for of in (LOCALES, CHANNELS, CAMPAIGNS))
        before = ""
        for step in range(STEPS):
            spot = f"f{flow}/s{step}"
            seconds = chance.randrange(200) if before else None
            yield Passage(locale, before, bool(before), False, False, seconds, spot, True), channel, campaign
            turns -= 1
            if not turns:
                return
            before = spot
            if chance.random() > STAYS:
                break


def _one(chance: random.Random, weighed: Mapping[str, float]) -> str:
    return chance.choices([*weighed], [*weighed.values()])[0]


def _flow(place: int) -> Written:
    steps = "".join(f"  - id: s{step}\n    ask: Question {step} ?\n    type: text\n" for step in range(STEPS))
    return Written(f"f{place}", f"flow: f{place}\ntitle: Parcours {place}\nsteps:\n{steps}", {})


# -- what it costs a turn ---------------------------------------------------------------------------------------
async def _counting(database: Database, now: datetime) -> float:
    """CPU µs a turn: read off the sessions, gathered, and written as one row a batch in a transaction under way."""
    flows = library()
    walked: list[tuple[Session, Session]] = []
    session = start(flows, ("fr",))
    events: list[Event] = [Started(("fr",)), *(Typed(f"réponse {n}") for n in range(1, QUESTIONS + 1))]
    for event in events:
        plain, _ = advance(flows, session, event, now)
        walked.append((session, plain))
        session = carried(session, plain, 1)
    batches = [[walked[turn % len(walked)] for turn in range(first, first + TOGETHER)] for first in range(11)]
    times = []
    async with database.write() as db:
        for _ in range(ROUNDS):
            began = process_time()
            for batch in batches:
                tally = Tally()
                for before, plain in batch:
                    one = passage(before, carried(before, plain, 1))
                    if one is not None:
                        tally.add(one, "web", "")
                await write(db, tally, now)
            times.append((process_time() - began) / len(batches) / TOGETHER * 1e6)
    return median(times)
