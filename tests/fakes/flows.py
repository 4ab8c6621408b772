"""A tiny engine with the interface of `bot.conversation.Flows`: words in, words out, so that a test can read a turn."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.i18n import Translator, translator
from flows.events import (
    Adopted,
    Aside,
    AskHuman,
    Button,
    Did,
    Do,
    Event,
    Handed,
    Output,
    Picked,
    Received,
    Resumed,
    Say,
    Started,
    Tapped,
    Typed,
)
from flows.tracks import Passage


@dataclass(frozen=True)
class Small:
    """`count` turns, the words heard, the language; `new`: nobody was greeted yet."""

    locale: str = "fr"
    count: int = 0
    heard: tuple[str, ...] = ()
    new: bool = False


class SmallFlows:
    """Typed words are orders: `do x`, `human`, `crash`, `locale ar`, `ask`, `two`; the rest is echoed with a count."""

    def fresh(self, locales: tuple[str, ...]) -> Small:
        return Small(locale=(locales or ("fr",))[0], new=True)

    def words(self, locale: str) -> Translator:
        return translator(locale)

    def load(self, state: bytes) -> Small:
        kept = json.loads(state)
        return Small(kept["locale"], kept["count"], tuple(kept["heard"]))

    def dump(self, session: Small) -> bytes:
        return json.dumps({"locale": session.locale, "count": session.count, "heard": list(session.heard)}).encode()

    def where(self, session: Small) -> tuple[str, int]:
        return "small/echo", 0

    def asks(self, session: Small) -> str:
        return "small/secret" if session.heard[-1:] == ("secret",) else "small/echo"

    def passage(self, before: Small, after: Small) -> Passage | None:
        arrived = "small/echo" if after.count > before.count else ""
        return Passage(after.locale, "", False, False, False, None, arrived, after.count == 1) if arrived else None

    def label(self, session: Small, event: Event) -> str:
        match event:
            case Tapped(id):
                return f"<{id}>"
            case Picked(ids):
                return ", ".join(ids)
            case _:
                return type(event).__name__

    def advance(self, session: Small, event: Event, now: datetime) -> tuple[Small, Sequence[Output]]:
        new, session = session.new, replace(session, new=False)
        match event:
            case Typed() if new:  # first words are no order: they are greeted
                return self.advance(session, Started(), now)
            case Started():
                return session, [Say(f"hello {session.locale}"), self.question(session)]
            case Resumed():
                return session, [self.question(session)]
            case Adopted(flow, answers):
                told = ", ".join(f"{name}={value}" for name, value in answers.items())
                return replace(session, heard=(*session.heard, "adopted")), [Say(f"adopted {told} into {flow}")]
            case Aside(flow, about, value):
                return replace(session, heard=(*session.heard, "aside")), [Say(f"{flow} {about}: {value}?")]
            case Did(value):
                return session, [Say(f"did {value}", expects="text" if value == "words" else "none")]
            case Typed(text):
                return self._typed(replace(session, count=session.count + 1, heard=(*session.heard, text)), text)
            case Tapped(id):
                return replace(session, count=session.count + 1), [Say(f"tapped {id}", replaces=id.startswith("edit"))]
            case Picked(ids):
                return session, [Say("picked " + " ".join(ids))]
            case Received(ref, name, kind) if name.startswith("loose"):
                return session, [Handed(ref, name, kind)]
            case Received(_, name, _):
                return session, [Say(f"received {name}")]
            case _:
                return session, [Say(type(event).__name__)]

    def question(self, session: Small) -> Say:
        return Say(
            f"question {session.count}",
            choices=(Button(f"{session.count}.a", "Apple"), Button(f"{session.count}.b", "Bread")),
            controls=(Button("!sos", "🆘"),),
            expects="choice",
        )

    def _typed(self, session: Small, text: str) -> tuple[Small, Sequence[Output]]:
        word, _, rest = text.partition(" ")
        match word:
            case "do":
                return session, [Say("doing"), Do(rest, {"count": session.count}, {"heard": list(session.heard)})]
            case "human":
                return session, [AskHuman()]
            case "crash":
                raise RuntimeError("the engine broke on " + rest)
            case "locale":
                return replace(session, locale=rest), [Say(f"now {rest}")]
            case "ask":
                return session, [self.question(session)]
            case "two":
                return session, [Say("one"), Say("two")]
            case _:
                return session, [Say(f"{session.count}: {text}")]
