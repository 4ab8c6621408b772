"""Trouble at Telegram (500, 502, 429, lost calls, lost answers, late and repeated updates): every reply, in order."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from bot.app import compose, serving
from bot.config import load
from tests.bot.channels.telegram.questions import flow, heard, replies
from tests.fakes.bot_api import BLOCKED, BotApi, Fault, Faults

CHATS, WORDS = 6, 4
EXPECTED = replies(WORDS)
WAIT = 90.0


@pytest.mark.parametrize("secret", [None, "s3cret"], ids=["polling", "webhook"])
async def test_every_reply_arrives_in_order(tmp_path: Path, secret: str | None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as place:
        port = place.getsockname()[1]
    async with BotApi(faults=Faults(seed=3, share=0.08, repeated=0.2, late=0.02)) as api:
        settings = load(
            data_dir=tmp_path, flows_dir=flow(tmp_path / "flows", WORDS), port=port,
            public_url=f"http://127.0.0.1:{port}", telegram_token=api.token, telegram_api_url=api.url,
            telegram_webhook_secret=secret, telegram_rate=0,
        )  # fmt: skip
        people = [api.person(100 + number) for number in range(CHATS)]
        async with compose(settings) as app, serving(app):
            for person in people:
                await person.says("/start")
                for number in range(1, WORDS + 1):
                    await person.says(f"mot {number}")
            await api.until(lambda: all(EXPECTED[-1] in heard(person) for person in people), WAIT)
        assert [heard(person) for person in people] == [EXPECTED] * CHATS
        assert api.invalid == []


async def test_who_blocked_us_gets_what_waited_when_they_come_back(tmp_path: Path) -> None:
    async with BotApi() as api:
        settings = load(
            data_dir=tmp_path, flows_dir=flow(tmp_path / "flows", WORDS), port=0, telegram_token=api.token,
            telegram_api_url=api.url, telegram_rate=0,
        )  # fmt: skip
        person, other = api.person(7), api.person(8)
        async with compose(settings) as app, serving(app):
            await person.says("/start")
            await person.hears()
            api.faults.plan("sendMessage", [BLOCKED])
            await person.says("mot 1")
            await api.until(lambda: not api.faults.planned["sendMessage"])
            await other.says("/start")
            await other.hears()
            await person.says("mot 2")
            await person.until(lambda: EXPECTED[2] in heard(person))
        assert heard(person) == EXPECTED[:3]
        assert heard(other) == EXPECTED[:1]


async def test_a_line_telegram_refuses_for_good_does_not_hold_up_the_next(tmp_path: Path) -> None:
    async with BotApi() as api:
        settings = load(
            data_dir=tmp_path, flows_dir=flow(tmp_path / "flows", WORDS), port=0, telegram_token=api.token,
            telegram_api_url=api.url, telegram_rate=0,
        )  # fmt: skip
        person = api.person(7)
        api.faults.plan("sendMessage", [Fault(code=400, description="Bad Request: odd")])
        async with compose(settings) as app, serving(app):
            await person.says("/start")
            await person.says("mot 1")
            await person.hears()
        assert heard(person) == EXPECTED[1:2]
