"""Everything personal passes the codec: with one that scrambles, no word of a person is in the database."""

import pytest
from sqlalchemy import select

from bot.channels.model import Address, Incoming
from bot.conversation import Conversation
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.sealed import Identity, open_json, seal_json
from bot.storage.tables import metadata
from bot.storage.transcripts import StoredFiles, StoredTranscripts
from flows.events import Received, Typed
from tests.fakes.clock import FakeTime
from tests.fakes.flows import SmallFlows


class Scrambled(Identity):
    def seal(self, person_id: int, plain: bytes) -> bytes:
        return bytes(byte ^ 0x55 for byte in plain)

    def open(self, person_id: int, sealed: bytes) -> bytes:
        return self.seal(person_id, sealed)


def test_json_comes_back() -> None:
    for sealer in (Identity(), Scrambled()):
        assert open_json(sealer, 1, seal_json(sealer, 1, {"é": [1, None, True]})) == {"é": [1, None, True]}


@pytest.mark.parametrize("plain", [b"", b"\x00\xff", "سيرة ذاتية".encode(), b"x" * 1_000_000], ids=len)
def test_what_was_sealed_opens(plain: bytes) -> None:
    for sealer in (Identity(), Scrambled()):
        assert sealer.open(7, sealer.seal(7, plain)) == plain


async def everything(database: Database) -> bytes:
    found = b""
    async with database.read() as db:
        for table in metadata.sorted_tables:
            for row in await db.execute(select(table)):
                found += b"|".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
    return found


async def test_no_word_is_stored_in_the_clear(database: Database) -> None:
    time, feeds, sealer = FakeTime(), Feeds(database), Scrambled()
    talk = Conversation(database, SmallFlows(), feeds=feeds, clock=time.clock, sealer=sealer)
    files = StoredFiles(database, sealer, time.clock)
    address = Address("web", "bot", "a")
    person_id = (await talk.take(Incoming(address, "1", Typed("bonjour"), time.now()))).person_id
    ref = await files.put(person_id, "verysecret.pdf", "application/pdf", b"verysecret")
    for number, said in enumerate((Typed("verysecret"), Typed("crash verysecret"), Typed("do verysecret"))):
        await talk.take(Incoming(address, f"s{number}", said, time.now()))
    await talk.take(Incoming(address, "f", Received(ref.id, ref.name, ref.type), time.now()))
    assert b"secret" not in await everything(database)
    lines = await StoredTranscripts(database, feeds, sealer).read(person_id, 0)
    assert sum("verysecret" in line.text for line in lines) >= 4
