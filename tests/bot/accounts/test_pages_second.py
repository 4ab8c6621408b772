"""The second proof as people meet it: set up, asked for after the link, lost, taken away."""

from __future__ import annotations

import re

import pyotp
from sqlalchemy import select

from bot.accounts.second.rules import CODES, MOST_WRONG, WAIT
from bot.storage.engine import Database
from bot.storage.tables.audit import audit
from tests.bot.accounts.entering import come_in, invited
from tests.bot.web.rooms import Visitor
from tests.fakes.clock import FakeTime


async def set_up(she: Visitor, time: FakeTime) -> tuple[str, list[str]]:
    """The secret and the codes on paper, as the pages show them."""
    await she.open("/staff/code")
    await she.send("/staff/code", {"begin": 1})
    assert "<svg" in she.html
    [secret] = re.findall(r"<code[^>]*>([A-Z2-7]{32})</code>", she.html)
    await she.send("/staff/code", {"confirm": 1, "code": pyotp.TOTP(secret).at(time.now())})
    assert she.status == 200
    papers = re.findall(r"<code>([a-z2-7-]{19})</code>", she.html)
    time.forward(minutes=1)
    return secret, papers


async def test_from_the_set_up_to_the_sign_in(she: Visitor, he: Visitor, database: Database, time: FakeTime) -> None:
    await come_in(she, await invited(database, time, "admin", "Zoé"))
    secret, papers = await set_up(she, time)
    assert len(papers) == CODES
    await she.open("/staff/code")
    assert f"restent : {CODES}" in she.text
    assert papers[0] not in she.html
    assert secret not in she.html
    path = await invited(database, time, "admin", "Zoé")
    await he.open(f"{path}&next=/staff/accounts")
    await he.send("/sign-in", {"code": path.rpartition("=")[2], "next": "/staff/accounts"})
    assert "Votre code" in he.text
    for closed in ("/staff", "/staff/accounts", "/staff/code"):
        assert await he.open(closed, follow=False) == 303
    assert await he.send("/staff/code", {"begin": 1}) == 403
    await he.open("/sign-in/code?next=/staff/accounts")
    assert await he.send("/sign-in/code", {"code": "000000"}) == 403
    assert "pas le bon code" in he.text
    fields = {"code": pyotp.TOTP(secret).at(time.now()), "next": "/staff/accounts"}
    assert await he.send("/sign-in/code", fields, follow=False) == 303
    assert he.location == "/staff/accounts"
    assert await he.open("/staff/accounts") == 200
    assert await he.open("/sign-in/code", follow=False) == 303, "nothing is owed any more"
    async with database.read() as db:
        proved = await db.execute(select(audit.c.outcome).where(audit.c.what == "sign-in code").order_by(audit.c.id))
    assert list(proved.scalars()) == ["refused", "asked"]


async def test_a_code_on_paper_lets_in_once(she: Visitor, he: Visitor, database: Database, time: FakeTime) -> None:
    await come_in(she, await invited(database, time, "coordinator", "Ana"))
    _, papers = await set_up(she, time)
    for good in (True, False):
        await come_in(he, await invited(database, time, "coordinator", "Ana"))
        assert (await he.send("/sign-in/code", {"code": papers[0]}, follow=False) == 303) is good


async def test_too_many_tries_wait_and_a_form_of_elsewhere_is_refused(
    she: Visitor, he: Visitor, database: Database, time: FakeTime
) -> None:
    await come_in(she, await invited(database, time, "admin", "Zoé"))
    secret, _ = await set_up(she, time)
    await come_in(he, await invited(database, time, "admin", "Zoé"))
    right = {"code": pyotp.TOTP(secret).at(time.now())}
    assert await he.send("/sign-in/code", right, token="") == 403
    await he.open("/sign-in/code")
    assert await he.send("/sign-in/code", right, origin="https://evil.example") == 403
    await he.open("/sign-in/code")
    for _ in range(MOST_WRONG):
        await he.send("/sign-in/code", {"code": "000000"})
    assert "Attendez 15 minutes" in he.text
    await he.send("/sign-in/code", {"code": pyotp.TOTP(secret).at(time.now())})
    assert "Attendez 15 minutes" in he.text
    time.at += WAIT
    await come_in(he, await invited(database, time, "admin", "Zoé"))
    assert await he.send("/sign-in/code", {"code": pyotp.TOTP(secret).at(time.now())}) == 200


async def test_only_who_has_the_code_changes_anything_about_it(
    she: Visitor, database: Database, time: FakeTime
) -> None:
    await come_in(she, await invited(database, time, "admin", "Zoé"))
    secret, papers = await set_up(she, time)
    await she.open("/staff/code")
    for button in ("off", "papers"):
        assert await she.send("/staff/code", {button: 1, "code": "000000"}) == 403
    await she.send("/staff/code", {"begin": 1})
    assert "en place" in she.text
    await she.send("/staff/code", {"papers": 1, "code": pyotp.TOTP(secret).at(time.now())})
    again = re.findall(r"<code>([a-z2-7-]{19})</code>", she.html)
    assert len(again) == CODES
    assert set(again).isdisjoint(papers)
    await she.open("/staff/code")
    await she.send("/staff/code", {"off": 1, "code": again[0]})
    assert "Mettre en place" in she.text


async def test_who_lost_both_is_helped_by_somebody_else(
    she: Visitor, he: Visitor, database: Database, time: FakeTime
) -> None:
    await come_in(she, await invited(database, time, "admin", "Zoé"))
    await set_up(she, time)
    await come_in(he, await invited(database, time, "admin", "Léo"))
    await he.open("/staff/accounts")
    assert he.html.count('name="uncode"') == 1
    await he.send("/staff/accounts", {"account": 1, "uncode": 1})
    await come_in(she, await invited(database, time, "admin", "Zoé"))
    assert "Bonjour Zoé" in she.text


async def test_it_is_for_admins_and_coordinators_in_every_language(
    she: Visitor, he: Visitor, database: Database, time: FakeTime
) -> None:
    await come_in(he, await invited(database, time, "host", "Momo"))
    assert await he.open("/staff/code") == 403
    assert await he.open("/sign-in/code", follow=False) == 303
    await come_in(she, await invited(database, time, "coordinator", "Ana"))
    for lang in ("fr", "en", "ar"):
        assert await she.open("/staff/code", lang) == 200
        assert f'lang="{lang}"' in she.html
