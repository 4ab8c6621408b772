"""A flow file in pieces: what stands around the steps, and the lines of each step with the comments above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_STEPS = re.compile(r"steps:[ \t]*(#.*)?$")
_ITEM = re.compile(r"(?P<indent> *)-(?: |$)")


@dataclass(frozen=True, slots=True)
class Piece:
    """`lead`: the comments and empty lines above; `body`: from the dash on, without a last line end."""

    lead: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Pieces:
    """`head` ends with the line `steps:`. `tail`: the lines after the last step. `indent`: spaces before the dash."""

    head: str
    steps: tuple[Piece, ...]
    tail: tuple[str, ...]
    indent: int

    @property
    def frame(self) -> str:
        """All but the steps."""
        return "\n".join([self.head, *self.tail])

    def framed(self, frame: str) -> Pieces | None:
        """These steps in another frame."""
        lines = frame.split("\n")
        at = next((at for at, line in enumerate(lines) if _STEPS.match(line)), None)
        if at is None:
            return None
        return replace(self, head="\n".join(lines[: at + 1]), tail=tuple(lines[at + 1 :]))


def split(source: str) -> Pieces | None:
    """None where the steps are not a list with one dash a step: only the whole text can be edited then."""
    lines = source.replace("\r\n", "\n").removesuffix("\n").split("\n")
    begin = next((at for at, line in enumerate(lines) if _STEPS.match(line)), None)
    if begin is None:
        return None
    first = next((at for at in range(begin + 1, len(lines)) if not _aside(lines[at])), None)
    found = _ITEM.match(lines[first]) if first is not None else None
    if first is None or found is None:
        return None
    indent = len(found["indent"])
    end = _end(lines, first, indent)
    starts = [at for at in range(first, end) if _starts(lines[at], indent)]
    leads = [_lead(lines, at, begin if at == first else starts[n - 1], indent) for n, at in enumerate(starts)]
    last = _content_end(lines, starts[-1], end, indent)
    stops = [*leads[1:], last]
    pieces = [
        Piece(tuple(lines[lead:at]), "\n".join(lines[at:stop]))
        for lead, at, stop in zip(leads, starts, stops, strict=True)
    ]
    return Pieces("\n".join(lines[: leads[0]]), tuple(pieces), tuple(lines[last:]), indent)


def join(pieces: Pieces) -> str:
    parts = [pieces.head]
    for piece in pieces.steps:
        parts += [*piece.lead, piece.body]
    return "\n".join([*parts, *pieces.tail]) + "\n"


def _aside(line: str) -> bool:
    """An empty line or a comment."""
    bare = line.strip()
    return not bare or bare.startswith("#")


def depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _starts(line: str, indent: int) -> bool:
    found = _ITEM.match(line)
    return found is not None and len(found["indent"]) == indent


def _end(lines: Sequence[str], first: int, indent: int) -> int:
    """The first line behind the list."""
    for at in range(first, len(lines)):
        line = lines[at]
        if line.strip() and depth(line) <= indent and not _starts(line, indent) and not _aside(line):
            return at
    return len(lines)


def _lead(lines: Sequence[str], at: int, above: int, indent: int) -> int:
    """Where the comments and empty lines above a step begin. What is indented further belongs to the step before."""
    while at - 1 > above and _aside(lines[at - 1]) and (not lines[at - 1].strip() or depth(lines[at - 1]) <= indent):
        at -= 1
    return at


def _content_end(lines: Sequence[str], start: int, end: int, indent: int) -> int:
    return _lead(lines, end, start, indent)
