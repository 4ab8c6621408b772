"""Changing a flow file as text: one step, one field, and every other line stays as it was written, comments included.

Law: what is read from the result is what was asked for, or there is no result (None); nothing else changes.
**Why** not written anew from values: staff also edit these files elsewhere, and read what changed line by line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flows.pieces import Piece, Pieces, join, split
from flows.schema import KEYWORDS
from flows.splicing import fresh, spliced
from flows.yamltext import Document, Raw, read

Fields = Mapping[str, Raw]
"""Keyword → its plain value, as `flows.yamltext` reads it; a keyword that is not there is not written."""


def header(source: str) -> Fields | None:
    """What stands beside the steps; None for a text that can't be edited field by field."""
    pieces = split(source)
    if pieces is None:
        return None
    value = _value(pieces.frame)
    return {word: kept for word, kept in value.items() if word != "steps"} if isinstance(value, dict) else None


def steps(source: str) -> Sequence[Fields] | None:
    """Every step in its order; None for a text that can't be edited step by step."""
    pieces = split(source)
    if pieces is None:
        return None
    found = [_fields(piece) for piece in pieces.steps]
    known = [fields for fields in found if fields is not None]
    return known if len(known) == len(found) else None


def step(source: str, id: str) -> Fields | None:
    """The step of that name. **Why** not by `steps`: only one is read, however long the flow."""
    pieces = split(source)
    at = _at(pieces, id) if pieces else None
    return _fields(pieces.steps[at]) if pieces and at is not None else None


def change_step(source: str, id: str, fields: Fields) -> str | None:
    pieces = split(source)
    at = _at(pieces, id) if pieces else None
    if pieces is None or at is None:
        return None
    piece = pieces.steps[at]
    old = _fields(piece)
    body = spliced(piece.body, fields, KEYWORDS["step"], pieces.indent) if old is not None else None
    if body is None:
        return None
    return _with(pieces, [*pieces.steps[:at], replace(piece, body=body), *pieces.steps[at + 1 :]])


def change_header(source: str, fields: Fields) -> str | None:
    """`fields`: all of the header, without the steps."""
    pieces = split(source)
    if pieces is None:
        return None
    frame = spliced(pieces.frame, {**fields, "steps": ""}, KEYWORDS["flow"], None)
    again = pieces.framed(frame) if frame is not None else None
    return join(again) if again is not None else None


def add_step(source: str, fields: Fields, after: str = "") -> str | None:
    """`after`: the step it comes behind; "" for the first place."""
    pieces = split(source)
    at = _at(pieces, after) if pieces and after else -1
    body = fresh(fields, KEYWORDS["step"], pieces.indent) if pieces else None
    if pieces is None or at is None or body is None or _at(pieces, str(fields.get("id", ""))) is not None:
        return None
    return _with(pieces, [*pieces.steps[: at + 1], Piece((), body), *pieces.steps[at + 1 :]])


def duplicate_step(source: str, id: str, new: str) -> str | None:
    """The copy comes right behind, under a name of its own and without `save`: two answers never share one name."""
    pieces = split(source)
    at = _at(pieces, id) if pieces else None
    fields = _fields(pieces.steps[at]) if pieces and at is not None else None
    if pieces is None or at is None or fields is None or _at(pieces, new) is not None:
        return None
    wanted = {word: kept for word, kept in fields.items() if word != "save"} | {"id": new}
    body = spliced(pieces.steps[at].body, wanted, KEYWORDS["step"], pieces.indent)
    if body is None:
        return None
    return _with(pieces, [*pieces.steps[: at + 1], Piece((), body), *pieces.steps[at + 1 :]])


def move_step(source: str, id: str, after: str = "") -> str | None:
    """With the comments above it. `after`: the step it comes behind; "" for the first place."""
    pieces = split(source)
    at = _at(pieces, id) if pieces else None
    if pieces is None or at is None or after == id:
        return None
    others = [*pieces.steps[:at], *pieces.steps[at + 1 :]]
    behind = _at(replace(pieces, steps=tuple(others)), after) if after else -1
    if behind is None:
        return None
    return _with(pieces, [*others[: behind + 1], pieces.steps[at], *others[behind + 1 :]])


def remove_step(source: str, id: str) -> str | None:
    """None for the only one: a flow has a step."""
    pieces = split(source)
    at = _at(pieces, id) if pieces else None
    if pieces is None or at is None or len(pieces.steps) < 2:
        return None
    return _with(pieces, [*pieces.steps[:at], *pieces.steps[at + 1 :]])


def new_flow(fields: Fields, first: Fields) -> str | None:
    """A flow of one step."""
    head = fresh(fields, KEYWORDS["flow"], None)
    body = fresh(first, KEYWORDS["step"], 2)
    return f"{head}\nsteps:\n{body}\n" if head and body else None


# -- small things ---------------------------------------------------------------------------------------------
def _value(text: str) -> Raw:
    document, _ = read("", text)
    return document.value if isinstance(document, Document) else ""


def _fields(piece: Piece) -> Fields | None:
    value = _value(piece.body)
    first = value[0] if isinstance(value, list) and len(value) == 1 else None
    return first if isinstance(first, dict) else None


def _at(pieces: Pieces, id: str) -> int | None:
    """**Why** the words are looked for first: reading every step of a long flow takes its time."""
    for at, piece in enumerate(pieces.steps):
        if id in piece.body:
            fields = _fields(piece)
            if fields is not None and fields.get("id") == id:
                return at
    return None


def _with(pieces: Pieces, steps: Sequence[Piece]) -> str:
    return join(replace(pieces, steps=tuple(steps)))
