"""Files people send: known by their content, named harmlessly, 20 MB at most."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from aiohttp import FormData

from flows.events import Received, Unsupported
from tests.bot.web.boxes import VOICE, box, ftyp, moov
from tests.bot.web.conftest import Client, Talk
from tests.bot.web.double import House

KEY = "k" * 48


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
    "jpeg": (b"\xff\xd8\xff\xe0", "a\\b\\x.jpg", "image/jpeg", "x.jpg"),
    "text": ("Amina, née à Lyon".encode(), "../../cv.txt", "text/plain", "cv.txt"),
    "json": (b'{"basics": {}}', "cv.json", "application/json", "cv.json"),
    "europass": (b"\xef\xbb\xbf<?xml version='1.0'?><Candidate />", "cv.XML", "application/xml", "cv.xml"),
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
        b"<?xml version='1.0'?><bill/>",
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


SOUNDS = {
    "ogg": (b"OggS\0\2sound", "audio/ogg", "vocal.ogg"),
    "webm": (b"\x1a\x45\xdf\xa3A_OPUS", "audio/webm", "vocal.webm"),
    "m4a": (VOICE, "audio/mp4", "vocal.m4a"),
    "mp3": (b"ID3\x04\0\0", "audio/mpeg", "vocal.mp3"),
    "mp3 without tags": (b"\xff\xfb\x90\x64\0", "audio/mpeg", "vocal.mp3"),
    "wav": (b"RIFF....WAVEfmt ", "audio/wav", "vocal.wav"),
}


@pytest.mark.parametrize("name", SOUNDS)
@pytest.mark.parametrize("mode", ["human", "waiting"])
async def test_a_voice_is_taken_where_somebody_listens(
    client: Client, talk: Talk, house: House, name: str, mode: str
) -> None:
    body, type, kept = SOUNDS[name]
    [person] = house.people.values()
    person.mode = mode
    for _ in range(2):
        async with client.post("/api/chat/file", data=form(talk.key, body, "vocal")) as response:
            assert response.status == 200, await response.text()
    [(ref, stored)] = house.files.values()
    assert stored == body
    assert house.taken[-1].said == Unsupported("voice", Received(ref.id, kept, type))


@pytest.mark.parametrize("name", SOUNDS)
async def test_while_only_the_bot_is_there_no_voice_is_kept(
    client: Client, talk: Talk, house: House, name: str
) -> None:
    async with client.post("/api/chat/file", data=form(talk.key, SOUNDS[name][0], "vocal")) as response:
        assert (response.status, (await response.json())["error"]) == (415, "file_type")
    assert not house.files


@pytest.mark.parametrize(
    "body",
    [
        b"\x1a\x45\xdf\xa3" + bytes(200) + b"V_VP8",
        ftyp(b"mp42")
        + box(b"mdat", bytes(70_000))
        + moov(b"soun", b"vide", between=70_000)
        + box(b"free", bytes(70_000)),
        b"OggS\0\2\x80theora",
    ],
)
async def test_what_moves_is_no_voice(client: Client, talk: Talk, house: House, body: bytes) -> None:
    [person] = house.people.values()
    person.mode = "human"
    async with client.post("/api/chat/file", data=form(talk.key, body, "vocal")) as response:
        assert response.status == 415
    assert not house.files
