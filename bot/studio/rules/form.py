"""A step ⇄ the fields of a plain form, for every keyword of the format. Pure.

Law: what was not touched stays exactly as it was written, also what the format does not know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from flows.schema import KEYWORDS
from flows.splicing import cleaned
from flows.yamltext import Raw

Fields = Mapping[str, Raw]
Kind = Literal["text", "line", "tick"]

TICKS: Mapping[str, str] = {
    "once": "yes",
    "wait": "yes",
    "end": "yes",
    "resume": "yes",
    "dontknow": "no",
    "choose": "many",
}
"""Keywords that are either said or not → what is written when they are."""
_SAYS: Mapping[str, tuple[str, ...]] = {
    "yes": ("yes", "oui", "true"), "no": ("no", "non", "false"), "many": ("many",)
}  # fmt: skip
LONG = frozenset({"say", "ask", "retry", "note"})
"""Texts of several lines."""
COMPOSED = ("choices", "also", "explain", "with")
"""Keywords that are tables in the form; `go` is one, too, beside its own line."""
GROUPS: Mapping[str, tuple[str, ...]] = {
    "said": ("say", "show", "alt"),
    "asked": ("ask", "type", "choose", "dontknow", "retry", "label", "save"),
    "then": ("go", "end", "run", "repeat"),
    "fine": (),
}
"""The parts of the form; what none names comes in the last, so that a new keyword has its field by itself."""
MOST_ID = 40


def words_of(group: str) -> tuple[str, ...]:
    if GROUPS[group]:
        return GROUPS[group]
    placed = {word for words in GROUPS.values() for word in words} | set(COMPOSED) | {"id"}
    return tuple(word for word in KEYWORDS["step"] if word not in placed)


def kind_of(word: str) -> Kind:
    return "tick" if word in TICKS else "text" if word in LONG else "line"


@dataclass(frozen=True, slots=True)
class Row:
    """One answer. `go`: where it alone leads."""

    id: str
    label: str = ""
    synonyms: str = ""
    explain: str = ""
    score: str = ""
    go: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form. `source`: the list the choices come from. `ways`: where answers lead that are no row.

    `given`: what the action is given.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    source: str = ""
    ways: tuple[tuple[str, str], ...] = ()
    given: tuple[tuple[str, str], ...] = ()

    def of(self, word: str) -> str:
        return self.texts.get(word, "")


# -- as it is shown -------------------------------------------------------------------------------------------
def filled_of(fields: Fields, words: Collection[str] = KEYWORDS["step"]) -> Filled:
    choices = fields.get("choices")
    listed = fields.get("also") if isinstance(choices, str) else choices
    own = listed if isinstance(listed, dict) else {}
    go, explain, given = fields.get("go"), fields.get("explain"), fields.get("with")
    ways = {id: to for id, to in go.items() if isinstance(to, str)} if isinstance(go, dict) else {}
    said = explain if isinstance(explain, dict) else {}
    return Filled(
        {word: shown(word, fields.get(word)) for word in words if word not in COMPOSED},
        tuple(_row(id, value, ways.get(id, ""), said.get(id)) for id, value in own.items()),
        choices.removeprefix("from ").strip() if isinstance(choices, str) else "",
        tuple((id, to) for id, to in ways.items() if id not in own),
        tuple((id, to) for id, to in given.items() if isinstance(to, str)) if isinstance(given, dict) else (),
    )


def shown(word: str, value: Raw | None) -> str:
    if word in TICKS:
        return "1" if isinstance(value, str) and value.casefold() in _SAYS[TICKS[word]] else ""
    match value:
        case str():
            return value
        case list():
            return ", ".join(one for one in value if isinstance(one, str))
        case dict() if word == "score":
            return ", ".join(f"{name}: {points}" for name, points in value.items() if isinstance(points, str))
        case _:
            return ""


def _row(id: str, value: Raw, go: str, said: Raw | None) -> Row:
    outside = said if isinstance(said, str) else ""
    if not isinstance(value, dict):
        return Row(id, value if isinstance(value, str) else "", explain=outside, go=go)
    inside = shown("explain", value.get("explain"))
    label, synonyms, score = (shown(word, value.get(word)) for word in ("label", "synonyms", "score"))
    return Row(id, label, synonyms, inside or outside, score, go)


# -- as it is written -----------------------------------------------------------------------------------------
def fields_of(filled: Filled, old: Fields, words: Collection[str] = KEYWORDS["step"]) -> Fields:
    """What was there, changed where the form was. `words`: those that the form has."""
    was = filled_of(old, words)
    made: dict[str, Raw] = dict(old)
    for word in words:
        if word not in (*COMPOSED, "go", "id", "flow", "steps") and filled.of(word) != was.of(word):
            _put(made, word, _plain(word, filled.of(word)))
    if "choices" in words:
        _choices(filled, was, old, made)
        _go(filled, was, made)
        if filled.given != was.given:
            _put(made, "with", {id: cleaned(to) for id, to in filled.given if id and cleaned(to)})
    return made


def _put(made: dict[str, Raw], word: str, value: Raw) -> None:
    if value:
        made[word] = value
    else:
        made.pop(word, None)


def _plain(word: str, text: str) -> Raw:
    if word in TICKS:
        return TICKS[word] if text else ""
    clean = cleaned(text)
    clean = clean if word in LONG else " ".join(clean.split())
    if word != "score" or ":" not in clean:
        return clean
    pairs = (part.partition(":") for part in clean.split(","))
    return {name.strip(): points.strip() for name, _, points in pairs if name.strip()}


def _choices(filled: Filled, was: Filled, old: Fields, made: dict[str, Raw]) -> None:
    source = " ".join(cleaned(filled.source).split())
    said = old.get("explain")
    outside = dict(said) if isinstance(said, dict) else {}
    word = "also" if source else "choices"
    before = old.get("also") if isinstance(old.get("choices"), str) else old.get("choices")
    known = before if isinstance(before, dict) else {}
    if (filled.rows, source) != (was.rows, was.source):
        if source != was.source or not source:
            made.pop("choices", None)
            made.pop("also", None)
        if source:
            made["choices"] = f"from {source}"
        was_rows = {row.id: row for row in was.rows}
        _put(made, word, {row.id: _choice(row, was_rows.get(row.id), known.get(row.id)) for row in filled.rows})
        for row in filled.rows:
            if not _inside(known.get(row.id)):
                _put(outside, row.id, cleaned(row.explain))
        for row in was.rows:
            if row.id not in {one.id for one in filled.rows}:
                outside.pop(row.id, None)
        if outside != (said if isinstance(said, dict) else {}):
            _put(made, "explain", outside)


def _inside(raw: Raw | None) -> bool:
    """Whether what is said after this answer stands with it, and not in the step's own list."""
    return isinstance(raw, dict) and "explain" in raw


