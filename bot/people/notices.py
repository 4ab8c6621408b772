"""A month before something goes, whoever it belongs to hears of it: by day, and beside nothing else unasked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args
from zoneinfo import ZoneInfo

from bot.hours import earliest
from bot.people import retention
from bot.people.retention import KIND, What
from bot.ports import Later, Line, Outcome, Translations, Turn, Words
from bot.storage import unasked
from bot.storage.keeping import Keeping
from bot.storage.types import micros
from flows.events import JsonValue


@dataclass(frozen=True, slots=True)
class Notices:
    """The handler of `retention.KIND`; bound to what it needs."""

    words: Translations
    zone: ZoneInfo
    keeping: Keeping

    async def __call__(self, turn: Turn, payload: Mapping[str, JsonValue]) -> Outcome:
        what = next((one for one in get_args(What) if one == payload.get("what")), None)
        if what is None or not await retention.still_due(turn.db, turn.person_id, what, turn.now, self.keeping):
            return Outcome()
        at = earliest(turn.now, self.zone, await unasked.last(turn.db, turn.person_id))
        if at > turn.now:
            return Outcome(events=(Later(KIND, payload, f"{KIND}/{what}/{turn.person_id}/{micros(at)}", at),))
        await retention.told(turn.db, turn.person_id, what, turn.now)
        words = self.words(turn.locale)
        return Outcome(lines=(Line(sentence(what, words)), Line(how_to_keep(words))))


def sentence(what: What, words: Words) -> str:
    if what == "chat":
        return words.pgettext(
            "people/notice/chat",
            "Ça fait un moment qu’on ne s’est pas parlé. Dans un mois, j’efface nos messages. "
            "Tes réponses et ton CV restent.",
        )
    return words.pgettext(
        "people/notice/end",
        "Ça fait longtemps qu’on ne s’est pas parlé. Dans un mois, j’efface tout : tes réponses, ton CV, nos messages.",
    )


def how_to_keep(words: Words) -> str:
    return words.pgettext("people/notice/keep", "Pour tout garder, écris-moi un mot.")
