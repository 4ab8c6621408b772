"""Where one person is in the flows: a frozen value, as JSON at most a few kB.

Law: all of it can be rebuilt from the journals; nothing a library can change makes it unreadable.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import orjson

from flows.events import JsonValue

PLAIN = 3000
"""Bytes up to which a session is written as it is; a longer one (ten jobs, long words) is compressed in its JSON."""

BACK = -1
"""`Session.took` of an event that opened an earlier question again."""

Wait = Literal["", "ask", "do", "news"]
OverlayKind = Literal["more", "change", "lang", "menu", "hello", "offer", "heard"]


class Entry(NamedTuple):
    """One answer (`number`: of the message that asked it; `digest` of what it is about) or one action's value (`number`
    0, `digest` of its input).

    `void`: given again since then; it only still says which way was taken.
    **Why** no dataclass: a session reads up to a hundred of them a turn, and a frozen one takes five times as long.
    """

    value: JsonValue
    number: int = 0
    digest: str = ""
    void: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A step of a flow that is under way; `rounds`: how often a loop came back to a step (0 is not written)."""

    flow: str
    step: str
    rounds: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overlay:
    """A built-in list shown over the question. `options`: what it offers, `[value, label]` or a page number."""

    kind: OverlayKind
    number: int
    options: tuple[JsonValue, ...] = ()


@dataclass(frozen=True, slots=True)
class PutBy:
    """Where the person was when a question was asked aside (`about`), as the fields of `Session` say it.

    `later`: keys of the answers kept for the way forward. `came`: what was waited for has come meanwhile.
    """

    about: str
    root: str
    frames: tuple[Frame, ...]
    later: tuple[str, ...]
    scores: Mapping[str, int]
    asked: int
    wait: Wait
    tries: int
    ticked: tuple[str, ...]
    overlay: Overlay | None
    locale: str
    came: bool = False


class Left(NamedTuple):
    """A question asked aside that was left open, by its number and key, and the news it is about.

    Its buttons stay good.
    """

    number: int
    key: str
    flow: str
    about: str
    value: JsonValue


Journal = Mapping[str, Entry]
"""Key (`step`, `step.round`, `outer/inner`; an action's value ends with `!`) → entry, in the order of answering."""


NOTHING: Mapping[str, Any] = MappingProxyType({})
"""A default that all may share: nobody can put anything in."""


