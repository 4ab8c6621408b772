"""Roles and tokens, with accounts of a room that is not here."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from bot.clock import Clock
from bot.ports import Account
from bot.web import guard
from bot.web.limits import KEY_BURST
from bot.web.staff import Section, add_section, staff_page
from tests.bot.web.double import Hands
from tests.bot.web.rooms import Visitor, rooms, visitor

HOST = Account(1, "Momo", frozenset({"host"}), 1)
ADMIN = Account(2, "Équipe", frozenset({"admin"}), 2)


SAID: list[tuple[str, str, str, bool]] = []
"""What the audit was told."""


@dataclass
class Cookies:
    """Accounts whose cookie is their name."""

    known: dict[str, Account] = field(default_factory=lambda: {"momo": HOST, "team": ADMIN})

    async def who(self, request: web.Request) -> Account | None:
        return self.known.get(request.cookies.get(guard.COOKIE, ""))

    async def asked(
        self, request: web.Request, account: Account, *, refused: bool = False, recurs: bool = False
    ) -> None:
        SAID.append((account.name, request.method, request.path, refused))


@guard.needs("host", "admin")
async def bread(request: web.Request, account: Account) -> web.StreamResponse:
    if request.method == "POST":
        return web.Response(text=f"baked {(await guard.form_of(request)).get('what')!s} for {account.name}")
    return staff_page(request, account, "staff/home.html", {})


@guard.needs("admin")
async def oven(request: web.Request, account: Account) -> web.StreamResponse:
    return web.Response(text="hot")


def routes(app: web.Application) -> None:
    app[guard.ACCOUNTS] = Cookies()
    app.add_routes([web.get("/bread", bread), web.post("/bread", bread), web.get("/oven", oven)])
    for path, roles in (("/bread", ("host",)), ("/oven", ("admin",)), ("/both", ())):
        add_section(app, Section(path, roles, lambda words: "Pain", lambda words: "Du pain."))


@pytest.fixture
async def she() -> AsyncIterator[Visitor]:
    SAID.clear()
    async with rooms(Hands(Clock()).running(), routes) as base, visitor(base) as somebody:
        yield somebody


def sign_in(who: Visitor, cookie: str) -> None:
    who.session.cookie_jar.update_cookies({guard.COOKIE: cookie})


async def test_each_page_for_its_roles(she: Visitor) -> None:
    assert await she.open("/bread", follow=False) == 303
    sign_in(she, "momo")
    assert await she.open("/bread") == 200
    assert await she.open("/oven") == 403
    sign_in(she, "team")
    assert await she.open("/bread") == 200
    assert await she.open("/oven") == 200
    sign_in(she, "nobody")
    assert await she.open("/oven", follow=False) == 303


async def test_nothing_is_shown_or_done_that_the_audit_was_not_told(she: Visitor) -> None:
    await she.open("/bread")
    sign_in(she, "momo")
    await she.open("/oven")
    await she.open("/bread")
    await she.send("/bread", {"what": "x"}, token="")
    assert SAID == [("Momo", "GET", "/oven", True), ("Momo", "GET", "/bread", False)], "a stale form does nothing"
    await she.open("/bread")
    await she.send("/bread", {"what": "x"})
    assert SAID[-1] == ("Momo", "POST", "/bread", False)


async def test_the_menu_leads_only_where_one_may_go(she: Visitor) -> None:
    sign_in(she, "momo")
    await she.open("/bread")
    assert 'href="/bread' in she.html
    assert 'href="/both' in she.html
    assert 'href="/oven' not in she.html
    assert 'aria-current="page"' in she.html


async def test_a_change_needs_our_page_and_its_token(she: Visitor) -> None:
    assert await she.send("/bread", {"what": "x"}, token="") == 403
    sign_in(she, "momo")
    await she.open("/bread")
    good = she.token
    assert await she.send("/bread", {"what": "baguette"}) == 200
    assert she.html == "baked baguette for Momo"
    for bad in ("", good[:-1], good.upper() + "x", "\x00"):
        assert await she.send("/bread", {"what": "x"}, token=bad) == 403
    assert await she.send("/bread", {"what": "x"}, token=good, origin="https://evil.example") == 403
    sign_in(she, "team")
    assert await she.send("/bread", {"what": "x"}, token=good) == 403, "a token belongs to one sign-in"


async def test_a_token_that_is_a_file_is_none(she: Visitor) -> None:
    sign_in(she, "momo")
    body = b'--b\r\nContent-Disposition: form-data; name="token"; filename="t"\r\n\r\nx\r\n--b--\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=b", "Origin": she.base}
    async with she.session.post("/bread", data=body, headers=headers) as response:
        assert response.status == 403


async def test_changes_come_only_so_fast(she: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    sign_in(she, "momo")
    await she.open("/bread")
    token = she.token
    statuses = [await she.send("/bread", {"what": "x"}, token=token) for _ in range(KEY_BURST + 40)]
    assert set(statuses) == {200, 429}
    assert she.headers["Retry-After"]


@pytest.mark.parametrize(
    "path", ["", "x", "//evil.example", "/\\evil", "https://evil", "/a\tb", "/a\r\nb", "javascript:x"]
)
def test_only_ways_on_this_site_are_followed(path: str) -> None:
    assert guard.ours(path) == ""
    assert guard.ours("/staff/workshops?x=1") == "/staff/workshops?x=1"


def test_no_cookie_gives_no_token() -> None:
    assert guard.token("") == ""
    assert guard.token("a") != guard.token("b")
    assert "secret" not in guard.token("secret")
