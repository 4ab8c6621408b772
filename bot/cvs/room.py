"""When there is more to say than a page holds: what was left out is told, and can be had back."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.cvs import rules, store
from bot.cvs.model import Remarks
from bot.ports import Action, Outcome, Translations, Turn, Words
from bot.storage.sealed import Sealer
from cv_builder.model import CV
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]

MOST_NAMED = 3
"""Things left out that are named; more is a list nobody reads."""
MOST_OFFERED = 10
"""Things offered to be had back: one screen of a phone."""
LONGEST_LABEL = 40
"""Characters of such a button."""
MOST_KEPT = 20
"""Wishes remembered, the newest first: more than a page holds."""


def left_of(payload: Answers) -> tuple[tuple[str, str], ...]:
    """`(key, text)` of what was left out, as the effect gave it."""
    pairs = payload.get("left")
    return tuple(
        (str(pair[0]), str(pair[1])) for pair in (pairs if isinstance(pairs, list) else []) if isinstance(pair, list)
    )


def shown(texts: JsonValue) -> list[str]:
    return [str(text) for text in texts] if isinstance(texts, list) else []


def sentence(texts: Sequence[str], cv: CV, words: Words) -> str:
    """What had no room; where something was asked back, that something else went for it."""
    if cv.pages > 1:
        said = words.pgettext(
            "cvs/left_out_two", "Même sur deux pages, j’ai raccourci ou laissé de côté\u00a0: {list}."
        )
    elif cv.kept:
        said = words.pgettext(
            "cvs/left_out_instead", "J’ai gardé ce que tu voulais. À la place, j’ai laissé de côté\u00a0: {list}."
        )
    else:
        said = words.pgettext(
            "cvs/left_out", "Pour tenir sur une page, j’ai raccourci ou laissé de côté\u00a0: {list}."
        )
    return said.format(list=rules.listed(texts, words, MOST_NAMED))


@dataclass(frozen=True, slots=True)
class Room:
    """`left_out`, `keep`, `fine`: bound to what they need."""

    sealer: Sealer
    words: Translations

    async def left_out(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """What had no room on the newest page, to tap; None when all of it is there, or was said to be fine so."""
        said = await store.remarks(turn.db, self.sealer, turn.person_id)
        if _fine(said) in said.silent:
            return Outcome()
        offered: list[JsonValue] = [rules.option(key, _label(text)) for key, text in said.left[:MOST_OFFERED]]
        return Outcome(offered or None)

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
        silent = tuple(dict.fromkeys((*said.silent, _fine(said))))
        await store.remark(turn.db, self.sealer, turn.person_id, replace(said, silent=silent))
        return Outcome()

    def actions(self) -> Mapping[str, Action]:
        return {"cvs.left_out": self.left_out, "cvs.keep": self.keep, "cvs.left_out_fine": self.fine}


def _fine(said: Remarks) -> str:
    """Names what had no room, in few characters."""
    return f"left {zlib.crc32(' '.join(sorted(key for key, _ in said.left)).encode()):x}"


def _label(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1].rstrip()}…"
