"""A chat on the engine alone, with actions that have the real values: quick enough to count turns in every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.channels.model import Message
from flows.answers import Resolvers
from flows.engine import advance, start
from flows.events import AskHuman, Did, Do, Event, JsonValue, Resumed, Say
from flows.model import Library
from flows.session import Session
from tests.conversations.talk import Opened, Said, Sent

START = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)
Deed = Callable[[Mapping[str, JsonValue], str], JsonValue]


@dataclass
class EngineChat:
    """`deeds`: action → its value from the answers and the chat's language. `first`: action → its first turn."""

    library: Library
    deeds: Mapping[str, Deed]
    resolvers: Resolvers = field(default_factory=Resolvers)
    lang: str = "fr"
    now: datetime = START
    done: list[Do] = field(default_factory=list)
    first: dict[str, int] = field(default_factory=dict)
    turns: int = 0
    session: Session = field(init=False)
    _seq: int = 0

    def __post_init__(self) -> None:
        self.session = start(self.library, (self.lang,))

    def wait(self, time: timedelta) -> None:
        self.now += time

    async def say(self, said: Said) -> Sequence[Message]:
        if isinstance(said, Opened | Sent):
            raise AssertionError("files and links are for the whole bot")  # noqa: TRY004  # a talk in the wrong place
        self.turns += 1
        messages = list(self._feed(said))
        if self.session.wait == "news":
            messages += self._feed(Resumed())
        return messages

    def _feed(self, event: Event) -> Sequence[Message]:
        self.session = Session.from_json(self.session.to_json())
        self.session, outputs = advance(self.library, self.session, event, self.now, self.resolvers)
        said: list[Message] = []
        for output in outputs:
            match output:
                case Say():
                    said.append(self._message(output))
                case Do():
                    self.done.append(output)
                    self.first.setdefault(output.name, self.turns)
                    said += self._feed(
                        Did(self.deeds[output.name]({**output.answers, **output.args}, self.session.locale))
                    )
                case AskHuman():
                    raise AssertionError("the library has a flow `human`")
        return said

    def _message(self, say: Say) -> Message:
        self._seq += 1
        return Message(
            self._seq,
            "bot",
            say.text,
            say.choices,
            say.controls,
            say.expects,
            say.many,
            say.selected,
            say.done,
            replaces=self._seq - 1 if say.replaces else None,
        )
