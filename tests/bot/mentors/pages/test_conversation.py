"""A conversation over HTTP: what a mentor reads of it, says in it, and does with it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import FormData
from sqlalchemy import func, select, update

from bot.mentors.store import handoffs, talk
from bot.storage.sealed import open_json
from bot.storage.tables import mentors as t
from bot.storage.tables.files import files
from bot.storage.tables.later import events
from tests.bot.mentors.pages.house import SEALER, House, disable, mentor
from tests.bot.mentors.pages.test_console import waits
from tests.bot.storage.rows import line
from tests.bot.web.rooms import Visitor

JPEG = (Path(__file__).parents[1] / "contacts/files/square.jpg").read_bytes()
PHONE = "Appelle-moi au 06 12 34 56 78"


async def taken(who: Visitor, house: House, name: str = "Lina") -> str:
    """One person waits and is taken by who signs in now; the address of the conversation."""
    await mentor(who, house, name)
    await waits(house, 1)
    await who.open("/mentor")
    assert await who.send("/mentor", {"next": "1"}) == 200
    async with house.database.read() as db:
        return f"/mentor/c/{await db.scalar(select(func.max(t.handoffs.c.id)))}"


def id_of(html: str) -> str:
    found = re.search(r'name="id" value="([^"]+)"', html)
    assert found
    return found[1]


async def said(house: House) -> list[str]:
    async with house.database.read() as db:
        found = await db.scalars(select(events.c.payload).where(events.c.kind == "mentors.said").order_by(events.c.id))
        return [open_json(SEALER, 1, payload)["text"] for payload in found if payload]


async def reads(house: House) -> list[tuple[str, str]]:
    async with house.database.read() as db:
        return [(row.what, row.subject) for row in await db.execute(select(t.reads).order_by(t.reads.c.id))]


async def post(who: Visitor, path: str, fields: dict[str, str], *uploads: tuple[str, bytes, str]) -> int:
    """As a browser sends the form with its file field."""
    form = FormData(quote_fields=False)
    for name, value in {"token": who.token, **fields}.items():
        form.add_field(name, value)
    for name, body, type in uploads or [("", b"", "application/octet-stream")]:
        form.add_field("file", BytesIO(body), filename=name, content_type=type)
    async with who.session.post(path, data=form, headers={"Origin": who.base}) as response:
        who.html, who.status, who.headers = await response.text(), response.status, response.headers
    return who.status


async def theirs(house: House, *texts: str, first: int = 1) -> None:
    for seq, text in enumerate(texts, first):
        body = json.dumps({"text": text}).encode()
        await line(house.database, seq, author="me", direction="in", body=body)


# -- reading --------------------------------------------------------------------------------------------------
async def test_read_with_what_reaches_them_hidden_and_noted_once(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await theirs(house, "Bonjour", PHONE, "Je suis Amina Kaba", "<script>alert(1)</script>")
    house.sheets.called = ("Amina Kaba",)
    before = len(await reads(house))
    assert await lina.open(path) == 200
    assert "Bonjour" in lina.text
    assert "06 12" not in lina.html
    assert "[numéro caché]" in lina.text
    assert "Kaba" not in lina.html
    assert "<script>alert" not in lina.html
    assert "18 à 25 ans" in lina.text
    assert (await reads(house))[before:] == [("conversation", path.rpartition("/")[2])]
    await lina.open(path, "ar")
    assert 'dir="rtl"' in lina.html
    assert "numéro caché" not in lina.html


async def test_a_number_over_two_lines_is_hidden_and_a_released_line_is_not(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await theirs(house, "06 12 34", "56 78 90", PHONE)
    async with house.database.write() as db:
        id = await db.scalar(select(t.handoffs.c.mentor_id))
        await handoffs.release(db, house.time.now(), 1, 3, id or 0)
    await lina.open(path)
    assert "56 78 90" not in lina.html
    assert PHONE in lina.text


async def test_another_one_s_conversation_is_not_there_and_the_attempt_is_kept(
    lina: Visitor, omar: Visitor, house: House
) -> None:
    path = await taken(lina, house)
    await mentor(omar, house, "Omar")
    await omar.open("/mentor")
    token = omar.token
    before = len(await reads(house))
    assert await omar.open(path) == 404
    assert await omar.send(path, {"text": "Coucou"}, token=token) == 404
    for deed in ("note", "tag", "hand", "back", "close"):
        assert await omar.send(f"{path}/{deed}", {"text": "x", "outcome": "done"}, token=token) == 404
    assert await omar.open(f"/mentor/feed?c={path.rpartition('/')[2]}") == 404
    assert {what for what, _ in (await reads(house))[before:]} == {"refused"}
    assert len((await reads(house))[before:]) == 8
    assert await said(house) == []
    for odd in ("/mentor/c/0", "/mentor/c/99999999999999999999", "/mentor/c/²", "/mentor/c/-1"):
        assert await omar.open(odd) == 404


# -- saying ---------------------------------------------------------------------------------------------------
async def test_said_once_however_often_it_is_tapped(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    id = id_of(lina.html)
    for _ in range(3):
        await post(lina, path, {"id": id, "text": "Bonjour, je lis ton CV"})
    assert await said(house) == ["Bonjour, je lis ton CV"]
    assert "en cours d’envoi" in lina.text
    assert id_of(lina.html) != id


async def test_nothing_empty_is_ever_said(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    for text in ("", "   \n\t", "\0"):
        assert await post(lina, path, {"id": "a", "text": text}) == 200
        assert "Écrivez quelques mots" in lina.text
    assert await said(house) == []


async def test_a_way_to_reach_somebody_waits_for_a_coordinator(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    id = id_of(lina.html)
    for _ in range(2):
        await post(lina, path, {"id": id, "text": PHONE})
    assert "La coordination regarde" in lina.text
    assert await said(house) == []
    async with house.database.read() as db:
        rows = (await db.execute(select(t.held_lines))).all()
    assert [(row.state, open_json(SEALER, 1, row.body)["found"]) for row in rows] == [("held", ["phone"])]
    await lina.open(path)
    assert "Pas envoyé" in lina.text
    await post(lina, path, {"id": "b1", "text": "06 12 34"})
    await post(lina, path, {"id": "b2", "text": "56 78 90"})
    assert await said(house) == ["06 12 34"], "the second half would make a number of it"


async def test_live_the_answer_is_for_the_script(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await post(lina, f"{path}?live", {"id": "x", "text": "Salut"})
    answer = json.loads(lina.html)
    assert (answer["note"], answer["told"], answer["text"]) == ("", "", "Salut")


async def test_disabled_in_mid_conversation_nothing_goes_out(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    token = lina.token
    async with house.database.read() as db:
        id = await db.scalar(select(t.handoffs.c.mentor_id))
    await disable(house, id or 0)
    assert await post(lina, path, {"id": "x", "text": "Encore"}) == 403
    assert token
    assert await said(house) == []


async def test_expired_vetting_cuts_the_next_word_off(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    async with house.database.write() as db:
        await db.execute(update(t.vettings).values(expires_at=house.time.now()))
    assert await post(lina, path, {"id": "x", "text": "Encore"}) == 404
    assert await said(house) == []


# -- files ----------------------------------------------------------------------------------------------------
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


async def sent(house: House, seq: int, *shown: Sequence[str]) -> None:
    body = json.dumps({"text": "", "files": [[*one, ""] for one in shown]}).encode()
    await line(house.database, seq, author="me", direction="in", body=body)


async def test_a_person_s_file_is_shown_clean_without_its_own_address(
    lina: Visitor, omar: Visitor, house: House
) -> None:
    path = await taken(lina, house)
    photo = files.insert().values(
        id="secret-id", person_id=1, name=b"CV_Amina_Kaba.jpg", type="image/jpeg", size=len(JPEG), body=JPEG,
        created_at=house.time.now(),
    )  # fmt: skip
    async with house.database.write() as db:
        await db.execute(photo)
    await sent(house, 1, ("secret-id", "CV_Amina_Kaba.jpg", "image/jpeg"))
    await lina.open(path)
    assert "secret-id" not in lina.html
    assert "Kaba" not in lina.html
    where = path.replace("/c/", "/file/") + "/1-0"
    assert where in lina.html
    async with lina.session.get(where) as response:
        assert response.status == 200
        assert (await response.read())[:2] == JPEG[:2]
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "Kaba" not in response.headers["Content-Disposition"]
    assert ("file", path.rpartition("/")[2] + "/1-0") in await reads(house)
    await mentor(omar, house, "Omar")
    assert await omar.open(where) == 404
    assert (await reads(house))[-1][0] == "refused"
    for other in ("/1-1", "/2-0", "/1-x"):
        assert await lina.open(path.replace("/c/", "/file/") + other) == 404


async def test_a_file_that_lies_with_its_channel_is_fetched_or_said_to_be_gone(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await sent(house, 1, ("telegram:abc", "photo.jpg", "image/jpeg"))
    where = path.replace("/c/", "/file/") + "/1-0"
    assert await lina.open(where) == 415
    assert "20 Mo" in lina.text

    async def fetch(ref: str) -> bytes:
        assert ref == "telegram:abc"
        return JPEG

    house.channels["telegram"] = fetch
    async with lina.session.get(where) as response:
        assert response.headers["Content-Type"] == "image/jpeg"


async def test_the_cv_without_a_name_is_noted(lina: Visitor, house: House) -> None:
    house.sheets.png, house.sheets.lines = JPEG, ("Serveuse, Le Petit Zinc",)
    path = await taken(lina, house)
    assert "Serveuse, Le Petit Zinc" in lina.text
    async with lina.session.get(path.replace("/c/", "/file/") + "/cv") as response:
        assert (response.status, await response.read()) == (200, JPEG)
    assert (await reads(house))[-1][0] == "cv"
    house.sheets.png = None
    assert await lina.open(path.replace("/c/", "/file/") + "/cv") == 404


# -- deeds ----------------------------------------------------------------------------------------------------
async def test_notes_and_subjects_stay_for_the_next_mentor(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await lina.send(f"{path}/note", {"text": "Cherche un stage\nà Lyon"})
    assert "La note est gardée" in lina.text
    assert "Cherche un stage" in lina.text
    await lina.send(f"{path}/tag", [("tag", "housing"), ("tag", "nonsense"), ("tag", "papers")])
    assert re.findall(r'value="(\w+)" checked', lina.html) == ["housing", "papers"]
    await lina.send(f"{path}/tag", [])
    assert re.findall(r'value="(\w+)" checked', lina.html) == []
    await lina.send(f"{path}/note", {"text": "  "})
    async with house.database.read() as db:
        assert await db.scalar(select(func.count()).select_from(t.notes)) == 1


async def test_offered_declined_offered_and_taken_back(lina: Visitor, omar: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await lina.open(path)
    assert "Aucun collègue qui convient" in lina.text
    other = await mentor(omar, house, "Omar")
    await lina.open(path)
    await lina.send(f"{path}/hand", {"to": str(other), "text": "Il connaît la plomberie"})
    assert "Proposée à Omar" in lina.text
    await lina.send(f"{path}/hand", {"to": str(other), "text": "encore"})
    assert "déjà proposée" in lina.text
    offer = re.search(r'name="take_back" value="(\d+)"', lina.html)
    assert offer
    await lina.send(f"{path}/hand", {"take_back": offer[1]})
    assert "proposition reprise" in lina.text
    await lina.send(f"{path}/hand", {"take_back": offer[1]})
    assert "rien n’a changé" in lina.text
    await lina.send(f"{path}/hand", {"to": "x"})
    assert "ne peut pas la prendre" in lina.text


async def state(house: House) -> tuple[str, str | None]:
    async with house.database.read() as db:
        row = (await db.execute(select(t.handoffs.c.state, t.handoffs.c.outcome))).one()
    return row.state, row.outcome


async def test_closed_once_with_its_outcome(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    token = lina.token
    await lina.send(f"{path}/close", {"outcome": "done"})
    assert "La conversation est terminée" in lina.text
    assert await state(house) == ("closed", "done")
    assert await lina.send(f"{path}/close", {"outcome": "no_answer"}, token=token) == 404
    assert await lina.send(path, {"text": "Encore"}, token=token) == 404
    assert await state(house) == ("closed", "done")


async def test_given_back_to_the_bot(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await lina.send(f"{path}/back", {"step": "cv"})
    assert "Le robot reprend" in lina.text
    assert await state(house) == ("closed", "bot")
    async with house.database.read() as db:
        payload = await db.scalar(select(events.c.payload).where(events.c.kind == "mentors.back"))
    assert open_json(SEALER, 1, payload or b"")["step"] == "cv"


async def test_what_is_under_way_is_said_before_the_end(lina: Visitor, house: House) -> None:
    """Nobody says it here: the mentor is asked to try again, and nothing is lost."""
    path = await taken(lina, house)
    async with house.database.write() as db:
        id = await db.scalar(select(t.handoffs.c.mentor_id))
        await talk.say(db, SEALER, house.time.now(), id or 0, int(path.rpartition("/")[2]), "x", "Au revoir")
    await lina.send(f"{path}/close", {"outcome": "done"})
    assert "encore en route" in lina.text
    assert await state(house) == ("held", None)
    async with house.database.write() as db:
        await db.execute(update(events).values(done_at=house.time.now()))
    await lina.send(f"{path}/close", {"outcome": "done"})
    assert await state(house) == ("closed", "done")


async def test_a_promise_is_said_and_tracked_once(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    day = (house.time.now() + timedelta(days=3)).date().isoformat()
    promise = {"id": "p1", "outcome": "to_be_continued", "promise": "Je relis ta lettre", "day": day, "time": "18:00"}
    for bad in ({"day": ""}, {"day": "2020-01-01"}, {"time": "25:99"}):
        await lina.send(f"{path}/close", promise | bad)
        assert "dites quoi, le jour et l’heure" in lina.text
    await lina.send(f"{path}/close", promise | {"promise": PHONE})
    assert "sans contact ni lien" in lina.text
    assert await said(house) == []
    for _ in range(2):
        await lina.send(f"{path}/close", promise)
    assert await said(house) == ["Je relis ta lettre (mardi 24 novembre, 18:00)"]
    async with house.database.read() as db:
        [due] = (await db.scalars(select(t.promises.c.due_at))).all()
    assert f"{due:%d.%m %H:%M}" == "24.11 17:00"
