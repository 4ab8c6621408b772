"""A person talking to the engine in tests: fixed time, every state through JSON, actions with given values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from flows.answers import NO_RESOLVERS, Resolvers
from flows.engine import advance, start
from flows.events import Did, Do, Event, JsonValue, Output, Say, Started, Tapped, Typed
from flows.loader import Catalogs, load
from flows.model import Library
from flows.session import Session

NOON = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
Deed = Callable[[Do], JsonValue]


def library(texts: str | Mapping[str, str], catalogs: Catalogs | None = None) -> Library:
    """The library of one flow text (or several); fails with every problem."""
    files = {"welcome.yaml": texts} if isinstance(texts, str) else texts
    loaded = load(files, catalogs)
    assert loaded.library is not None, "\n".join(map(str, loaded.problems))
    return loaded.library


class Person:
    def __init__(
        self,
        library: Library,
        deed: Deed = lambda do: None,
        resolvers: Resolvers = NO_RESOLVERS,
        locales: tuple[str, ...] = (),
    ) -> None:
        self.library, self.deed, self.resolvers = library, deed, resolvers
        self.session = start(library, locales)
        self.now = NOON
        self.done: list[Do] = []
        self.out: list[Output] = []
        self.send(Started(locales))

    def send(self, event: Event, after: timedelta = timedelta(seconds=5)) -> list[Output]:
        """One turn, its actions included; what was said is also kept in `out`."""
        self.now += after
        heard: list[Output] = []
        todo: list[Event] = [event]
        while todo:
            session, out = advance(self.library, self.session, todo.pop(), self.now, self.resolvers)
            self.session = Session.from_json(session.to_json())
            assert self.session == session, "JSON round trip"
            assert all(isinstance(output, Say) for output in out[:-1]), "a Do comes last"
            heard += out
            if out and isinstance(out[-1], Do):
                self.done.append(out[-1])
                todo.append(Did(self.deed(out[-1])))
        self.out = heard
        return heard

    def type(self, *texts: str) -> Say:
        for text in texts:
            self.send(Typed(text))
        return self.last

    def tap(self, label: str) -> Say:
        """Taps the button that shows this label, on the last message."""
        self.send(Tapped(self.button(label)))
        return self.last

    def button(self, label: str) -> str:
        last = self.last
        shown = [*last.choices, *last.controls, *([last.done] if last.done else [])]
        found = [button.id for button in shown if button.label == label]
        assert found, f"no button {label!r} among {[button.label for button in shown]}"
        return found[0]

    @property
    def last(self) -> Say:
        said = [output for output in self.out if isinstance(output, Say)]
        assert said, "nothing was said"
        return said[-1]

    @property
    def texts(self) -> list[str]:
        return [output.text for output in self.out if isinstance(output, Say)]

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.last.choices]

    def saved(self) -> dict[str, JsonValue]:
        from_journal = {key: entry.value for key, entry in self.session.journal.items()}
        return from_journal
