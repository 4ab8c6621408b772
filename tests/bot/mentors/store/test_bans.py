"""Banned by staff: no mentor gets them, nothing but SOS is answered, and lifting it gives all of it back."""

from __future__ import annotations

from datetime import timedelta

from bot.mentors.model import Wish
from bot.mentors.store import bans, begin, persons, queue
from flows.events import Tapped, Typed
from tests.bot.mentors.house import Room, talking
from tests.bot.mentors.rows import CHIEF, SEALER

SENTENCE = "L’équipe a fermé cette conversation."


async def banned(room: Room) -> bool:
    async with room.database.write() as db:
        return await bans.ban(db, SEALER, room.now, room.person, CHIEF)


async def test_in_the_middle_of_a_talk_it_ends_with_one_sentence(room: Room) -> None:
    await talking(room)
    await room.answer("trop tard")
    assert await banned(room)
    assert not await banned(room)
    [line] = await room.rest()
    assert line.text.startswith(SENTENCE)
    assert await room.mode() == "bot"
    assert (await room.handoff()).outcome == "banned"
    assert not await room.answer("encore")
    for said in ("bonjour", "ask", Tapped("!m:leave"), Typed("/start")):
        [line] = await room.say(said)
        assert line.text.startswith(SENTENCE)


async def test_sos_is_answered_all_the_same(room: Room) -> None:
    await banned(room)
    await room.rest()
    [line] = await room.say("SOS")
    assert line.text.startswith("15")


async def test_no_mentor_gets_them_by_any_way(room: Room) -> None:
    await room.ask()
    await banned(room)
    async with room.database.write() as db:
        await queue.add(db, room.now, room.person, Wish("cv", ("fr",)), "adults", 1)
        assert await queue.waiting_for(db, 1, room.now) == []
        assert await queue.claim(db, SEALER, room.now, 1) is None
        wish = Wish("cv", ("fr",))
        assert await begin.begin(db, SEALER, room.now, 1, room.person, wish, "adults", "appointment") is None


async def test_erasing_does_not_lift_it_and_the_export_shows_it(room: Room) -> None:
    await banned(room)
    async with room.database.write() as db:
        await persons.erase(db, room.person, room.now)
        assert (await persons.export(db, SEALER, room.person))["banned"] == room.now.isoformat()
        assert await bans.is_banned(db, room.person)


async def test_lifted_all_is_as_before(room: Room) -> None:
    await banned(room)
    await room.rest()
    async with room.database.write() as db:
        assert await bans.lift(db, room.person)
        assert not await bans.lift(db, room.person)
    room.house.time.at += timedelta(minutes=1)
    assert not (await room.say("bonjour"))[-1].text.startswith(SENTENCE)


async def test_lifted_before_they_heard_of_it_nothing_is_said(room: Room) -> None:
    await banned(room)
    async with room.database.write() as db:
        assert await bans.lift(db, room.person)
    assert await room.rest() == []


async def test_banned_and_lifted_before_they_heard_of_their_mentor(room: Room) -> None:
    await room.ask()
    await room.claim()
    await banned(room)
    async with room.database.write() as db:
        assert await bans.lift(db, room.person)
    await room.rest()
    assert await room.mode() == "bot"


async def test_lifted_before_they_heard_of_it_they_still_hear_that_the_talk_is_over(room: Room) -> None:
    await talking(room)
    await banned(room)
    async with room.database.write() as db:
        assert await bans.lift(db, room.person)
    said = await room.rest()
    assert said[0].text.startswith("C’était déjà fini")
    assert said[1].text.startswith("question"), "the bot goes on"
    assert await room.mode() == "bot"
