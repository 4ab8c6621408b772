"""Papers beside the CV, made of the one that is stored: previews of the designs, the version without a name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.cvs import store
from bot.cvs.model import Stored
from bot.cvs.papers.press import Maker
from bot.papers import Kind, Made, Payload, asked
from bot.ports import Line, Outcome, Translations, Turn, Words
from bot.storage.papers import Paper, Shelf
from bot.storage.sealed import Sealer
from cv_builder.documents import Document
from cv_builder.model import CV

Make = Callable[[Maker, CV], Awaitable[Sequence[tuple[str, Document]]]]
"""The papers of a CV, each with a label."""
Say = Callable[[Mapping[str, Paper], Words], Sequence[Line]]
"""How they are handed over, by their labels."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One kind of paper, `name`; `ask` is the action. Asked again, its papers take each other's place."""

    name: str
    papers_of: Make
    handed: Say
    sealer: Sealer
    maker: Maker
    words: Translations

    async def ask(self, turn: Turn, answers: Payload, args: Payload) -> Outcome:
        """Value: the version of the CV, or None when none was made yet."""
        stored = await store.load(turn.db, self.sealer, turn.person_id)
        if stored is None:
            return Outcome()
        return Outcome(stored.version, effects=(asked(self.name, turn, stored.version),))

    async def make(self, stored: Stored) -> Made:
        papers = await self.papers_of(self.maker, stored.cv)
        return Made([(f"{self.name}/{label}", paper) for label, paper in papers])

    async def say(self, turn: Turn, stored: Stored, papers: Sequence[Paper], payload: Payload) -> Sequence[Line]:
        mine = {
            paper.format.removeprefix(f"{self.name}/"): paper
            for paper in papers
            if paper.format.startswith(f"{self.name}/")
        }
        return self.handed(mine, self.words(turn.locale)) if mine else ()

    def kind(self) -> Kind[Stored]:
        return Kind(self.name, self.make, self.say, Shelf.add)
