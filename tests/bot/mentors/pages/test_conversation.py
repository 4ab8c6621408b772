"""A conversation over HTTP: what a mentor reads of it, says in it, and does with it."""

from __future__ import annotations

import json
import re
from io import BytesIO

from aiohttp import FormData
from sqlalchemy import func, select, update

from bot.mentors.pages.conversation import CHOSEN_FROM
from bot.mentors.store import handoffs
from bot.storage.sealed import open_json, seal_json
from bot.storage.tables import mentors as t
from bot.storage.tables.later import events
from bot.storage.tables.people import people
from bot.storage.tables.safety import signs
from flows.events import JsonValue
from tests.bot.mentors.pages.house import SEALER, House, disable, mentor
from tests.bot.mentors.pages.test_console import waits
from tests.bot.storage.rows import address, line
from tests.bot.web.rooms import Visitor

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
async def test_what_the_bot_repeats_of_their_papers_is_hidden_as_it_is_in_their_own_words(
    lina: Visitor, house: House
) -> None:
    path = await taken(lina, house)
    await theirs(house, "je suis sans papiers")
    body = json.dumps({"text": "Je mets « je suis sans papiers ». C’est bon ?"}).encode()
    await line(house.database, 2, author="bot", body=body)
    assert await lina.open(path) == 200
    assert lina.text.count("[passage caché]") >= 2, "in their line, in the one that repeats it"
    assert "sans papiers" not in lina.html


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


async def test_the_line_that_worries_them_is_one_of_the_newest_of_the_person(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await theirs(house, *(f"ligne {n}" for n in range(CHOSEN_FROM + 1)), PHONE, "x" * 500)
    await lina.open(path)
    listed = re.findall(
        r'<option value="(\d*)">([^<]*)</option>', lina.html.split('id="line"')[1].split("</select>")[0]
    )
    assert [seq for seq, _ in listed] == ["", *map(str, range(CHOSEN_FROM + 3, 3, -1))]
    assert all(len(text) <= 80 for _, text in listed)
    assert "06 12" not in lina.html


async def test_a_discreet_mark_stands_where_the_robot_read_distress(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await theirs(house, "Bonjour", "mon père me frappe")
    async with house.database.write() as db:
        of = await db.scalar(select(people.c.id))
        await db.execute(signs.insert().values(person_id=of, seq=2, at=house.time.now(), body=b"{}"))
    await lina.open(path)
    assert lina.html.count("cru lire de la détresse") == 1
    assert 'action="/mentor/danger' in lina.html


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


# -- beside the conversation ----------------------------------------------------------------------------------
async def test_words_of_theirs_are_explained_and_a_rising_tone_is_met(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    assert "attend votre réponse depuis moins d’une minute" in lina.text
    assert "Le ton monte" not in lina.text
    await theirs(house, "wesh j’ai un taf", "ferme ta gueule tu sers à rien")
    await lina.open(path)
    assert "Mots de l’un et de l’autre" in lina.text
    assert re.search(r"<dt[^>]*>taf</dt>", lina.html)
    assert "Le ton monte" in lina.text


async def test_of_a_cv_that_is_not_made_yet_the_answers_so_far_are_shown(lina: Visitor, house: House) -> None:
    house.sheets.called = ("Amina Kaba",)
    house.sheets.begun = ("Serveuse", "Chez Amina Kaba", "06 12 34 56 78", "J’ai eu mon récépissé", "<b>Vente</b>")
    path = await taken(lina, house)
    await lina.open(path)
    assert "Son CV en cours, sans son nom Serveuse <b>Vente</b>" in lina.text
    assert not any(hidden in lina.html for hidden in ("Kaba", "06 12", "<b>Vente"))
    house.sheets.lines = ("Serveuse",)
    await lina.open(path)
    assert "Son CV en cours" not in lina.text


async def test_why_a_line_was_not_let_through(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await post(lina, path, {"id": "a", "text": PHONE})
    body: JsonValue = {"text": PHONE, "files": [], "found": ["phone"], "why": "Pas de numéro, merci"}
    async with house.database.write() as db:
        await db.execute(update(t.held_lines).values(state="refused", body=seal_json(SEALER, 1, body)))
    await lina.open(path)
    assert "n’a pas laissé passer ce message" in lina.text
    assert "Pas de numéro, merci" in lina.text


async def test_somebody_who_blocked_the_bot(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await address(house.database, 1, "x", 7, unreachable_at=house.time.now())
    async with house.database.write() as db:
        await db.execute(update(people).values(address_id=7))
    await lina.open(path)
    assert "a bloqué le robot" in lina.text


async def test_the_last_answers_stand_on_the_card_masked_like_what_is_said(lina: Visitor, house: House) -> None:
    here = await taken(lina, house)
    await lina.open(here)
    assert "Ses dernières réponses" not in lina.text
    house.sheets.called = ["Amina Kaci"]
    house.sheets.given = [
        ("Tu es comment ?", "12 34 56 78"),
        ("Autre chose ?", "mon numéro c’est le 06"),
        ("Tu aimes quoi ?", "Foot, demande Amina"),
        ("Ton boulot ?", "Serveur <b>"),
    ]
    await lina.open(here)
    assert "Ses dernières réponses" in lina.text
    assert "Serveur &lt;b&gt;" in lina.html
    for secret in ("12 34 56 78", "Amina"):
        assert secret not in lina.html
    assert "[nom caché]" in lina.text
    assert lina.html.index("Tu es comment") < lina.html.index("Ton boulot")
