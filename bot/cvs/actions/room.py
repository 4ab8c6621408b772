"""When there is more to say than a page holds: what was left out can be had back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.cvs import store
from bot.cvs.rules.room import fine, offered
from bot.ports import Action, Outcome, Translations, Turn
from bot.storage.sealed import Sealer
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]

MOST_KEPT = 20
"""Wishes remembered, the newest first: more than a page holds."""


@dataclass(frozen=True, slots=True)
class Room:
    """`left_out`, `keep`, `fine`: bound to what they need."""

    sealer: Sealer
    words: Translations

    async def left_out(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """What had no room on the newest page, to tap; None when all of it is there, or was said to be fine so."""
        said = await store.remarks(turn.db, self.sealer, turn.person_id)
        return Outcome(offered(said) or None)

    async def keep(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Remembers what is wanted back (`with: keys`); the next page leaves something else out."""
        keys = args.get("keys")
        wanted = [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []
        stored = await store.load(turn.db, self.sealer, turn.person_id)
        if stored is None or not wanted:
            return Outcome()
        kept = tuple(dict.fromkeys([*wanted, *stored.cv.kept]))[:MOST_KEPT]
        await store.save(turn.db, self.sealer, turn.person_id, replace(stored.cv, kept=kept), turn.now)
        return Outcome(len(wanted))

    async def fine(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The page is good as it is: as long as the same things stay out, that is not asked again."""
        said = await store.remarks(turn.db, self.sealer, turn.person_id)
        silent = tuple(dict.fromkeys((*said.silent, fine(said))))
        await store.remark(turn.db, self.sealer, turn.person_id, replace(said, silent=silent))
        return Outcome()

    def actions(self) -> Mapping[str, Action]:
        return {"cvs.left_out": self.left_out, "cvs.keep": self.keep, "cvs.left_out_fine": self.fine}
