"""What is done to a CV when its owner takes a mentor's words for a line of it.

Law: the version both looked at is changed by that one line and nothing else, whatever was answered meanwhile; what
that version could not show is made of the answers. A CV whose papers were never made gets none here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from bot.cvs import store
from bot.cvs.actions.making import told_now
from bot.cvs.model import RENDER, Stored
from bot.cvs.rules.cv import is_empty
from bot.papers import asked
from bot.ports import Later, Turn
from bot.storage.sealed import Sealer
from bot.storage.tables.conversation import sessions
from cv_builder.model import CV
from cv_builder.rewording import Rewording, is_answered, on_page, says
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Rewords:
    """`saved`: what somebody answered, by save, out of their stored session."""

    sealer: Sealer
    saved: Callable[[bytes], Answers]

    async def says(self, turn: Turn, line: str, before: str) -> bool:
        one = Rewording(line, before, "")
        if is_answered(line):
            return says((await told_now(await self._answers(turn), turn, self.sealer)).answers, CV(), one)
        stored = await store.load(turn.db, self.sealer, turn.person_id)
        return stored is not None and says({}, stored.cv, one)

    async def take(self, turn: Turn, line: str, before: str, after: str) -> Sequence[Later]:
        stored = await store.load(turn.db, self.sealer, turn.person_id)
        if stored is None or is_answered(line):
            return await self.remake(turn)
        return await self._kept(turn, stored, on_page(stored.cv, [Rewording(line, before, after)]))

    async def remake(self, turn: Turn) -> Sequence[Later]:
        stored = await store.load(turn.db, self.sealer, turn.person_id)
        cv = (await told_now(await self._answers(turn), turn, self.sealer)).cv
        return () if stored is None or is_empty(cv) else await self._kept(turn, stored, cv)

    async def _kept(self, turn: Turn, stored: Stored, cv: CV) -> Sequence[Later]:
        """As the next version; its papers are asked for where there were some."""
        cv = replace(cv, kept=stored.cv.kept, updated=turn.now.date().isoformat())
        version = await store.save(turn.db, self.sealer, turn.person_id, cv, turn.now)
        there = await store.shelf(self.sealer).ever(turn.db, turn.person_id, "pdf")
        return (asked(RENDER, turn, version),) if there else ()

    async def _answers(self, turn: Turn) -> Answers:
        """**Why** out of the row: a button of ours may be pressed in any mode, and its turn runs alone."""
        mine = select(sessions.c.state).where(sessions.c.person_id == turn.person_id)
        state = await turn.db.scalar(mine)
        return self.saved(self.sealer.open(turn.person_id, state)) if state else {}
