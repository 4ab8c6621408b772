"""What the flows `human` and `lecteurs` may ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.i18n import Translator, language_name
from bot.mentors import words as say
from bot.mentors.model import TOPICS, Band, Wish, level_for
from bot.mentors.outlook import Outlook
from bot.mentors.store import handoffs, history, people, persons, queue
from bot.ports import Action, Line, Outcome, Turn
from bot.storage.sealed import Sealer
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]
SHARED = frozenset({"mentors.ask", "mentors.leave", "mentors.withdraw"})
"""These write the board, whose row everybody wants."""
BAND_OF: Mapping[str, Band] = {
    "moins_15": "under15",
    "de_15_a_17": "15_17",
    "de_18_a_25": "18_25",
    "plus_25": "older",
}
"""Answer of the flow → band."""
MOST_READS = 10
"""Of « qui a lu mes messages », the newest."""


@dataclass(frozen=True, slots=True)
class Actions:
    """Bound to what they need. `zone`: days are told in it."""

    sealer: Sealer
    words: Callable[[str], Translator]
    outlook: Outlook
    zone: ZoneInfo

    def actions(self) -> Mapping[str, Action]:
        return {
            "mentors.here": self.here,
            "mentors.band": self.band,
            "mentors.languages": self.languages,
            "mentors.agree": self.agree,
            "mentors.withdraw": self.withdraw,
            "mentors.truth": self.truth,
            "mentors.ask": self.ask,
            "mentors.leave": self.leave,
            "mentors.readers": self.readers,
        }

    async def here(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Where they stand: `any` (yes when there are mentors for them), `band`, `agreed`, `state`."""
        known = await people.known(turn.db, turn.person_id)
        spoken = await history.languages(turn.db, turn.now, level_for(known.band))
        # Who may talk to adults counts as long as the age is not known: the question is asked first.
        spoken = spoken or ([] if known.band else await history.languages(turn.db, turn.now, "adults"))
        there = await handoffs.open_of(turn.db, turn.person_id)
        return Outcome(
            {
                "any": "yes" if spoken else None,
                "band": known.band,
                "agreed": "yes" if known.agreed else None,
                "state": there.state if there else "none",
            }
        )

    async def band(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Keeps the age band; passed is passed, and treated as under age."""
        band = BAND_OF.get(str(args.get("band") or ""))
        await people.set_band(turn.db, turn.person_id, band)
        return Outcome(band)

    async def languages(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The languages of mentors who may talk to them, their own first; None: nobody may."""
        known = await people.known(turn.db, turn.person_id)
        spoken = await history.languages(turn.db, turn.now, level_for(known.band))
        own = turn.locale.split("_")[0].split("-")[0]
        spoken.sort(key=lambda language: (language != own, language != "fr", language))
        found: list[JsonValue] = [{"id": language, "label": language_name(language)} for language in spoken]
        return Outcome(found or None)

    async def agree(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Mentors may read what they say in a conversation; they get their alias."""
        await people.agree(turn.db, turn.person_id, turn.new_id(), turn.now)
        return Outcome("yes")

    async def withdraw(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Mentors may no longer; what is open ends."""
        await queue.leave(turn.db, turn.now, turn.person_id)
        await people.set_mode(turn.db, turn.person_id, "bot")
        return Outcome("yes" if await people.take_back(turn.db, turn.person_id) else None)

    async def truth(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """`text`: how long it takes; `slots`: yes when a free window suits."""
        wish, known = _wish(args), await people.known(turn.db, turn.person_id)
        needs = level_for(known.band)
        text = await self.outlook.truth(turn, wish, needs)
        free = await history.has_slots(turn.db, wish.topic, wish.languages, needs, turn.now)
        return Outcome({"text": text, "slots": "yes" if free else None})

    async def ask(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """They wait from now on. With `word`, what they just wrote is the first line a mentor reads."""
        known = await people.known(turn.db, turn.person_id)
        if not known.agreed or known.band == "under15":
            return Outcome(None)
        first = turn.last_seq if args.get("word") else turn.last_seq + 1
        wish = replace(_wish(args), urgent=await people.in_distress(turn.db, turn.person_id, turn.now))
        asked = await queue.ask(turn.db, self.sealer, turn.now, turn.person_id, wish, level_for(known.band), first)
        if asked.state == "held":
            return Outcome("held")
        await people.set_mode(turn.db, turn.person_id, "waiting")
        told = await self.outlook.tell(turn, asked)
        return Outcome("waiting", told.lines, told.effects, told.events)

    async def leave(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """They no longer wait."""
        left = await queue.leave(turn.db, turn.now, turn.person_id)
        await people.set_mode(turn.db, turn.person_id, "bot")
        words = self.words(turn.locale)
        return Outcome("left" if left else None, (Line(say.left(words) if left else say.already_over(words)),))

    async def readers(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """« Qui a lu mes messages ? », by day, alias and role."""
        words = self.words(turn.locale)
        found = await persons.readers(turn.db, turn.person_id, self.zone, MOST_READS)
        if not found:
            return Outcome(lines=(Line(nobody_read(words)),))
        lines = [one_read(one.alias, one.role, words.date(one.day), words) for one in found]
        return Outcome("yes", (Line(who_read("\n".join(lines), words)),))


def _wish(args: Answers) -> Wish:
    """What they chose in the flow; what is no topic is « something else »."""
    topic = str(args.get("topic") or "")
    spoken = args.get("languages")
    chosen = [str(one) for one in spoken] if isinstance(spoken, list) else [str(spoken)] if spoken else []
    return Wish(topic if topic in TOPICS else "other", tuple(chosen) or ("fr",))


# -- how « Qui a lu mes messages ? » is answered -----------------------------------------------------------------
def nobody_read(words: Translator) -> str:
    return words.pgettext("mentors/nobody_read", "Personne n’a lu tes messages. Seul le robot les garde.")


def who_read(lines: str, words: Translator) -> str:
    return words.pgettext("mentors/who_read", "Voilà qui a ouvert tes messages\u00a0:") + "\n" + lines


def one_read(alias: str, role: str, day: str, words: Translator) -> str:
    match role:
        case "mentor":
            sentence = words.pgettext("mentors/read_mentor", "• {day}\u00a0: {name}, mentor")
        case "coordinator":
            sentence = words.pgettext("mentors/read_coordinator", "• {day}\u00a0: {name}, responsable")
        case _:
            sentence = words.pgettext("mentors/read_other", "• {day}\u00a0: {name}, de l’équipe")
    return sentence.format(day=day, name=say.named(alias, words))
