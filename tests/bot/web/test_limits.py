"""Too fast is told, generously; SOS never is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from aiohttp import FormData

from bot.web.limits import CALL_BURST, FILE_BURST, KEY_BURST, Buckets
from tests.bot.web.conftest import Client, Talk
from tests.bot.web.double import Hands, House


async def test_too_fast_is_429_with_retry_after_but_never_sos(talk: Talk, client: Client, hands: Hands) -> None:
    async def text(words: str, n: int) -> int:
        body = {"key": talk.key, "id": f"{words}{n}", "text": words}
        async with client.post("/api/chat", json=body) as response:
            if response.status == 429:
                assert int(response.headers["Retry-After"]) >= 1
                assert (await response.json())["error"] == "too_fast"
            return response.status

    statuses = [await text("vite", n) for n in range(600)]
    assert 429 in statuses
    assert statuses[:100] == [200] * 100
    assert {await text("sos", n) for n in range(20)} == {200}
    hands.forward(minutes=1)
    assert await text("calme", 1) == 200


def buckets(now: datetime, most: int = 10) -> tuple[Buckets, list[datetime]]:
    moment = [now]
    return Buckets(lambda: moment[0], 2, 0.5, most), moment


def test_a_bucket_empties_and_fills_again() -> None:
    held, moment = buckets(datetime(2026, 11, 21, tzinfo=UTC))
    assert [held.take("a") for _ in range(3)] == [0, 0, 2.0]
    assert held.take("b") == 0
    moment[0] += timedelta(seconds=2)
    assert [held.take("a") for _ in range(2)] == [0, 2.0]
    moment[0] -= timedelta(hours=1)
    assert held.take("a") == 2.0


def test_memory_stays_bounded() -> None:
    held, _ = buckets(datetime(2026, 11, 21, tzinfo=UTC), most=3)
    for name in ("a", "a", "b", "c", "d"):
        held.take(name)
    assert held.take("d") == 0
    assert held.take("a") == 0


async def test_a_call_in_their_own_word_passes_however_fast_but_guessing_it_does_not(
    talk: Talk, client: Client, house: House
) -> None:
    house.own_words[talk.chat] = "banane bleue"

    async def send(n: int, text: str) -> int:
        async with client.post("/api/chat", json={"key": talk.key, "id": f"own{n}", "text": text}) as response:
            return response.status

    for n in range(KEY_BURST + 20):
        await send(n, "x")
    assert await send(1000, "banane bleue") == 200
    assert await send(1001, "banane") == 429
    for n in range(CALL_BURST):
        await send(2000 + n, "banane")
    assert await send(3000, "banane bleue") == 429, "looked at so often that somebody tries words"


async def test_files_are_held_back_long_before_they_fill_the_disk(talk: Talk, client: Client, hands: Hands) -> None:
    async def send(n: int) -> int:
        form = FormData({"key": talk.key, "id": f"file{n}"})
        form.add_field("file", b"%PDF-1.7", filename="cv.pdf", content_type="application/pdf")
        async with client.post("/api/chat/file", data=form) as response:
            return response.status

    assert [await send(n) for n in range(FILE_BURST + 1)] == [200] * FILE_BURST + [429]
    hands.forward(minutes=1)
    assert await send(99) == 200
