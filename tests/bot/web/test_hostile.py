"""What arrives in its nastiest shape: a clear 4xx, nothing lost, nothing executed, nothing shown to others."""

from __future__ import annotations

import json
import logging
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from aiohttp import FormData

from flows.events import Picked, Received, Tapped, Typed
from tests.bot.web.conftest import Client, Talk
from tests.bot.web.double import House

KEY = "k" * 48
BAD_BODIES: dict[str, bytes] = {
    "empty": b"",
    "not json": b"{",
    "two documents": b"{}{}",
    "a list": b"[]",
    "null": b"null",
    "deep": b"[" * 100_000,
    "latin-1": '{"key": null, "id": "é"}'.encode("latin-1"),
    "lone surrogate": b'{"key": null, "id": "1", "text": "\\ud800"}',
    "NUL in a text": b'{"key": null, "id": "1", "text": "a\\u0000b"}',
    "NUL in an id": b'{"key": null, "id": "\\u0000"}',
    "no id": b'{"key": null}',
    "empty id": b'{"key": null, "id": ""}',
    "long id": json.dumps({"key": None, "id": "x" * 65}).encode(),
    "number as id": b'{"key": null, "id": 1}',
    "number as key": b'{"key": 1, "id": "1"}',
    "list as text": b'{"key": null, "id": "1", "text": ["a"]}',
    "object as choice": b'{"key": null, "id": "1", "choice": {"id": "x"}}',
    "empty choice": b'{"key": null, "id": "1", "choice": ""}',
    "long choice": json.dumps({"key": None, "id": "1", "choice": "é" * 33}).encode(),
    "text as choices": b'{"key": null, "id": "1", "choices": "x"}',
    "many choices": json.dumps({"key": None, "id": "1", "choices": ["x"] * 101}).encode(),
    "null among choices": b'{"key": null, "id": "1", "choices": [null]}',
    "place without lon": b'{"key": null, "id": "1", "place": {"lat": 1}}',
    "place as text": b'{"key": null, "id": "1", "place": {"lat": "1", "lon": "2"}}',
    "place off the earth": b'{"key": null, "id": "1", "place": {"lat": 91, "lon": 2}}',
    "place nowhere": b'{"key": null, "id": "1", "place": {"lat": NaN, "lon": Infinity}}',
    "place true": b'{"key": null, "id": "1", "place": {"lat": true, "lon": false}}',
    "strange locale": b'{"key": null, "id": "1", "locale": "../../etc"}',
    "long source": json.dumps({"key": None, "id": "1", "source": "x" * 65}).encode(),
    "two things": b'{"key": null, "id": "1", "text": "a", "choice": "b"}',
    "10^5 characters": json.dumps({"key": None, "id": "1", "text": "x" * 100_000}).encode(),
    "1 MB": json.dumps({"key": None, "id": "1", "text": "x" * 1_000_000}).encode(),
    "unknown key": json.dumps({"key": KEY, "id": "1", "text": "allô"}).encode(),
    "no key at all": b'{"key": "", "id": "1", "text": "a"}',
    "path as key": b'{"key": "../../../../etc/passwd", "id": "1", "text": "a"}',
    "SQL as key": b'{"key": "\' OR 1=1 --0123456789", "id": "1", "text": "a"}',
}


@pytest.mark.parametrize("name", BAD_BODIES)
async def test_a_bad_body_is_refused_in_words_and_does_nothing(client: Client, house: House, name: str) -> None:
    async with client.post(
        "/api/chat", data=BAD_BODIES[name], headers={"Content-Type": "application/json"}
    ) as response:
        assert 400 <= response.status < 500, await response.text()
        answer = await response.json()
    assert set(answer) == {"error", "message"}
    assert answer["message"]
    assert house.taken == []
    assert "passwd" not in answer["message"]


async def test_a_body_of_another_type_is_415(client: Client) -> None:
    async with client.post("/api/chat", data=b'{"key": null, "id": "1"}', headers={"Content-Type": "text/plain"}) as r:
        assert r.status == 415


async def test_a_known_key_with_nothing_to_say(client: Client, talk: Talk, house: House) -> None:
    for said in ({}, {"text": ""}, {"text": " \n\t"}, {"locale": "ar"}):
        async with client.post("/api/chat", json={"key": talk.key, "id": "n", **said}) as response:
            assert (response.status, (await response.json())["error"]) == (400, "nothing_said")
    assert len(house.taken) == 1