def _own(row: Row, raw: Raw | None) -> tuple[str, ...]:
    """What of a row stands with its choice."""
    return row.label, row.synonyms, row.score, row.explain if _inside(raw) else ""


def _choice(row: Row, was: Row | None, raw: Raw | None) -> Raw:
    own = _own(row, raw)
    if raw is not None and was is not None and own == _own(was, raw):
        return raw
    label = " ".join(cleaned(row.label).split())
    long: dict[str, Raw] = dict(raw) if isinstance(raw, dict) else {}
    long["label"] = label
    for word, text in (("synonyms", row.synonyms), ("score", row.score)):
        if was is None or text != getattr(was, word):
            _put(long, word, _plain(word, text))
    if _inside(raw):
        _put(long, "explain", cleaned(row.explain))
    return long if len(long) > 1 or isinstance(raw, dict) else label


def _go(filled: Filled, was: Filled, made: dict[str, Raw]) -> None:
    """**Why** one way for all goes to every answer that has none: the format knows either one way or a list."""
    if _leads(filled) == _leads(was):
        return
    main = filled.of("go").strip()
    ways = {row.id: row.go.strip() for row in filled.rows if row.go.strip()}
    ways |= {id.strip(): to.strip() for id, to in filled.ways if id.strip() and to.strip()}
    if main and ways:
        every = [row.id for row in filled.rows] + ([] if filled.of("dontknow") else ["dontknow"])
        ways = {id: ways.get(id, main) for id in [*every, *(id for id in ways if id not in every)]}
    _put(made, "go", {**ways} if ways else main)


def _leads(filled: Filled) -> tuple[str, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    rows = tuple((row.id, row.go.strip()) for row in filled.rows if row.go.strip())
    return filled.of("go").strip(), rows, tuple((id, to) for id, to in filled.ways if id.strip() and to.strip())


def id_of(words: str, taken: Collection[str], fallback: str) -> str:
    """A new id out of words, which nothing here has."""
    plain = unicodedata.normalize("NFKD", words.casefold().replace("œ", "oe")).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:MOST_ID].strip("_") or fallback
    return next(name for n in range(1, len(taken) + 2) if (name := stem if n == 1 else f"{stem}_{n}") not in taken)


def named(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows that have something in them, each with an id."""
    kept: list[Row] = []
    for row in rows:
        if row.label.strip() or row.id:
            taken = {one.id for one in (*kept, *rows) if one.id}
            id = row.id or id_of(row.label, taken, "choix")
            kept.append(Row(id, row.label, row.synonyms, row.explain, row.score, row.go))
    return tuple(kept)
