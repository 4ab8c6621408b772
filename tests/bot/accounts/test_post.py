"""The background post: tried again, never more at once than it bears, ended with the service."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field

import pytest

from bot.accounts.post import AGAIN_S, MOST, Post
from bot.errors import Unavailable
from bot.ports import Mail

MAIL = Mail("a@b.fr", "Bonjour", "Salut", "k", "fr")


@dataclass
class Server:
    """Fails so many times first."""

    fails: int = 0
    sent: list[Mail] = field(default_factory=list)

    async def send(self, mail: Mail) -> bool:
        if self.fails:
            self.fails -= 1
            raise Unavailable("away")
        self.sent.append(mail)
        return True


@dataclass
class Waits:
    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


async def test_a_server_that_is_away_is_tried_again_for_a_while() -> None:
    waits = Waits()
    server = Server(fails=len(AGAIN_S))
    assert await Post(server, waits).send(MAIL)
    assert (server.sent, waits.seconds) == ([MAIL], [*AGAIN_S])
    with pytest.raises(Unavailable):
        await Post(Server(fails=9), waits).send(MAIL)


async def test_what_fails_is_nobody_else_s_business(caplog: pytest.LogCaptureFixture) -> None:
    post = Post(Server(fails=9), Waits())

    async def work() -> None:
        await post.send(MAIL)

    with caplog.at_level(logging.WARNING):
        post.begin(work)
        await post.idle()
    assert "could not be sent" in caplog.text
    assert "a@b.fr" not in caplog.text


async def test_a_flood_is_dropped_and_closing_ends_what_is_left(caplog: pytest.LogCaptureFixture) -> None:
    post, begun, never = Post(Server()), asyncio.Queue[int](), asyncio.Event()

    async def work() -> None:
        begun.put_nowait(1)
        await never.wait()

    for _ in range(MOST + 3):
        post.begin(work)
    assert [await begun.get() for _ in range(MOST)] == [1] * MOST
    assert (begun.empty(), caplog.text.count("dropped")) == (True, 3)
    await post.close()
    await post.idle()