ODD_WORDS = {
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "formula": '=HYPERLINK("http://evil")',
    "marks": "\u200b\u202e\u2066Amina\u2069\ufeff",
    "10,000 characters": "é" * 10_000,
    "template": "{{ 7*7 }} {% raw %} ${7*7}",
    "scripts": "أمينة 李 Аміна 👩🏽‍🔧",
    "line breaks": "a\r\nb\u2028c",
}


@pytest.mark.parametrize("name", ODD_WORDS)
async def test_odd_words_arrive_as_they_are(talk: Talk, house: House, name: str) -> None:
    await talk.say(text=ODD_WORDS[name])
    assert house.taken[-1].said == Typed(ODD_WORDS[name])


async def test_unknown_choices_are_the_flows_business(talk: Talk, house: House) -> None:
    await talk.say(choice="zzz")
    await talk.say(choices=[])
    assert [i.said for i in house.taken[1:]] == [Tapped("zzz"), Picked(())]


@pytest.mark.parametrize(
    "path",
    [
        "/files/unknown",
        "/files/..%2f..%2fetc%2fpasswd",
        "/files/%2e%2e/%2e%2e/etc/passwd",
        "/files/%00",
        "/files/",
        "/static/x/..%2f..%2fserver.py",
        "/static/x/%2e%2e%2fserver.py",
        "/static/x/chat.html",
        "/static/../server.py",
        "/.env",
    ],
)
async def test_paths_lead_nowhere(client: Client, path: str) -> None:
    from yarl import URL

    async with client.get(URL(str(client._base_url).rstrip("/") + path, encoded=True)) as response:
        assert response.status == 404
        assert "root:" not in await response.text()


async def test_api_errors_are_json_and_pages_errors_are_pages(client: Client) -> None:
    async with client.get("/api/nothing") as response:
        assert (response.status, (await response.json())["error"]) == (404, "not_found")
    async with client.get("/api/chat") as response:
        assert (response.status, (await response.json())["error"]) == (405, "method_not_allowed")
        assert response.headers["Allow"] == "POST"
    async with client.get("/nothing", headers={"Accept-Language": "fr"}) as response:
        assert response.status == 404
        assert "n’existe pas" in await response.text()


async def test_a_key_opens_only_its_own(client: Client, talk: Talk, house: House) -> None:
    other = Talk(client)
    await other.say()
    await other.say(text="secret de l’autre")
    async with client.get("/api/chat/messages", params={"key": talk.key}) as response:
        assert "secret" not in await response.text()
    for key in (other.chat, other.key[:-1], other.key + "x", other.key.swapcase(), ""):
        for path in ("/api/chat/messages", "/api/chat/stream"):
            async with client.get(path, params={"key": key}) as response:
                assert response.status == 404


# -- files ------------------------------------------------------------------------------------------------------
def form(key: str, body: bytes, name: str = "cv.pdf", id: str = "f1") -> FormData:
    data = FormData({"key": key, "id": id})
    data.add_field("file", BytesIO(body), filename=name, content_type="application/pdf")
    return data


def docx(member: str = "word/document.xml") -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(member, "<x/>")
    return out.getvalue()


