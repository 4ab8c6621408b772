"""The composition root: settings → all parts put together; then the whole service, or one chat in a terminal."""

from __future__ import annotations

import asyncio
import logging
import signal
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web
from yarl import URL

from bot.backup import drop_before
from bot.busy import Busy
from bot.channels.sending import Sender
from bot.channels.terminal import Terminal
from bot.clock import Clock
from bot.config import Settings
from bot.conversation import Conversation, Offset
from bot.demo import stage
from bot.effects import Effects
from bot.erasing import Forget
from bot.housekeeping import keep_house
from bot.invite import demo_links, origin
from bot.kept import opened, tombstones
from bot.library import pictures
from bot.lint import Report
from bot.lint import check as lint
from bot.listening import written
from bot.outbox import Outbox
from bot.people.resolvers import resolvers, warm
from bot.ports import Domain
from bot.releases.opening import opened as opened_shelf
from bot.rooms import Behind, domains, says_sos
from bot.safety.safe_word import Heard
from bot.served import Served, Spoken
from bot.storage.backlog import backlog
from bot.storage.channels import offset_of
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.handovers import StoredHandovers
from bot.storage.keys import Keyring
from bot.storage.paces import pacing
from bot.storage.purge import BEFORE_CONSENT
from bot.storage.reach import StoredReach
from bot.storage.reseal import reseal
from bot.storage.sealed import Identity
from bot.storage.transcripts import StoredFiles, StoredTranscripts
from bot.warming import warming
from bot.web.metrics import Metered, Metrics
from bot.web.server import build, serve
from bot.web.site import PARTS, Site
from cv_builder.renderer import Renderer

if TYPE_CHECKING:
    from bot.channels.telegram.channel import TelegramChannel

log = logging.getLogger(__name__)

TELEGRAM = "telegram"
WITH_TELEGRAM = "bot.with_telegram"


@dataclass(frozen=True, slots=True)
class App:
    """All parts, made and started; `compose` makes and closes it."""

    settings: Settings
    clock: Clock
    database: Database
    keys: Keyring
    forget: Forget
    feeds: Feeds
    served: Served
    domains: Sequence[Domain]
    conversation: Conversation
    transcripts: StoredTranscripts
    files: StoredFiles
    outbox: Outbox
    effects: Effects
    metrics: Metrics
    renderer: Renderer
    telegram: TelegramChannel | None

    async def healthy(self) -> bool:
        async with self.database.read() as db:
            return (await db.exec_driver_sql("SELECT 1")).scalar() == 1

    async def settled(self) -> None:
        """Returns when nothing is due, under way or unsent."""
        await self.effects.idle()
        while await self.conversation.work():
            await self.effects.idle()
        await self.outbox.idle()


def _started(stack: AsyncExitStack) -> Renderer:
    """Closed with the stack."""
    renderer = Renderer()
    renderer.start()
    stack.callback(renderer.close)
    return renderer


@asynccontextmanager
async def compose(settings: Settings, clock: Clock | None = None) -> AsyncIterator[App]:
    """Opens the database (migrated), reads the flows, starts the renderer. Raises `Misconfigured`, `Unavailable`."""
    clock = clock or Clock()
    async with AsyncExitStack() as stack:
        database, sealer = await opened(settings, clock, stack)
        feeds, renderer, senders = Feeds(database), _started(stack), dict[str, Sender]()
        rooms = domains(settings, database, renderer, clock, sealer, behind := Behind())
        shelf = await opened_shelf(settings.flows_dir, database, clock, rooms)
        served = Served(shelf, resolvers(lambda: clock.now().astimezone(settings.zone).date()))
        transcripts = StoredTranscripts(database, feeds, sealer, pictures(served.library, settings.flows_dir).get)
        telegram = _telegram(settings, served, transcripts, database, clock)
        if telegram:
            senders[TELEGRAM], behind.channels[TELEGRAM] = telegram.sender, telegram.fetch
            behind.telegram_bot, behind.messenger = lambda: telegram.api.username, telegram
            stack.push_async_callback(telegram.close)
        says, pace = says_sos(settings, served.words), pacing(database, clock, settings.telegram_rate)
        outbox = Outbox(database, senders, pace=pace, clock=clock, sealer=sealer)
        stack.push_async_callback(outbox.close)
        conversation = Conversation(
            database, served, rooms, feeds=feeds, delivery=outbox, clock=clock, sealer=sealer, sos=says
        )
        behind.opens(conversation.look, served)
        stack.push_async_callback(conversation.idle)
        effects = Effects(database, rooms, conversation=conversation, clock=clock, sealer=sealer)
        yield App(
            settings=settings,
            clock=clock,
            database=database,
            keys=sealer,
            forget=Forget(database, clock, rooms, tombstones(settings, sealer)),
            feeds=feeds,
            served=served,
            domains=rooms,
            conversation=conversation,
            transcripts=transcripts,
            files=StoredFiles(database, sealer, clock),
            outbox=outbox,
            effects=effects,
            metrics=Metrics(lambda: backlog(database, clock.now())),
            renderer=renderer,
            telegram=telegram,
        )


