"""What all pages of a mentor's console share: what they are made of, and whose a conversation is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Protocol
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.errors import Refused
from bot.mentors.contacts import Kind
from bot.mentors.model import Handoff
from bot.mentors.pages.alive import Alive
from bot.mentors.pages.looked import Looked
from bot.mentors.pages.watch import Watch
from bot.mentors.store import access, handoffs, talk
from bot.mentors.store.lines import Label
from bot.ports import Account
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from bot.web.inputs import Form, clean
from bot.web.words import Language

LONGEST_ID = 64
"""Characters of a form's own id, by which a double tap is one."""
MOST_DIGITS = 15
"""Of a row's number in an address; more can't be a row."""


class SheetText(Protocol):
    """One text of a CV that may be said in other words: `line` names it, `text` is how the page shows it, `before` how
    it was given. `foreign`: perhaps in another language than the CV."""

    @property
    def line(self) -> str: ...

    @property
    def text(self) -> str: ...

    @property
    def before(self) -> str: ...

    @property
    def foreign(self) -> bool: ...


class SheetLine(Protocol):
    """One line of a CV. `number` stands beside it on the picture. `texts`: those in it that are for others to word."""

    @property
    def number(self) -> int: ...

    @property
    def text(self) -> str: ...

    @property
    def texts(self) -> Sequence[SheetText]: ...


class Sheet(Protocol):
    """A CV without whose it is. `locale`: its own language. `unread`: what its readers can't read, so that it is not on
    the page before somebody has translated it."""

    @property
    def version(self) -> int: ...

    @property
    def locale(self) -> str: ...

    @property
    def lines(self) -> Sequence[SheetLine]: ...

    @property
    def unread(self) -> Sequence[SheetText]: ...


class Draft(Protocol):
    """What somebody answered so far, as their CV will say it, without whose it is. `locale`: its own language."""

    @property
    def locale(self) -> str: ...

    @property
    def lines(self) -> Sequence[str]: ...


class Sheets(Protocol):
    """What a mentor may see of the CV of somebody they talk with."""

    async def names(self, db: AsyncConnection, person_id: int) -> Sequence[str]:
        """What the person is called, as far as they told it: to be masked wherever it stands."""
        ...

    async def sheet(self, db: AsyncConnection, person_id: int) -> Sheet | None:
        """None: there is none yet."""
        ...

    async def draft(self, db: AsyncConnection, person_id: int) -> Draft | None:
        """Of a CV that is not made yet; None: nothing was answered, or they don't show it."""
        ...

    async def lately(self, db: AsyncConnection, person_id: int, locale: str) -> Sequence[tuple[str, str]]:
        """Question and answer of the last things they answered for their CV or a letter, in that language, the newest
        first; nothing where they don't show it."""
        ...

    def can_say(self, text: str, locale: str) -> bool:
        """Whether a CV in that language can say it: letters that its readers read and our fonts have."""
        ...

    async def picture(self, person_id: int) -> bytes | None:
        """A PNG of the same page with its numbers; out of every transaction."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """`look`: called after news for people were put down, so that they hear of them at once. `zone`: their clocks."""

    database: Database
    clock: Clock
    sealer: Sealer
    look: Callable[[], None]
    sheets: Sheets
    zone: ZoneInfo
    watch: Watch = field(init=False)
    alive: Alive = field(init=False)
    looked: Looked = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "watch", Watch(self.database))
        object.__setattr__(self, "alive", Alive(self.database))
        object.__setattr__(self, "looked", Looked(self.database, self.zone))

    def told(self) -> None:
        """Something changed for people or for colleagues."""
        self.watch.wake()
        self.look()

    async def names(self, db: AsyncConnection, person_id: int) -> Sequence[str]:
        return await self.sheets.names(db, person_id)

    async def theirs(self, account: Account, asked: str) -> Handoff:
        """The conversation of that number if they hold it now. Raises 404; an attempt at another's is audited."""
        now, id = self.clock.now(), number(asked)
        async with self.database.read() as db:
            held = await handoffs.of_mentor(db, account.id, id, now)
            other = None if held else await handoffs.by_id(db, id)
        if held is not None:
            return held
        if other is not None:
            await self.refused(account, other.person_id, str(id))
        raise web.HTTPNotFound

    async def refused(self, account: Account, person_id: int, subject: str) -> None:
        async with self.database.write() as db:
            await talk.read(db, self.clock.now(), account.id, person_id, access.ROLE, "refused", subject)


def number(text: str) -> int:
    """A row's number, else 0, which is nobody's."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


def words_of(form: Form, name: str, most: int) -> str:
    """A field of a form, at most `most` characters."""
    value = form.get(name, "")
    return clean(value).strip()[:most] if isinstance(value, str) else ""


def lost(words: Language) -> Refused:
    """They pressed something in a conversation that is not theirs any more."""
    sentence = words.pgettext(
        "mentor/lost", "Cette conversation n'est plus à vous : rien n'est parti. Revenez à l'accueil de la console."
    )
    return Refused("not_yours", sentence, HTTPStatus.NOT_FOUND)


def label_in(words: Language) -> Label:
    """What stands in place of something hidden, in the reader's language."""
    names: Mapping[Kind, str] = {
        "phone": words.pgettext("mentor/hidden/phone", "[numéro caché]"),
        "mail": words.pgettext("mentor/hidden/mail", "[e-mail caché]"),
        "link": words.pgettext("mentor/hidden/link", "[lien caché]"),
        "account": words.pgettext("mentor/hidden/account", "[compte caché]"),
        "address": words.pgettext("mentor/hidden/address", "[adresse cachée]"),
        "number": words.pgettext("mentor/hidden/number", "[numéro caché]"),
        "name": words.pgettext("mentor/hidden/name", "[nom caché]"),
        "card": words.pgettext("mentor/hidden/card", "[contact caché]"),
        "status": words.pgettext("mentor/hidden/status", "[passage caché]"),
    }
    return names.__getitem__
