"""What must hold after every moment of a history, whatever happened."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.channels.model import Message
from bot.i18n import translator
from bot.mentors.model import OPEN, Handoff, Wish
from bot.mentors.outlook import LOOK_EVERY, LOOK_SELDOM, Outlook
from bot.mentors.rules.patience import gone_at
from bot.mentors.store import handoffs, held_lines
from bot.mentors.store import lines as read
from bot.ports import Turn
from bot.storage.tables.conversation import messages
from bot.storage.tables.later import parked
from bot.storage.tables.mentors import handoff_log, released
from bot.storage.tables.mentors import handoffs as table
from bot.storage.tables.people import people
from tests.bot.mentors.room import PARIS
from tests.simulation.world import ASKED, CHANNEL, NUMBER, SEALER, Who, World

ENGINE = re.compile(r"question \d+$|\d+: |hello |doing$|did |adopted |tapped |received |sim_rappel |rendez_vous\w* \d")
"""What the small engine says; only the bot does."""
BEGINS = re.compile(r"C’est l’heure de ton rendez-vous|.* (est là, c’est une vraie|revient vers toi|prend la suite)")
ENDS = re.compile(
    r"C’est (fini avec|de nouveau moi)|D’accord, c’est arrêté|L’équipe a fermé|La personne qui te parlait|On s’est rat"
)
UNSURE = re.compile(r"C’est fait\. Cette personne|C’était déjà fini")
"""Said in either case; what comes after is judged by the next line that says."""


@dataclass
class Checks:
    """`seen`: up to which line each person was looked at, and in which mode they were left."""

    world: World
    seen: dict[int, tuple[int, str]] = field(default_factory=dict)
    astray: dict[int, datetime] = field(default_factory=dict)
    """Since when what a person was told about waiting is no longer so."""
    lines: int = 0
    consoles: dict[tuple[int, int], int] = field(default_factory=dict)
    """Up to which line each mentor's console has shown a conversation."""
    shown: int = 0

    async def moment(self) -> None:
        """After everything due has happened."""
        ids = list(self.world.people)
        async with self.world.database.read() as db:
            rows = (
                await db.execute(select(people.c.id, people.c.mode, people.c.last_seq).where(people.c.id.in_(ids)))
            ).all()
            theirs = table.c.person_id.in_(ids) & table.c.state.in_(OPEN)
            opened = {one.person_id: one for one in await handoffs.found(db, theirs)}
        for id, mode, last_seq in rows:
            who, there = self.world.people[id], opened.get(id)
            await self._one_voice(who, str(mode), last_seq)
            state = there.state if there else "none"
            assert {"human": "held", "waiting": "waiting"}.get(mode, "none") == state, f"{id}: {mode}, {there}"
            if there is not None and state == "held":
                await self._held(there)
                await self._console(there, last_seq)
            if there is not None and state == "waiting":
                await self._told_the_truth(who, there)
            else:
                self.astray.pop(id, None)

    async def end(self) -> None:
        """Everything once and in order; nothing failed."""
        for who in self.world.people.values():
            lines = await self.world.transcripts.read(who.id, 0, 2000)
            self.lines += len(lines)
            assert [line.seq for line in lines] == list(range(1, len(lines) + 1))
            typed = [line.text for line in lines if line.author == "me" and re.match(r"p\d+|SOS|do sim", line.text)]
            extra = [line.text for line in lines if line.author == "me" and line.files]
            assert [text for text in typed if text not in extra] == who.said, "their own lines, once and in order"
            await self._sentences(who, [line.text for line in lines if line.author == "mentor"])
            if who.address.channel == CHANNEL:
                await self._sent(who)
            for name in who.reminded:
                assert sum(line.text == f"Rappel {name}" for line in lines) == 1, "a reminder is a system line, once"
                asked = sum(line.text.startswith(f"{ASKED} {name}:") for line in lines)
                assert asked == 1, f"its question waits for the bot: asked {asked} times"
        async with self.world.database.read() as db:
            assert await db.scalar(select(func.count()).select_from(parked)) == 0, "a turn or event failed"

    async def _sentences(self, who: Who, heard: list[str]) -> None:
        accepted = [one for one in self.world.sentences if one.person_id == who.id]
        rest = iter(heard)
        assert len(set(heard)) == len(heard), "a sentence twice"
        order = [one.text for one in accepted]
        assert heard == [text for text in order if text in heard], "out of order"
        missing = [one.text for one in accepted if one.text not in heard and not one.excused]
        assert missing == [], f"{who.id} never heard {missing}"
        assert list(rest) == heard

    async def _sent(self, who: Who) -> None:
        """Every line reached them once; in order, but that SOS overtakes and an answer goes before a reminder."""
        query = select(messages.c.seq, messages.c.priority).where(
            messages.c.person_id == who.id, messages.c.direction == "out"
        )
        async with self.world.database.read() as db:
            told = {row.seq: row.priority for row in await db.execute(query.order_by(messages.c.seq))}
        sent = self.world.post.seqs.get(who.address.chat, [])
        assert sorted(sent) == list(told), f"{who.id}: sent {sent}, said {list(told)}"
        for priority in set(told.values()):
            same = [seq for seq in sent if told[seq] == priority]
            assert same == sorted(same), f"{who.id}: out of order {sent}"

    async def _one_voice(self, who: Who, mode: str, last_seq: int) -> None:
        """Line by line: the engine never while a human talks, a mentor only then."""
        after, was = self.seen.get(who.id, (0, "bot"))
        state: str | None = was
        new = await self.world.transcripts.read(who.id, after, 500) if last_seq > after else ()
        for line in new:
            state = _next(line, state, who)
        if state is not None:
            assert (state == "human") == (mode == "human"), f"{who.id}: lines say {state}, stored is {mode}"
        self.seen[who.id] = (new[-1].seq if new else after, mode)

    async def _held(self, held: Handoff) -> None:
        now = self.world.now
        async with self.world.database.read() as db:
            assert await handoffs.still_talks(db, held, now), "talks on without the right to"
            looked_at = await held_lines.looked_at(db, held.id, held.mentor_id or 0)
        assert held.owed_since is None or gone_at(held.owed_since, *looked_at) > now, "let down, and nobody knows"

    async def _console(self, held: Handoff, last_seq: int) -> None:
        """As the feed of an open console reads, from where it was: every line once, in order, and no number but one
        that the person showed to this mentor."""
        account = held.mentor_id or 0
        after = self.consoles.get((held.id, account), held.first_seq - 1)
        async with self.world.database.read() as db:
            mine = await handoffs.of_mentor(db, account, held.id, self.world.now)
            assert mine is not None, f"{account} may not read what they hold"
            told = await read.lines(db, SEALER, mine, account, lambda kind: f"[{kind}]", after=after)
            query = select(released.c.seq).where(
                released.c.person_id == held.person_id, released.c.account_id == account
            )
            free = {*await db.scalars(query)}
            for other in (one for one in self.world.mentors if one != account):
                assert await handoffs.of_mentor(db, other, held.id, self.world.now) is None, "read by two"
        assert [line.seq for line in told] == [*range(after + 1, last_seq + 1)], f"{account} sees gaps or doubles"
        hidden = [line for line in told if line.author != "mentor" and line.seq not in free]
        assert not any(NUMBER in line.text for line in hidden), "a number reached a mentor"
        self.consoles[held.id, account] = last_seq
        self.shown += len(told)

    async def _told_the_truth(self, who: Who, there: Handoff) -> None:
        now = self.world.now
        async with self.world.database.read() as db:
            turn = Turn(db, who.id, "fr", now, self.world.time.new_id)
            truth = await Outlook(translator, PARIS).truth(turn, Wish(there.topic, there.languages), there.needs)
            log = handoff_log.c
            last = select(log.what).where(log.handoff_id == there.id).order_by(log.id.desc()).limit(1)
            what = str(await db.scalar(last))
            front = await db.scalar(select(table.c.front).where(table.c.id == there.id))
        assert front or not what.startswith("requeued"), "let down, and not first"
        if there.told == truth and there.told_seq is not None:
            self.astray.pop(who.id, None)
            return
        # After a look in this same instant somebody came or went: what it told was right, and is not any more.
        since = now if await self._changed(now) else self.astray.setdefault(who.id, now)
        self.astray[who.id] = since
        patience = LOOK_SELDOM if now - there.since >= LOOK_SELDOM else LOOK_EVERY
        assert now - since <= patience + timedelta(minutes=1), f"{who.id} was told «{there.told}», true is «{truth}»"

    async def _changed(self, now: datetime) -> bool:
        query = select(func.count()).select_from(handoff_log).where(handoff_log.c.at == now)
        async with self.world.database.read() as db:
            return bool(await db.scalar(query))


def _next(line: Message, state: str | None, who: Who) -> str | None:
    if line.author == "me":
        return state
    if line.author == "mentor":
        assert state in ("human", None), f"{who.id}: a mentor speaks in mode {state}: {line}"
        return "human"
    if BEGINS.match(line.text):
        return "human"
    if ENDS.match(line.text):
        return "bot"
    if UNSURE.match(line.text):
        return None
    if ENGINE.match(line.text):
        assert state != "human", f"{who.id}: the bot speaks while a human does: {line.text}"
        return "bot"
    return state
