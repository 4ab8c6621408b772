"""Opened, noted, decided: once, by somebody else, and nothing else can be opened."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from bot.channels.model import Author, Message
from bot.mentors.store import bans, handoffs, queue, reports
from bot.storage.bodies import seal_message
from bot.storage.sealed import open_json
from bot.storage.tables import mentors as t
from bot.storage.tables.conversation import messages
from bot.storage.tables.later import effects, events
from bot.storage.tables.safety import alerts
from tests.bot.mentors.pages.house import SEALER, House, sign_in
from tests.bot.mentors.pages.office import conversation, held_line, is_disabled, news, read_rows
from tests.bot.web.rooms import Visitor
from tests.fakes.team import FakePost

BASE = "/staff/mentors"
TESS = 700
NUMBER = "Appelle-moi au 06 12 34 56 78"


async def say(house: House, seq: int, author: Author, text: str, person_id: int = 5) -> None:
    row = {
        "person_id": person_id, "seq": seq, "direction": "in" if author == "me" else "out", "author": author,
        "body": seal_message(SEALER, person_id, Message(seq, author, text)),
        "state": "done", "priority": 0, "created_at": house.time.now(),
    }  # fmt: skip
    async with house.database.write() as db:
        await db.execute(messages.insert().values(row))


async def state(house: House) -> str:
    async with house.database.read() as db:
        return str(await db.scalar(select(t.held_lines.c.state)))


# -- held sentences -------------------------------------------------------------------------------------------
async def test_let_through_it_is_said_once(ana: Visitor, house: House) -> None:
    id = await held_line(house, await conversation(house, TESS), TESS, NUMBER)
    await ana.open(f"{BASE}/held/{id}")
    assert NUMBER in ana.text
    assert "un numéro de téléphone" in ana.text
    assert await read_rows(house) == [(5, "coordinator", "held")]
    for _ in range(3):
        await ana.open(f"{BASE}/held/{id}")
        await ana.send(f"{BASE}/held/{id}", {"through": "1"})
    assert "déjà décidé" in ana.text
    assert (await news(house)).count("mentors.said") == 1
    async with house.database.read() as db:
        payload = await db.scalar(select(events.c.payload).where(events.c.kind == "mentors.said"))
        settled = (await db.execute(select(t.held_lines.c.state, t.held_lines.c.settled_by))).one()
    assert open_json(SEALER, 5, payload or b"")["text"] == NUMBER
    assert settled[0] == "let_through"
    assert settled[1] is not None


async def test_two_coordinators_at_once_decide_once(ana: Visitor, house: House, team: str) -> None:
    id = await held_line(house, await conversation(house, TESS), TESS, NUMBER)
    await ana.open(f"{BASE}/held/{id}")
    through = [ana.send(f"{BASE}/held/{id}", {"through": "1"}, follow=False) for _ in range(4)]
    refused = [ana.send(f"{BASE}/held/{id}", {"why": "Non"}, follow=False) for _ in range(4)]
    assert set(await asyncio.gather(*through, *refused)) == {303}
    said = (await news(house)).count("mentors.said")
    assert (await state(house), said) in (("let_through", 1), ("refused", 0))


async def test_refused_with_a_sentence_for_the_mentor(ana: Visitor, house: House) -> None:
    id = await held_line(house, await conversation(house, TESS), TESS, NUMBER)
    await ana.open(f"{BASE}/held/{id}")
    for why in ("", "   ", "x" * 301, "\u200b"):
        assert await ana.send(f"{BASE}/held/{id}", {"refuse": "1", "why": why}) == 400
        assert "Écrivez une phrase" in ana.text
    assert await state(house) == "held"
    await ana.send(f"{BASE}/held/{id}", {"refuse": "1", "why": "Pas de numéro ici."})
    assert "ne partira pas" in ana.text
    async with house.database.read() as db:
        body = open_json(SEALER, 5, await db.scalar(select(t.held_lines.c.body)) or b"")
    assert body["why"] == "Pas de numéro ici."
    assert body["text"] == NUMBER
    assert "mentors.said" not in await news(house)


async def test_too_late_for_a_conversation_that_went_on(ana: Visitor, house: House) -> None:
    handoff = await conversation(house, TESS)
    id = await held_line(house, handoff, TESS, NUMBER)
    async with house.database.write() as db:
        await queue.requeue(db, SEALER, house.time.now(), handoff, "gone")
    await ana.open(f"{BASE}/held/{id}")
    await ana.send(f"{BASE}/held/{id}", {"through": "1"})
    assert "Trop tard" in ana.text
    assert await state(house) == "refused"
    assert "mentors.said" not in await news(house)


async def test_nobody_lets_their_own_sentence_through(ana: Visitor, house: House) -> None:
    me = await sign_in(ana, house, "mentor", "Ana Ruiz")
    id = await held_line(house, await conversation(house, me), me, NUMBER)
    await ana.open(f"{BASE}/held/{id}")
    assert "quelqu’un d’autre" in ana.text
    await ana.send(f"{BASE}/held/{id}", {"through": "1"})
    assert await state(house) == "held"


# -- reports --------------------------------------------------------------------------------------------------
async def reported(house: House, mentor_id: int = TESS, person_id: int = 5) -> tuple[int, int]:
    """Handoff and report: the mentor gave a number."""
    handoff = await conversation(house, mentor_id, person_id)
    await say(house, 1, "me", "Mon numéro c'est 07 98 76 54 32", person_id)
    await say(house, 2, "mentor", NUMBER, person_id)
    async with house.database.write() as db:
        return handoff, await reports.report(db, SEALER, house.time.now(), person_id, handoff, mentor_id, 2)


async def frozen(house: House) -> bool:
    async with house.database.read() as db:
        return await db.scalar(select(t.handoffs.c.frozen_at)) is not None


@pytest.mark.parametrize(
    ("verdict", "still_frozen", "closed"),
    [("unfounded", False, False), ("closed", True, False), ("disabled", True, True)],
)
async def test_a_report_is_read_and_decided_once(
    ana: Visitor, house: House, verdict: str, still_frozen: bool, closed: bool
) -> None:
    _, id = await reported(house)
    await ana.open(BASE)
    assert "signalement" in ana.text
    await ana.open(f"{BASE}/report/{id}")
    assert NUMBER in ana.text
    assert "07 98" not in ana.text, "the person's contacts stay hidden"
    assert await read_rows(house) == [(5, "coordinator", "conversation")]
    assert await frozen(house)
    await ana.send(f"{BASE}/report/{id}", {"verdict": verdict})
    assert "C’est décidé" in ana.text
    assert await frozen(house) is still_frozen
    assert await is_disabled(house, TESS) is closed
    await ana.open(f"{BASE}/report/{id}")
    assert 'name="verdict"' not in ana.html
    await ana.send(f"{BASE}/report/{id}", {"verdict": "disabled"})
    assert "rien n’a changé" in ana.text
    assert await is_disabled(house, TESS) is closed


async def test_closing_the_account_frees_whom_they_talk_to(ana: Visitor, house: House) -> None:
    _, id = await reported(house)
    other = await conversation(house, TESS, 6)
    await ana.open(f"{BASE}/report/{id}")
    await ana.send(f"{BASE}/report/{id}", {"verdict": "disabled"})
    async with house.database.read() as db:
        found = await handoffs.by_id(db, other)
    assert found is not None
    assert (found.state, found.front) == ("waiting", True)


async def test_unfounded_leaves_frozen_what_another_report_froze(ana: Visitor, house: House) -> None:
    handoff, first = await reported(house)
    await ana.open(f"{BASE}/report/{first}")
    await ana.send(f"{BASE}/report/{first}", {"verdict": "closed"})
    async with house.database.write() as db:
        second = await reports.report(db, SEALER, house.time.now(), 5, handoff, TESS, 2)
    assert second != first
    await ana.open(f"{BASE}/report/{second}")
    await ana.send(f"{BASE}/report/{second}", {"verdict": "unfounded"})
    assert await frozen(house)


async def test_a_coordinator_who_is_reported_sees_and_decides_nothing(ana: Visitor, house: House) -> None:
    me = await sign_in(ana, house, "mentor", "Ana Ruiz")
    _, id = await reported(house, me)
    await ana.open(BASE)
    assert f"/report/{id}" not in ana.html
    assert await ana.open(f"{BASE}/report/{id}") == 404
    await ana.open(BASE)
    await ana.send(f"{BASE}/report/{id}", {"verdict": "unfounded"})
    assert await frozen(house)
    assert await read_rows(house) == []


async def test_coordinators_with_an_address_are_told_without_a_word_of_it(
    ana: Visitor, house: House, post: FakePost
) -> None:
    await ana.open(BASE)
    await ana.send(BASE, {"mail": "1", "address": "ana@mail.example"})
    code = next(word.strip(".") for word in post.sent[0].text.split() if word.strip(".").isdigit())
    await ana.send(BASE, {"confirm": "1", "address": "ana@mail.example", "code": code})
    assert "Adresse vérifiée" in ana.text
    await reported(house)
    async with house.database.read() as db:
        kinds = (await db.execute(select(effects.c.kind, effects.c.payload))).all()
    assert [row.kind for row in kinds] == ["mentors.alarm"]
    assert set(open_json(SEALER, 5, kinds[0].payload)) == {"what", "id", "account"}


# -- drawn by lot ---------------------------------------------------------------------------------------------
async def sampled(house: House, mentor_id: int = TESS) -> int:
    id = await conversation(house, mentor_id, first_seq=2)
    authors: tuple[Author, ...] = ("me", "me", "mentor", "bot")
    for seq, author in enumerate(authors, 1):
        await say(house, seq, author, f"mot {seq} {author}")
    await say(house, 5, "me", "mail: leo@mail.example")
    async with house.database.write() as db:
        values = {"state": "closed", "closed_at": house.time.now()}
        await db.execute(t.handoffs.update().where(t.handoffs.c.id == id).values(values))
        await db.execute(t.samples.insert().values(handoff_id=id, drawn_at=house.time.now()))
    house.time.forward(minutes=1)
    await say(house, 6, "me", "après")
    return id


async def test_a_drawn_conversation_is_read_from_its_start_to_its_end(ana: Visitor, house: House) -> None:
    id = await sampled(house)
    await ana.open(f"{BASE}/sample/{id}")
    for shown in ("mot 2 me", "mot 3 mentor"):
        assert shown in ana.text
    for hidden in ("mot 1", "mot 4 bot", "leo@mail", "après"):
        assert hidden not in ana.text
    assert await read_rows(house) == [(5, "coordinator", "conversation")]
    await ana.send(f"{BASE}/sample/{id}", {"look": "talk"})
    assert "C’est décidé" in ana.text
    await ana.open(f"{BASE}/sample/{id}")
    await ana.send(f"{BASE}/sample/{id}", {"look": "fine"})
    assert "rien n’a changé" in ana.text
    async with house.database.read() as db:
        assert await db.scalar(select(t.samples.c.verdict)) == "talk"


async def test_ones_own_conversation_is_somebody_elses_to_look_at(ana: Visitor, house: House) -> None:
    me = await sign_in(ana, house, "mentor", "Ana Ruiz")
    id = await sampled(house, me)
    assert await ana.open(f"{BASE}/sample/{id}") == 404
    await ana.open(BASE)
    await ana.send(f"{BASE}/sample/{id}", {"look": "fine"})
    async with house.database.read() as db:
        assert await db.scalar(select(t.samples.c.seen_at)) is None


# -- nothing else ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("what", ["held", "report", "sample"])
async def test_nothing_else_opens_and_nobody_else(ana: Visitor, leo: Visitor, house: House, what: str) -> None:
    id = await conversation(house, TESS)
    for name in (str(id), "0", "-1", "²", "9" * 30, "x", "%00", "../accounts"):
        assert await ana.open(f"{BASE}/{what}/{name}") in (403, 404), name
    assert await read_rows(house) == []
    _, report = await reported_again(house)
    assert await leo.open(f"{BASE}/{what}/{report}") == 403
    assert await read_rows(house) == []


async def reported_again(house: House) -> tuple[int, int]:
    async with house.database.read() as db:
        id = await db.scalar(select(t.handoffs.c.id)) or 0
    await say(house, 2, "mentor", NUMBER)
    async with house.database.write() as db:
        return id, await reports.report(db, SEALER, house.time.now(), 5, id, TESS, 2)


async def test_without_a_form_of_ours_nothing_is_decided(ana: Visitor, house: House) -> None:
    _, id = await reported(house)
    await ana.open(BASE)
    assert await ana.send(f"{BASE}/report/{id}", {"verdict": "unfounded"}, token="") == 403
    await ana.open(BASE)
    assert await ana.send(f"{BASE}/report/{id}", {"verdict": "nothing"}) == 200
    assert await frozen(house)


# -- banning --------------------------------------------------------------------------------------------------
async def test_a_coordinator_bans_the_person_and_lifts_it(ana: Visitor, house: House) -> None:
    handoff, id = await reported(house)
    page, ban = f"{BASE}/report/{id}", f"{BASE}/ban/{handoff}"
    for button, banned in (("ban", True), ("lift", False)):
        await ana.open(page)
        assert f'name="{button}"' in ana.html
        await ana.send(ban, {button: "1"})
        assert "C’est décidé" in ana.text
        async with house.database.read() as db:
            assert await bans.is_banned(db, 5) is banned
        await ana.open(page)
        await ana.send(ban, {button: "1"})
        assert "rien n’a changé" in ana.text
    assert (await news(house)).count("mentors.banned") == 1


async def test_nobody_is_banned_by_a_number_of_no_conversation(ana: Visitor, house: House) -> None:
    _, id = await reported(house)
    await ana.open(f"{BASE}/report/{id}")
    assert await ana.send(f"{BASE}/ban/99", {"ban": "1"}) == 404
    async with house.database.read() as db:
        assert not await bans.is_banned(db, 5)


# -- alerts ---------------------------------------------------------------------------------------------------
async def test_the_conversation_of_an_alert_can_be_read_and_that_is_noted(ana: Visitor, house: House) -> None:
    handoff = await conversation(house, TESS)
    await say(house, 1, "me", f"j'ai peur. {NUMBER}")
    async with house.database.write() as db:
        row = {"person_id": 5, "why": "flag", "at": house.time.now()}
        here = await db.scalar(
            alerts.insert().values(**row, handoff_id=handoff, seen_at=row["at"]).returning(alerts.c.id)
        )
        nowhere = await db.scalar(alerts.insert().values(row).returning(alerts.c.id))
    assert await ana.open(f"{BASE}/alert/{here}") == 200
    assert "j'ai peur" in ana.text
    assert "06 12" not in ana.text
    assert "Bannir" not in ana.text
    assert await read_rows(house) == [(5, "coordinator", "conversation")]
    for none in (nowhere, 99):
        assert await ana.open(f"{BASE}/alert/{none}") == 404
