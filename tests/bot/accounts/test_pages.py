"""Coming in, going out, and everything that must not work."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import datetime
from html import unescape
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession, DummyCookieJar
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.accounts import store
from bot.accounts.model import Role
from bot.accounts.rules import LIVES, SIGNED_IN
from bot.ports import Domain
from bot.storage.engine import Database
from bot.storage.tables.accounts import accounts
from bot.storage.tables.audit import audit
from bot.storage.tables.people import people
from bot.web.guard import COOKIE, DOOR
from bot.web.limits import ENTRY_BURST
from tests.bot.accounts.entering import come_in, invited
from tests.bot.web.conftest import SITE
from tests.bot.web.rooms import Visitor, visitor
from tests.bot.web.signed import site
from tests.fakes.clock import FakeTime


# -- in and out -----------------------------------------------------------------------------------------------
async def test_one_button_lets_in_once(she: Visitor, he: Visitor, database: Database, time: FakeTime) -> None:
    path = await invited(database, time)
    for _ in range(3):
        assert await she.open(path) == 200
    assert she.html.count('<button class="begin"') == 1
    assert COOKIE not in she.cookies(), "a messenger's preview takes nothing"
    assert await she.send("/sign-in", {"code": path.rpartition("=")[2]}, follow=False) == 303
    assert she.location == "/staff"
    sent = she.headers["Set-Cookie"]
    assert re.search(rf"{COOKIE}=\S+; HttpOnly; Max-Age={90 * 24 * 3600}; Path=/; SameSite=Lax", sent)
    await she.open("/staff")
    assert "Bonjour Momo" in she.text
    assert await he.open(path) == 404
    assert "a déjà servi" in he.text
    assert 'class="begin"' not in he.html
    await he.open(await invited(database, time, name="Zoé"))
    assert await he.send("/sign-in", {"code": path.rpartition("=")[2]}) == 404


async def test_who_is_not_signed_in_is_taken_to_the_sign_in_page(she: Visitor) -> None:
    assert await she.open("/staff/devices?x=1", follow=False) == 303
    assert she.location == "/sign-in?next=%2Fstaff%2Fdevices%3Fx%3D1"
    assert await she.open("/staff/devices") == 200
    assert "pas de mot de passe" in she.text
    assert "Mission locale d’Essai" in she.text
    assert she.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
async def test_all_pages_are_there_in_every_language(
    she: Visitor, database: Database, time: FakeTime, lang: str
) -> None:
    path = await invited(database, time, "admin")
    await she.open(path, lang)
    assert f'lang="{lang}"' in she.html
    assert f"?{path.partition('?')[2]}&amp;lang=en" in she.html, "another language keeps the code"
    await she.send("/sign-in", {"code": path.rpartition("=")[2]}, lang=lang)
    for page in ("/staff", "/staff/devices", "/staff/accounts", "/sign-in"):
        assert await she.open(page, lang) == 200
        assert f'lang="{lang}"' in she.html
    await she.send("/staff/accounts", {"invite": 1, "name": "", "role": "host"}, lang=lang)
    await she.send("/sign-out", lang=lang)
    assert she.status == 200


async def test_the_wish_of_before_is_met_only_on_this_site(she: Visitor, database: Database, time: FakeTime) -> None:
    for wish, led in (
        ("/staff/devices", "/staff/devices"),
        ("https://evil.example/x", "/staff"),
        ("//evil.example", "/staff"),
        ("/\\evil.example", "/staff"),
        ("/a\r\nX-Evil: 1", "/staff"),
        ("javascript:alert(1)", "/staff"),
    ):
        path = await invited(database, time)
        await she.open(path)
        await she.send("/sign-in", {"code": path.rpartition("=")[2], "next": wish}, follow=False)
        assert (she.status, she.location) == (303, led)


async def test_devices_are_listed_and_ended_one_by_one(
    she: Visitor, he: Visitor, database: Database, time: FakeTime
) -> None:
    await come_in(she, await invited(database, time))
    await come_in(he, await invited(database, time))
    await she.open("/staff/devices")
    assert she.html.count('name="device"') == 2
    assert she.text.count("celui-ci") == 1
    assert "21 nov. 2026" in she.text
    other = next(id for id in re.findall(r'name="device" value="(\d+)"', she.html) if id != "1")
    await she.send("/staff/devices", {"device": other})
    assert she.html.count('name="device"') == 1
    assert await he.open("/staff", follow=False) == 303, "his device is signed out at once"
    await she.send("/sign-out")
    assert COOKIE not in she.cookies()
    assert await she.open("/staff", follow=False) == 303


async def test_a_device_of_somebody_else_stays(she: Visitor, he: Visitor, database: Database, time: FakeTime) -> None:
    await come_in(she, await invited(database, time, name="Zoé"))
    await come_in(he, await invited(database, time, name="Momo"))
    await he.open("/staff/devices")
    for id in ("1", "0", "-1", "x", "9" * 30, ""):
        assert await he.send("/staff/devices", {"device": id}) == 200
    assert await she.open("/staff", follow=False) == 200


async def test_a_sign_in_ends_after_ninety_days_and_with_the_account(
    she: Visitor, database: Database, time: FakeTime
) -> None:
    await come_in(she, await invited(database, time))
    time.at += SIGNED_IN
    assert await she.open("/staff", follow=False) == 303


async def test_a_second_account_on_a_device_ends_the_first(she: Visitor, database: Database, time: FakeTime) -> None:
    await come_in(she, await invited(database, time, name="Zoé"))
    first = she.cookies()[COOKIE]
    await come_in(she, await invited(database, time, name="Momo"))
    assert "Momo" in she.text
    async with database.read() as db:
        assert await store.who(db, first, time.now()) is None


# -- what must not work ---------------------------------------------------------------------------------------
async def test_forms_without_their_token_change_nothing(
    she: Visitor, he: Visitor, database: Database, time: FakeTime
) -> None:
    path = await invited(database, time)
    code = path.rpartition("=")[2]
    assert await she.send("/sign-in", {"code": code}, token="") == 403, "no cookie, no token"
    assert await she.send("/sign-in", {"code": code}, token="e3b0c44298fc1c149afbf4c8996fb924") == 403
    await she.open(path)
    await he.open(path)
    assert await she.send("/sign-in", {"code": code}, token="") == 403
    assert await she.send("/sign-in", {"code": code}, token=he.token) == 403, "the token of another browser"
    await she.open(path)
    assert await she.send("/sign-in", {"code": code}, origin="https://evil.example") == 403
    await she.open(path)
    token = she.token
    assert await she.send("/sign-in", {"code": code}) == 200
    for path, fields in (("/sign-out", {}), ("/staff/devices", {"device": 1})):
        for bad in ("", token, "é", "\x00"):
            assert await she.send(path, fields, token=bad) == 403
        await she.open("/staff")
        assert await she.send(path, fields, origin="https://evil.example") == 403
    assert await she.open("/staff", follow=False) == 200
    assert "trop ancienne" not in she.text


async def test_a_stale_form_says_what_to_do(she: Visitor, database: Database, time: FakeTime) -> None:
    await come_in(she, await invited(database, time))
    await she.send("/sign-out", token="x")
    assert "rechargez-la" in she.text
    await she.open("/staff")
    await she.send("/sign-out")
    await she.send("/staff/devices", {"device": 1}, token="x")
    assert she.status == 403
    assert "La connexion s’est fermée" in she.text


@pytest.mark.parametrize("role", ["host", "mentor", "reader"])
async def test_pages_of_other_roles_stay_closed(she: Visitor, database: Database, time: FakeTime, role: Role) -> None:
    await come_in(she, await invited(database, time, role))
    assert await she.open("/staff/accounts") == 403
    assert "pas ouverte à votre compte" in she.text
    await she.open("/staff")
    assert "/staff/accounts" not in she.html
    assert await she.send("/staff/accounts", {"invite": 1, "role": "admin", "name": "Moi"}) == 403
    async with database.read() as db:
        assert len(await store.listed(db, time.now())) == 1


async def test_codes_are_tried_only_so_fast(base: str) -> None:
    async with ClientSession(base, cookie_jar=DummyCookieJar()) as session:
        statuses = []
        for _ in range(ENTRY_BURST + 5):
            async with session.get("/sign-in?code=x") as response:
                statuses.append(response.status)
    assert set(statuses[:ENTRY_BURST]) == {404}
    assert statuses[-1] == 429


async def test_codes_and_cookies_stay_out_of_the_logs(
    she: Visitor, database: Database, time: FakeTime, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    path = await invited(database, time)
    await come_in(she, path)
    lines = [record.getMessage() for record in caplog.records if record.name != "asyncio"]
    assert any("GET /sign-in 200" in line for line in lines)
    for secret in (path.rpartition("=")[2], she.cookies()[COOKIE], "Momo"):
        assert not [line for line in lines if secret in line]


async def test_cookies_are_secure_where_the_site_is(database: Database, time: FakeTime) -> None:
    where = replace(SITE, public_url="https://chat.example.org")
    async with site(database, time.clock, where=where) as base, visitor(base) as she:
        path = await invited(database, time)
        await she.open(path)
        assert f"{DOOR}=" in she.headers["Set-Cookie"]
        assert "Secure" in she.headers["Set-Cookie"]


# -- for admins -----------------------------------------------------------------------------------------------
async def test_an_admin_invites_renews_and_closes(
    she: Visitor, he: Visitor, database: Database, time: FakeTime
) -> None:
    await come_in(she, await invited(database, time, "admin", "Équipe"))
    await she.open("/staff/accounts")
    name = "<script>alert(1)</script>"
    await she.send("/staff/accounts", {"invite": 1, "role": "host", "name": f" {name} "})
    assert "Le compte est créé" in she.text
    assert "<script>alert" not in she.html
    await come_in(he, _link(she))
    assert name in he.text
    await she.send("/staff/accounts", {"link": 1, "account": 2})
    first = _link(she)
    assert "10 minutes" in she.text
    await she.send("/staff/accounts", {"link": 1, "account": 2})
    assert await he.open(first) == 404, "only the newest is good"
    time.at += LIVES["link"]
    assert await he.open(_link(she)) == 404
    await she.send("/staff/accounts", {"withdraw": "host", "account": 2})
    assert await he.open("/staff") == 200
    await she.send("/staff/accounts", {"disable": 1, "account": 2})
    assert await he.open("/staff", follow=False) == 303
    await she.send("/staff/accounts", {"link": 1, "account": 2})
    assert (she.status, "Rouvrez-le" in she.text) == (400, True)
    await she.send("/staff/accounts", {"enable": 1, "account": 2})
    assert she.status == 200
    await she.send("/staff/accounts", {"link": 1, "account": 2})
    await come_in(he, _link(she))


def _link(admin: Visitor) -> str:
    found = re.search(r'id="link"[^>]* value="([^"]+)"', admin.html)
    assert found, admin.text
    parts = urlsplit(unescape(found[1]))
    return f"{parts.path}?{parts.query}"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"invite": 1, "role": "host", "name": " \u200b"}, "Il manque un nom"),
        ({"invite": 1, "role": "host", "name": "x" * 81}, "80 caractères"),
        ({"invite": 1, "role": "king", "name": "Momo"}, "Choisissez un rôle"),
        ({"disable": 1, "account": 1}, "à vous-même"),
        ({"withdraw": "admin", "account": 1}, "à vous-même"),
        ({"link": 1, "account": 77}, "fermé"),
    ],
)
async def test_what_an_admin_can_not_do_is_said(
    she: Visitor, database: Database, time: FakeTime, fields: dict[str, object], said: str
) -> None:
    await come_in(she, await invited(database, time, "admin", "Équipe"))
    await she.open("/staff/accounts")
    assert await she.send("/staff/accounts", fields) == 400
    assert said in she.text
    assert await she.open("/staff/accounts") == 200


async def test_who_is_disabled_or_loses_a_role_is_cut_off_in_every_room(database: Database, time: FakeTime) -> None:
    """In the same transaction: while the rooms look, the account is disabled already, and nothing is committed."""
    disabled: list[bool] = []

    async def cut_off(db: AsyncConnection, now: datetime) -> int:
        row = await db.scalar(select(accounts.c.disabled_at).where(accounts.c.name == "Momo"))
        disabled.append(row is not None)
        return 0

    other = Domain("other", cut_off=cut_off)
    rooms = (other, Domain("third"))
    async with site(database, time.clock, everybody=lambda: rooms) as address, visitor(address) as boss:
        await come_in(boss, await invited(database, time, "admin", "Chef"))
        await invited(database, time, "mentor", "Momo")
        async with database.read() as db:
            momo = await db.scalar(select(accounts.c.id).where(accounts.c.name == "Momo"))
        for fields in ({"withdraw": "mentor"}, {"disable": 1}, {"enable": 1}):
            await boss.open("/staff/accounts")
            await boss.send("/staff/accounts", {**fields, "account": momo})
    assert disabled == [False, True]


# -- a chat of one's own --------------------------------------------------------------------------------------
async def test_without_a_bot_nothing_is_said_of_telegram(she: Visitor, database: Database, time: FakeTime) -> None:
    await come_in(she, await invited(database, time))
    await she.open("/staff/devices")
    assert "Telegram" not in she.text


async def test_a_chat_is_linked_from_the_page_of_devices(database: Database, time: FakeTime) -> None:
    where = replace(SITE, telegram_bot=lambda: "passerelle_bot")
    async with site(database, time.clock, where=where) as base, visitor(base) as she:
        await she.open("/sign-in")
        assert "écrivez /lien" in she.text
        await come_in(she, await invited(database, time))
        await she.open("/staff/devices")
        assert "t.me" not in she.html
        await she.send("/staff/devices", {"chat": "1"})
        found = re.search(r"https://t\.me/passerelle_bot\?start=compte_([\w-]+)", she.html)
        assert found
        async with database.write() as db:
            at = {"locale": "fr", "created_at": time.now(), "last_seen_at": time.now()}
            await db.execute(insert(people), [at | {"id": 1}])
            assert await store.link_chat(db, found[1], 1, time.now())
        await she.open("/staff/devices")
        assert "relié" in she.text
        await she.send("/staff/devices", {"unchat": "1"})
        assert "Relier mon Telegram" in she.text
        assert await she.send("/staff/devices", {"chat": "1"}, token="x") == 403


async def test_all_that_is_asked_for_is_in_the_audit(she: Visitor, database: Database, time: FakeTime) -> None:
    await she.open("/staff")
    await come_in(she, await invited(database, time, "admin", "Zoé"))
    await she.open("/staff/accounts?secret=1")
    await she.send("/staff/accounts", {"invite": 1, "name": "Momo la Boulange", "role": "host"})
    await she.send("/staff/accounts", {"account": 2, "disable": 1}, follow=False)
    async with database.read() as db:
        rows = (await db.execute(select(audit).order_by(audit.c.id))).all()
    assert [(row.account_id, row.sign_in, row.what, row.about, row.outcome) for row in rows] == [
        (1, 1, "sign-in", "", "asked"),
        (1, 1, "GET /staff", "", "asked"),
        (1, 1, "GET /staff/accounts", "", "asked"),
        (1, 1, "POST /staff/accounts", "invite name role", "asked"),
        (1, 1, "POST /staff/accounts", "account=2 disable", "asked"),
    ]


async def test_a_page_that_is_not_theirs_is_in_the_audit_too(she: Visitor, database: Database, time: FakeTime) -> None:
    await come_in(she, await invited(database, time, "host", "Zoé"))
    assert await she.open("/staff/accounts") == 403
    async with database.read() as db:
        last = (await db.execute(select(audit).order_by(audit.c.id.desc()).limit(1))).one()
    assert (last.what, last.outcome) == ("GET /staff/accounts", "refused")
