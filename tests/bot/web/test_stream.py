"""The live feed: server-sent events of the transcript."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientResponse

from bot.web.stream import MOST
from tests.bot.web.conftest import Client, Talk
from tests.bot.web.double import House
from tests.fakes.until import PATIENCE_S


@dataclass
class Heard:
    """One event as a browser would see it."""

    event: str
    data: Any
    id: str | None


@dataclass
class Ear:
    response: ClientResponse

    async def next(self) -> Heard:
        async with asyncio.timeout(PATIENCE_S):
            fields: dict[str, str] = {}
            while True:
                line = (await self.response.content.readline()).decode().rstrip("\r\n")
                if line and not line.startswith(":"):
                    name, _, value = line.partition(": ")
                    fields[name] = value
                elif fields:
                    return Heard(fields["event"], json.loads(fields["data"]), fields.get("id"))

    async def until(self, event: str) -> Heard:
        while (heard := await self.next()).event != event:
            pass
        return heard

    async def ended(self) -> bool:
        async with asyncio.timeout(PATIENCE_S):
            await self.response.content.read()
            return self.response.content.at_eof()


@asynccontextmanager
async def listening(client: Client, talk: Talk, after: int | None = 0, last: str | None = None) -> AsyncIterator[Ear]:
    params = {"key": talk.key} | ({} if after is None else {"after": str(after)})
    headers = {"Last-Event-ID": last} if last else {}
    async with client.get("/api/chat/stream", params=params, headers=headers) as response:
        assert response.status == 200, await response.text()
        assert response.headers["Content-Type"] == "text/event-stream"
        assert response.headers["X-Accel-Buffering"] == "no"
        yield Ear(response)


async def test_after_0_gives_state_and_the_whole_transcript(client: Client, talk: Talk) -> None:
    await talk.say(choice="1.cv")
    async with listening(client, talk) as ear:
        state = await ear.next()
        assert (state.event, state.data) == ("state", {"mode": "bot", "locale": "fr", "dir": "ltr", "seq": 4})
        heard = [await ear.next() for _ in range(4)]
    assert [(h.event, h.id, h.data["from"]) for h in heard] == [
        ("message", "1", "bot"),
        ("message", "2", "bot"),
        ("message", "3", "me"),
        ("message", "4", "bot"),
    ]
    whole = await (await client.get("/api/chat/messages", params={"key": talk.key})).json()
    assert [h.data for h in heard] == whole["messages"]


async def test_it_goes_on_live_and_tells_who_writes(client: Client, talk: Talk, house: House) -> None:
    async with listening(client, talk, after=2) as ear:
        assert (await ear.next()).event == "state"
        await talk.say(text="salut")
        first, second = await ear.until("message"), await ear.until("message")
        assert [first.data["from"], second.data["from"]] == ["me", "bot"]
        house.later(talk.chat, "Voilà ton CV.")
        assert (await ear.until("message")).data["text"] == "Voilà ton CV."


async def test_somebody_elses_page_sees_typing(client: Client, talk: Talk) -> None:
    async with listening(client, talk, after=2) as ear:
        await ear.next()
        await talk.say(text="salut")
        assert (await ear.until("typing")).data == {"from": "bot"}


async def test_last_event_id_wins_over_after(client: Client, talk: Talk) -> None:
    await talk.say(choice="1.cv")
    async with listening(client, talk, after=0, last="3") as ear:
        assert (await ear.until("message")).id == "4"


async def test_a_change_of_mode_or_language_is_told(client: Client, talk: Talk, house: House) -> None:
    async with listening(client, talk, after=2) as ear:
        await ear.next()
        house.mode(talk.chat, "human")
        assert (await ear.until("state")).data["mode"] == "human"
        await talk.say(choice="!lang")
        state = await ear.until("state")
        assert (state.data["locale"], state.data["dir"]) == ("ar", "rtl")


async def test_an_erased_conversation_ends_the_stream(client: Client, talk: Talk, house: House) -> None:
    async with listening(client, talk, after=2) as ear:
        await ear.next()
        house.erase(talk.chat)
        assert await ear.ended()
    async with client.get("/api/chat/stream", params={"key": talk.key}) as response:
        assert response.status == 404


async def test_nobody_hears_another_conversation(client: Client, talk: Talk, house: House) -> None:
    other = Talk(client)
    await other.say()
    async with listening(client, talk, after=2) as ear:
        await ear.next()
        house.later(other.chat, "pour quelqu’un d’autre")
        house.later(talk.chat, "pour toi")
        assert (await ear.until("message")).data["text"] == "pour toi"


async def test_too_many_streams_of_one_person(client: Client, talk: Talk) -> None:
    responses = [await client.get("/api/chat/stream", params={"key": talk.key}) for _ in range(MOST)]
    assert {r.status for r in responses} == {200}
    for response in responses:
        await response.content.readline()
    async with client.get("/api/chat/stream", params={"key": talk.key}) as one_more:
        assert one_more.status == 429
        assert int(one_more.headers["Retry-After"]) > 0
    for response in responses:
        response.close()


async def test_wrong_numbers_are_refused(client: Client, talk: Talk) -> None:
    for after in ("-1", "x", "1e3", "9" * 40, "١"):
        async with client.get("/api/chat/stream", params={"key": talk.key, "after": after}) as response:
            assert response.status == 400
    async with client.get("/api/chat/stream", params={"key": talk.key}, headers={"Last-Event-ID": "x"}) as response:
        assert response.status == 400
