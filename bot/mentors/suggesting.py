"""A mentor's better words for a line of the CV, as the person lives it: shown beside theirs, taken or not.

Law: nothing changes before they press; pressed twice is once, and they may think again. A line that is no longer what
the mentor read is left alone, and they are told. The buttons stay good in any mode, however old the line is above them.
**Why** a taken one is laid over the CV and not written among the answers: those stay what the person said, in every
language, and their own words are back at one press.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.i18n import Translator
from bot.mentors import words as say
from bot.mentors.news import News
from bot.mentors.relay import Deed
from bot.mentors.store import people, suggestions
from bot.mentors.store.suggestions import Idea, Suggestion
from bot.mentors.store.tell import SUGGESTED
from bot.ports import Action, EventHandler, Later, Line, Outcome, Turn
from bot.storage.sealed import Sealer
from flows.events import JsonValue

Payload = Mapping[str, JsonValue]
LONGEST_LABEL = 40
"""Characters of a button that shows a line."""
TAKE, KEEP = "prendre", "garder"
"""Answers of the flow `cv_mots`."""


class Rewording(Protocol):
    """What is done to somebody's CV when they take other words for a line of it."""

    async def says(self, turn: Turn, line: str, before: str) -> bool:
        """Whether that text is still there. `line`, `before`: as the mentor's page was given them."""
        ...

    async def take(self, turn: Turn, line: str, before: str, after: str) -> Sequence[Later]:
        """The CV with these words, as a new version; what makes its papers, if it had some."""
        ...

    async def remake(self, turn: Turn) -> Sequence[Later]:
        """The CV as the answers and what is still taken give it."""
        ...


@dataclass(frozen=True, slots=True)
class Suggesting:
    sealer: Sealer
    words: Callable[[str], Translator]
    news: News
    cv: Rewording

    def handlers(self) -> Mapping[str, EventHandler]:
        return {SUGGESTED: self.suggested}

    def deeds(self) -> Mapping[str, Deed]:
        return {"take": self.take, "keep": self.keep}

    def actions(self) -> Mapping[str, Action]:
        return {"mentors.idea": self.idea, "mentors.decide": self.decide, "mentors.ideas_taken": self.ideas_taken}

    # -- while a human talks ----------------------------------------------------------------------------------
    async def suggested(self, turn: Turn, payload: Payload) -> Outcome:
        """Said as the mentor's own, while a human talks; else it waits behind « Mon CV »."""
        talked = await self.news.talked(turn, payload)
        if isinstance(talked, Outcome):
            return talked
        found = await suggestions.find(turn.db, self.sealer, turn.person_id, str(payload.get("key") or ""))
        if found is None or found.state != "offered" or (await people.known(turn.db, turn.person_id)).mode != "human":
            return Outcome()
        words, idea = self.words(turn.locale), found.idea
        if not await self.cv.says(turn, idea.line, idea.before):
            await suggestions.settle(turn.db, turn.now, turn.person_id, found.key, "past")
            return Outcome()
        buttons = tuple(say.button(f"{name}.{found.key}", words) for name in (say.TAKE, say.KEEP))
        report = say.button(f"{say.REPORT}.{turn.last_seq + 1}", words)
        line = Line(_offer(idea, words), author="mentor", choices=buttons, controls=(report, say.SOS))
        return Outcome(lines=(line,))

    # -- the buttons, at any time -----------------------------------------------------------------------------
    async def take(self, turn: Turn, rest: str) -> Outcome:
        words = self.words(turn.locale)
        found = await suggestions.find(turn.db, self.sealer, turn.person_id, rest)
        if found is not None and found.state == "taken":
            return Outcome(lines=(Line(_already(words)),), resume=True)
        if found is None or not await self._settled(turn, found, TAKE):
            return Outcome(lines=(Line(_changed(words)),), resume=True)
        idea = found.idea
        papers = await self.cv.take(turn, idea.line, idea.before, idea.after)
        return Outcome(lines=(Line(_taken(idea, papers, words)),), effects=tuple(papers), resume=not papers)

    async def keep(self, turn: Turn, rest: str) -> Outcome:
        words = self.words(turn.locale)
        found = await suggestions.find(turn.db, self.sealer, turn.person_id, rest)
        if found is None:
            return Outcome(lines=(Line(_changed(words)),), resume=True)
        await self._settled(turn, found, KEEP)
        if found.state != "taken":
            return Outcome(lines=(Line(_kept(words)),), resume=True)
        papers = await self.cv.remake(turn)
        return Outcome(lines=(Line(_back(papers, words)),), effects=tuple(papers), resume=not papers)

    async def _settled(self, turn: Turn, one: Suggestion, choice: str) -> bool:
        """False: it can't be taken, the line is another one by now."""
        db, person_id = turn.db, turn.person_id
        if choice == KEEP:
            await suggestions.settle(db, turn.now, person_id, one.key, "kept")
            return True
        there = await self.cv.says(turn, one.idea.line, one.idea.before)
        await suggestions.settle(db, turn.now, person_id, one.key, "taken" if there else "past")
        return there

    # -- from « Mon CV » --------------------------------------------------------------------------------------
    async def idea(self, turn: Turn, answers: Payload, args: Payload) -> Outcome:
        """The oldest that waits for their word; None when none does. Of a line that changed it is said once."""
        words, lost = self.words(turn.locale), False
        for one in await suggestions.offered(turn.db, self.sealer, turn.person_id):
            if await self.cv.says(turn, one.idea.line, one.idea.before):
                return Outcome(_told(one, words), lines=(Line(_some_changed(words)),) if lost else ())
            lost = await suggestions.settle(turn.db, turn.now, turn.person_id, one.key, "past")
        return Outcome(lines=(Line(_some_changed(words)),) if lost else ())

    async def decide(self, turn: Turn, answers: Payload, args: Payload) -> Outcome:
        """`key`, `choice`: what they chose. The flow makes the CV anew, once for all they took."""
        found = await suggestions.find(turn.db, self.sealer, turn.person_id, str(args.get("key") or ""))
        choice = str(args.get("choice") or "")
        if found is None or choice not in (TAKE, KEEP):
            return Outcome()
        if not await self._settled(turn, found, choice):
            return Outcome(lines=(Line(_changed(self.words(turn.locale))),))
        return Outcome(choice)

    async def ideas_taken(self, turn: Turn, answers: Payload, args: Payload) -> Outcome:
        """What stands on their CV in a mentor's words, to tap; None for nothing."""
        found: list[JsonValue] = [
            {"id": one.key, "label": _cut(one.idea.after)}
            for one in await suggestions.taken(turn.db, self.sealer, turn.person_id)
            if await self.cv.says(turn, one.idea.line, one.idea.after)
        ]
        return Outcome(found or None)


