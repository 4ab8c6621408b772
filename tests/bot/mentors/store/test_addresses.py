"""A code proves one address of one account, once, for half an hour."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.mentors.store import addresses
from bot.mentors.store.addresses import CODE_LIVES
from bot.storage import team
from bot.storage.engine import Database
from tests.bot.mentors.rows import NOON, account

ZONE, CODE = "Europe/Paris", "12345678"


async def confirmed(database: Database, account_id: int, address: str, code: str, late: timedelta) -> bool:
    async with database.write() as db:
        return await addresses.confirm(db, NOON + late, account_id, address, code, ZONE)


@pytest.mark.parametrize(
    ("account_id", "to", "code", "late", "good"),
    [
        (1, "ana@mail.example", CODE, timedelta(0), True),
        (1, "ANA@mail.example", CODE, CODE_LIVES - timedelta(seconds=1), True),
        (1, "ana@mail.example", CODE, CODE_LIVES, False),
        (1, "ana@mail.example", "12345679", timedelta(0), False),
        (1, "other@mail.example", CODE, timedelta(0), False),
        (2, "ana@mail.example", CODE, timedelta(0), False),
    ],
)
async def test_good_for_that_alone(
    database: Database, account_id: int, to: str, code: str, late: timedelta, good: bool
) -> None:
    async with database.write() as db:
        await account(db, 1, "coordinator")
        await account(db, 2, "coordinator")
        await addresses.offer(db, NOON, 1, "ana@mail.example", CODE)
    assert await confirmed(database, account_id, to, code, late) is good
    async with database.read() as db:
        assert (await team.asked(db, account_id)).email == (to if good else "")


async def test_good_once_and_an_older_one_no_more(database: Database) -> None:
    async with database.write() as db:
        await account(db, 1, "coordinator")
        for code in ("11111111", CODE):
            await addresses.offer(db, NOON, 1, "ana@mail.example", code)
    assert not await confirmed(database, 1, "ana@mail.example", "11111111", timedelta(0))
    assert await confirmed(database, 1, "ana@mail.example", CODE, timedelta(0))
    assert not await confirmed(database, 1, "ana@mail.example", CODE, timedelta(0))


def test_what_can_be_typed() -> None:
    codes = {addresses.digits(f"id {n}") for n in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 8 and code.isdigit() for code in codes)