def _telegram(
    settings: Settings, served: Served, transcripts: StoredTranscripts, database: Database, clock: Clock
) -> TelegramChannel | None:
    if (token := settings.telegram_token) is None:
        return None
    reach = StoredReach(database, clock)
    make = import_module(WITH_TELEGRAM).channel
    made: TelegramChannel = make(token, settings, served.library.offered, transcripts, served.words, reach, clock)
    return made


# -- the whole service ----------------------------------------------------------------------------------------
async def run(settings: Settings, *, demo: bool, announce: Callable[[str], None]) -> None:
    """Until SIGTERM or Ctrl-C. A worker that fails ends it all: what it raised comes in an `ExceptionGroup`."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with compose(settings) as app, serving(app, demo=demo) as address:
        links = await demo_links(app.database, app.clock, settings, address) if demo else ()
        await stage(app.database, app.clock, app.keys, settings.zone, demo=demo)
        for line in (f"Passerelle: {address}", *links):
            announce(line)
        await stop.wait()


@asynccontextmanager
async def serving(app: App, *, demo: bool = False) -> AsyncIterator[str]:
    """Web, Telegram and the workers behind them; gives the address of the web chat. A worker that fails ends it all.

    **Why** the port comes first: a second service started by mistake ends there, before it takes work from the first.
    """
    metered = Metered(app.conversation, app.metrics)
    site = web_app(app, metered, demo=demo)
    shows = {TELEGRAM: app.telegram.sender.busy} if app.telegram else {}
    busy = Busy(app.database, site[PARTS].typing, shows)
    app.effects.on_start(busy.started)
    if app.telegram:
        app.telegram.routes(site, metered.take)
    settings = app.settings
    runner = await serve(site, settings.host, settings.port)
    port = runner.addresses[0][1]
    try:
        await app.forget.again()
        await app.outbox.start()
        await app.effects.start()
        here = written(settings.data_dir, origin(settings, port), runner.addresses[0][0], port)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(worker) for worker in _workers(app, demo)]
            with here:
                yield str(URL.build(scheme="http", host=settings.host, port=port))
            for task in tasks:
                task.cancel()
    finally:
        await runner.cleanup()
        await busy.close()


def web_app(app: App, conversation: Metered, *, demo: bool) -> web.Application:
    settings = app.settings
    site = Site(
        org_name=settings.org_name,
        org_contact=settings.org_contact,
        public_url=settings.public_url,
        widget_origins=settings.widget_origins,
        quick_exit=settings.quick_exit,
        telegram_bot=(lambda: telegram.api.username) if (telegram := app.telegram) else str,
        locales=Spoken(app.served),
        kept_months=settings.keep_cv_months,
        chat_days=settings.keep_chat_days,
        kept_hours=BEFORE_CONSENT // timedelta(hours=1),
        maps=settings.maps,
        demo=demo,
    )
    return build(
        site,
        conversation=conversation,
        transcripts=app.transcripts,
        files=app.files,
        handovers=StoredHandovers(app.database, app.clock),
        clock=app.clock,
        translations=app.served.words,
        sos=lambda locale: [line.text for line in says_sos(settings, app.served.words)(locale)],
        own_call=Heard(app.database, app.keys),
        healthy=app.healthy,
        metrics=app.metrics,
        more=[room.routes for room in app.domains if room.routes],
    )


def _workers(app: App, demo: bool) -> Iterator[Coroutine[None, None, None]]:
    yield app.conversation.run()
    yield app.outbox.run()
    yield app.effects.run()
    yield app.feeds.run()
    yield app.forget.run()
    if app.settings.flows_dir is None:
        yield app.served.shelf.run(app.database)
    refresh = partial(stage, app.database, app.clock, app.keys, app.settings.zone, demo=True)
    seal = partial(reseal, app.database, app.keys, app.clock)
    chores = (seal, partial(drop_before, app.settings, app.clock), *((refresh,) if demo else ()))
    yield keep_house(app.database, app.domains, app.clock, chores, app.settings.keeping)
    yield warming(app.served.somebody, app.domains, warm)
    if app.telegram:
        account = app.telegram.account
        yield app.telegram.run(
            lambda incomings, following: app.conversation.take_many(incomings, Offset(account, following)),
            lambda since: offset_of(app.database, account, since),
        )


# -- one chat in a terminal -----------------------------------------------------------------------------------
async def chat(
    settings: Settings, lines: AsyncIterator[str], write: Callable[[str], None], locales: tuple[str, ...], out: Path
) -> None:
    """Until the input ends; documents land in `out`."""
    async with compose(settings) as app, asyncio.TaskGroup() as group:
        working = (app.conversation.run(), app.effects.run(), app.feeds.run())
        workers = [group.create_task(worker) for worker in working]
        talk = Terminal(app.conversation, app.transcripts, app.files, app.clock, write, app.settled, out)
        await talk.run(lines, locales)
        for worker in workers:
            worker.cancel()


# -- what staff can get wrong ---------------------------------------------------------------------------------
async def check(settings: Settings, path: Path | None) -> Report:
    """Lints over a database that is thrown away: nothing of the service is touched, nor must it be able to start."""
    with tempfile.TemporaryDirectory(prefix="passerelle-") as folder:
        database = await Database.open(f"sqlite:///{folder}/check.db")
        try:
            return lint(path, domains(settings, database, Renderer(), Clock(), Identity(), Behind()))
        finally:
            await database.close()