def _told(one: Suggestion, words: Translator) -> JsonValue:
    idea = one.idea
    return {
        "key": one.key, "mentor": one.mentor or say.named("", words), "before": idea.before, "after": idea.after,
        "why": idea.why or None,
    }  # fmt: skip


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1].rstrip()}…"


# -- sentences ------------------------------------------------------------------------------------------------
def _offer(idea: Idea, words: Translator) -> str:
    """Theirs and the mentor's, one below the other, then why; in a text from the right each stays in one piece."""
    sentence = words.pgettext(
        "mentors/idea",
        "Une idée pour ton CV.\nTa phrase\u00a0: «\u00a0{before}\u00a0»\nÀ la place\u00a0: «\u00a0{after}\u00a0»",
    )
    said = sentence.format(before=_whole(idea.before, words), after=_whole(idea.after, words))
    return f"{said}\n{_whole(idea.why, words)}" if idea.why else said


def _whole(text: str, words: Translator) -> str:
    return f"\u2068{text}\u2069" if words.dir == "rtl" else text


def _taken(idea: Idea, papers: Sequence[Later], words: Translator) -> str:
    sentence = words.pgettext("mentors/idea_taken", "C’est pris\u00a0: «\u00a0{after}\u00a0».")
    return f"{sentence.format(after=_whole(idea.after, words))} {_then(papers, words)}"


def _then(papers: Sequence[Later], words: Translator) -> str:
    if papers:
        return words.pgettext("mentors/idea_made", "Je refais ton CV, il arrive ici.")
    return words.pgettext("mentors/idea_later", "Ce sera comme ça sur ton CV.")


def _already(words: Translator) -> str:
    return words.pgettext("mentors/idea_already", "C’est déjà sur ton CV.")


def _kept(words: Translator) -> str:
    return words.pgettext("mentors/idea_kept", "D’accord, tu gardes ta phrase.")


def _back(papers: Sequence[Later], words: Translator) -> str:
    return words.pgettext("mentors/idea_back", "D’accord, je remets ta phrase.") + f" {_then(papers, words)}"


def _changed(words: Translator) -> str:
    return words.pgettext("mentors/idea_changed", "Cette ligne de ton CV a changé depuis. Je la laisse comme elle est.")


def _some_changed(words: Translator) -> str:
    return words.pgettext(
        "mentors/idea_past", "Une idée ne va plus\u00a0: la ligne a changé depuis. Je la laisse comme elle est."
    )
