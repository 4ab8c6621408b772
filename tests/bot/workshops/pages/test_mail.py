"""E-mails ended by hand or by a mail program; opening the link ends nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import insert

from bot.storage.sealed import Identity
from bot.storage.tables.people import people
from bot.workshops.store import mailboxes
from tests.bot.web.rooms import Visitor
from tests.bot.workshops.pages.house import Shelf

SEALER = Identity()
KEY = "k" * 24


@pytest.fixture(autouse=True)
async def box(shelf: Shelf) -> None:
    now = shelf.time.now()
    async with shelf.database.write() as db:
        await db.execute(insert(people), [{"id": 7, "locale": "fr", "created_at": now, "last_seen_at": now}])
        await mailboxes.keep(db, SEALER, now, 7, "amina@exemple.fr", KEY)


async def kept(shelf: Shelf) -> bool:
    async with shelf.database.read() as db:
        return await mailboxes.of_person(db, SEALER, 7) is not None


async def test_opening_it_shows_a_button_and_ends_nothing(she: Visitor, shelf: Shelf) -> None:
    async with she.session.get(f"{she.base}/mail/{KEY}") as answer:
        text = await answer.text()
    assert answer.status == 200
    assert f'action="/mail/{KEY}"' in text
    assert "amina" not in text
    assert await kept(shelf)


async def test_one_click_of_a_mail_program(she: Visitor, shelf: Shelf) -> None:
    """RFC 8058: a POST from anywhere, without cookies, with this body; a second one is answered the same."""
    for _ in range(2):
        from_anywhere = {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}
        body = {"List-Unsubscribe": "One-Click"}
        async with she.session.post(f"{she.base}/mail/{KEY}", data=body, headers=from_anywhere) as answer:
            assert answer.status == 200
            assert "plus de mail" in (await answer.text()).replace("'", "’").replace("&#39;", "’")
    assert not await kept(shelf)


@pytest.mark.parametrize("key", ["x" * 24, "x"])
async def test_a_key_that_nobody_has_looks_the_same(she: Visitor, shelf: Shelf, key: str) -> None:
    async with she.session.get(f"{she.base}/mail/{key}") as answer:
        assert answer.status == 200
    async with she.session.post(f"{she.base}/mail/{key}") as answer:
        assert answer.status == 200
    assert await kept(shelf)


@pytest.mark.parametrize("key", ["", "x" * 65, "%00", "../x"])
async def test_no_key(she: Visitor, key: str) -> None:
    async with she.session.get(f"{she.base}/mail/{key}") as answer:
        assert answer.status == 404
