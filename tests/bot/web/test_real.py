"""The API over the real engine, turns and storage: nothing of the contract depends on the double."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, DummyCookieJar, FormData
from sqlalchemy import func, select

from bot.storage.tables.files import files
from tests.bot.web.conftest import Talk
from tests.bot.web.real import PNG, Real, running
from tests.bot.web.test_stream import listening


@pytest.fixture
async def real(tmp_path: Path) -> AsyncIterator[Real]:
    async with running(tmp_path) as house:
        yield house


@pytest.fixture
async def person(real: Real) -> AsyncIterator[Talk]:
    async with ClientSession(real.base, cookie_jar=DummyCookieJar()) as session:
        yield Talk(session)


def last(answer: dict[str, Any]) -> dict[str, Any]:
    message: dict[str, Any] = answer["messages"][-1]
    return message


def choice(answer: dict[str, Any], label: str) -> str:
    found: str = next(c["id"] for c in last(answer)["choices"] if c["label"] == label)
    return found


async def test_the_whole_talk(person: Talk, real: Real) -> None:
    answer = await person.say(locale="fr")
    assert last(answer)["expects"] == "choice"
    assert [c["label"] for c in last(answer)["controls"]] == ["Je ne sais pas", "☰ Plus", "Parler à quelqu’un", "🆘"]
    answer = await person.say(choice=choice(answer, "Faire mon CV"))
    assert (last(answer)["expects"], last(answer)["many"]) == ("choices", True)
    answer = await person.say(choices=[choice(answer, "La cuisine"), choice(answer, "Garder les petits")])
    assert last(answer)["expects"] == "phone"
    answer = await person.say(text="06 12 34 56 78")
    assert last(answer)["expects"] == "place"
    answer = await person.say(text="Lyon")
    assert last(answer)["expects"] == "file"
    form = FormData({"key": person.key, "id": "file"})
    form.add_field("file", b"%PDF-1.7", filename="mon cv.pdf")
    async with person.client.post("/api/chat/file", data=form) as response:
        answer = await response.json()
    assert "prépare" in answer["messages"][0]["text"]
    async with listening(person.client, person, after=answer["seq"]) as ear:
        await real.conversation.work()
        document = await ear.until("message")
    [file] = document.data["files"]
    async with person.client.get(file["url"]) as response:
        assert await response.read() == PNG
    async with person.client.get("/api/chat/messages", params={"key": person.key}) as response:
        whole = await response.json()
    mine = [m for m in whole["messages"] if m["from"] == "me"]
    assert mine[0]["text"] == "Faire mon CV"
    assert mine[-1]["files"][0]["name"] == "mon cv.pdf"
    assert [m["seq"] for m in whole["messages"]] == list(range(1, len(whole["messages"]) + 1))


async def test_the_same_id_twice_gives_the_same_messages_once(person: Talk) -> None:
    start = await person.say(locale="fr")
    body = {"key": person.key, "id": "again", "choice": choice(start, "Faire mon CV")}
    answers = []
    for _ in range(2):
        async with person.client.post("/api/chat", json=body) as response:
            answers.append(await response.json())
    assert answers[0] == answers[1]


async def test_a_file_sent_again_is_stored_once(person: Talk, real: Real) -> None:
    await person.say(locale="fr")

    async def send(id: str) -> dict[str, Any]:
        form = FormData({"key": person.key, "id": id})
        form.add_field("file", b"%PDF-1.7", filename="cv.pdf")
        async with person.client.post("/api/chat/file", data=form) as response:
            answer: dict[str, Any] = await response.json()
            return answer

    answers = await asyncio.gather(*(send("one") for _ in range(4)))
    assert answers[1:] == answers[:-1]
    await send("two")
    async with real.database.read() as db:
        assert await db.scalar(select(func.count()).select_from(files)) == 2
    async with person.client.get("/api/chat/messages", params={"key": person.key}) as response:
        sent = [line["files"][0]["url"] for line in (await response.json())["messages"] if line["files"]]
    assert len(set(sent)) == 2
    for url in sent:
        async with person.client.get(url) as response:
            assert await response.read() == b"%PDF-1.7"


async def test_a_stale_button_is_answered_kindly(person: Talk) -> None:
    start = await person.say(locale="fr")
    await person.say(choice=choice(start, "Faire mon CV"))
    answer = await person.say(choice=choice(start, "Atelier près de moi"))
    assert "gardé ta première réponse" in answer["messages"][0]["text"]


async def test_words_that_come_first_are_greeted_and_sos_is_heard(person: Talk, real: Real) -> None:
    answer = await person.say(text="bonjour", locale="fr")
    assert "Salut" in answer["messages"][0]["text"]
    async with ClientSession(real.base, cookie_jar=DummyCookieJar()) as session:
        answer = await Talk(session).say(text="SOS")
        assert "112" in answer["messages"][0]["text"]


async def test_arabic_from_the_first_word(person: Talk) -> None:
    answer = await person.say(locale="ar")
    assert (answer["locale"], answer["dir"]) == ("ar", "rtl")
    assert "أنا روبوت" in answer["messages"][0]["text"]


async def test_an_unknown_key_is_404_and_makes_nobody(person: Talk) -> None:
    async with person.client.post("/api/chat", json={"key": "k" * 48, "id": "1", "text": "allô"}) as response:
        assert response.status == 404
    async with person.client.get("/api/chat/messages", params={"key": "k" * 48}) as response:
        assert response.status == 404
