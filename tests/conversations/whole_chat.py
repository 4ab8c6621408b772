"""A chat on the whole bot: the conversation over a SQLite file, real domains and resolvers, a clock that is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from bot.channels.model import Address, Incoming, Message
from bot.conversation import Conversation
from bot.i18n import translator
from bot.library import Served
from bot.people.domain import domain as people
from bot.ports import Action, Domain, Outcome, Turn
from bot.safety.sos import sos
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.sealed import Identity
from flows.answers import Resolvers
from flows.events import JsonValue
from flows.model import Library
from tests.conversations.deeds import DEEDS
from tests.conversations.engine_chat import START, Deed
from tests.conversations.talk import Said
from tests.fakes.clock import FakeTime

ORG = ("Le Pont", "01 23 45 67 89")


@dataclass
class WholeChat:
    """One person on the web page of one bot."""

    conversation: Conversation
    time: FakeTime
    lang: str
    ids: count[int] = field(default_factory=lambda: count(1))

    @property
    def now(self) -> datetime:
        return self.time.now()

    def wait(self, time: timedelta) -> None:
        self.time.forward(seconds=time.total_seconds())

    async def say(self, said: Said) -> Sequence[Message]:
        address = Address("web", "bot", "chat")
        incoming = Incoming(address, f"n{next(self.ids)}", said, self.now, (self.lang,))
        answer = await self.conversation.take(incoming)
        return [message for message in answer.messages if message.author != "me"]


def _action(deed: Deed) -> Action:
    async def act(turn: Turn, answers: Mapping[str, JsonValue], args: Mapping[str, JsonValue]) -> Outcome:
        return Outcome(deed(answers, args))

    return act


def whole_chat(database: Database, library: Library, resolvers: Resolvers, lang: str) -> WholeChat:
    time = FakeTime(START)
    domains = [Domain("cvs", {name: _action(deed) for name, deed in DEEDS.items() if name.startswith("cvs.")})]
    domains.append(
        people(
            org_name=ORG[0],
            org_contact=ORG[1],
            sealer=Identity(),
            clock=time.clock,
            translations=translator,
            everybody=lambda: domains,
        )
    )
    conversation = Conversation(
        database, Served(library, resolvers), domains, feeds=Feeds(database), clock=time.clock, sos=sos(translator)
    )
    return WholeChat(conversation, time, lang)
