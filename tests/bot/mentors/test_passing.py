"""A file on its way to the mentor: cleaned, or refused with a word that both read; never an empty line, never twice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.errors import Refused as Refusal
from bot.errors import Unavailable
from bot.mentors.contacts.files.child import scrub
from bot.mentors.passing import FETCH, MOST_BYTES, Passing, harmless
from bot.mentors.store import passed
from bot.mentors.store.passed import Passed
from bot.mentors.store.tell import tell
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.tables.files import files
from bot.storage.transcripts import StoredFiles, StoredTranscripts
from flows.events import JsonValue, Received
from tests.bot.mentors.contacts.files.samples import SECRET, jpeg
from tests.bot.mentors.house import Room, talking
from tests.bot.mentors.rows import NOON, SEALER
from tests.bot.storage.rows import count, person
from tests.fakes.clock import FakeTime

PHOTO = jpeg((0xFE, SECRET))


def gives(body: bytes) -> Callable[[str], Awaitable[bytes]]:
    async def fetch(ref: str) -> bytes:
        return body

    return fetch


def fails(error: Exception) -> Callable[[str], Awaitable[bytes]]:
    async def fetch(ref: str) -> bytes:
        raise error

    return fetch


def passing(database: Database, fetch: Callable[[str], Awaitable[bytes]]) -> Passing:
    return Passing(database, SEALER, FakeTime().clock, {"telegram": fetch}, scrub)


def wanted(ref: str = "telegram:p", name: str = "photo.jpg", type: str = "image/jpeg") -> dict[str, JsonValue]:
    return {"seq": 4, "ref": ref, "name": name, "type": type}


async def coming(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await passed.coming(db, NOON, 1, 4)


async def settled(database: Database) -> Passed:
    async with database.read() as db:
        return (await passed.of(db, 1, [4]))[4]


async def test_a_photo_comes_without_what_it_gave_away_even_when_brought_twice(database: Database) -> None:
    await coming(database)
    effect = passing(database, gives(PHOTO))
    for _ in range(2):
        assert await effect(1, wanted()) == {"seq": 4}
    found = await settled(database)
    assert found.state == "there"
    stored = await StoredTranscripts(database, Feeds(database), SEALER).file(found.file_id or "")
    assert stored is not None
    assert (stored[0].name, stored[0].type) == ("photo.jpg", "image/jpeg")
    assert SECRET not in stored[1]
    assert await count(database, files) == 1


async def test_an_upload_is_cleaned_into_a_copy_of_its_own(database: Database) -> None:
    await coming(database)
    sent = await StoredFiles(database, SEALER, FakeTime().clock).put(1, "0612345678.jpg", "image/jpeg", PHOTO)
    effect = passing(database, gives(b""))
    effect.clock.new_id()
    await effect(1, wanted(ref=sent.id, name=sent.name))
    found = await settled(database)
    assert found.file_id != sent.id
    assert await count(database, files) == 2


@pytest.mark.parametrize("ref", ["", "none", "other:x"])
async def test_a_file_of_somebody_else_or_none_is_gone(database: Database, ref: str) -> None:
    await coming(database)
    await person(database, 2)
    others = await StoredFiles(database, SEALER, FakeTime().clock).put(2, "p.jpg", "image/jpeg", PHOTO)
    for asked in (ref, others.id):
        assert await passing(database, gives(PHOTO))(1, wanted(ref=asked)) == {"seq": 4, "why": "gone"}


@pytest.mark.parametrize(
    ("fetch", "why"),
    [
        (fails(Refusal("too_big", "", 413)), "too_big"),
        (fails(Refusal("gone", "", 404)), "gone"),
        (gives(b"x" * (MOST_BYTES + 1)), "too_big"),
        (gives(b"BEGIN:VCARD\nFN:Karim"), "contact"),
        (gives(b"MZ\x90"), "unsupported"),
        (gives(b"%PDF-1.7 nothing"), "broken"),
    ],
)
async def test_what_a_mentor_may_not_see_is_refused(
    database: Database, fetch: Callable[[str], Awaitable[bytes]], why: str
) -> None:
    await coming(database)
    assert await passing(database, fetch)(1, wanted()) == {"seq": 4, "why": why}
    assert await settled(database) == Passed(4, "refused", None, why)


async def test_a_channel_out_of_reach_is_tried_again(database: Database) -> None:
    await coming(database)
    with pytest.raises(Unavailable):
        await passing(database, fails(Unavailable("no line")))(1, wanted())
    assert (await settled(database)).state == "coming"


@pytest.mark.parametrize(
    ("name", "type", "kept"),
    [
        ("mon cv.pdf", "application/pdf", "mon cv.pdf"),
        ("mon cv.exe", "application/pdf", "mon cv.pdf"),
        ("0612345678.jpg", "image/jpeg", "image.jpg"),
        ("karim@exemple.fr.pdf", "application/pdf", "document.pdf"),
        ("06_12_34_56_78.ogg", "audio/ogg", "audio.ogg"),
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("C:\\\\moi\\\\photo.jpg", "image/jpeg", "photo.jpg"),
        ("", "video/mp4", "video.mp4"),
        ("x" * 300, "image/jpeg", "x" * 60 + ".jpg"),
    ],
)
def test_a_name_reaches_nobody_and_tells_the_truth(name: str, type: str, kept: str) -> None:
    assert harmless(name, type) == kept


# -- in the conversation --------------------------------------------------------------------------------------
async def tells(room: Room, kind: str, payload: dict[str, JsonValue]) -> list[str]:
    """What is said when this came of the file of line 4."""
    async with room.database.write() as db:
        await tell(db, SEALER, room.person, kind, "x", payload, room.now)
    return [line.text for line in await room.rest()]


async def test_what_went_well_needs_no_word(room: Room) -> None:
    await talking(room)
    assert await room.say(Received("telegram:p", "p.jpg", "image/jpeg")) == []
    assert await tells(room, f"{FETCH}.done", {"seq": 4}) == []


@pytest.mark.parametrize("why", ["too_big", "contact", "unsupported", "locked", "broken", "hostile", "gone", "other"])
async def test_what_does_not_come_is_said_where_both_read_it(room: Room, why: str) -> None:
    await talking(room)
    [text] = await tells(room, f"{FETCH}.done", {"seq": 4, "why": why})
    assert "Lina" in text
    assert await room.mode() == "human"


async def test_when_every_try_broke_it_is_refused_and_said(room: Room) -> None:
    await talking(room)
    async with room.database.write() as db:
        await passed.coming(db, room.now, room.person, 4)
    [text] = await tells(room, f"{FETCH}.failed", wanted())
    assert "je n’arrive pas à le lire" in text
    async with room.database.read() as db:
        assert (await passed.of(db, room.person, [4]))[4].why == "failed"
