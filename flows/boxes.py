"""A step as a box of a picture: which lines of text stand in it, cut so that they fit, and how high it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from flows.arrows import SKIPPED, Arrow
from flows.holding import DONTKNOW, LISTED
from flows.model import Flow, Library, Step

WIDE = 248.0
"""Of a box, in px: three side by side fit a tablet."""
PAD = 12.0
"""Px between the edge of a box and its letters."""
SIZE = 13.0
"""Of the letters, in px."""
LEADING = 18.0
"""From one line to the next, in px."""
TOUCH = 44.0
"""Least height of what is tapped, in px: a finger's."""
DROP = 4.0
"""How far letters reach below their foot, in px."""
LINES: Mapping[str, int] = {"said": 3, "asked": 3, "when": 4, "does": 2}
"""Most lines of each kind, enough to know which one it is; of the others one."""
MORE = "…"
SLACK: Mapping[str, float] = {"id": 0.9, "asked": 0.9}
"""Share of the room that is filled: what is bold is wider than what was measured, and other fonts a little (0.96)."""

_SPACE = re.compile(r"[ \n\t]+")
"""**Why** not all spaces: the one before « ? » must not break."""

Kind = Literal["id", "when", "said", "asked", "does", "row", "note"]


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a step: a short text, and a share of 0 to 1 shown as a bar (None: no bar)."""

    text: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """What a picture says beside the flow's own texts, in the reader's language.

    `about`: read out for the picture as a whole. `when`: before a condition. `targets`: `@menu` and the like, `@end`
    too. `answers`: `dontknow`, `from`, `@skipped`, and "" for every other answer. `conditions`: by step, what stands
    behind `when`; `deeds`: by action, what it does; what is not there is shown as it is written.
    """

    about: str
    when: str
    targets: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)
    deeds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Look:
    """`measure`: width of a text in em. `step`, `flow`: addresses by id; "" for none. `locale`: of the flow's texts,
    `rtl` where it is written from right to left."""

    measure: Callable[[str], float]
    step: Callable[[str], str]
    flow: Callable[[str], str]
    words: Wording
    locale: str = "fr"
    rtl: bool = False

    def width(self, text: str) -> float:
        """In px."""
        return self.measure(text) * SIZE

    @cached_property
    def arrow(self) -> str:
        return " ← " if self.rtl else " → "


@dataclass(frozen=True, slots=True)
class Line:
    """`y`: of the foot of the letters, from the top of the box. `href`: where a tap leads; "" for the step itself.

    `touch`: top and height of what a finger finds, around all lines of this link; None for the later ones.
    """

    kind: Kind
    text: str
    y: float
    href: str = ""
    touch: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """`whole`: everything of the step uncut, for who can't see the picture."""

    id: str
    height: float
    lines: tuple[Line, ...]
    whole: str
    note: Note | None = None


def drawn(library: Library, flow: Flow, step: Step, ways: Sequence[Arrow], look: Look, note: Note | None) -> Drawn:
    rank = f"{flow.index[step.id] + 1} · {step.id}"
    parts = [*_parts(library, flow, step, look), *rows(library, flow, step, ways, look)]
    lines = [Line("id", cut(rank, look, "id"), PAD + SIZE)]
    foot = lines[0].y
    for kind, text, href in parts:
        pieces = wrapped(text, look, kind)
        high = len(pieces) * LEADING
        room = max(TOUCH, high) if href else high
        for at, piece in enumerate(pieces, 1):
            touch = (foot + DROP, room) if href and at == 1 else None
            lines.append(Line(kind, piece, foot + (room - high) / 2 + at * LEADING, href, touch))
        foot += room
    if note is not None:
        foot += LEADING
        lines.append(Line("note", cut(note.text, look, "note"), foot))
    said = ". ".join(text for _, text, _ in parts)
    whole = ". ".join(part for part in (rank, said, note.text if note else "") if part)
    return Drawn(step.id, max(TOUCH, foot + PAD), tuple(lines), whole, note)


def _parts(library: Library, flow: Flow, step: Step, look: Look) -> Iterator[tuple[Kind, str, str]]:
    if step.when is not None:
        yield "when", f"{look.words.when} {look.words.conditions.get(step.id) or step.when.text}", ""
    for name, kind in (("say", "said"), ("alt", "said"), ("ask", "asked")):
        if getattr(step, name):
            text = library.texts.get(look.locale, f"{flow.id}/{step.id}/{name}", lambda value: f"{{{value}}}")
            yield ("asked" if kind == "asked" else "said"), text, ""
    if step.do:
        yield "does", look.words.deeds.get(step.do) or step.do, ""
    if step.run:
        inner = library.flows.get(step.run)
        yield "does", f"{step.run} · {_title(library, look, step.run)}" if inner else step.run, look.flow(step.run)


def rows(
    library: Library, flow: Flow, step: Step, ways: Sequence[Arrow], look: Look
) -> Iterator[tuple[Kind, str, str]]:
    """One for each way that is worth words: a choice that leads elsewhere, another flow."""
    for number, way in enumerate(ways, 1):
        inner = way.target in flow.index
        if inner and not way.answers and (len(ways) == 1 or way.target == _following(flow, step)):
            continue
        if way.answers == (SKIPPED,):
            continue
        answers = ", ".join(_answer(library, flow, step, id, look) for id in way.answers)
        others = len(ways) > 1 and step.is_question and not answers
        start = f"{number} · {answers}" if answers else look.words.answers.get("", "") if others else ""
        target = way.target if inner else _outside(library, look, way.target)
        yield (
            "row",
            f"{start}{look.arrow}{target}".strip(),
            look.flow(way.target) if way.target in library.flows else "",
        )


def _following(flow: Flow, step: Step) -> str:
    at = flow.index[step.id] + 1
    return flow.steps[at].id if at < len(flow.steps) else ""


def _answer(library: Library, flow: Flow, step: Step, id: str, look: Look) -> str:
    if any(choice.id == id for choice in step.choices):
        return library.texts.get(look.locale, f"{flow.id}/{step.id}/choices/{id}")
    if id in ("yes", "no", DONTKNOW):
        return library.texts.get(look.locale, f"engine/{id}")
    return look.words.answers.get(id, id if id != LISTED else "")


def _outside(library: Library, look: Look, target: str) -> str:
    return _title(library, look, target) if target in library.flows else look.words.targets.get(target, target)


def _title(library: Library, look: Look, flow: str) -> str:
    return library.texts.get(look.locale, f"{flow}//title")


def wrapped(text: str, look: Look, kind: Kind) -> list[str]:
    """Broken between words; the last line ends with … where something is missing."""
    room, most = _room(kind), LINES.get(kind, 1)
    words, lines = _SPACE.split(text.strip()), list[str]()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and look.width(f"{line} {words[0]}") <= room:
            line += f" {words.pop(0)}"
        lines.append(line)
    if words:
        lines[-1] = f"{lines[-1]} {' '.join(words)}"
    return [cut(line, look, kind) for line in lines]


def cut(text: str, look: Look, kind: Kind) -> str:
    """What of it fits one line."""
    room = _room(kind)
    if look.width(text) <= room:
        return text
    room -= look.width(MORE)
    used, kept = 0.0, 0
    for sign in text:
        used += look.width(sign)
        if used > room:
            break
        kept += 1
    return text[:kept].rstrip() + MORE


def _room(kind: Kind) -> float:
    return (WIDE - 2 * PAD) * SLACK.get(kind, 0.96)
