"""Every room that offers something to the whole, put together with what it needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.accounts.audit.model import AUDIT
from bot.accounts.domain import domain as accounts
from bot.accounts.post import Post
from bot.accounts.store import disable
from bot.channels.handover import telegram_link
from bot.channels.labels import labels
from bot.clock import Clock
from bot.config import Settings
from bot.course import Course
from bot.cvs.domain import domain as cvs
from bot.cvs.papers.rewording import Rewords
from bot.cvs.papers.sheets import Given, Lately, Sheets
from bot.exchange import Towns
from bot.geocoding import geocoder
from bot.i18n import Translator
from bot.invite import origin
from bot.letters.domain import domain as letters
from bot.library import answers
from bot.maps.services import Hit
from bot.mentors import contacts
from bot.mentors.contacts.files.child import scrub
from bot.mentors.domain import Mentors
from bot.mentors.pages.coordinator import Office
from bot.mentors.pages.desk import Desk
from bot.mentors.pages.mailbox import Mailbox
from bot.mentors.pages.site import pages as console
from bot.mentors.pages.slots import SlotPages
from bot.mentors.pages.team import TeamPages
from bot.mentors.passing import Passing
from bot.people.actions import Org
from bot.people.domain import People
from bot.people.resolvers import called, commune, located, resolving
from bot.people.resolvers.place import Places
from bot.people.resolvers.trade import speaks_of
from bot.ports import Domain, Mailer, Messenger, Translations
from bot.posting import mailer
from bot.quizzes.domain import domain as quizzes
from bot.received.actions import Fetch
from bot.received.child import read
from bot.received.domain import domain as received
from bot.releases.shelf import Shelf, empty
from bot.safety.domain import Safety
from bot.safety.pages import SafetyPages
from bot.safety.pages_helplines import HelplinePages
from bot.safety.sos import Sos, sos
from bot.safety.telling import Telling as Alerting
from bot.served import Served
from bot.storage.engine import Database
from bot.storage.handovers import offer
from bot.storage.sealed import Sealer
from bot.studio.domain import Studio
from bot.telling import Telling
from bot.workshops.domain import domain as workshops
from bot.workshops.importer.service import Importer
from bot.workshops.mails import Mails
from bot.workshops.pages.public import Town
from bot.workshops.pages.site import Pages
from cv_builder.renderer import Renderer
from flows.events import JsonValue

__all__ = ["Fetch", "domains", "mailer"]

NET = "net"
"""Folder in `DATA_DIR` in which staff keep their own words for the net."""


def mask(text: str) -> str:
    """A person's words as the team may read them: nothing in them reaches or names somebody."""
    return contacts.mask(text).text


def _commune(hit: Hit) -> dict[str, JsonValue] | None:
    return commune(hit.insee, hit.lat, hit.lon, hit.town)


def says_sos(settings: Settings, words: Translations) -> Sos:
    return sos(words, settings.country)


def _town(insee: str) -> Town | None:
    at = located(insee)
    return Town(insee, called(insee), *at) if at else None


@dataclass(slots=True)
class Behind:
    """What rooms use that is made after them; `app.py` puts it there.

    `channels`: how a file is fetched that lies with its channel. `telegram_bot`: the name of the bot there, "" without
    one. `look`: called when a page put down news for somebody, so that they hear of them at once. `called`: what words
    typed in a language ask of the bot. `saved`: what somebody answered, by save, out of their stored session; `last`:
    the newest of it, in words. `messenger`: what writes to somebody of the team in Telegram. `shelf`: the flows that
    are served.
    """

    channels: dict[str, Fetch] = field(default_factory=dict)
    telegram_bot: Callable[[], str] = str
    look: Callable[[], None] = lambda: None
    called: Callable[[str, str], str] = lambda locale, text: ""
    saved: Callable[[bytes], Mapping[str, JsonValue]] = lambda state: {}
    last: Lately = lambda state, locale, flows, most: ()
    messenger: Messenger | None = None
    shelf: Shelf = field(default_factory=empty)

    def words(self, locale: str) -> Translator:
        return self.shelf.words(locale)

    def opens(self, look: Callable[[], None], served: Served) -> None:
        """The conversation is there."""
        self.look, self.called, self.saved, self.last = look, served.called, served.saved, served.lately
        self.shelf = served.shelf


class Papers(Protocol):
    """A room whose documents are made by the renderer."""

    def __call__(
        self, *, database: Database, sealer: Sealer, clock: Clock, renderer: Renderer, translations: Translations
    ) -> Domain: ...