class Session(NamedTuple):
    """`frames`: from the root flow inwards; empty: nothing under way. `later`: answers kept for the way forward.

    `number` is the last ask number given, `asked` that of the question under way.
    `acts`: actions since the last answer. `at`: seconds of the last event.
    `heard`: save name of a question to come → words that answer it, said beside the answer to another one.
    **Why** no dataclass: see `Entry`; one is made in each turn.
    """

    locale: str = "fr"
    frames: tuple[Frame, ...] = ()
    root: str = ""
    journals: Mapping[str, Journal] = NOTHING
    later: Journal = NOTHING
    scores: Mapping[str, int] = NOTHING
    number: int = 0
    asked: int = 0
    wait: Wait = ""
    acts: int = 0
    tries: int = 0
    paused: bool = False
    ticked: tuple[str, ...] = ()
    overlay: Overlay | None = None
    at: int = 0
    put_by: PutBy | None = None
    left: tuple[Left, ...] = ()
    heard: Mapping[str, str] = NOTHING
    release: int = 0
    """Of the library this was walked with; the engine itself never reads it (`flows.moving` does)."""
    took: int = 0
    """What the last event was: the number of the question it answered, `BACK`, or 0."""
    asked_at: int = 0
    met: str = ""
    """When the question under way came up, in seconds, and marks of all that did; only `flows.tracks` reads them."""

    @property
    def journal(self) -> Journal:
        """The answers of the root flow under way."""
        return self.journals.get(self.root, {})

    def to_json(self) -> str:
        """Compact: what is empty is left out."""
        data: dict[str, object] = {"l": self.locale, "n": self.number, "t": self.at}
        if self.root:
            data["r"] = self.root
        if self.frames:
            data["f"] = _pack_frames(self.frames)
        if self.journals:
            data["j"] = {root: _pack(journal) for root, journal in self.journals.items()}
        if self.later:
            data["k"] = _pack(self.later)
        if self.overlay:
            data["o"] = _pack_overlay(self.overlay)
        if self.put_by:
            data["b"] = _pack_put_by(self.put_by)
        few = {
            "s": self.scores,
            "a": self.asked,
            "w": self.wait,
            "c": self.acts,
            "e": self.tries,
            "p": self.paused,
            "x": self.ticked,
            "q": [[*one] for one in self.left],
            "h": {**self.heard},
            "v": self.release,
            "u": self.took,
            "i": self.asked_at,
            "m": self.met,
        }
        data |= {name: value for name, value in few.items() if value}
        packed = orjson.dumps(data)
        if len(packed) <= PLAIN:
            return packed.decode()
        return orjson.dumps({"z": b64encode(zlib.compress(packed, 1)).decode()}).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Session:
        data = orjson.loads(text)
        if "z" in data:
            data = orjson.loads(zlib.decompress(b64decode(data["z"])))
        return cls(
            locale=data["l"],
            frames=_unpack_frames(data.get("f", ())),
            root=data.get("r", ""),
            journals={root: _unpack(journal) for root, journal in data.get("j", {}).items()},
            later=_unpack(data.get("k", {})),
            scores=data.get("s", {}),
            number=data["n"],
            asked=data.get("a", 0),
            wait=data.get("w", ""),
            acts=data.get("c", 0),
            tries=data.get("e", 0),
            paused=data.get("p", False),
            ticked=tuple(data.get("x", ())),
            overlay=_unpack_overlay(data.get("o")),
            at=data["t"],
            put_by=_unpack_put_by(data.get("b")),
            left=tuple(Left(*one) for one in data.get("q", ())),
            heard=data.get("h", {}),
            release=data.get("v", 0),
            took=data.get("u", 0),
            asked_at=data.get("i", 0),
            met=data.get("m", ""),
        )


def _pack_frames(frames: tuple[Frame, ...]) -> list[JsonValue]:
    return [[f.flow, f.step, {**f.rounds}] if f.rounds else [f.flow, f.step] for f in frames]


def _unpack_frames(packed: Iterable[list[Any]]) -> tuple[Frame, ...]:
    return tuple(Frame(f[0], f[1], f[2] if len(f) > 2 else {}) for f in packed)


def _pack_overlay(overlay: Overlay) -> list[JsonValue]:
    return [overlay.kind, overlay.number, [*overlay.options]]


def _unpack_overlay(packed: list[Any] | None) -> Overlay | None:
    return Overlay(packed[0], packed[1], tuple(packed[2])) if packed else None


def _pack_put_by(put: PutBy) -> list[JsonValue]:
    return [
        put.about, put.root, _pack_frames(put.frames), [*put.later], {**put.scores}, put.asked, put.wait, put.tries,
        [*put.ticked], _pack_overlay(put.overlay) if put.overlay else None, put.locale, put.came,
    ]  # fmt: skip


def _unpack_put_by(packed: list[Any] | None) -> PutBy | None:
    if not packed:
        return None
    about, root, frames, later, scores, asked, wait, tries, ticked, overlay, locale, came = packed
    return PutBy(
        about, root, _unpack_frames(frames), tuple(later), scores, asked, wait, tries, tuple(ticked),
        _unpack_overlay(overlay), locale, came,
    )  # fmt: skip


def _pack(journal: Journal) -> dict[str, list[JsonValue]]:
    """`[value, number or digest]`, then whether it is void, then the digest of an answer that has both."""
    packed: dict[str, list[JsonValue]] = {}
    for key, entry in journal.items():
        packed[key] = [entry.value, entry.number or entry.digest or 0]
        if entry.number and entry.digest:
            packed[key] += [entry.void, entry.digest]
        elif entry.void:
            packed[key].append(True)
    return packed


def _unpack(packed: Mapping[str, list[JsonValue]]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for key, entry in packed.items():
        mark, void = entry[1], len(entry) > 2 and bool(entry[2])
        if isinstance(mark, str):
            found[key] = Entry(entry[0], 0, mark, void)
        elif isinstance(mark, int):
            found[key] = Entry(entry[0], mark, str(entry[3]) if len(entry) > 3 else "", void)
    return found