GOOD_FILES = {
    "pdf": (b"%PDF-1.7\n", "mon cv.PDF", "application/pdf", "mon cv.pdf"),
    "docx": (docx(), "cv.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "cv.docx"),
    "odt": (docx("content.xml"), "cv", "application/vnd.oasis.opendocument.text", "cv.odt"),
    "png": (b"\x89PNG\r\n\x1a\n0", "photo.jpg", "image/png", "photo.png"),
    "jpeg": (b"\xff\xd8\xff\xe0", "C:\\Users\\a\\x.jpg", "image/jpeg", "x.jpg"),
    "text": ("Amina, née à Lyon".encode(), "../../cv.txt", "text/plain", "cv.txt"),
    "json": (b'{"basics": {}}', "cv.json", "application/json", "cv.json"),
    "bidi name": (b"%PDF-1.7\n", "cv\u202efdp.exe", "application/pdf", "cvfdp.pdf"),
    "no name": (b"%PDF-1.7\n", "...", "application/pdf", "document.pdf"),
}


@pytest.mark.parametrize("name", GOOD_FILES)
async def test_a_file_is_known_by_its_content(client: Client, talk: Talk, house: House, name: str) -> None:
    body, sent, type, kept = GOOD_FILES[name]
    async with client.post("/api/chat/file", data=form(talk.key, body, sent)) as response:
        assert response.status == 200, await response.text()
        answer = await response.json()
    assert answer["key"] == talk.key
    [(ref, stored)] = house.files.values()
    assert (ref.name, ref.type, stored) == (kept, type, body)
    assert house.taken[-1].said == Received(ref.id, kept, type)


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\x00",
        b"\x7fELF\x02",
        b"PK\x03\x04 broken",
        docx("evil.exe"),
        b"#!/bin/sh\nrm -rf /",
        b"\xff\xfe\x00\x01",
    ],
)
async def test_other_files_are_415(client: Client, talk: Talk, house: House, body: bytes) -> None:
    async with client.post("/api/chat/file", data=form(talk.key, body)) as response:
        assert (response.status, (await response.json())["error"]) == (415, "file_type")
    assert not house.files


async def test_20_mb_pass_and_more_is_413(client: Client, talk: Talk, house: House) -> None:
    most = b"%PDF-" + bytes(20 * 1024 * 1024 - 5)
    async with client.post("/api/chat/file", data=form(talk.key, most)) as response:
        assert response.status == 200
    async with client.post("/api/chat/file", data=form(talk.key, most + b"x", id="f2")) as response:
        assert (response.status, (await response.json())["error"]) == (413, "too_large")
    assert len(house.files) == 1


async def test_forms_that_are_none(client: Client, talk: Talk, house: House) -> None:
    cases: list[tuple[Any, dict[str, str], int]] = [
        (b"x", {"Content-Type": "application/json"}, 415),
        (b"x", {"Content-Type": "multipart/form-data"}, 400),
        (b"x", {"Content-Type": "multipart/form-data; boundary=b"}, 400),
        (b"--b\r\n\r\nx\r\n--b--", {"Content-Type": "multipart/form-data; boundary=b"}, 400),
        (FormData({"key": talk.key, "id": "1", "file": "text only"}), {}, 415),
        (form("", b"%PDF-"), {}, 400),
        (form(talk.key, b"%PDF-", id=""), {}, 400),
        (form(talk.key, b""), {}, 400),
        (form(KEY, b"%PDF-"), {}, 404),
    ]
    for data, headers, status in cases:
        async with client.post("/api/chat/file", data=data, headers=headers) as response:
            assert response.status == status, (data, await response.text())
            assert set(await response.json()) == {"error", "message"}
    assert not house.files
    assert len(house.taken) == 1


# -- logs -------------------------------------------------------------------------------------------------------
async def test_keys_words_and_file_addresses_stay_out_of_the_logs(
    client: Client, talk: Talk, house: House, caplog: pytest.LogCaptureFixture, base: str
) -> None:
    caplog.set_level(logging.DEBUG)
    await talk.say(text="mes mots secrets")
    ref = await house.put(1, "cv.pdf", "application/pdf", b"%PDF-")
    for path in (
        f"/api/chat/messages?key={talk.key}",
        f"/files/{ref.id}",
        f"/take?key={talk.key}",
        f"/?key={talk.key}",
    ):
        async with client.get(path) as response:
            await response.read()
    await _broken_request(base, talk.key)
    lines = [record.getMessage() + str(record.exc_info) for record in caplog.records if record.name != "asyncio"]
    assert any("GET /files/{id} 200" in line for line in lines)
    assert any("GET /api/chat/messages 200" in line for line in lines)
    for secret in (talk.key, ref.id, "secrets"):
        assert not [line for line in lines if secret in line]


async def _broken_request(base: str, key: str) -> None:
    """A request line no server takes, with a key in it."""
    import asyncio

    host, _, port = base.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET /api/chat/messages?key={key} HTTP/9.9\r\nBad Header: {key}\r\n\r\n".encode())
    await writer.drain()
    assert b"400" in await reader.readline()
    writer.close()
