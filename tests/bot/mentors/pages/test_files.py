"""Files both ways: clean, never by their own address, refused with a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.mentors.contacts.files.texts import LONGEST
from bot.mentors.store import handoffs
from bot.storage.tables import mentors as t
from bot.storage.tables.files import files
from tests.bot.mentors.pages.house import House, mentor
from tests.bot.mentors.pages.test_conversation import id_of, post, reads, said, taken
from tests.bot.storage.rows import line
from tests.bot.web.rooms import Visitor

JPEG = (Path(__file__).parents[1] / "contacts/files/square.jpg").read_bytes()


async def test_a_picture_goes_out_clean_and_once(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    id = id_of(lina.html)
    for _ in range(2):
        assert await post(lina, path, {"id": id, "text": ""}, ("Lina_Martin_IMG.jpg", JPEG, "text/html")) == 200
    async with house.database.read() as db:
        rows = (await db.execute(select(files))).all()
    assert [(row.type, row.name) for row in rows] == [("image/jpeg", b"photo.jpg")]
    assert await said(house) == [""]


@pytest.mark.parametrize(
    ("body", "type", "told"),
    [
        (b"BEGIN:VCARD\nFN:Lina\nTEL:0612345678\nEND:VCARD", "text/vcard", "fiche de contact"),
        (b"MZ\x90\x00 virus", "application/x-msdownload", "on prend les photos"),
        (b"%PDF-1.7 nothing", "application/pdf", "n’est pas parti"),
    ],
)
async def test_a_file_that_is_refused_is_said_and_nothing_goes_out(
    lina: Visitor, house: House, body: bytes, type: str, told: str
) -> None:
    path = await taken(lina, house)
    await post(lina, path, {"id": "x", "text": "Regarde"}, ("f", body, type))
    assert told in lina.text
    assert await said(house) == []


async def test_a_file_over_the_limit_is_said_and_nothing_goes_out(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    body = b"\xff\xd8\xff" + b"\0" * (21 * 1024 * 1024)
    assert await post(lina, path, {"id": "x", "text": "Regarde"}, ("f.jpg", body, "image/jpeg")) == 413
    assert "20 Mo" in lina.text
    assert await said(house) == []


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("", b"Appelle-moi au 06 12 34 56 78"),
        ("Regarde", "Été : écris à lina@exemple.fr".encode("latin-1")),
        ("Mon 06 : 06 12 34", b"56 78 90"),
    ],
)
async def test_a_text_that_reaches_somebody_waits_for_a_coordinator(
    lina: Visitor, ana: Visitor, house: House, text: str, body: bytes
) -> None:
    path = await taken(lina, house)
    for _ in range(2):
        assert await post(lina, path, {"id": "x", "text": text}, ("a.txt", body, "text/plain; charset=utf-8")) == 200
        assert "La coordination regarde" in lina.text
    assert await said(house) == []
    async with house.database.read() as db:
        assert (await db.scalars(select(t.held_lines.c.state))).all() == ["held"]
        id = await db.scalar(select(t.held_lines.c.id))
    await ana.open(f"/staff/mentors/held/{id}")
    assert body.decode("latin-1") in ana.text
    await ana.send(f"/staff/mentors/held/{id}", {"through": "1"})
    assert await said(house) == [text]


async def test_a_harmless_text_goes_out_and_a_book_does_not(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await post(lina, path, {"id": "x", "text": ""}, ("a.txt", b"Trois questions pour demain", "text/plain"))
    assert await said(house) == [""]
    book = b"mot " * LONGEST + b"06 12 34 56 78"
    await post(lina, path, {"id": "y", "text": ""}, ("b.txt", book, "text/plain"))
    assert "dix pages" in lina.text
    assert await said(house) == [""]


async def test_a_person_s_text_is_masked_until_they_release_it(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    house.sheets.called = ("Amina Kaba",)
    body = b"Amina Kaba\n06 12 34 56 78\nJe sais cuisiner"
    await sent(house, 1, "there", body=body, type="text/plain")
    where = path.replace("/c/", "/file/") + "/1"
    async with lina.session.get(where) as response:
        shown = await response.text()
    assert shown == "[nom caché] [nom caché]\n[numéro caché]\nJe sais cuisiner"
    async with house.database.write() as db:
        id = await db.scalar(select(t.handoffs.c.mentor_id))
        await handoffs.release(db, house.time.now(), 1, 1, id or 0)
    async with lina.session.get(where) as response:
        assert await response.read() == body


async def sent(
    house: House, seq: int, state: str, why: str | None = None, body: bytes = JPEG, type: str = "image/jpeg"
) -> None:
    """A line with a file, and what became of it on its way."""
    clean = {"name": b"photo.jpg", "type": type, "size": len(body), "body": body}
    wrote = json.dumps({"text": "", "files": [["as-it-came", "CV_Amina_Kaba.jpg", type, ""]]}).encode()
    await line(house.database, seq, author="me", direction="in", body=wrote)
    there = {"id": f"clean-{seq}", "person_id": 1, **clean}
    passed = {"person_id": 1, "seq": seq, "state": state, "why": why, "at": house.time.now()}
    async with house.database.write() as db:
        if state == "there":
            await db.execute(files.insert().values(there | {"created_at": house.time.now()}))
            passed["file_id"] = f"clean-{seq}"
        await db.execute(t.passed_files.insert().values(passed))


async def test_a_person_s_file_is_shown_clean_without_its_own_address(
    lina: Visitor, omar: Visitor, house: House
) -> None:
    path = await taken(lina, house)
    await sent(house, 1, "there")
    await sent(house, 2, "coming")
    await sent(house, 3, "refused", "too_big")
    await lina.open(path)
    for secret in ("as-it-came", "clean-1", "Kaba"):
        assert secret not in lina.html
    assert "Un fichier arrive" in lina.text
    assert "il dépasse 20 Mo" in lina.text
    where = path.replace("/c/", "/file/") + "/1"
    assert where in lina.html
    async with lina.session.get(where) as response:
        assert (response.status, await response.read()) == (200, JPEG)
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Type"] == "image/jpeg"
    assert ("file", path.rpartition("/")[2] + "/1") in await reads(house)
    await mentor(omar, house, "Omar")
    assert await omar.open(where) == 404
    assert (await reads(house))[-1][0] == "refused"
    for other in ("/2", "/3", "/4", "/0", "/x", "/99999999999999999"):
        assert await lina.open(path.replace("/c/", "/file/") + other) == 404


async def test_a_line_is_looked_at_again_until_its_file_is_there(lina: Visitor, omar: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await sent(house, 1, "coming")
    await lina.open(f"{path}/line/1")
    assert "coming" in lina.html
    await mentor(omar, house, "Omar")
    assert await omar.open(f"{path}/line/1") == 404
    for other in ("0", "2", "x"):
        assert await lina.open(f"{path}/line/{other}") == 404


async def test_the_cv_without_a_name_is_noted(lina: Visitor, house: House) -> None:
    house.sheets.png, house.sheets.lines = JPEG, ("Serveuse, Le Petit Zinc",)
    path = await taken(lina, house)
    assert "Serveuse, Le Petit Zinc" in lina.text
    async with lina.session.get(path.replace("/c/", "/file/") + "/cv") as response:
        assert (response.status, await response.read()) == (200, JPEG)
    assert (await reads(house))[-1][0] == "cv"
    house.sheets.png = None
    assert await lina.open(path.replace("/c/", "/file/") + "/cv") == 404
