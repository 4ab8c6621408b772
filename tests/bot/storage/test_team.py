"""Where the team is told: what they asked for, what still takes it, who is of which role."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from bot.storage import team
from bot.storage.engine import Database
from bot.storage.tables.accounts import account_chats, accounts
from bot.storage.team import EMAIL, TELEGRAM, Asked
from tests.bot.mentors.rows import NOON, account, mentor
from tests.bot.storage.rows import address, person, put

ZONE = "Europe/Paris"


async def test_asked_for_and_taken_back(database: Database) -> None:
    async with database.write() as db:
        await account(db, 1, "coordinator")
        assert await team.asked(db, 1) == Asked()
        assert await team.reach(db, 1) is None
        for channel, to in ((EMAIL, "old@example.org"), (EMAIL, "ana@example.org"), (TELEGRAM, "")):
            await team.want(db, NOON, 1, channel, ZONE, to)
        assert await team.asked(db, 1) == Asked("ana@example.org", telegram=True)
        await team.want_no_more(db, 1, TELEGRAM)
        assert await team.asked(db, 1) == Asked("ana@example.org")
        found = await team.reach(db, 1)
    assert found is not None
    assert (found.email, found.chat, found.reads, found.zone.key) == ("ana@example.org", "", "fr", ZONE)


@pytest.mark.parametrize(
    ("languages", "reads"), [(("ar", "fr"), "fr"), (("en",), "en"), (("en", "ar"), "ar"), ((), "fr")]
)
async def test_the_language_they_read(database: Database, languages: tuple[str, ...], reads: str) -> None:
    async with database.write() as db:
        await mentor(db, 1, languages=languages, zone="Asia/Beirut")
        await team.want(db, NOON, 1, EMAIL, ZONE, "lina@example.org")
        found = await team.reach(db, 1)
    assert found is not None
    assert (found.reads, found.zone.key) == (reads, "Asia/Beirut")


@pytest.mark.parametrize(("gone", "chat"), [(None, "77"), (NOON, "")])
async def test_telegram_is_the_chat_they_linked(database: Database, gone: object, chat: str) -> None:
    await person(database, 2)
    await address(database, 2, "77", channel="telegram", account="bot", unreachable_at=gone)
    async with database.write() as db:
        await mentor(db, 1)
        await team.want(db, NOON, 1, TELEGRAM, ZONE)
        assert await team.reach(db, 1) is None
        assert not (await team.asked(db, 1)).linked
    await put(database, account_chats, {"account_id": 1, "person_id": 2, "since": NOON})
    async with database.write() as db:
        assert (await team.asked(db, 1)).linked
        found = await team.reach(db, 1)
    assert (found.chat if found else "") == chat


async def test_what_refused_for_good_is_left_alone_until_they_ask_again(database: Database) -> None:
    async with database.write() as db:
        await mentor(db, 1)
        await team.want(db, NOON, 1, EMAIL, ZONE, "old@example.org")
        await team.refused(db, NOON, 1, EMAIL)
        assert await team.asked(db, 1) == Asked("old@example.org", failing=True)
        assert await team.reach(db, 1) is None
        assert await team.with_role(db, ["mentor"]) == []
        await team.want(db, NOON, 1, EMAIL, ZONE, "new@example.org")
        assert await team.asked(db, 1) == Asked("new@example.org")
        assert await team.with_role(db, ["mentor"]) == [1]


async def test_of_a_role_each_once_and_nobody_whose_account_is_closed(database: Database) -> None:
    async with database.write() as db:
        for id, role in ((1, "coordinator"), (2, "admin"), (3, "mentor"), (4, "coordinator"), (5, "coordinator")):
            await account(db, id, role)
            if id != 5:
                await team.want(db, NOON, id, EMAIL, ZONE, f"{id}@example.org")
        await account(db, 2, "coordinator")
        await db.execute(update(accounts).where(accounts.c.id == 4).values(disabled_at=NOON))
        assert await team.with_role(db, ["coordinator", "admin"]) == [1, 2]
        assert await team.reach(db, 4) is None


@pytest.mark.parametrize(("linked", "blocked", "told"), [(True, None, [1]), (True, NOON, []), (False, None, [])])
async def test_a_chat_that_is_gone_or_blocked_is_no_way_to_tell_somebody(
    database: Database, linked: bool, blocked: object, told: list[int]
) -> None:
    await person(database, 2)
    await address(database, 2, "77", channel="telegram", account="bot", unreachable_at=blocked)
    async with database.write() as db:
        await account(db, 1, "coordinator")
        await team.want(db, NOON, 1, TELEGRAM, ZONE)
    if linked:
        await put(database, account_chats, {"account_id": 1, "person_id": 2, "since": NOON})
    async with database.write() as db:
        assert await team.with_role(db, ["coordinator"]) == told
        await team.want(db, NOON, 1, EMAIL, ZONE, "ana@example.org")
        assert await team.with_role(db, ["coordinator"]) == [1]
