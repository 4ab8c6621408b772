"""kill -9 in the middle of a backlog: no answer is lost, order holds, at most one line a person is repeated a kill."""

from __future__ import annotations

import asyncio
import random
import sys
from asyncio.subprocess import PIPE, Process
from collections import defaultdict
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.storage.engine import Database
from bot.storage.tables.conversation import messages
from bot.storage.tables.people import addresses, people

CHATS, WORDS, KILLS = 40, 5, 4
ROOT = Path(__file__).parents[3]


class Source:
    """Delivers each chat's updates in order, the next one only when the last was taken; 20 % twice."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.next = dict.fromkeys((f"chat{n}" for n in range(CHATS)), 0)

    @property
    def done(self) -> bool:
        return all(number == WORDS for number in self.next.values())

    def update(self, chat: str) -> bytes:
        number = self.next[chat]
        return f"{chat} {number} word{number}\n".encode() * (2 if self.chance.random() < 0.2 else 1)

    async def feed(self, process: Process, kill_after: int | None) -> None:
        """Until everything is taken, or so many updates were: then the process is killed on the spot."""
        assert process.stdin is not None
        assert process.stdout is not None
        taken = 0
        for chat, number in self.next.items():
            if number < WORDS:
                process.stdin.write(self.update(chat))
        while not self.done:
            line = (await process.stdout.readline()).decode().split()
            assert line, "the process ended by itself"
            if line[0] != "took":
                continue
            chat = line[1]
            if int(line[2]) != self.next[chat]:
                continue
            self.next[chat] += 1
            taken += 1
            if taken == kill_after:
                process.kill()
                return
            if self.next[chat] < WORDS:
                process.stdin.write(self.update(chat))


async def start(address: str, log: Path) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bot.outbox.process", address, str(log), stdin=PIPE, stdout=PIPE, cwd=ROOT
    )


async def free_leases(address: str) -> None:
    """PostgreSQL: a dead process keeps its people until the lease ends; the test doesn't wait a minute."""
    database = await Database.open(address)
    async with database.write() as db:
        await db.execute(update(people).values(lease_owner=None, lease_until=None))
    await database.close()


async def stored(address: str) -> dict[str, list[tuple[int, str, str]]]:
    """Per chat: seq, direction, delivery state."""
    database = await Database.open(address)
    found = defaultdict(list)
    async with database.read() as db:
        rows = await db.execute(
            select(addresses.c.chat, messages.c.seq, messages.c.direction, messages.c.state)
            .join(addresses, addresses.c.person_id == messages.c.person_id)
            .order_by(messages.c.person_id, messages.c.seq)
        )
        for row in rows:
            found[row.chat].append((row.seq, row.direction, row.state))
    await database.close()
    return found


@pytest.mark.parametrize("seed", [1, 2])
async def test_kill_at_random_moments(address: str, tmp_path: Path, seed: int) -> None:
    source, log = Source(seed), tmp_path / "sent.log"
    for kill in range(KILLS):
        process = await start(address, log)
        last = kill == KILLS - 1
        await source.feed(process, None if last else source.chance.randrange(10, CHATS))
        if last:
            assert process.stdin is not None
            process.stdin.close()
        assert await process.wait() == (0 if last else -9)
        if address.startswith("postgresql"):
            await free_leases(address)
    # the last one may have ended while people of a dead one were still leased (PostgreSQL)
    process = await start(address, log)
    await process.communicate(b"")  # no more updates
    lines = await stored(address)
    sent: dict[str, list[int]] = defaultdict(list)
    for line in log.read_text().splitlines():
        chat, seq, _ = line.split(" ", 2)
        sent[chat].append(int(seq))
    assert len(lines) == CHATS
    for chat, rows in lines.items():
        assert [seq for seq, _, _ in rows] == list(range(1, len(rows) + 1))
        assert sum(direction == "in" for _, direction, _ in rows) == WORDS
        out = [seq for seq, direction, _ in rows if direction == "out"]
        assert all(state == "sent" for _, direction, state in rows if direction == "out")
        assert sorted(set(sent[chat])) == out, "every reply arrived"
        assert list(dict.fromkeys(sent[chat])) == out, "first arrivals are in order"
        assert len(sent[chat]) - len(out) <= KILLS - 1, "at most one repeat a kill"
