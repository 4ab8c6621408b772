"""Every room that offers something to the whole, put together with what it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.accounts.domain import domain as accounts
from bot.channels.handover import telegram_link
from bot.clock import Clock
from bot.config import Settings
from bot.cvs.domain import domain as cvs
from bot.exchange import Towns
from bot.i18n import translator
from bot.invite import origin
from bot.letters.domain import domain as letters
from bot.library import answers
from bot.mail.server import sender, server
from bot.mail.smtp import Smtp
from bot.mentors.domain import domain as mentors
from bot.people.domain import domain as people
from bot.people.resolvers import called, located
from bot.people.resolvers.place import Places
from bot.ports import Domain, Mailer
from bot.received.actions import Fetch
from bot.received.child import read
from bot.received.domain import domain as received
from bot.safety.domain import domain as safety
from bot.storage.engine import Database
from bot.storage.handovers import offer
from bot.storage.sealed import Sealer
from bot.workshops.domain import domain as workshops
from bot.workshops.importer.service import Importer
from bot.workshops.mails import Mails
from bot.workshops.pages.public import Town
from bot.workshops.pages.site import Pages
from cv_builder.renderer import Renderer

__all__ = ["Fetch", "domains", "mailer"]


def _town(insee: str) -> Town | None:
    at = located(insee)
    return Town(insee, called(insee), *at) if at else None


def mailer(settings: Settings, clock: Clock) -> Mailer | None:
    """What sends e-mail, in the name of whoever runs the service; None where no server is set."""
    if settings.smtp_url is None:
        return None
    to = server(settings.smtp_url.get_secret_value())
    return Smtp(to, settings.org_name, settings.mail_from or sender(to, settings.public_url), clock)


def _accounts(
    settings: Settings, database: Database, clock: Clock, everybody: Callable[[], Sequence[Domain]]
) -> Domain:
    return accounts(
        database=database,
        clock=clock,
        zone=settings.zone,
        root=origin(settings),
        translations=translator,
        everybody=everybody,
    )


def domains(
    settings: Settings,
    database: Database,
    renderer: Renderer,
    clock: Clock,
    sealer: Sealer,
    channels: Mapping[str, Fetch],
    telegram_bot: Callable[[], str] = str,
) -> Sequence[Domain]:
    """`channels`: how a file is fetched that lies with its channel; filled when the channels are made.

    `telegram_bot`: the name of the bot there, "" without one.
    """

    async def elsewhere(db: AsyncConnection, person_id: int) -> str:
        bot = telegram_bot()
        return telegram_link(bot, await offer(db, clock, person_id)) if bot else ""

    importer = Importer(database, sealer, clock, Towns(), settings.zone)
    rooms: list[Domain] = []
    rooms += [
        people(
            org_name=settings.org_name,
            org_contact=settings.org_contact,
            sealer=sealer,
            clock=clock,
            translations=translator,
            answers=answers,
            everybody=lambda: rooms,
        ),
        cvs(database=database, sealer=sealer, clock=clock, renderer=renderer, translations=translator),
        letters(database=database, sealer=sealer, clock=clock, renderer=renderer, translations=translator),
        received(
            database=database, sealer=sealer, translations=translator, answers=answers, channels=channels, read=read
        ),
        _accounts(settings, database, clock, lambda: rooms),
        workshops(
            sealer=sealer,
            clock=clock,
            words=translator,
            located=located,
            elsewhere=elsewhere,
            mails=Mails(database, sealer, clock, translator, mailer(settings, clock), origin(settings)),
            routes=Pages(database, clock, sealer, Places(), _town, settings.zone, importer.run, renderer.print).routes,
        ),
        mentors(sealer=sealer, clock=clock, words=translator, zone=settings.zone),
        safety(translator),
    ]
    return rooms
