"""What must not be kept goes at its hour, not before; what somebody still waits for stays."""

from __future__ import annotations

from datetime import timedelta

from bot.storage.engine import Database
from bot.storage.keeping import DEFAULTS
from bot.storage.purge import BEFORE_CONSENT, FINISHED, purge
from bot.storage.tables.conversation import messages, seen, sessions
from bot.storage.tables.files import files
from bot.storage.tables.later import effects, events, parked
from bot.storage.tables.people import people
from tests.bot.storage.rows import NOON, address, column, line, person, put

TICK = timedelta(microseconds=1)


async def test_lines_before_consent_go_at_their_hour(database: Database) -> None:
    await person(database)
    await line(database, 1, purge_at=NOON + TICK)
    await line(database, 2, purge_at=NOON)
    await line(database, 3, purge_at=None)
    assert await purge(database, NOON) == 1
    assert await column(database, messages.c.seq) == [1, 3]


async def test_a_line_still_to_be_delivered_stays_until_it_is(database: Database) -> None:
    await person(database)
    old = NOON - timedelta(days=3)
    for seq, state in enumerate(["due", "sent", "unreachable", "parked", "kept"], 1):
        await line(database, seq, state=state, purge_at=old)
    assert await purge(database, NOON) == 4
    assert await column(database, messages.c.state) == ["due"]


async def test_repeats_are_known_for_a_week(database: Database) -> None:
    await person(database)
    await address(database, 1, "chat")
    repeat = {"address_id": 1, "person_id": 1, "first_seq": 1, "last_seq": 1}
    await put(
        database, seen,
        repeat | {"external_id": "old", "at": NOON - DEFAULTS.updates},
        repeat | {"external_id": "young", "at": NOON - DEFAULTS.updates + TICK},
    )  # fmt: skip
    await purge(database, NOON)
    assert await column(database, seen.c.external_id) == ["young"]


async def test_finished_work_keeps_a_second_one_away_for_a_while(database: Database) -> None:
    await person(database)
    for table in (events, effects):
        work = {"person_id": 1, "kind": "cv.render", "due_at": NOON - FINISHED * 2}
        await put(
            database, table,
            work | {"key": "old", "done_at": NOON - FINISHED},
            work | {"key": "recent", "done_at": NOON - FINISHED + TICK},
            work | {"key": "waiting", "done_at": None},
        )  # fmt: skip
    await purge(database, NOON)
    assert await column(database, events.c.key) == await column(database, effects.c.key) == ["recent", "waiting"]


async def test_files_and_parked_words_of_who_has_not_agreed_go_after_a_day(database: Database) -> None:
    await person(database, 1)
    await person(database, 2, consent_at=NOON - FINISHED)
    for whose in (1, 2):
        for age, at in (("old", NOON - BEFORE_CONSENT), ("young", NOON - BEFORE_CONSENT + TICK)):
            file = {"id": f"{whose} {age}", "name": b"x", "type": "text/plain", "size": 1, "body": b"x"}
            await put(database, files, file | {"person_id": whose, "created_at": at})
            aside = {"what": "turn", "kind": f"{whose} {age}", "payload": b"{}", "error": "KeyError"}
            await put(database, parked, aside | {"person_id": whose, "at": at})
    await purge(database, NOON)
    left = ["1 young", "2 old", "2 young"]
    assert await column(database, files.c.id) == await column(database, parked.c.kind) == left


async def test_what_was_read_from_a_file_goes_with_it(database: Database) -> None:
    """Session 1: a file a day old and no consent; 2: agreed; 3: a young file; 4: no file."""
    old, young = NOON - BEFORE_CONSENT, NOON - BEFORE_CONSENT + TICK
    for id, at, agreed in ((1, old, None), (2, old, NOON), (3, young, None), (4, None, None)):
        await person(database, id, consent_at=agreed)
        await put(database, sessions, {"person_id": id, "state": b"%d" % id, "shown": 1})
        if at is not None:
            file = {"id": str(id), "name": b"x", "type": "text/plain", "size": 1, "body": b"x"}
            await put(database, files, file | {"person_id": id, "created_at": at})
    await purge(database, NOON)
    assert [state for state in await column(database, sessions.c.state) if state] == [b"2", b"3", b"4"]


async def test_parked_words_go_with_the_updates_they_came_in(database: Database) -> None:
    await person(database, consent_at=NOON)
    aside = {"person_id": 1, "what": "turn", "payload": b"{}", "error": "KeyError"}
    old, young = NOON - DEFAULTS.updates, NOON - DEFAULTS.updates + TICK
    await put(database, parked, aside | {"kind": "old", "at": old}, aside | {"kind": "young", "at": young})
    await purge(database, NOON)
    assert await column(database, parked.c.kind) == ["young"]


async def test_what_a_stranger_answered_goes_after_a_day_of_silence(database: Database) -> None:
    """1: agreed; 2: never, a day ago; 3: never, a little less."""
    old, young = NOON - BEFORE_CONSENT, NOON - BEFORE_CONSENT + TICK
    for id, seen_at, agreed in ((1, old, NOON), (2, old, None), (3, young, None)):
        await person(database, id, last_seen_at=seen_at, consent_at=agreed, age_band=f"band {id}")
        await put(database, sessions, {"person_id": id, "state": b"%d" % id, "shown": 1})
    await purge(database, NOON)
    assert [state for state in await column(database, sessions.c.state) if state] == [b"1", b"3"]
    assert [band for band in await column(database, people.c.age_band) if band] == ["band 1", "band 3"]
