"""One turn: SOS first, then the human if one holds the conversation, else the engine and the actions it asks for."""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef, Incoming, Message, Said
from bot.channels.sos import calls_sos
from bot.clock import Clock
from bot.conversation.handover import HERE, Arrival, told
from bot.conversation.model import ALONE, LATER, REPLY, SOS, DueEvent, Flows, Person
from bot.conversation.sessions import Sessions
from bot.conversation.words import Say as Words
from bot.conversation.words import safe
from bot.logs import tell
from bot.ports import Action, EventHandler, Later, Line, Outcome, Turn
from bot.storage.sealed import Sealer
from bot.storage.tables.people import people
from flows import events as flow

log = logging.getLogger(__name__)

MOST_ACTIONS = 64
"""Actions in one turn; more is a flow that runs in a circle. A long CV has some 35 lists, all made again when its
language changes."""
UNKNOWN_LABEL = "…"


class Turns:
    """Runs turns against the open transaction `db`; all it changes of a person is in `Person` until the end."""

    def __init__(
        self,
        db: AsyncConnection,
        now: datetime,
        *,
        flows: Flows,
        sessions: Sessions,
        actions: Mapping[str, Action],
        handlers: Mapping[str, EventHandler],
        effects: Collection[str],
        shared: Collection[str],
        clock: Clock,
        sealer: Sealer,
        pull: Collection[str],
        sos: Words,
        human: Words,
        sorry: Words,
    ) -> None:
        self.db = db
        self.now = now
        self.flows = flows
        self.sessions = sessions
        self.actions = actions
        self.handlers = handlers
        self.effects = effects
        self.shared = shared
        self.clock = clock
        self.sealer = sealer
        self.pull = pull
        self.sos = sos
        self.human = human
        self.sorry = sorry

    # -- lines ------------------------------------------------------------------------------------------------
    def line(self, person: Person, line: Line | flow.Say, priority: int = REPLY, *, clears: bool = False) -> None:
        """Adds words of the bot that ask nothing of the engine."""
        if isinstance(line, flow.Say):
            self._say(person, line, priority)
        else:
            message = Message(
                person.last_seq + 1, "bot", line.text, files=line.files, clears=clears, location=line.location
            )
            self._out(person, message, priority)

    def _out(self, person: Person, message: Message, priority: int) -> None:
        place = person.place
        if place is None or place.address.channel in self.pull:
            state = "kept"
        else:
            state = "unreachable" if place.was_unreachable and not person.heard else "due"
        person.add(message, priority, state)

    def _say(self, person: Person, say: flow.Say, priority: int) -> None:
        seq = person.last_seq + 1
        message = Message(
            seq=seq,
            author="bot",
            text=say.text,
            choices=say.choices,
            controls=say.controls,
            expects=say.expects,
            many=say.many,
            selected=say.selected,
            done=say.done,
            files=_picture(say),
            replaces=person.shown if say.replaces else None,
        )
        if say.choices:
            person.shown = seq
        self._out(person, message, priority)

    # -- one incoming thing -----------------------------------------------------------------------------------
    async def take(self, person: Person, incoming: Incoming, arrival: Arrival | None = None) -> int:
        """Returns the seq of the first line that answers (the person's own line comes before it)."""
        await self.hear(person, incoming)
        first = person.last_seq + 1
        if calls_sos(incoming.said):
            self.help(person)
            if person.mode != "human":
                self._resume_quietly(person, incoming)
        else:
            self._welcome(person, arrival)
            if person.mode != "human":
                await self._advance(person, self._event(person, incoming, goes_on=arrival in HERE), REPLY)
        return first

    def _welcome(self, person: Person, arrival: Arrival | None) -> None:
        """Says what a code has done. While a human talks only that they are both here now: an empty chat says less."""
        if arrival is not None and (person.mode != "human" or arrival in HERE):
            for line in told(arrival, person.locale):
                self.line(person, line)

    async def fail(self, person: Person, incoming: Incoming) -> int:
        """The turn was parked: the words stay, SOS is answered, anything else gets a kind word."""
        await self.hear(person, incoming)
        first = person.last_seq + 1
        if calls_sos(incoming.said):
            self.help(person)
        elif person.mode != "human":
            for line in self.sorry(person.locale):
                self.line(person, line)
        return first

    async def hear(self, person: Person, incoming: Incoming) -> None:
        """Writes the person's own line; an opened conversation is not one."""
        person.last_seen_at = self.now
        said = incoming.said
        if isinstance(said, flow.Started):
            return
        files: tuple[FileRef, ...] = ()
        if isinstance(said, flow.Received):
            files = (FileRef(said.ref, said.name, said.type),)
            self._fetch(person, incoming.address.channel, said)
        text = self._text(person, said)
        person.add(Message(person.last_seq + 1, "me", text, files=files), REPLY, "kept")

    def _fetch(self, person: Person, channel: str, said: flow.Received) -> None:
        """A file that still lies with its channel (`ref` "<channel>:…") is fetched by the effect `<channel>.file`."""
        kind = f"{channel}.file"
        if said.ref.startswith(f"{channel}:") and kind in self.effects:
            payload: dict[str, flow.JsonValue] = {
                "ref": said.ref,
                "name": said.name,
                "type": said.type,
                "seq": person.last_seq + 1,
            }
            person.effects.append(Later(kind, payload, f"{kind}:{person.id}:{person.last_seq + 1}"))

    def help(self, person: Person) -> None:
        """SOS depends on nothing: not on the mode, not on the library, not on its own words' source."""
        try:
            lines = self.sos(person.locale)
        except Exception as error:
            tell(log, "SOS could not be said in its own words", error)
            lines = safe("sos")(person.locale)
        for line in lines:
            self.line(person, line, SOS)

    def _resume_quietly(self, person: Person, incoming: Incoming) -> None:
        """Says the question under way again, if that works; SOS stands without it."""
        try:
            event = flow.Resumed() if self._ready(person) else flow.Started(incoming.locales)
            session, outputs = self.flows.advance(self._session(person, incoming.locales), event, self.now)
        except Exception as error:
            tell(log, "the question after SOS could not be said again", error)
            return
        if not any(isinstance(output, flow.Do) for output in outputs):
            person.session = session
            self._outputs(person, outputs, REPLY)

    def _ready(self, person: Person) -> bool:
        return person.session is not None or person.state is not None

    def _session(self, person: Person, locales: tuple[str, ...]) -> Any:
        if person.session is None:
            if person.state is None:
                person.session = self.flows.fresh(locales)
            else:
                person.session = self.sessions.load(person)
        return person.session

    def _event(self, person: Person, incoming: Incoming, *, goes_on: bool = False) -> flow.Event:
        """Whoever is new is greeted first, whatever they sent; whose conversation goes on here hears the question."""
        if not self._ready(person):
            said = incoming.said
            locales = said.locales if isinstance(said, flow.Started) and said.locales else incoming.locales
            self._session(person, locales)
            return flow.Started(locales)
        self._session(person, incoming.locales)
        return flow.Resumed() if goes_on else incoming.said

    def _text(self, person: Person, said: Said) -> str:
        """The words the transcript keeps of what was said."""
        if isinstance(said, flow.Typed):
            return said.text
        if isinstance(said, flow.Received):
            return ""
        try:
            session = self._session(person, ()) if self._ready(person) else self.flows.fresh((person.locale,))
            return self.flows.label(session, said)
        except Exception as error:
            tell(log, "no words for what was said", error)
            return UNKNOWN_LABEL

    # -- the engine and its actions ---------------------------------------------------------------------------
    async def _advance(self, person: Person, event: flow.Event, priority: int, *, mute: bool = False) -> None:
        """`mute`: a human holds the conversation; the bot goes on without a word."""
        for _ in range(MOST_ACTIONS):
            person.session, outputs = self.flows.advance(person.session, event, self.now)
            do = self._outputs(person, outputs if not mute else _deeds(outputs), priority)
            if do is None:
                return
            if do.name in self.shared:
                raise RuntimeError(ALONE)
            turn = self.turn(person)
            outcome = await self.actions[do.name](turn, do.answers, do.args)
            await self._happened(person, outcome, priority)
            if outcome.forget:
                person.forget()
                self.sessions.forget(person.id)
                return
            event = outcome.adopt or flow.Did(outcome.value)
        raise RuntimeError(f"more than {MOST_ACTIONS} actions in one turn")

    def _outputs(self, person: Person, outputs: Sequence[flow.Output], priority: int) -> flow.Do | None:
        person.locale = person.session.locale
        for output in outputs:
            match output:
                case flow.Say():
                    self._say(person, output, priority)
                case flow.AskHuman():
                    for line in self.human(person.locale):
                        self.line(person, line, priority)
                case flow.Do():
                    return output
        return None

    def turn(self, person: Person) -> Turn:
        return Turn(self.db, person.id, person.locale, self.now, self.clock.new_id)

    async def _happened(self, person: Person, outcome: Outcome, priority: int) -> None:
        """Takes over what an action or handler wants; it may have changed the person's own row."""
        query = select(people.c.mode, people.c.consent_at).where(people.c.id == person.id)
        row = (await self.db.execute(query)).one()
        person.mode, person.consent_at = row.mode, row.consent_at
        for number, line in enumerate(outcome.lines):
            self.line(person, line, priority, clears=outcome.forget and number == 0)
        person.events += outcome.events
        person.effects += outcome.effects

    # -- one due event ----------------------------------------------------------------------------------------
    async def happen(self, person: Person, due: DueEvent) -> None:
        handler = self.handlers.get(due.kind)
        if handler is None:
            if not due.kind.endswith((".done", ".failed")):
                raise LookupError(f"no handler for event {due.kind}")
            return
        outcome = await handler(self.turn(person), due.payload)
        await self._happened(person, outcome, LATER)
        mute = person.mode == "human"
        if outcome.adopt is not None:
            self._session(person, (person.locale,))
            await self._advance(person, outcome.adopt, LATER, mute=mute)
        elif not mute and self._ready(person) and (outcome.aside or outcome.resume):
            self._session(person, ())
            await self._advance(person, outcome.aside or flow.Resumed(), LATER)


def _deeds(outputs: Sequence[flow.Output]) -> Sequence[flow.Output]:
    return [output for output in outputs if isinstance(output, flow.Do)]


def _picture(say: flow.Say) -> tuple[FileRef, ...]:
    if say.picture is None:
        return ()
    type = mimetypes.guess_type(say.picture)[0] or "application/octet-stream"
    return (FileRef(say.picture, PurePosixPath(say.picture).name, type, say.alt),)