@dataclass(frozen=True, slots=True)
class _Made:
    """What rooms are made of; one method a room that needs much."""

    settings: Settings
    database: Database
    renderer: Renderer
    clock: Clock
    sealer: Sealer
    behind: Behind

    def all(self) -> Sequence[Domain]:
        rooms: list[Domain] = []
        rooms += [
            self.people(lambda: rooms),
            self.papers(cvs),
            self.papers(letters),
            quizzes(),
            received(
                database=self.database,
                sealer=self.sealer,
                translations=self.behind.words,
                answers=answers,
                channels=self.behind.channels,
                read=read,
            ),
            self.accounts(lambda: rooms),
            self.workshops(),
            self.mentors(lambda: rooms),
            self.safety(),
            self.studio(),
        ]
        return rooms

    def called(self, locale: str, text: str) -> str:
        return self.behind.called(locale, text)

    async def elsewhere(self, db: AsyncConnection, person_id: int) -> str:
        bot = self.behind.telegram_bot()
        return telegram_link(bot, await offer(db, self.clock, person_id)) if bot else ""

    def papers(self, room: Papers) -> Domain:
        own, words = self.renderer, self.behind.words
        return room(database=self.database, sealer=self.sealer, clock=self.clock, renderer=own, translations=words)

    def people(self, everybody: Callable[[], Sequence[Domain]]) -> Domain:
        return People(
            org=Org(self.settings.org_name, self.settings.org_contact),
            database=self.database,
            sealer=self.sealer,
            clock=self.clock,
            words=self.behind.words,
            answers=answers,
            everybody=everybody,
            zone=self.settings.zone,
            keeping=self.settings.keeping,
        ).domain()

    def accounts(self, everybody: Callable[[], Sequence[Domain]]) -> Domain:
        sends = mailer(self.settings, self.clock)
        return accounts(
            database=self.database,
            clock=self.clock,
            zone=self.settings.zone,
            root=origin(self.settings),
            translations=self.behind.words,
            key=self.sealer.derived(AUDIT),
            second_key=self.sealer.derived(b"second proof"),
            keeping=self.settings.keeping,
            post=Post(sends) if sends else None,
            everybody=everybody,
        )

    def workshops(self) -> Domain:
        database, sealer, clock, zone = self.database, self.sealer, self.clock, self.settings.zone
        bring = Importer(database, sealer, clock, Towns(), zone).run
        mails = Mails(database, sealer, clock, self.behind.words, mailer(self.settings, clock), origin(self.settings))
        pages = Pages(database, clock, sealer, Places(), _town, zone, bring, self.renderer.print)
        return workshops(
            sealer=sealer,
            clock=clock,
            words=self.behind.words,
            located=located,
            named=speaks_of,
            elsewhere=self.elsewhere,
            mails=mails,
            geocoder=geocoder(self.settings, clock, _commune),
            routes=pages.routes,
        )

    def mentors(self, everybody: Callable[[], Sequence[Domain]]) -> Domain:
        database, clock, settings = self.database, self.clock, self.settings
        sends = mailer(settings, clock)

        def look() -> None:
            self.behind.look()

        def saved(state: bytes) -> Mapping[str, JsonValue]:
            return self.behind.saved(state)

        def last(state: bytes, locale: str, flows: Collection[str], most: int) -> Sequence[Given]:
            return self.behind.last(state, locale, flows, most)

        sheets = Sheets(database, self.sealer, self.renderer, answers, saved, last)
        desk = Desk(database, clock, self.sealer, look, sheets, settings.zone)
        rooms = (console(desk, SlotPages(database, clock, self.sealer, look)), self.team(everybody, sends).routes)

        def routes(app: web.Application) -> None:
            for pages in rooms:
                pages(app)

        return Mentors(
            database=database,
            sealer=self.sealer,
            clock=clock,
            words=self.behind.words,
            zone=settings.zone,
            elsewhere=self.elsewhere,
            teller=self.telling(sends),
            passing=Passing(database, self.sealer, clock, self.behind.channels, scrub),
            rewording=Rewords(self.sealer, saved),
            called=self.called,
            may_release=settings.release_contacts,
            keeping=settings.keeping,
            routes=routes,
        ).domain()

    def safety(self) -> Domain:
        database, clock, settings = self.database, self.clock, self.settings
        own, country, zone = settings.data_dir / NET, settings.country, settings.zone
        alerts = SafetyPages(database, clock, self.sealer, zone, lambda: self.behind.look(), mask, str(own))
        rooms = (alerts.routes, HelplinePages(database, clock, zone, country).routes)
        telling = Alerting(database, self.telling(mailer(settings, clock)), self.behind.words)
        kept = settings.keeping.chat
        return Safety(self.behind.words, clock, self.sealer, country, telling, rooms, own, kept, self.called).domain()

    def studio(self) -> Domain:
        there, zone, own = self.behind, self.settings.zone, self.settings.flows_dir
        shown = labels(telegram=self.settings.telegram_token is not None)
        return Studio(self.database, self.clock, zone, lambda: there.shelf, own, resolving(zone), shown).domain()

    def telling(self, sends: Mailer | None) -> Telling:
        """What tells somebody of the team, for every room."""
        there = self.behind
        return Telling(self.database, self.clock, there.words, sends, lambda: there.messenger, origin(self.settings))

    def team(self, everybody: Callable[[], Sequence[Domain]], sends: Mailer | None) -> TeamPages:
        """Who may be a mentor, and who answers for safety."""
        zone = self.settings.zone
        box = Mailbox(self.database, self.clock, self.behind.words, sends, zone.key)

        async def close(db: AsyncConnection, account_id: int, now: datetime) -> None:
            await disable(db, account_id, now)
            for room in everybody():
                if room.cut_off is not None:
                    await room.cut_off(db, now)

        office = Office(box, self.sealer, zone, lambda: self.behind.look(), close)
        return TeamPages(office, Course(lambda: self.behind.shelf.library), self.settings.training_share)


def domains(
    settings: Settings, database: Database, renderer: Renderer, clock: Clock, sealer: Sealer, behind: Behind
) -> Sequence[Domain]:
    return _Made(settings, database, renderer, clock, sealer, behind).all()
