"""The actions of people, through a whole conversation on both databases."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Mapping
from io import BytesIO
from random import Random
from time import process_time
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.effects import Effects
from bot.people.actions import DATA_FILE, DATA_TYPE, JSON_FILE, MOST_BYTES, Org
from bot.people.domain import People
from bot.people.rules import CHANGE_OF_MIND
from bot.ports import Domain
from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables.people import people
from flows.events import JsonValue
from tests.bot.conversation.house import House, make_house
from tests.bot.words import SourceWords
from tests.fakes.clock import FakeTime

PHOTO, PHOTOS = 9_000_000, 34
"""Bytes of one, and how many: three hundred megabytes."""
TELEGRAM = 50_000_000
"""Bytes of a file that a bot of Telegram may send."""
MINUTE = 60.0
"""Seconds that they wait at most."""


def rooms_of(database: Database, words: SourceWords | None = None, *others: Domain) -> list[Domain]:
    everybody: list[Domain] = [*others]
    everybody.append(
        People(
            org=Org("Asso du quartier", "01 23 45 67 89"),
            database=database,
            sealer=Identity(),
            clock=FakeTime().clock,
            words=words or SourceWords(),
            answers=orjson.loads,
            everybody=lambda: everybody,
            zone=ZoneInfo("Europe/Paris"),
        ).domain()
    )
    return everybody


def house_of(database: Database, words: SourceWords | None = None) -> House:
    return make_house(database, *rooms_of(database, words))


async def test_nobody_is_asked_twice_whether_they_agree(database: Database) -> None:
    house = house_of(database)
    await house.say("a", "hi")
    assert await house.texts("a", "do people.agreed") == ["doing", "did None"]
    await house.say("a", "do people.consent")
    assert await house.texts("a", "do people.agreed") == ["doing", "did yes"]


async def test_consent_is_recorded_and_earlier_lines_are_not_kept_by_the_action(database: Database) -> None:
    house = house_of(database)
    await house.say("a", "hi")
    (before,) = await house.rows(people)
    assert before["consent_at"] is None
    assert await house.texts("a", "do people.consent") == ["doing", "did yes"]
    (after,) = await house.rows(people)
    assert after["consent_at"] == house.time.now()


async def test_who_runs_the_service(database: Database) -> None:
    house = house_of(database)
    await house.say("a", "hi")
    said = await house.texts("a", "do people.org")
    assert said[-1] == "did {'name': 'Asso du quartier', 'contact': '01 23 45 67 89'}"


async def test_my_data_comes_as_a_file_with_every_room(database: Database) -> None:
    async def export(db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        return {"secret": f"of {person_id}"}

    async def nothing(db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        return {}

    others = (Domain("other", export=export), Domain("empty", export=nothing), Domain("mute"))
    rooms = rooms_of(database, None, *others)
    house = make_house(database, *rooms)
    worker = Effects(database, rooms, conversation=house.talk, clock=house.time.clock)
    await house.say("a", "hi")
    await house.say("a", "je m'appelle Amina")
    answer = await house.say("a", "and more")
    await house.files.put(answer.person_id, "cv.pdf", "application/pdf", b"%PDF one")
    await house.files.put(answer.person_id, "cv.pdf", "application/pdf", b"%PDF two")
    made = []
    for _ in range(2):  # the second does not hold the first
        await house.say("a", "do people.data")
        await worker.idle()
        await house.talk.work()
        (ref,) = [ref for line in await house.transcripts.read(answer.person_id, 0) for ref in line.files][-1:]
        made.append(ref)
    assert (ref.name, ref.type) == (DATA_FILE, DATA_TYPE)
    assert ref.alt
    found = await house.transcripts.file(ref.id)
    assert found is not None
    with ZipFile(BytesIO(found[1])) as packed:
        names = packed.namelist()
        assert sorted(names) == ["2-cv.pdf", "cv.pdf", JSON_FILE]
        assert {packed.read(name) for name in names[1:]} == {b"%PDF one", b"%PDF two"}
        told = packed.read(JSON_FILE)
    data = json.loads(told)
    assert set(data) == {"other", "people"}
    assert data["other"] == {"secret": f"of {answer.person_id}"}
    assert "je m'appelle Amina" in [line["text"] for line in data["people"]["messages"]]


async def test_who_kept_hundreds_of_megabytes_gets_the_newest_and_is_told(database: Database) -> None:
    """As many as a messenger takes, in a minute of the processor, and never all of it in memory at once."""
    words = SourceWords()
    rooms = rooms_of(database, words)
    house = make_house(database, *rooms)
    worker = Effects(database, rooms, conversation=house.talk, clock=house.time.clock)
    answer = await house.say("a", "hi")
    body = Random(6).randbytes(PHOTO)
    for number in range(PHOTOS):
        house.time.forward(seconds=1)
        await house.files.put(answer.person_id, f"{number}.jpg", "image/jpeg", body)
    await house.say("a", "do people.data")
    begun = process_time()
    tracemalloc.start()
    await worker.idle()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert process_time() - begun < MINUTE
    assert peak < PHOTO * PHOTOS
    await house.talk.work()
    told = await house.transcripts.read(answer.person_id, 0)
    (ref,) = [ref for line in told for ref in line.files]
    found = await house.transcripts.file(ref.id)
    assert found is not None
    assert len(found[1]) < TELEGRAM
    with ZipFile(BytesIO(found[1])) as packed:
        fit = MOST_BYTES // PHOTO
        newest = {f"{PHOTOS - 1 - back}.jpg" for back in range(fit)}
        assert set(packed.namelist()) == {JSON_FILE, *newest}
        assert packed.read(f"{PHOTOS - 1}.jpg") == body
    assert any("plus vieux fichiers" in line.text for line in told)


async def test_erasing_waits_a_day_and_can_be_taken_back(database: Database) -> None:
    house = house_of(database)
    await house.say("a", "hi")
    await house.say("b", "hi")
    assert await house.texts("a", "do people.erasing") == ["doing", "did None"]
    assert await house.texts("a", "do people.erase") == ["doing", "did yes"]
    asked = house.time.now()
    house.time.forward(seconds=90 * 60)
    await house.say("a", "do people.erase")
    one, other = await house.rows(people)
    assert one["erase_at"] == asked + CHANGE_OF_MIND, "the first time counts"
    assert other["erase_at"] is None
    assert await house.texts("a", "do people.erasing") == ["doing", "did 23"]
    await house.say("a", "do people.keep")
    assert (await house.rows(people))[0]["erase_at"] is None
