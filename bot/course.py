"""The training of mentors as it is served: a flow of the library for the team, which staff edit like any other.

Law: the engine itself walks it, among the team's own flows only, and no action is run: it knows no person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from flows import scoring
from flows.model import DEFAULT_SCORE, TRAINING, Library, for_team
from flows.text import SOURCE
from flows.tryout import Act, ActKind, Chat, Played, name_of, play

Acts = tuple[tuple[str, ...], ...]
_KINDS: Mapping[str, ActKind] = {"tap": "tap", "pick": "pick", "type": "type"}


class Choice(NamedTuple):
    name: str
    label: str
    chosen: bool


class Asked(NamedTuple):
    """A question; without choices, words are typed."""

    many: bool
    choices: Sequence[Choice]


class Walked(NamedTuple):
    """As `bot.mentors.training` wants it."""

    acts: Acts
    turns: Sequence[tuple[str, Sequence[str]]] = ()
    asked: Asked | None = None
    over: bool = False
    score: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Course:
    """`library`: the flows that are served now."""

    library: Callable[[], Library]

    def tongue(self, locale: str) -> str:
        return _tongue(self.library(), locale)

    def title(self, locale: str) -> str:
        library = self.library()
        return library.texts.get(_tongue(library, locale), f"{TRAINING}//title")

    def walked(self, acts: Acts, locale: str, now: datetime) -> Walked:
        library = self.library()
        apart = _apart(library)
        done = tuple(Act(_KINDS[kind], tuple(words)) for kind, *words in acts if kind in _KINDS)
        chat = Chat(TRAINING, locale=_tongue(library, locale), acts=done)
        played = play(apart, chat, {}, now)
        if played.lost is not None:
            chat = replace(chat, acts=done[: len(played.turns) - 1])
            played = play(apart, chat, {}, now)
        return _walked(apart, played, tuple((act.kind, *act.words) for act in chat.acts))


def _walked(library: Library, played: Played, acts: Acts) -> Walked:
    session, turns = (
        played.session,
        [(turn.label, [say.text for say in turn.said if say.text]) for turn in played.turns],
    )
    if session is None:
        return Walked(acts, turns)
    if session.frames or session.overlay is not None:
        return Walked(acts, turns, asked=_asked(played))
    return Walked(acts, turns, None, True, session.scores.get(DEFAULT_SCORE, 0), scoring.reachable(library, session))


def _asked(played: Played) -> Asked | None:
    """**Why** without ☰ and the others: they lead to what is for people who chat."""
    say = played.asking
    if say is None:
        return None
    choices = tuple(Choice(name_of(button.id), button.label, button.id in say.selected) for button in say.choices)
    return Asked(say.many, choices)


def _tongue(library: Library, locale: str) -> str:
    catalogs = library.texts.catalogs
    told = (tag for tag in (locale, locale.split("_")[0]) if f"{TRAINING}//title" in catalogs.get(tag, {}))
    return next(told, SOURCE)


def _apart(library: Library) -> Library:
    """The team's flows alone. **Why**: whatever is typed, nobody is led into what young people chat about."""
    flows = {id: flow for id, flow in library.flows.items() if for_team(id)}
    return replace(library, flows=flows, options={}, spots={})
