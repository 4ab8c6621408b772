"""What is said unasked: looked at again in its own turn, by day, in time, once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component
from sqlalchemy import select

from bot.hours import is_night
from bot.ports import Outcome
from bot.reminding import Which, reminders
from bot.storage.engine import Database
from bot.storage.tables.conversation import messages
from bot.storage.tables.files import files
from bot.storage.tables.workshops import seats as table
from bot.workshops import news
from bot.workshops.store import edit, seats, wishes
from bot.workshops.store.wishes import Place
from flows.events import Aside, AsideOver, JsonValue
from tests.bot.workshops.room import DAY, HOUR, MINUTE, SEALER, Room, told

SAINT_DENIS = Place("93066", 48.9362, 2.3574)


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)


async def booked(room: Room, starts: datetime, persons: int = 1, places: int = 2) -> int:
    await room.people(persons)
    id = await room.workshop(starts, places)
    for person in range(1, persons + 1):
        await room.run("workshops.book", person, {"workshop": id})
    return id


def said(happened: list[tuple[datetime, int, str, Outcome]], kind: str = "") -> list[datetime]:
    return [at for at, _, what, outcome in happened if outcome.lines and kind in ("", what)]


async def test_a_seat_is_remembered_the_day_before_and_two_hours_before(room: Room) -> None:
    starts = room.now + 3 * DAY
    id = await booked(room, starts)
    happened = await room.until(starts)
    assert said(happened) == [starts - DAY, starts - 2 * HOUR]
    late = [at + 90 * MINUTE for at in said(happened)]
    assert [outcome.until for _, _, _, outcome in happened if outcome.lines] == late
    _, _, _, outcome = happened[0]
    assert told(outcome)[0].startswith("Ton atelier «\u00a0Faire son CV\u00a0», c’est demain à 13:00.")
    assert outcome.aside == Aside("atelier_rappel", str(id), {"workshop": id, "title": "Faire son CV"})


async def test_after_it_they_are_asked_once_and_not_at_night(room: Room) -> None:
    starts = room.now.replace(hour=18) + 2 * DAY
    await booked(room, starts)
    asked = [(at, outcome) for at, _, kind, outcome in await room.until(starts + 5 * DAY) if kind == news.AFTER]
    assert [outcome.aside.flow for _, outcome in asked if isinstance(outcome.aside, Aside)] == ["atelier_apres"]
    assert asked[0][0] == (starts + DAY).replace(hour=7), "eight o'clock in Paris"


async def test_two_workshops_on_one_day_are_asked_about_on_two_days(room: Room) -> None:
    await room.people(1)
    starts = room.now + 2 * DAY
    for hours in (0, 2):
        id = await room.workshop(starts + hours * HOUR)
        await room.run("workshops.book", 1, {"workshop": id})
    happened = await room.until(starts + 4 * DAY)
    asked = [at for at, _, kind, outcome in happened if kind == news.AFTER and outcome.aside]
    assert len(asked) == 2
    assert asked[1] - asked[0] >= DAY


@pytest.mark.parametrize("gone", ["given up", "cancelled", "moved", "erased"])
async def test_a_reminder_of_what_is_no_longer_so_is_dropped(room: Room, gone: str) -> None:
    starts = room.now + 3 * DAY
    id = await booked(room, starts)
    async with room.database.write() as db:
        match gone:
            case "given up":
                await seats.give_up(db, SEALER, room.now, 1, id)
            case "cancelled":
                await edit.cancel(db, SEALER, room.now, id)
            case "moved":
                draft = (await room.load(id)).draft
                later = replace(draft, starts_at=starts + 9 * DAY, ends_at=starts + 10 * DAY)
                await edit.change(db, SEALER, room.now, id, later)
            case _:
                await room.domain.erase(db, 1) if room.domain.erase else None
    happened = await room.until(starts + 5 * DAY)
    assert said(happened, news.REMIND) == []


async def test_after_an_outage_of_two_days_nothing_is_said_late(room: Room) -> None:
    starts = room.now + 3 * DAY
    await booked(room, starts)
    room.time.at = starts + DAY
    happened = await room.due()
    assert [kind for _, kind, outcome in happened if outcome.lines] == []
    assert [kind for _, kind, outcome in happened if outcome.aside] == [news.AFTER], "how it was may still be asked"
    room.time.at = starts + 9 * DAY
    assert await room.due() == []


async def test_booked_given_up_and_booked_again_is_reminded_once(room: Room) -> None:
    starts = room.now + 3 * DAY
    id = await booked(room, starts)
    await room.run("workshops.give_up", 1, {"workshop": id})
    await room.run("workshops.book", 1, {"workshop": id})
    await room.run("workshops.book", 1, {"workshop": id})
    assert said(await room.until(starts), news.REMIND) == [starts - DAY, starts - 2 * HOUR]


async def test_a_seat_that_becomes_free_is_offered_and_goes_on(room: Room) -> None:
    starts = room.now + 3 * DAY
    id = await booked(room, starts, 3, 1)
    await room.run("workshops.give_up", 1, {"workshop": id})
    (person, kind, outcome), *more = await room.due()
    assert (person, kind, more) == (2, seats.OFFER, [])
    assert told(outcome)[0].endswith("Elle est à toi jusqu’à 13:30.")
    assert isinstance(outcome.aside, Aside)
    assert outcome.aside.flow == "atelier_offre"
    assert outcome.until == room.now + 30 * MINUTE, "what waits longer on its way is wrong by then"
    happened = await room.until(room.now + 31 * MINUTE)
    assert [(who, what) for _, who, what, _ in happened] == [(2, news.LAPSE), (3, seats.OFFER)]
    assert happened[0][3].aside == AsideOver("atelier_offre", str(id))
    assert happened[0][3].until == room.now.replace(hour=20, minute=0), "nine o'clock in Paris"
    again = await room.run("workshops.book", 3, {"workshop": id})
    assert again.value == {"state": "booked"}
    late = await room.run("workshops.book", 2, {"workshop": id})
    assert late.value == {"state": "waits"}
    assert [what for _, _, what, outcome in await room.until(room.now + HOUR) if outcome.lines] == []


async def test_an_offer_that_comes_to_its_turn_at_night_waits_for_the_morning(room: Room) -> None:
    starts = room.now + 3 * DAY
    id = await booked(room, starts, 2, 1)
    await room.run("workshops.give_up", 1, {"workshop": id})
    room.time.at = room.now.replace(hour=22)
    assert [outcome.lines for _, _, outcome in await room.due()] == [()]
    happened = await room.until(room.now + 12 * HOUR)
    assert [at.hour for at, _, kind, outcome in happened if kind == seats.OFFER and outcome.lines] == [7]


async def test_a_change_is_told_once_with_a_new_calendar_file_and_new_reminders(room: Room) -> None:
    starts = room.now + 3 * DAY
    id = await booked(room, starts, 3, 2)
    draft = (await room.load(id)).draft
    for days in (1, 2):
        moved = replace(draft, starts_at=starts + days * DAY, ends_at=starts + days * DAY + HOUR)
        async with room.database.write() as db:
            await edit.change(db, SEALER, room.now, id, moved)
    happened = await room.due()
    spoken = {person: outcome for person, _, outcome in happened if outcome.lines}
    assert sorted(spoken) == [1, 2, 3]
    assert len([outcome for _, _, outcome in happened if outcome.lines]) == 3, "of two changes only the last"
    entries = {person: await _entry(room, outcome) for person, outcome in spoken.items()}
    assert [str(entries[person]["STATUS"]) for person in (1, 2, 3)] == ["CONFIRMED", "CONFIRMED", "TENTATIVE"]
    assert [entry["SEQUENCE"] for entry in entries.values()] == [2, 2, 2]
    again = said(await room.until(starts + 2 * DAY), news.REMIND)
    assert sorted(set(again)) == [starts + DAY, starts + 2 * DAY - 2 * HOUR]


async def test_a_cancelled_workshop_is_told_and_taken_out_of_the_calendar(room: Room) -> None:
    starts = room.now + 3 * DAY
    id = await booked(room, starts, 3, 2)
    async with room.database.write() as db:
        await edit.cancel(db, SEALER, room.now, id)
    happened = await room.due()
    assert [person for person, _, outcome in happened if outcome.lines] == [1, 2, 3]
    assert {outcome.aside.flow for _, _, outcome in happened if isinstance(outcome.aside, Aside)} == {"atelier_annule"}
    entries = [await _entry(room, outcome) for _, _, outcome in happened]
    assert [str(entry["STATUS"]) for entry in entries] == ["CANCELLED"] * 3, "who waits may have a date there, too"
    assert said(await room.until(starts + 5 * DAY)) == []


async def _entry(room: Room, outcome: Outcome) -> Component:
    (file,) = outcome.lines[0].files
    async with room.database.read() as db:
        body = bytes(await db.scalar(select(files.c.body).where(files.c.id == file.id)) or b"")
    calendar = Calendar.from_ical(body)
    (event,) = calendar.walk("VEVENT")
    assert (str(calendar["METHOD"]) == "CANCEL") == (str(event["STATUS"]) == "CANCELLED")
    return event


async def test_changed_or_cancelled_at_night_is_told_in_the_morning(room: Room) -> None:
    room.time.at = room.now.replace(hour=22)
    starts = room.now + 3 * DAY
    id = await booked(room, starts)
    async with room.database.write() as db:
        draft = (await room.load(id)).draft
        await edit.change(db, SEALER, room.now, id, replace(draft, starts_at=starts + HOUR, ends_at=starts + 2 * HOUR))
    assert [outcome.lines for _, _, outcome in await room.due()] == [()]
    happened = await room.until(room.now + 10 * HOUR)
    assert [(at.hour, kind) for at, _, kind, outcome in happened if outcome.lines] == [(7, "workshops.changed")]


async def test_a_wish_that_comes_true_is_told_by_day_and_once(room: Room) -> None:
    await room.people(1)
    async with room.database.write() as db:
        await wishes.wants_news(db, room.now, 1, SAINT_DENIS, "fr")
    room.time.at = room.now.replace(hour=22)
    id = await room.workshop(room.now + 5 * DAY)
    assert room.domain.retain is not None
    async with room.database.write() as db:
        await room.domain.retain(db, room.now)
    happened = await room.until(room.now + DAY)
    spoken = [(at, outcome) for at, _, _, outcome in happened if outcome.lines]
    assert [at.hour for at, _ in spoken] == [7]
    assert spoken[0][1].aside == Aside("atelier_nouveau", str(id), {"workshop": id, "title": "Faire son CV"})
    async with room.database.write() as db:
        await room.domain.retain(db, room.now)
    assert [outcome for *_, outcome in await room.until(room.now + DAY) if outcome.lines or outcome.aside] == []


async def test_news_of_what_is_full_by_now_is_none(room: Room) -> None:
    await room.people(2)
    async with room.database.write() as db:
        await wishes.wants_news(db, room.now - DAY, 1, SAINT_DENIS, "fr")
    id = await room.workshop(room.now + 5 * DAY, 1)
    assert room.domain.retain is not None
    async with room.database.write() as db:
        await room.domain.retain(db, room.now)
    await room.run("workshops.book", 2, {"workshop": id})
    assert [outcome for person, _, outcome in await room.due() if person == 1 and outcome.lines] == []


# -- a channel that was away -------------------------------------------------------------------------------------
async def fate(room: Room, state: str) -> None:
    """What became of the first line of what was said (`Turn.last_seq` is 0 in this room)."""
    line = {"person_id": 1, "seq": 1, "direction": "out", "author": "bot", "body": b"x", "priority": 2}
    async with room.database.write() as db:
        await db.execute(messages.delete())
        await db.execute(messages.insert().values(line | {"state": state, "created_at": room.now}))


async def something(room: Room, what: str) -> None:
    """Happens to a workshop in three days that person 1 has a seat in, or wishes for."""
    if what == "near":
        await room.people(1)
        async with room.database.write() as db:
            await wishes.wants_news(db, room.now - DAY, 1, SAINT_DENIS, "fr")
        await room.workshop(room.now + 3 * DAY)
        assert room.domain.retain is not None
        async with room.database.write() as db:
            await room.domain.retain(db, room.now)
        return
    id = await booked(room, room.now + 3 * DAY)
    draft = (await room.load(id)).draft
    async with room.database.write() as db:
        if what == "cancelled":
            await edit.cancel(db, SEALER, room.now, id)
        else:
            moved = replace(draft, starts_at=draft.starts_at + HOUR, ends_at=draft.ends_at + HOUR)
            await edit.change(db, SEALER, room.now, id, moved)


@pytest.mark.parametrize("what", ["changed", "cancelled", "near"])
@pytest.mark.parametrize("state", ["sent", "dropped", "unreachable", "kept"])
async def test_what_did_not_get_through_by_day_is_said_again_by_day(room: Room, what: str, state: str) -> None:
    await something(room, what)
    [first] = [outcome for _, _, outcome in await room.due() if outcome.lines]
    assert first.until == room.now.replace(hour=20, minute=0), "nine o'clock in Paris"
    await fate(room, state)
    happened = await room.until(room.now + 30 * HOUR)
    again = [(at, outcome) for at, _, kind, outcome in happened if outcome.lines and kind == f"workshops.{what}"]
    if state in ("sent", "kept"):
        assert again == []
        return
    (at, second), *_ = again
    assert not is_night(at, ZoneInfo("Europe/Paris"))
    assert told(second) == told(first)
    assert second.until is not None
    assert second.until > at


async def test_a_change_that_never_gets_through_is_not_said_once_it_has_begun(room: Room) -> None:
    await something(room, "changed")
    starts = room.now + 3 * DAY + HOUR
    heard: list[datetime] = []
    while room.now < starts + 2 * DAY:
        heard += said(await room.until(room.now + HOUR), "workshops.changed")
        await fate(room, "dropped")
    assert [(at.hour, at < starts) for at in heard] == [(12, True), (7, True), (7, True), (7, True)]


@pytest.mark.parametrize("what", ["changed", "cancelled"])
@pytest.mark.parametrize(("hour", "said_at"), [(8, 22), (9, 7)], ids=["before ten", "at ten"])
async def test_at_night_only_what_begins_before_the_morning_is_of_use(
    room: Room, what: str, hour: int, said_at: int
) -> None:
    """Hours in UTC: Paris is one ahead."""
    starts = (room.now + DAY).replace(hour=hour, minute=0)
    id = await booked(room, starts)
    room.time.at = room.now.replace(hour=22)
    async with room.database.write() as db:
        if what == "cancelled":
            await edit.cancel(db, SEALER, room.now, id)
        else:
            draft = (await room.load(id)).draft
            other = replace(draft, spot=replace(draft.spot, address="9 rue du Port"))
            await edit.change(db, SEALER, room.now, id, other)
    spoken = [
        (at, outcome)
        for at, _, kind, outcome in await room.until(starts)
        if outcome.lines and kind == f"workshops.{what}"
    ]
    assert [at.hour for at, _ in spoken] == [said_at]
    assert spoken[0][1].until is not None
    assert spoken[0][1].until >= starts


async def test_who_stands_before_a_closed_door_hears_why(room: Room) -> None:
    """It was cancelled in time; the bot was away until after it was to begin."""
    starts = room.now + DAY
    id = await booked(room, starts)
    room.time.at = starts - HOUR
    async with room.database.write() as db:
        await edit.cancel(db, SEALER, room.now, id)
    room.time.at = starts + 10 * MINUTE
    [outcome] = [outcome for _, kind, outcome in await room.due() if kind == "workshops.cancelled"]
    assert told(outcome)
    assert outcome.until == starts + HOUR, "when it would have been over"
    assert not (await room.happen(1, "workshops.cancelled", {"workshop": id, "line": 7})).events
    room.time.at = starts + HOUR
    assert not told(await room.happen(1, "workshops.cancelled", {"workshop": id}))


async def test_of_two_changes_in_one_night_the_second_is_told_in_the_morning(room: Room) -> None:
    starts = room.now + 3 * DAY
    id = await booked(room, starts)
    for hour in (21, 22):
        room.time.at = room.now.replace(hour=hour)
        draft = (await room.load(id)).draft
        async with room.database.write() as db:
            await edit.change(
                db, SEALER, room.now, id, replace(draft, starts_at=starts + hour * HOUR, ends_at=starts + 30 * HOUR)
            )
        assert said(await room.until(room.now + MINUTE)) == []
    happened = [one for one in await room.until(room.now + 10 * HOUR) if one[3].lines]
    assert [at.hour for at, *_ in happened] == [7]
    assert "11:00" in told(happened[0][3])[0]


# -- an offer nobody answered ----------------------------------------------------------------------------------
async def lapsing(room: Room, channel: str) -> tuple[datetime, Outcome]:
    """Person 2 waits, is offered the seat, and does not answer."""
    starts = room.now + 3 * DAY
    await room.people(2)
    id = await room.workshop(starts, 1)
    for person in (1, 2):
        await room.run("workshops.book", person, {"workshop": id}, channel=channel)
    await room.run("workshops.give_up", 1, {"workshop": id})
    happened = await room.until(starts)
    [(at, outcome)] = [(at, one) for at, who, kind, one in happened if (who, kind) == (2, news.LAPSE) and one.lines]
    assert told(outcome) == ["La place pour «\u00a0Faire son CV\u00a0» n’est plus gardée pour toi."]
    assert outcome.aside == AsideOver("atelier_offre", str(id))
    return at, outcome


async def test_what_the_waiting_list_put_into_a_calendar_is_taken_out_when_the_offer_lapses(room: Room) -> None:
    _, outcome = await lapsing(room, "web")
    entry = await _entry(room, outcome)
    assert str(entry["STATUS"]) == "CANCELLED"
    query = select(files.c.body).where(files.c.person_id == 2).order_by(files.c.created_at)
    async with room.database.read() as db:
        bodies = (await db.scalars(query)).all()
    before, after = (Calendar.from_ical(bytes(body)).walk("VEVENT")[0] for body in bodies)
    assert before["UID"] == after["UID"]
    assert int(str(before["SEQUENCE"])) < int(str(after["SEQUENCE"]))


async def test_who_was_given_no_file_gets_none_when_the_offer_lapses(room: Room) -> None:
    _, outcome = await lapsing(room, "telegram")
    assert outcome.lines[0].files == ()


async def test_an_offer_that_lapses_at_night_is_spoken_of_in_the_morning(room: Room) -> None:
    room.time.at = room.now.replace(hour=19, minute=45)
    at, outcome = await lapsing(room, "web")
    assert at.hour == 7
    assert outcome.lines[0].files
    assert outcome.until == at.replace(hour=20, minute=0)


async def test_how_it_was_is_not_asked_at_night_after_an_outage(room: Room) -> None:
    starts = room.now + DAY
    await booked(room, starts)
    [asked] = [outcome for *_, outcome in await room.until(starts + DAY) if outcome.aside and not outcome.lines]
    assert asked.until == (starts + 3 * HOUR).replace(hour=20)


async def test_payloads_that_mean_nothing_are_dropped(room: Room) -> None:
    id = await booked(room, room.now + 3 * DAY)
    payloads: list[dict[str, JsonValue]] = [
        {}, {"workshop": 99}, {"workshop": "x"}, {"workshop": id}, {"workshop": id, "until": "x"}
    ]  # fmt: skip
    for kind in room.domain.events:
        for payload in payloads:
            assert not (await room.happen(1, kind, payload)).lines or kind == "workshops.changed"


async def test_no_reminder_late_doubled_or_at_night(room: Room) -> None:
    """Every hour of a day as a beginning, a bot that sleeps now and then, seats given up and taken again."""
    await room.people(1)
    begin = room.now
    starts = {
        await room.workshop(begin + 2 * DAY + hour * HOUR, 9): begin + 2 * DAY + hour * HOUR for hour in range(24)
    }
    for number, id in enumerate(starts):
        await room.run("workshops.book", 1, {"workshop": id})
        if number % 3 == 0:
            await room.run("workshops.give_up", 1, {"workshop": id})
            await room.run("workshops.book", 1, {"workshop": id})
    paris = ZoneInfo((await room.load(next(iter(starts)))).draft.zone)
    heard: Counter[tuple[int, Which]] = Counter()
    awake: list[tuple[datetime, datetime]] = []
    for off in (1, 7, 2, 30, 1, 9, 3, 26):
        woke = room.now
        for at, _, kind, outcome in await _awake(room):
            if kind == news.REMIND:
                assert isinstance(outcome.aside, Aside)
                assert not is_night(at, paris), told(outcome)
                id = int(outcome.aside.about)
                (one,) = [one for one in reminders(starts[id], paris, begin) if one.at <= at <= one.until]
                assert at == max(one.at, woke), "at its moment; later only where the bot slept"
                heard[id, one.which] += 1
        awake.append((woke, room.now))
        room.time.at += off * HOUR
    assert {*heard.values()} == {1}, "each once"
    due = [(id, one) for id, at in starts.items() for one in reminders(at, paris, begin)]
    meant = {(id, one.which) for id, one in due if any(woke <= one.at <= slept for woke, slept in awake)}
    assert meant <= {*heard}, "none is forgotten that came due while it was awake"
    async with room.database.read() as db:
        assert (await db.execute(select(table.c.id).where(table.c.state != "booked"))).all() == []


async def _awake(room: Room) -> list[tuple[datetime, int, str, Outcome]]:
    late = [(room.now, person, kind, outcome) for person, kind, outcome in await room.due() if outcome.lines]
    return late + [one for one in await room.until(room.now + timedelta(hours=5)) if one[3].lines]
