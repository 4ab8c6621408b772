"""The whole web application over a conversation in memory."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar, DummyCookieJar, web

from bot.clock import Clock
from bot.i18n import translator
from bot.storage.backlog import Backlog
from bot.web.metrics import Metered, Metrics
from bot.web.server import build, serve
from bot.web.site import Site
from tests.bot.web.double import Hands, House

Client = ClientSession
WIDGET = "https://mission.example"
SITE = Site(
    org_name="Mission locale d’Essai",
    org_contact="01 23 45 67 89",
    widget_origins=(WIDGET,),
    locales={"fr": "Français", "en": "English", "ar": "العربية"},
)


def sos(locale: str) -> Sequence[str]:
    return ("112 : danger maintenant. Si parler est impossible : SMS au 114.", "3114 : trop de souffrance.")


Routes = Callable[[web.Application], None]


def application(house: House, clock: Clock, site: Site = SITE, more: Sequence[Routes] = ()) -> web.Application:
    async def backlog() -> Backlog:
        house._up()
        return Backlog(outbox=3, oldest_seconds=1.5, effects={"waiting": 2}, parked=1)

    metrics = Metrics(backlog)
    return build(
        site,
        conversation=Metered(house, metrics),
        transcripts=house,
        files=house,
        handovers=house,
        clock=clock,
        translations=translator,
        sos=sos,
        own_call=house.own_call,
        healthy=house.healthy,
        metrics=metrics,
        more=more,
    )


@pytest.fixture
def hands() -> Hands:
    return Hands(Clock())


@pytest.fixture
def house(hands: Hands) -> House:
    return House(hands.running())


@pytest.fixture
async def base(house: House, hands: Hands) -> AsyncIterator[str]:
    """The site, served as in production, on a free port."""
    runner = await serve(application(house, hands.running()), "127.0.0.1", 0)
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.fixture
async def client(base: str) -> AsyncIterator[Client]:
    """A client without a memory for cookies."""
    async with ClientSession(base, cookie_jar=DummyCookieJar()) as session:
        yield session


@dataclass
class Talk:
    """A person at the API."""

    client: Client
    key: str = ""
    count: int = 0

    async def say(self, **said: Any) -> dict[str, Any]:
        self.count += 1
        body = {"key": self.key or None, "id": f"m{self.count}", **said}
        async with self.client.post("/api/chat", json=body) as response:
            assert response.status == 200, await response.text()
            answer: dict[str, Any] = await response.json()
        self.key = answer["key"]
        return answer

    @property
    def chat(self) -> str:
        return sha256(self.key.encode()).hexdigest()


@pytest.fixture
async def talk(client: Client) -> Talk:
    person = Talk(client)
    await person.say(locale="fr")
    return person


class Browser:
    """Forms and cookies, nothing else: a browser without script."""

    def __init__(self, session: ClientSession, base: str) -> None:
        self.session = session
        self.base = base
        self.html = ""

    async def open(self, path: str = "/") -> str:
        async with self.session.get(path, headers={"Accept-Language": "fr"}) as response:
            self.html = await response.text()
        return self.html

    async def send(self, path: str = "/chat", *, origin: str | None = None, **fields: Any) -> ClientResponse:
        """The form around the button, with its hidden id; follows to the page."""
        found = re.findall(r'name="id" value="([^"]+)"', self.html)
        data: Any = {"id": found[0] if found else "x", **fields}
        headers = {"Origin": origin or self.base, "Accept-Language": "fr"}
        response = await self.session.post(path, data=data, headers=headers)
        self.html = await response.text()
        return response


@pytest.fixture
async def browser(base: str) -> AsyncIterator[Browser]:
    async with ClientSession(base, cookie_jar=CookieJar(unsafe=True)) as session:
        yield Browser(session, base)
