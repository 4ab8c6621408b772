"""Lines of a transcript: what the person said, what is said to them; SOS, which depends on nothing."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Incoming, Message, Said
from bot.channels.sos import HUMAN, WORD
from bot.conversation.human import files_of, hears
from bot.conversation.model import REPLY, SOS, Flows, Person
from bot.conversation.outputs import of_line, of_say
from bot.conversation.sessions import Sessions
from bot.conversation.words import Say as Words
from bot.conversation.words import calm, safe
from bot.logs import tell
from bot.ports import Line, Relay
from flows import events as flow

log = logging.getLogger(__name__)

UNKNOWN_LABEL = "…"
UNDER_THE_NUMBERS = {HUMAN: "to_a_human", WORD: "own_word"}
"""Buttons that no flow knows, and their words."""


@dataclass(slots=True)
class Lines:
    """What every turn writes, into `Person` until the end."""

    db: AsyncConnection
    now: datetime
    flows: Flows
    sessions: Sessions
    pull: Collection[str]
    relay: Relay | None
    sos: Words

    # -- said to them -----------------------------------------------------------------------------------------
    def line(self, person: Person, line: Line | flow.Say, priority: int = REPLY, *, clears: bool = False) -> None:
        """Adds words that ask nothing of the engine."""
        if isinstance(line, flow.Say):
            self._say(person, line, priority)
        else:
            self._out(person, of_line(line, person.last_seq + 1, clears=clears), priority)

    def _tell(self, person: Person, words: Words, priority: int = REPLY) -> None:
        for line in words(person.locale):
            self.line(person, line, priority)

    def _out(self, person: Person, message: Message, priority: int) -> None:
        place = person.place
        if place is None or place.address.channel in self.pull:
            state = "kept"
        else:
            state = "unreachable" if place.was_unreachable and not person.heard else "due"
        person.add(message._replace(until=person.until) if person.until else message, priority, state)

    def _say(self, person: Person, say: flow.Say, priority: int) -> None:
        message = of_say(say, person.last_seq + 1, person.shown)
        if say.choices:
            person.shown = message.seq
        self._out(person, message, priority)

    def help(self, person: Person) -> None:
        """SOS depends on nothing: not on the mode, not on the library, not on its own words' source."""
        try:
            lines = self.sos(person.locale)
        except Exception as error:
            tell(log, "SOS could not be said in its own words", error)
            lines = calm(person.locale)
        for line in lines:
            self.line(person, line, SOS)

    def clear(self, person: Person) -> None:
        """The screen is emptied; what was said stays with us. **Why** no line of theirs: it would stand there again."""
        pushed = person.place is not None and person.place.address.channel not in self.pull
        for line in safe("cleared_there" if pushed else "cleared")(person.locale):
            self.line(person, line, SOS, clears=True)

    # -- said by them -----------------------------------------------------------------------------------------
    async def hear(self, person: Person, incoming: Incoming) -> None:
        """Writes the person's own line; an opened conversation is not one."""
        person.last_seen_at = self.now
        said = incoming.said
        if isinstance(said, flow.Started):
            return
        text = self._text(person, said)
        person.add(Message(person.last_seq + 1, "me", text, files=files_of(person.mode, said)), REPLY, "kept")

    def _text(self, person: Person, said: Said) -> str:
        """The words the transcript keeps of what was said."""
        if self.relay and hears(person.mode, said) and (own := self.relay.line(person.locale, said)) is not None:
            return own
        if isinstance(said, flow.Typed):
            return said.text
        if isinstance(said, flow.Received):
            return ""
        if isinstance(said, flow.Tapped) and said.id in UNDER_THE_NUMBERS:
            return safe(UNDER_THE_NUMBERS[said.id])(person.locale)[0].text
        if self.relay and isinstance(said, flow.Tapped) and (label := self.relay.label(person.locale, said.id)):
            return label
        try:
            session = self._session(person, ()) if self._ready(person) else self.flows.fresh((person.locale,))
            return self.flows.label(session, said)
        except Exception as error:
            tell(log, "no words for what was said", error)
            return UNKNOWN_LABEL

    # -- where they are ---------------------------------------------------------------------------------------
    def _ready(self, person: Person) -> bool:
        return person.session is not None or person.state is not None

    def _session(self, person: Person, locales: tuple[str, ...]) -> Any:
        if person.session is None:
            if person.state is None:
                person.session = self.flows.fresh(locales)
            else:
                person.session = self.sessions.load(person)
        return person.session
