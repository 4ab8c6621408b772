"""What happens to a person because of somebody else, or because time passed: one method a kind of event.

Law: an event is a hint. In its own turn everything is looked up again: it is still held, by that mentor, who still may.
What does not hold any more is dropped without a word; if the mentor is cut off, the person goes to the front. The mode
changes here and in the relay, nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.channels.model import FileRef
from bot.i18n import Translator
from bot.mentors import words as say
from bot.mentors.model import Handoff
from bot.mentors.outlook import Outlook
from bot.mentors.rules.patience import GONE_AFTER, gone_at
from bot.mentors.rules.steps import flow_of
from bot.mentors.store import appointments, bans, handoffs, held_lines, people, promises, queue, tell, transfers
from bot.ports import EventHandler, Later, Line, Outcome, Turn
from bot.storage.sealed import Sealer
from bot.storage.types import micros
from flows.events import Adopted, JsonValue

Payload = Mapping[str, JsonValue]
SHARED = frozenset({tell.GONE, tell.CHECK, tell.LAPSE, tell.PROMISED})
"""Kinds that may write the board, whose row everybody wants; a sentence is none of them, so that many fit a batch."""


def when_gone(handoff_id: int, owed_since: datetime) -> Later:
    """Looks again when they have waited too long; once for one wait."""
    key = f"{tell.GONE}/{handoff_id}/{micros(owed_since)}"
    return Later(tell.GONE, {"handoff": handoff_id}, key, gone_at(owed_since))


def look_at(handoff_id: int, turn: Turn) -> Later:
    """Somebody finds that their mentor may no longer: it is put right in a turn of its own, at once."""
    return Later(tell.CHECK, {"handoff": handoff_id}, f"{tell.CHECK}/{handoff_id}/{micros(turn.now)}", turn.now)


@dataclass(frozen=True, slots=True)
class News:
    sealer: Sealer
    words: Callable[[str], Translator]
    outlook: Outlook

    def handlers(self) -> Mapping[str, EventHandler]:
        return {
            tell.TAKEN: self.taken,
            tell.HANDED: self.handed,
            tell.SAID: self.said,
            tell.CLOSED: self.closed,
            tell.BACK: self.back,
            tell.REQUEUED: self.requeued,
            tell.BANNED: self.banned,
            tell.WAITING: self.waiting,
            tell.GONE: self.gone,
            tell.CHECK: self.check,
            tell.LAPSE: self.lapse,
            tell.PROMISED: self.promised,
        }

    # -- a mentor is there ------------------------------------------------------------------------------------
    async def taken(self, turn: Turn, payload: Payload) -> Outcome:
        """From here on the bot is silent."""
        return await self._comes(turn, payload, say.came)

    async def handed(self, turn: Turn, payload: Payload) -> Outcome:
        """A colleague goes on."""
        return await self._comes(turn, payload, lambda alias, why, words: say.handed(alias, words))

    async def _comes(self, turn: Turn, payload: Payload, worded: Callable[[str, str, Translator], str]) -> Outcome:
        talked = await self.talked(turn, payload)
        if isinstance(talked, Outcome):
            return talked
        held, account = talked
        words = self.words(turn.locale)
        await people.set_mode(turn.db, turn.person_id, "human")
        alias = await people.mentor_alias(turn.db, account)
        text = worded(alias, str(payload.get("why") or ""), words)
        events = (when_gone(held.id, held.owed_since),) if held.owed_since else ()
        return Outcome(lines=(Line(text, choices=(say.button(say.LEAVE, words),), controls=(say.SOS,)),), events=events)

    async def said(self, turn: Turn, payload: Payload) -> Outcome:
        """A mentor's sentence, only while a human talks."""
        known = await people.known(turn.db, turn.person_id)
        talked = await self.talked(turn, payload) if known.mode == "human" else Outcome()
        if isinstance(talked, Outcome):
            return talked
        files = tuple(FileRef(*map(str, file)) for file in _list(payload.get("files")))
        report = say.button(f"{say.REPORT}.{turn.last_seq + 1}", self.words(turn.locale))
        return Outcome(
            lines=(Line(str(payload.get("text") or ""), files, author="mentor", controls=(report, say.SOS)),)
        )

    async def talked(self, turn: Turn, payload: Payload) -> tuple[Handoff, int] | Outcome:
        """The handoff and the mentor of the event, who held it then; else what comes of it.

        **Why** also when it is closed or handed on by now: that is news of its own, heard after this. Never once they
        may no longer talk to this person, or the person has asked for somebody else.
        """
        found, account = await self._theirs(turn, payload), payload.get("account")
        if found is None or found.state not in ("held", "closed") or not isinstance(account, int):
            return Outcome()
        if found.outcome == bans.OUTCOME:
            return Outcome()
        if found.state == "closed" and await handoffs.open_of(turn.db, turn.person_id) is not None:
            return Outcome()
        if not await handoffs.may_talk(turn.db, found.id, account, turn.now):
            return Outcome(events=(look_at(found.id, turn),))
        return found, account

    async def _theirs(self, turn: Turn, payload: Payload) -> Handoff | None:
        id = payload.get("handoff")
        found = await handoffs.by_id(turn.db, id) if isinstance(id, int) else None
        return found if found is not None and found.person_id == turn.person_id else None

    # -- it ends ----------------------------------------------------------------------------------------------
    async def closed(self, turn: Turn, payload: Payload) -> Outcome:
        """The bot is back, asks how it was, and says its question again."""
        over = await self._over(turn, payload)
        if isinstance(over, Outcome):
            return over
        words = self.words(turn.locale)
        alias = await people.mentor_alias(turn.db, over.mentor_id)
        return Outcome(
            lines=(Line(say.closed(alias, words), choices=say.faces(over.id, words), controls=(say.SOS,)),), resume=True
        )

    async def back(self, turn: Turn, payload: Payload) -> Outcome:
        """The bot goes on where the mentor said."""
        over = await self._over(turn, payload)
        if isinstance(over, Outcome):
            return over
        lines = (Line(say.back(self.words(turn.locale))),)
        flow = flow_of(str(payload.get("step") or ""))
        return Outcome(lines=lines, adopt=Adopted(flow, {})) if flow else Outcome(lines=lines, resume=True)

    async def _over(self, turn: Turn, payload: Payload) -> Handoff | Outcome:
        """Once: who has asked for somebody else meanwhile, or was told already, hears nothing of it."""
        found = await self._theirs(turn, payload)
        mode = (await people.known(turn.db, turn.person_id)).mode
        if found is None or found.state != "closed" or mode == "bot":
            return Outcome()
        if await handoffs.open_of(turn.db, turn.person_id) is not None:
            return Outcome()
        await people.set_mode(turn.db, turn.person_id, "bot")
        # Who came and closed may no longer talk to them, and was never heard: nobody is coming any more.
        gone = Outcome(lines=(Line(say.already_over(self.words(turn.locale))),), resume=True)
        return found if mode == "human" else gone

    async def banned(self, turn: Turn, payload: Payload) -> Outcome:
        """Staff want nobody here to talk to them any more: what they have with mentors ends.

        A ban that was lifted before they heard of it has ended it all the same, and they are told so.
        """
        words, mode = self.words(turn.locale), (await people.known(turn.db, turn.person_id)).mode
        ended = mode != "bot" and await handoffs.open_of(turn.db, turn.person_id) is None
        if ended:
            await people.set_mode(turn.db, turn.person_id, "bot")
        if not await bans.is_banned(turn.db, turn.person_id):
            return Outcome(lines=(Line(say.already_over(words)),), resume=True) if ended else Outcome()
        await appointments.cancel(turn.db, turn.now, turn.person_id)
        return Outcome(lines=(Line(say.banned(words)),))

    # -- waiting ----------------------------------------------------------------------------------------------
    async def requeued(self, turn: Turn, payload: Payload) -> Outcome:
        """The mentor is gone: they are told, and the bot is there meanwhile.

        Who never heard that somebody had come is told how long it takes, for nothing they were told holds any more.
        """
        found = await self._theirs(turn, payload)
        if found is None or found.state != "waiting":
            return Outcome()
        if (await people.known(turn.db, turn.person_id)).mode == "human":
            await people.set_mode(turn.db, turn.person_id, "waiting")
            return replace(await self.outlook.tell(turn, found, let_down=True), resume=True)
        return Outcome() if found.told_seq is not None else await self.outlook.tell(turn, found)

    async def waiting(self, turn: Turn, payload: Payload) -> Outcome:
        """What was told about waiting is looked at again."""
        found = await self._theirs(turn, payload)
        if found is None or found.state != "waiting":
            return Outcome()
        return await self.outlook.look_again(turn, found)

    # -- looked at again --------------------------------------------------------------------------------------
    async def gone(self, turn: Turn, payload: Payload) -> Outcome:
        """They wait for the mentor's next word too long: the next mentor takes them first.

        Who waits for a sentence a coordinator looks at hears so, once.
        """
        found = await self._theirs(turn, payload)
        if found is None or found.state != "held" or found.owed_since is None:
            return Outcome()
        held_at, refused_at = await held_lines.looked_at(turn.db, found.id, found.mentor_id or 0)
        at = gone_at(found.owed_since, held_at, refused_at)
        if at <= turn.now:
            await queue.requeue(turn.db, self.sealer, turn.now, found.id, "gone")
            return await self.requeued(turn, payload)
        told, checked = bool(payload.get("told")), held_at is not None and found.owed_since + GONE_AFTER <= turn.now
        alias = await people.mentor_alias(turn.db, found.mentor_id)
        lines = (Line(say.checked(alias, self.words(turn.locale))),) if checked and not told else ()
        # A coordinator may decide at any moment; then it counts from there.
        at = min(at, turn.now + GONE_AFTER)
        key = f"{tell.GONE}/{found.id}/{micros(found.owed_since)}/{micros(at)}"
        again = Later(tell.GONE, {"handoff": found.id, "told": told or checked}, key, at)
        return Outcome(lines=lines, events=(again,))

    async def check(self, turn: Turn, payload: Payload) -> Outcome:
        """A vetting ended, or an account was disabled: may their mentor still talk to them?"""
        found = await self._theirs(turn, payload)
        if found is None or found.state != "held" or await handoffs.still_talks(turn.db, found, turn.now):
            return Outcome()
        await queue.requeue(turn.db, self.sealer, turn.now, found.id, "cut_off")
        return await self.requeued(turn, payload)

    async def lapse(self, turn: Turn, payload: Payload) -> Outcome:
        """A colleague did not answer in time; the person never knew."""
        id = payload.get("transfer")
        if isinstance(id, int):
            await transfers.lapse(turn.db, turn.now, id)
        return Outcome()

    async def promised(self, turn: Turn, payload: Payload) -> Outcome:
        """The mentor is reminded; when it is due and not kept, the person hears the truth."""
        id = payload.get("promise")
        owed = await promises.broken(turn.db, id) if isinstance(id, int) else None
        if owed is None:
            return Outcome()
        if payload.get("at") != "due":
            await promises.remind(turn.db, turn.now, owed.id)
            return Outcome()
        await promises.remind(turn.db, turn.now, owed.id)
        alias = await people.mentor_alias(turn.db, owed.account_id)
        return Outcome(lines=(Line(say.late(alias, self.words(turn.locale))),))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
