"""What a step's form sends → what stands in it."""

from __future__ import annotations

import re
from hashlib import sha256

import orjson

from bot.studio.pages.desk import typed
from bot.studio.rules.beside import Places
from bot.studio.rules.form import COMPOSED, Filled, Row, named
from bot.web.inputs import Form
from flows.schema import KEYWORDS

ROWS = 60
"""Most answers of a question; a phone shows no more."""
EMPTY_ROWS = 3
"""New answers that may be written at once."""
EMPTY_WAYS = 2
_ROW = re.compile(r"row\.(\d{1,3})\.(?:id|label)")
_WAY = re.compile(r"(way|with)\.(\d{1,3})\.id")


def mark(fields: object) -> str:
    """What a step said when its form was opened: whoever saves names it."""
    return sha256(orjson.dumps(fields)).hexdigest()[:24]


def read_form(form: Form) -> Filled:
    texts = {word: typed(form, word) for word in KEYWORDS["step"] if word not in COMPOSED}
    rows = named([row for _, row in _rows(form)])
    return Filled(texts, rows, typed(form, "source"), _pairs(form, "way"), _pairs(form, "with"))


def places_of(form: Form) -> Places:
    """Which field of this form each part of the step is written in."""
    rows = [(at, row) for at, row in _rows(form) if row.label.strip() or row.id]
    ids = named([row for _, row in rows])
    return Places(
        {row.id: at for (at, _), row in zip(rows, ids, strict=True)},
        {typed(form, f"way.{at}.id").strip(): at for at in _numbers(form, "way")},
        {typed(form, f"with.{at}.id").strip(): at for at in _numbers(form, "with")},
    )


def _rows(form: Form) -> list[tuple[int, Row]]:
    """Each with its number in the form, in the order their places say; those that were ticked to go are gone."""
    found: list[tuple[float, int, Row]] = []
    for at in sorted({int(name[1]) for key in form if (name := _ROW.fullmatch(key))})[:ROWS]:
        row = Row(*(typed(form, f"row.{at}.{word}") for word in ("id", "label", "synonyms", "explain", "score", "go")))
        if f"row.{at}.gone" not in form:
            found.append((_place(typed(form, f"row.{at}.place"), at), at, row))
    return [(at, row) for _, at, row in sorted(found, key=lambda one: one[:2])]


def _place(text: str, at: int) -> float:
    return float(text) if re.fullmatch(r"\d{1,3}", text.strip(), re.ASCII) else float(at + 1)


def _pairs(form: Form, name: str) -> tuple[tuple[str, str], ...]:
    pairs = (
        (typed(form, f"{name}.{at}.id").strip(), typed(form, f"{name}.{at}.to").strip()) for at in _numbers(form, name)
    )
    return tuple((id, to) for id, to in pairs if id and to)


def _numbers(form: Form, name: str) -> list[int]:
    return sorted({int(key[2]) for word in form if (key := _WAY.fullmatch(word)) and key[1] == name})[:ROWS]
