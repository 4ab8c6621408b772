"""Tests that staff kept: whole chats, played again on what is about to be said. Where they differ, side by side."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from typing import NamedTuple

import orjson

from bot.studio.pretend.reader import deeds, defaults
from flows.answers import NO_RESOLVERS, Resolvers
from flows.events import AskHuman, Handed, Say
from flows.model import Library
from flows.text import SOURCE, typeset
from flows.tryout import Chat, Played, Pretended, Shown, play

Resolving = Callable[[datetime], Resolvers]
"""What reads typed words, as if it were that moment: « hier » is the same day each time a test is played."""


def plainly(at: datetime) -> Resolvers:
    """Without what only the world outside knows."""
    return NO_RESOLVERS


class Exchange(NamedTuple):
    """What the person did, in words ("" at the beginning), and the lines that answer it."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptChat:
    """`began_at`: the moment at which it is played. `by`: the name of whoever kept or accepted it last."""

    id: int
    flow: str
    name: str
    chat: Chat
    expected: tuple[Exchange, ...]
    began_at: datetime
    by: str | None
    made_at: datetime


class Row(NamedTuple):
    """One exchange, as it was kept and as it is now; None where there is none."""

    was: Exchange | None
    now: Exchange | None

    @property
    def same(self) -> bool:
        return self.was == self.now


@dataclass(frozen=True, slots=True)
class Result:
    kept: KeptChat
    now: tuple[Exchange, ...]
    gone: bool
    """The flow or the step it begins with is no longer there."""

    @property
    def passed(self) -> bool:
        return not self.gone and self.now == self.kept.expected

    @property
    def rows(self) -> list[Row]:
        return [Row(was, now) for was, now in zip_longest(self.kept.expected, self.now)]

    @property
    def seen(self) -> str:
        """Names what it is now: whoever accepts it says which one they saw."""
        return hashlib.sha256(orjson.dumps([[label, list(lines)] for label, lines in self.now])).hexdigest()[:16]


def run(library: Library, chats: Sequence[KeptChat], resolving: Resolving) -> list[Result]:
    """Every kept chat on this library, in their order."""
    return [_result(one, played(library, one.chat, one.began_at, resolving)) for one in chats]


def of_draft(
    flow: str, served: Library, library: Library, chats: Sequence[KeptChat], resolving: Resolving
) -> list[Result]:
    """What a draft of this flow does: to all tests of its own, and to those of other flows that it changes.

    `library`: what is served, with the draft in it.
    """
    found = run(library, chats, resolving)
    touched = [one for one in found if one.kept.flow == flow or not one.passed]
    before = {one.kept.id: one.now for one in run(served, [one.kept for one in touched], resolving)}
    return [one for one in touched if one.kept.flow == flow or one.now != before[one.kept.id]]


def stopping(results: Sequence[Result]) -> list[Result]:
    """Those that stop a publish: until they are accepted as they are now, or the draft is repaired."""
    return [result for result in results if not result.passed]


def played(library: Library, chat: Chat, at: datetime, resolving: Resolving) -> Played:
    return play(library, chat, defaults(), at, resolving(at))


def pinned(chat: Chat, found: Played) -> Chat:
    """With what each action gave: a test says the same when what actions usually pretend is another."""
    return replace(chat, values={**found.pretended, **chat.values})


def exchanges(found: Played) -> tuple[Exchange, ...]:
    return tuple(Exchange(turn.label, tuple(_lines(turn.shown))) for turn in found.turns)


def _result(kept: KeptChat, found: Played) -> Result:
    now = exchanges(found)
    if found.lost is not None:
        now = (*now, Exchange(" ".join(found.lost.words) or found.lost.kind, ()))
    return Result(kept, now, found.session is None)


def _lines(shown: Sequence[Shown]) -> Iterator[str]:
    """What is read, then the buttons in brackets; an action stands in parentheses."""
    for one in shown:
        match one:
            case Say():
                yield from (line for line in one.text.split("\n") if line)
                if one.picture:
                    yield f"({one.alt or one.picture})"
                last = (one.done,) if one.done else ()
                if labels := [f"[{button.label}]" for button in (*one.choices, *last)]:
                    yield " ".join(labels)
            case Pretended():
                known = deeds().get(one.name)
                yield f"({typeset(known.does, SOURCE) if known else one.name})"
            case AskHuman():
                yield "(un humain)"
            case Handed():
                yield f"({one.name})"
