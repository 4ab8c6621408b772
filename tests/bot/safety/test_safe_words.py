"""Chosen words as rows: one a person, sealed, gone with them."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.safety import safe_words as store
from bot.safety import store as safety
from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables.safety import safe_words
from tests.bot.safety.rows import NOW, SEALER, person


class Reversed(Identity):
    """Seals, after a fashion."""

    def seal(self, person_id: int, plain: bytes) -> bytes:
        return plain[::-1]

    def open(self, person_id: int, sealed: bytes) -> bytes:
        return sealed[::-1]


async def test_the_newest_counts_and_passes_the_codec(database: Database) -> None:
    async with database.write() as db:
        await person(db, consent_at=NOW)
        for word in ("banane bleue", "citron vert"):
            await store.choose(db, Reversed(), NOW, 1, word)
            assert await store.word_of(db, Reversed(), 1) == word
        (row,) = (await db.execute(select(safe_words))).all()
        assert b"citron" not in row.body
        assert await store.word_of(db, SEALER, 2) == ""


async def test_it_goes_with_the_person_and_their_file_says_only_that_there_is_one(database: Database) -> None:
    async with database.write() as db:
        for id in (1, 2):
            await person(db, id, consent_at=NOW)
            await store.choose(db, SEALER, NOW, id, "banane bleue")
        assert await safety.export(db, SEALER, 1) == {"own_word_for_sos": NOW.isoformat()}
        await safety.erase(db, 1)
        assert not await store.is_chosen(db, 1)
        assert await store.is_chosen(db, 2)
        assert await db.scalar(select(func.count()).select_from(safe_words)) == 1


async def test_of_who_agreed_to_nothing_nothing_is_kept(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        await store.choose(db, SEALER, NOW, 1, "banane bleue")
        assert not await store.is_chosen(db, 1)
        assert await store.word_of(db, SEALER, 1) == ""
