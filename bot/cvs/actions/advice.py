"""After the CV: the few things that would make it better, each with a button that does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.cvs import store
from bot.cvs.rules.advice import offered, told
from bot.ports import Action, Line, Outcome, Translations, Turn
from bot.storage.sealed import Sealer
from cv_builder.advice import advise, key_of, mended
from cv_builder.advice.sheet import Advice as Idea
from cv_builder.advice.sheet import is_repeated
from flows.events import Adopted, JsonValue

Answers = Mapping[str, JsonValue]

FLOW = "cv"
"""The flow that the answers belong to."""
FINE = "bien"
"""The choice that waves all of them away."""


@dataclass(frozen=True, slots=True)
class Advice:
    """`offered`, `told`, `taken`, `waved`: bound to what they need."""

    sealer: Sealer
    words: Translations

    async def offered(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """What there is to tap; None when there is nothing to say."""
        return Outcome(offered(await self._advice(turn, answers), self.words(turn.locale)) or None)

    async def told(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The same in sentences: {"one": …, "two": …, "three": …}, as many as there are."""
        return Outcome(told(await self._advice(turn, answers), self.words(turn.locale)))

    async def taken(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """One of them was tapped (`with: one, two, three`, by how many there were).

        It is put right at once, or the value names the question to open again. `FINE`: none of them comes back.
        """
        found = await self._advice(turn, answers)
        if FINE in args.values():
            await self._silence(turn, found)
        one = next((one for one in found if one.check in args.values()), None)
        if one is None:
            return Outcome()
        await self._silence(turn, (one,))
        if one.better is None:
            return Outcome(f"{one.save}:{one.round}" if is_repeated(one.save) else one.save)
        words = self.words(turn.locale)
        done = words.pgettext("cvs/advice_done", "C’est fait. Je refais ton CV.")
        better: dict[str, JsonValue] = {**answers, **mended(answers, one)}
        return Outcome(lines=(Line(done),), adopt=Adopted(FLOW, better))

    async def _advice(self, turn: Turn, answers: Answers) -> tuple[Idea, ...]:
        said = await store.remarks(turn.db, self.sealer, turn.person_id)
        return advise(answers, turn.now.date().isoformat(), said.silent)

    async def _silence(self, turn: Turn, told: tuple[Idea, ...]) -> None:
        said = await store.remarks(turn.db, self.sealer, turn.person_id)
        silent = tuple(dict.fromkeys((*said.silent, *map(key_of, told))))
        await store.remark(turn.db, self.sealer, turn.person_id, replace(said, silent=silent))

    def actions(self) -> Mapping[str, Action]:
        return {"cvs.advice": self.offered, "cvs.advice_words": self.told, "cvs.advised": self.taken}
