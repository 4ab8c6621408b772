"""What the document says is what the service answers, of every operation and every refusal."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiohttp import ClientResponse, ClientSession, DummyCookieJar, FormData
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # the library has no types

from bot.clock import Clock
from bot.web.openapi import document
from tests.bot.web.conftest import Talk, application
from tests.bot.web.double import Hands, House
from tests.bot.web.real import PNG, Real, running

OPERATIONS = {(path, method) for path, methods in document()["paths"].items() for method in methods}


@pytest.fixture
async def real(tmp_path: Path) -> AsyncIterator[Real]:
    async with running(tmp_path) as house:
        yield house


@pytest.fixture
async def client(real: Real) -> AsyncIterator[ClientSession]:
    async with ClientSession(real.base, cookie_jar=DummyCookieJar()) as session:
        yield session


async def held(response: ClientResponse, path: str) -> Any:
    """The answer, after it was held against what the document says of this operation and status."""
    operation = document()["paths"][path][response.method.lower()]
    promised = operation["responses"][str(response.status)]["content"]
    assert response.content_type in promised or "*/*" in promised
    assert set(operation["responses"][str(response.status)].get("headers", ())) <= set(response.headers)
    if response.content_type != "application/json" or "*/*" in promised:
        return await response.read()
    body = await response.json()
    schema = {**promised["application/json"]["schema"], "components": document()["components"]}
    Draft202012Validator(schema).validate(body)
    return body


def test_the_document_itself_is_valid_and_whole() -> None:
    told = orjson.loads(orjson.dumps(document()))
    assert told["openapi"].startswith("3.1")
    for name, schema in told["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert schema.get("description"), name
    refs = set(re.findall(r'"#/components/schemas/(\w+)"', orjson.dumps(told).decode()))
    assert refs <= set(told["components"]["schemas"])


def test_every_route_of_the_api_is_in_it_and_no_other() -> None:
    site = application(House(Hands(Clock()).running()), Clock())
    routes = {
        (re.sub(r":[^}]+", "", route.resource.canonical), route.method.lower())
        for route in site.router.routes()
        if route.resource and re.match(r"/(api|files)/", route.resource.canonical) and route.method != "HEAD"
    }
    assert routes == OPERATIONS | {("/api/openapi.json", "get")}


async def test_it_is_served_and_may_be_kept(client: ClientSession) -> None:
    async with client.get("/api/openapi.json") as response:
        assert (response.status, response.content_type) == (200, "application/json")
        assert response.headers["Cache-Control"] == "public, max-age=3600"
        assert await response.json() == orjson.loads(orjson.dumps(document()))


async def test_a_whole_talk_is_as_described(client: ClientSession) -> None:
    person = Talk(client)
    answer = await person.say(locale="fr")
    expected: list[str] = []
    for say in (
        lambda first: {"choice": first},
        lambda first: {"choices": [first]},
        lambda first: {"text": "06 12 34 56 78"},
        lambda first: {"text": "Lyon"},
    ):
        first = next((choice["id"] for choice in answer["messages"][-1]["choices"]), "")
        body = {"key": person.key, "id": str(len(expected)), **say(first)}
        async with client.post("/api/chat", json=body) as response:
            answer = await held(response, "/api/chat")
        expected.append(answer["messages"][-1]["expects"])
    assert expected == ["choices", "phone", "place", "file"]
    form = FormData({"key": person.key, "id": "file"})
    form.add_field("file", PNG, filename="moi.png")
    async with client.post("/api/chat/file", data=form) as response:
        await held(response, "/api/chat/file")
    async with client.get("/api/chat/messages", params={"key": person.key, "after": "0"}) as response:
        read = await held(response, "/api/chat/messages")
    [file] = [file for line in read["messages"] for file in line["files"]]
    assert [line["seq"] for line in read["messages"]] == [*range(1, read["seq"] + 1)]
    async with client.get(file["url"]) as response:
        assert await held(response, "/files/{id}") == PNG
    async with client.get("/api/chat/stream", params={"key": person.key, "after": "0"}) as response:
        assert response.status == 200
        assert response.content_type == "text/event-stream"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"id": "1", "key": "x" * 48, "text": "a"}, 404),
        ({"id": "1", "text": "a", "choice": "b"}, 400),
        ({"id": ""}, 400),
        ({"id": "1", "text": "x" * 300_000}, 413),
        (None, 415),
    ],
)
async def test_refusals_are_as_described(client: ClientSession, body: dict[str, str] | None, status: int) -> None:
    sent = {"json": body} if body is not None else {"data": {"id": "1"}}
    async with client.post("/api/chat", **sent) as response:  # type: ignore[arg-type]  # one of two ways to send a body
        assert response.status == status
        assert (await held(response, "/api/chat"))["error"]


async def test_refused_files_and_missing_things_are_as_described(client: ClientSession) -> None:
    person = Talk(client)
    await person.say(locale="fr")
    for body, status in ((b"\x7fELF", 415), (b"", 400)):
        form = FormData({"key": person.key, "id": "file"})
        form.add_field("file", body, filename="cv.pdf")
        async with client.post("/api/chat/file", data=form) as response:
            assert response.status == status
            await held(response, "/api/chat/file")
    for path in ("/api/chat/messages", "/api/chat/stream"):
        for key, after, status in (("nobody" * 8, "0", 404), (person.key, "-1", 400)):
            async with client.get(path, params={"key": key, "after": after}) as response:
                assert response.status == status
                await held(response, path)
    async with client.get("/files/nothing") as response:
        assert response.status == 404
        await held(response, "/files/{id}")
