"""Asks a geocoder where something is: slowly enough for it, never for long, and with nothing else than the words.

Law: what was asked is written down nowhere, neither here nor in a log; answers are remembered by a hash that only this
process can make, and for as long as it runs.
"""

from __future__ import annotations

import asyncio
import hmac
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar
from yarl import URL

from bot.errors import Unavailable
from bot.maps.services import Hit, Service, read
from flows.events import JsonValue

WHOLE_S = 8.0
"""How long one question may take: somebody waits for it in the chat."""
QUEUE_S = 5.0
"""How long a question may wait for its turn."""
MOST_BYTES = 200_000
"""Of an answer; five places are some 5,000."""
REMEMBERED = 256
"""Answers that are not asked for again."""
OK = 200

Named = Callable[[Hit], Mapping[str, JsonValue] | None]
"""What is at a hit → the commune as the place resolver gives it; None: not in one we know."""
Pause = Callable[[float], Awaitable[None]]


@dataclass(slots=True)
class Pace:
    """One question at a time, `every_s` seconds apart. `now`: seconds, of any clock that only goes forward."""

    every_s: float
    now: Callable[[], float]
    pause: Pause = asyncio.sleep
    _free_at: float = 0.0

    async def turn(self) -> None:
        """Raises `Unavailable` when the queue is too long."""
        now = self.now()
        at = max(now, self._free_at)
        if at - now > QUEUE_S:
            raise Unavailable("too many questions to the geocoder at once")
        self._free_at = at + self.every_s
        if at > now:
            await self.pause(at - now)


@dataclass(slots=True)
class Maps:
    """`agent`: who asks, as these services want to know it. `url`: of an own server, in place of the public one.

    `key`: by chance, so that nobody can tell from what is remembered which words were asked.
    """

    service: Service
    named: Named
    agent: str
    pace: Pace
    key: bytes
    url: str = ""
    whole_s: float = WHOLE_S
    _known: OrderedDict[bytes, tuple[Hit, ...]] = field(default_factory=OrderedDict)

    @property
    def name(self) -> str:
        return self.service.name

    async def find(self, text: str) -> Sequence[Mapping[str, JsonValue]]:
        """The communes these words may lie in, the likeliest first. Raises `Unavailable`."""
        mark = hmac.digest(self.key, text.casefold().encode("utf-8", "replace"), "sha256")
        if mark not in self._known:
            await self.pace.turn()
            self._known[mark] = await self._ask(text)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        found = [place for hit in self._known[mark] if (place := self.named(hit))]
        return [place for number, place in enumerate(found) if place not in found[:number]]

    async def _ask(self, text: str) -> tuple[Hit, ...]:
        url = URL(self.url or self.service.url).with_query(dict(self.service.params(text)))
        options: dict[str, Any] = {"timeout": ClientTimeout(total=self.whole_s), "cookie_jar": DummyCookieJar()}
        headers = {"User-Agent": self.agent, "Accept": "application/json"}
        try:
            async with (
                ClientSession(headers=headers, **options) as session,
                session.get(url, allow_redirects=False) as response,
            ):
                if response.status != OK:
                    raise Unavailable(f"the geocoder: {response.status}")
                body = await _read(response.content)
        except (ClientError, OSError, TimeoutError) as error:
            raise Unavailable(f"the geocoder: {type(error).__name__}") from None
        return read(self.service, body)


async def _read(content: Any) -> bytes:
    """At most `MOST_BYTES`; more is no answer, and is not JSON once it is cut."""
    body = b""
    async for part in content.iter_chunked(64 * 1024):
        body += part
        if len(body) > MOST_BYTES:
            break
    return body
