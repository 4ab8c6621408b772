"""Too fast is told, generously; SOS never is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from aiohttp import FormData

from bot.web.limits import FILE_BURST, Buckets
from tests.bot.web.conftest import Client, Talk
from tests.bot.web.double import Hands


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


async def test_files_are_taken_slowly_words_go_on(talk: Talk, client: Client, hands: Hands) -> None:
    """Whatever the conversation: 20 MB each, they would fill the disk of a small server within minutes."""

    async def file(n: int) -> int:
        form = FormData({"key": talk.key, "id": f"f{n}"})
        form.add_field("file", b"words", filename="a.txt", content_type="text/plain")
        async with client.post("/api/chat/file", data=form) as response:
            return response.status

    statuses = [await file(n) for n in range(FILE_BURST + 2)]
    assert statuses == [200] * FILE_BURST + [429, 429]
    async with client.post("/api/chat", json={"key": talk.key, "id": "w", "text": "et là"}) as response:
        assert response.status == 200
    hands.forward(minutes=1)
    assert await file(99) == 200


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
