"""One turn: SOS first, then the human if one holds the conversation, else the engine and the actions it asks for."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import select

from bot.channels.model import Incoming, Said
from bot.channels.sos import calls_sos, clears_screen
from bot.clock import Clock
from bot.conversation.asides import postponed
from bot.conversation.doors import behind
from bot.conversation.handover import HERE, Arrival, told
from bot.conversation.human import hears, is_relayed
from bot.conversation.lines import Lines
from bot.conversation.model import ALONE, LATER, MOST_ACTIONS, REPLY, DueEvent, Person
from bot.conversation.outputs import Keep, deeds, statements, takes_words, whole
from bot.conversation.secret import meant
from bot.conversation.words import Say as Words
from bot.conversation.words import safe
from bot.logs import tell
from bot.ports import RELAYED, Action, Door, EventHandler, Outcome, Relay, Secret, Turn, Watch
from bot.storage.sealed import Sealer
from bot.storage.stops import Tally
from bot.storage.tables.people import people
from flows import events as flow

log = logging.getLogger(__name__)

FILE = "received.file"
"""The action that takes files; its arguments are those of `Handed`."""


@dataclass(slots=True)
class Turns(Lines):
    """Runs turns against the open transaction `db`; all it changes of a person is in `Person` until the end."""

    actions: Mapping[str, Action]
    handlers: Mapping[str, EventHandler]
    shared: Collection[str]
    clock: Clock
    sealer: Sealer
    watch: Watch | None
    secret: Secret | None
    human: Words
    sorry: Words
    doors: Mapping[str, Door]
    tally: Tally = field(default_factory=Tally)

    # -- one incoming thing -----------------------------------------------------------------------------------
    async def meant(self, person: Person, incoming: Incoming, *, failed: bool = False) -> Incoming:
        """As it is to be taken (`bot.conversation.secret`). `failed`: it is to be parked, and nothing is chosen."""
        if self.secret is None:
            return incoming
        asks = partial(str) if failed else partial(self._asks, person)
        return await meant(self.secret, self.turn(person), person.safe_word, incoming, asks)

    def _asks(self, person: Person) -> str:
        """The question that words answer now; "" also where that can't be read, which their turn will say."""
        if person.mode == "human" or person.banned or not self._ready(person):
            return ""
        try:
            return self.flows.asks(self._session(person, ()))
        except Exception:
            return ""

    async def take(self, person: Person, incoming: Incoming, arrival: Arrival | None = None) -> int:
        """Returns the seq of the first line that answers (the person's own line comes before it)."""
        said = incoming.said
        clears = clears_screen(said)
        if not clears:
            await self.hear(person, incoming)
        first = person.last_seq + 1
        if clears or calls_sos(said):
            self.clear(person) if clears else self.help(person)
            if person.mode != "human" and not person.banned:
                self._resume_quietly(person, incoming)
            return first
        noticed = await self.watch(self.turn(person), said, first - 1) if self.watch else None
        if person.banned:
            if noticed:
                self.help(person)
            self._tell(person, safe("banned"))
        elif self.relay is not None and hears(person.mode, said):
            self._welcome(person, arrival)
            await self._relay(person, self.relay, said, first - 1)
            if noticed and noticed.aside and person.mode != "human":
                await self._ask_first(person, incoming, noticed, deeds)
            elif noticed:
                await self._happened(person, noticed, REPLY)
        elif noticed:
            await self._ask_first(person, incoming, noticed, deeds)
        else:
            self._welcome(person, arrival)
            if person.mode != "human" and not await self._by_door(person, incoming):
                event = self._event(person, incoming, goes_on=arrival in HERE)
                await self._advance(person, event, REPLY)
                if isinstance(event, flow.Started) and isinstance(said, flow.Received):
                    await self._advance(person, said, REPLY)
        return first

    def _welcome(self, person: Person, arrival: Arrival | None) -> None:
        """Says what a code has done. While a human talks only that they are both here now: an empty chat says less."""
        if arrival is not None and (person.mode != "human" or arrival in HERE):
            self._tell(person, partial(told, arrival, self.flows.words))

    async def _by_door(self, person: Person, incoming: Incoming) -> bool:
        found = behind(self.doors, incoming)
        outcome = await found[0](self.turn(person), found[1]) if found else None
        if outcome is not None:
            await self._ask_first(person, incoming, outcome, statements)
        return outcome is not None

    async def _ask_first(self, person: Person, incoming: Incoming, outcome: Outcome, greeting: Keep) -> None:
        """What is under way, or would begin now, comes after this. `greeting`: what of the first words is said."""
        new, event = not self._ready(person), self._event(person, incoming)
        if new:
            await self._advance(person, event, REPLY, greeting)
        await self._happened(person, outcome, REPLY)
        await self._advance(person, outcome.adopt or outcome.aside or flow.Resumed(), REPLY)

    async def _relay(self, person: Person, relay: Relay, said: Said, seq: int) -> None:
        """Back with the bot, its question is said again or the flow begins that the relay sends them to."""
        if RELAYED in self.shared and is_relayed(said):
            raise RuntimeError(ALONE)
        outcome = await relay(self.turn(person), said, seq)
        await self._happened(person, outcome, REPLY)
        if person.mode != "human" and (outcome.adopt or outcome.resume):
            again = flow.Resumed() if self._ready(person) else flow.Started((person.locale,))
            self._session(person, (person.locale,))
            await self._advance(person, outcome.adopt or again, REPLY)

    async def fail(self, person: Person, incoming: Incoming) -> int:
        """The turn was parked: the words stay, SOS and words of distress are answered, the rest gets a kind word."""
        await self.hear(person, incoming)
        first = person.last_seq + 1
        noticed = await self._noticed(person, incoming.said, first - 1)
        if calls_sos(incoming.said) or noticed:
            self.help(person)
            for line in noticed.lines if noticed else ():
                self.line(person, line)
        elif person.mode != "human":
            self._tell(person, self.sorry)
        return first

    async def _noticed(self, person: Person, said: Said, seq: int) -> Outcome | None:
        """Distress is noted, and the team told, as ever; where that fails too, it is known from the words alone.

        **Why** a savepoint, the only one: the statement that fails must not take with it what is parked.
        """
        if self.watch is None or calls_sos(said):
            return None
        try:
            async with self.db.begin_nested():
                return await self.watch(self.turn(person), said, seq)
        except Exception as error:
            tell(log, "words of distress could not be noted", error)
            return Outcome() if self._hits(person, said) else None

    def _hits(self, person: Person, said: Said) -> bool:
        try:
            return self.watch is not None and self.watch.hits(said, person.locale)
        except Exception as error:
            tell(log, "what was said could not be read for words of distress", error)
            return False

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

    def _event(self, person: Person, incoming: Incoming, *, goes_on: bool = False) -> flow.Event:
        """Whoever is new is greeted first (the engine hears words then); who goes on here hears the question."""
        if not self._ready(person):
            said = incoming.said
            locales = said.locales if isinstance(said, flow.Started) and said.locales else incoming.locales
            self._session(person, locales)
            return said if isinstance(said, flow.Typed) else flow.Started(locales)
        self._session(person, incoming.locales)
        return flow.Resumed() if goes_on else incoming.said

    # -- the engine and its actions ---------------------------------------------------------------------------
    async def _advance(self, person: Person, event: flow.Event, priority: int, keep: Keep = whole) -> None:
        """`keep`: which of the outputs count (`deeds` while a human holds the conversation)."""
        following: flow.Event | None = event
        for _ in range(MOST_ACTIONS):
            if following is None:
                return
            outputs = self._step(person, following)
            asked = self._outputs(person, keep(outputs), priority)
            match asked:
                case flow.Do():
                    following = await self._deed(person, asked, priority)
                case flow.Handed():
                    following = await self._take_file(person, asked, priority)
                case None:
                    return
        raise RuntimeError(f"more than {MOST_ACTIONS} actions in one turn")

    def _step(self, person: Person, event: flow.Event) -> Sequence[flow.Output]:
        """One event through the engine; what it did at the steps is counted."""
        before = person.session
        person.session, outputs = self.flows.advance(before, event, self.now)
        passage = self.flows.passage(before, person.session)
        if passage is not None:
            self.tally.add(passage, person.place.address.channel if person.place else "", person.source)
        return outputs

    async def _deed(self, person: Person, do: flow.Do, priority: int) -> flow.Event | None:
        if do.name in self.shared:
            raise RuntimeError(ALONE)
        outcome = await self.actions[do.name](self.turn(person), do.answers, do.args)
        await self._happened(person, outcome, priority)
        if outcome.forget:
            person.forget()
            self.sessions.forget(person.id)
            if outcome.adopt is not None:
                self._session(person, (person.locale,))
            return outcome.adopt
        done = outcome.adopt or flow.Did(outcome.value)
        return done if outcome.heard is None else self._heard(person, done, outcome.heard)

    def _heard(self, person: Person, done: flow.Event, words: flow.Typed) -> flow.Event:
        """Back where the flow leads, in silence, for these words; unless an action comes first or only taps count."""
        session, outputs = self.flows.advance(person.session, done, self.now)
        if deeds(outputs) or not takes_words(outputs):
            return done
        person.session = session
        return words

    async def _take_file(self, person: Person, file: flow.Handed, priority: int) -> flow.Event | None:
        """Whoever offers `FILE` takes a file that no question waits for; the question under way stays as it is."""
        action = self.actions.get(FILE)
        if action is None:
            return flow.Unsupported("file")
        args: dict[str, flow.JsonValue] = {"ref": file.ref, "name": file.name, "type": file.type}
        outcome = await action(self.turn(person), {}, args)
        await self._happened(person, outcome, priority)
        return outcome.adopt or (flow.Resumed() if outcome.resume else None)

    def _outputs(self, person: Person, outputs: Sequence[flow.Output], priority: int) -> flow.Do | flow.Handed | None:
        person.locale = person.session.locale
        for output in outputs:
            match output:
                case flow.Say():
                    self._say(person, output, priority)
                case flow.AskHuman():
                    self._tell(person, self.human, priority)
                case flow.Do() | flow.Handed():
                    return output
        return None

    def turn(self, person: Person) -> Turn:
        channel = person.place.address.channel if person.place else ""
        return Turn(self.db, person.id, person.locale, self.now, self.clock.new_id, channel, person.last_seq)

    async def _happened(self, person: Person, outcome: Outcome, priority: int) -> None:
        """Takes over what an action or handler wants; it may have changed the person's own row."""
        query = select(people.c.mode, people.c.consent_at, people.c.safe_word_at).where(people.c.id == person.id)
        row = (await self.db.execute(query)).one()
        person.mode, person.consent_at, person.safe_word = row.mode, row.consent_at, row.safe_word_at is not None
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
        if due.kind in self.shared:
            raise RuntimeError(ALONE)
        outcome = await handler(self.turn(person), due.payload)
        person.until = outcome.until
        await self._happened(person, outcome, LATER)
        mute = person.mode == "human"
        if mute and outcome.aside is not None:
            person.events.append(postponed(due.id, outcome.aside, self.now, outcome.until))
        if outcome.adopt is not None:
            self._session(person, (person.locale,))
            await self._advance(person, outcome.adopt, LATER, deeds if mute else whole)
        elif not mute and self._ready(person) and (outcome.aside or outcome.resume):
            self._session(person, ())
            await self._advance(person, outcome.aside or flow.Resumed(), LATER)
        person.until = None
