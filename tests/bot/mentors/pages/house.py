"""A site with the sign-in and this room's pages, and mentors who may work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.accounts.model import Role
from bot.cvs.papers.sheets import Draft, Sheet, SheetLine
from bot.cvs.rules.texts import Text
from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables import mentors as t
from bot.storage.tables.accounts import accounts as account_table
from tests.bot.web import signed
from tests.bot.web.rooms import Visitor
from tests.fakes.clock import FakeTime

SEALER = Identity()


@dataclass
class Papers:
    """One CV for everybody who has one. `begun`: of one that is not made yet; `foreign`: lines perhaps in another
    language; `unread`: what is not on it; `given`: questions and answers, the newest first."""

    called: Sequence[str] = ()
    lines: Sequence[str] = ()
    foreign: Sequence[str] = ()
    unread: Sequence[str] = ()
    png: bytes | None = None
    begun: Sequence[str] = ()
    given: Sequence[tuple[str, str]] = ()

    async def names(self, db: AsyncConnection, person_id: int) -> Sequence[str]:
        return self.called

    async def sheet(self, db: AsyncConnection, person_id: int) -> Sheet | None:
        texts = [Text(f"line {at}", text, text, text in self.foreign) for at, text in enumerate(self.lines, 1)]
        lines = tuple(SheetLine(at, text.text, (text,)) for at, text in enumerate(texts, 1))
        unread = tuple(Text(f"school.subject:{at}", text, text) for at, text in enumerate(self.unread))
        return Sheet(1, "fr", lines, unread) if lines else None

    async def draft(self, db: AsyncConnection, person_id: int) -> Draft | None:
        return Draft("fr", tuple(self.begun)) if self.begun else None

    async def lately(self, db: AsyncConnection, person_id: int, locale: str) -> Sequence[tuple[str, str]]:
        return self.given

    def can_say(self, text: str, locale: str) -> bool:
        return text.isprintable() and not any("\u0600" <= letter <= "\u06ff" for letter in text)

    async def picture(self, person_id: int) -> bytes | None:
        return self.png


@dataclass
class House:
    """`looked`: how often news for people were announced."""

    database: Database
    time: FakeTime = field(default_factory=FakeTime)
    looked: int = 0
    sheets: Papers = field(default_factory=Papers)

    def look(self) -> None:
        self.looked += 1


async def sign_in(who: Visitor, house: House, role: Role, name: str) -> int:
    """Through the invitation; the account's number."""
    return await signed.sign_in(who, house.database, house.time.clock, role, name)


async def mentor(who: Visitor, house: House, name: str, level: str = "minors", *languages: str) -> int:
    """Signed in, trained, vetted, on duty; speaks French and what else is given."""
    id = await sign_in(who, house, "mentor", name)
    now = house.time.now()
    async with house.database.write() as db:
        row = {"account_id": id, "alias": name, "zone": "Europe/Paris", "trained_at": now, "created_at": now}
        await db.execute(t.mentors.insert().values(row | {"on_duty_until": now + timedelta(hours=8)}))
        for language in ("fr", *languages):
            await db.execute(t.mentor_languages.insert().values(account_id=id, language=language))
        for topic in ("cv", "letter", "interview", "codes", "other"):
            await db.execute(t.mentor_topics.insert().values(account_id=id, topic=topic))
        cleared = {
            "account_id": id,
            "level": level,
            "expires_at": now + timedelta(days=365),
            "by_account": id,
            "at": now,
        }
        await db.execute(t.vettings.insert().values(cleared))
    return id


async def disable(house: House, id: int) -> None:
    async with house.database.write() as db:
        await db.execute(account_table.update().where(account_table.c.id == id).values(disabled_at=house.time.now()))
