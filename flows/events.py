"""What goes into the engine (events) and what comes out of it (outputs). Frozen values, nothing else.

Law: the engine is `advance(library, session, event, now, resolvers) -> (session, outputs)`. A `Do` is the last
output of its list: the caller runs the action and comes back with `Did`.
**Why** `Say` is no dataclass: a frozen one with ten fields takes four times as long to make, in each turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

JsonValue: TypeAlias = "None | bool | int | float | str | list[JsonValue] | dict[str, JsonValue]"

Expects = Literal["choice", "choices", "text", "number", "date", "month", "phone", "email", "place", "file", "none"]


# -- events ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Started:
    """The person opened the conversation (again): `/start`, a new web key. `locale` is a wish, best first.

    On a session under way the engine offers to go on; it never throws answers away.
    """

    locales: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """Words typed by the person, cleaned by the channel (no NUL, no lone surrogate), of any length."""

    text: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """One button, by the id that `Button.id` carried. Unknown, stale and forged ids are the engine's to answer."""

    id: str


@dataclass(frozen=True, slots=True)
class Picked:
    """Several choices at once (a web form with boxes), by their `Button.id`; may be empty."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """WGS84 degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Received:
    """A file whose reference is stored; `ref` is ours. `caption`: the words under it, which only a human reads."""

    ref: str
    name: str
    type: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Something the engine can't read: `sticker`, `voice`, `video`, `contact`, `poll`, `edit`, …

    `meant`: what it is to a human who reads the conversation (the new words, the recording); None: nothing either.
    """

    kind: str
    meant: Typed | Received | None = None


@dataclass(frozen=True, slots=True)
class Did:
    """The value of the action asked for by the last `Do`."""

    value: JsonValue


@dataclass(frozen=True, slots=True)
class Resumed:
    """Say the question under way again (after SOS, after a human, after a document arrived)."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """Answers that were given before, elsewhere: enter this flow and take them instead of asking.

    `answers` maps `save` names to values as `Do.answers` does: a list holds the rounds of a `repeat`, None is "asked
    and passed", what is absent is asked. A value that is no answer of its question is asked, too. See `adopting`.
    """

    flow: str
    answers: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Aside:
    """News that wants an answer (a reminder): this flow asks it aside; after it they are back where they were.

    `about` names the news among those of this flow. `value` is that of its first action with `once`, which isn't run.
    """

    flow: str
    about: str
    value: JsonValue = None


@dataclass(frozen=True, slots=True)
class AsideOver:
    """That news is past: the question asked aside about it is taken back."""

    flow: str
    about: str


Event: TypeAlias = (
    Started | Typed | Tapped | Picked | Located | Received | Unsupported | Did | Resumed | Adopted | Aside | AsideOver
)


# -- outputs --------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Button:
    """`id` is opaque to channels, ≤ 64 bytes of UTF-8, and names its question, so that a stale tap is recognised."""

    id: str
    label: str


class Say(NamedTuple):
    """One message of the bot, worded in the person's language.

    `choices` are the answers, `controls` the small row under them (je ne sais pas, ☰, 🆘).
    `many`: several choices may be taken; `selected` ids are ticked so far and `done` is the button that ends it
    (channels with boxes send `Picked`, the others one `Tapped` per toggle, answered by a `Say` with `replaces`).
    `replaces`: this message takes the place of the last message that carried choices.
    """

    text: str
    choices: tuple[Button, ...] = ()
    controls: tuple[Button, ...] = ()
    expects: Expects = "none"
    many: bool = False
    selected: tuple[str, ...] = ()
    done: Button | None = None
    picture: str | None = None
    alt: str = ""
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Do:
    """Run action `name` (`domain.verb`) with the answers so far; always the last output of its list.

    `answers` maps `save` names to values; a save inside a `repeat` holds a list: one value a round, None if not asked.
    """

    name: str
    args: Mapping[str, JsonValue] = field(default_factory=dict)
    answers: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AskHuman:
    """The person wants a human and the library has no flow `human`: the caller answers with its own words."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that no question waits for: the caller takes it and says so, or comes back with `Unsupported("file")`."""

    ref: str
    name: str
    type: str


Output: TypeAlias = Say | Do | AskHuman | Handed
