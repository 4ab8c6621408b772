"""Where one person is in the flows: a frozen value, as JSON at most a few kB.

Law: all of it can be rebuilt from the journals; nothing a library can change makes it unreadable.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import orjson

from flows.events import JsonValue

PLAIN = 3000
"""Bytes up to which a session is written as it is; a longer one (ten jobs, long words) is compressed in its JSON."""

Wait = Literal["", "ask", "do", "news"]
OverlayKind = Literal["more", "change", "lang", "menu", "hello", "offer"]


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


Journal = Mapping[str, Entry]
"""Key (`step`, `step.round`, `outer/inner`; an action's value ends with `!`) → entry, in the order of answering."""


@dataclass(frozen=True, slots=True)
class Session:
    """`frames`: from the root flow inwards; empty: nothing under way. `later`: answers kept for the way forward.

    `number` is the last ask number given, `asked` that of the question under way.
    `acts`: actions since the last answer. `at`: seconds of the last event.
    """

    locale: str = "fr"
    frames: tuple[Frame, ...] = ()
    root: str = ""
    journals: Mapping[str, Journal] = field(default_factory=dict)
    later: Journal = field(default_factory=dict)
    scores: Mapping[str, int] = field(default_factory=dict)
    number: int = 0
    asked: int = 0
    wait: Wait = ""
    acts: int = 0
    tries: int = 0
    paused: bool = False
    ticked: tuple[str, ...] = ()
    overlay: Overlay | None = None
    at: int = 0

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
            data["f"] = [[f.flow, f.step, f.rounds] if f.rounds else [f.flow, f.step] for f in self.frames]
        if self.journals:
            data["j"] = {root: _pack(journal) for root, journal in self.journals.items()}
        if self.later:
            data["k"] = _pack(self.later)
        if self.overlay:
            data["o"] = [self.overlay.kind, self.overlay.number, self.overlay.options]
        few = {
            "s": self.scores,
            "a": self.asked,
            "w": self.wait,
            "c": self.acts,
            "e": self.tries,
            "p": self.paused,
            "x": self.ticked,
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
        overlay = data.get("o")
        return cls(
            locale=data["l"],
            frames=tuple(Frame(f[0], f[1], f[2] if len(f) > 2 else {}) for f in data.get("f", ())),
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
            overlay=Overlay(overlay[0], overlay[1], tuple(overlay[2])) if overlay else None,
            at=data["t"],
        )


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
