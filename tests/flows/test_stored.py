"""What somebody else kept is an answer only if we could have stored it ourselves."""

from __future__ import annotations

import pytest

from flows.answers import Found, NotFound
from flows.events import JsonValue
from flows.model import Kind
from flows.stored import stored

AGE = Kind("number", 14, 30)


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        (Kind("text", 1, 60), "  Amina\u200b K. ", "Amina K."),
        (AGE, 18, 18),
        (AGE, {"of": "ans", "number": 18}, {"of": "ans", "number": 18, "label": "18"}),
        (Kind("phone"), "+33612345678", "+33612345678"),
        (Kind("month"), "2024-09", "2024-09"),
        (Kind("place"), {"name": "Lyon", "insee": "69123", "secret": "x"}, {"name": "Lyon", "insee": "69123"}),
        (Kind("occupation"), {"label": "Vente", "code": "c"}, {"label": "Vente", "code": "c"}),
        (Kind("yes_no"), "yes", "yes"),
    ],
)
def test_kept(kind: Kind, value: JsonValue, kept: JsonValue) -> None:
    assert stored(kind, value) == Found(kept)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind("text", 1, 60), "x" * 61),
        (Kind("text"), "\ud800"),
        (AGE, 31),
        (AGE, True),
        (AGE, "18"),
        (Kind("number"), 10**9),
        (Kind("phone"), "call me"),
        (Kind("email"), "nobody"),
        (Kind("month"), "2024-13"),
        (Kind("date"), "2024-02-32"),
        (Kind("place"), {"name": "!!"}),
        (Kind("place"), "Lyon"),
        (Kind("yes_no"), "maybe"),
        (Kind("file"), {"ref": "1", "name": "a", "type": "b"}),
    ],
)
def test_refused(kind: Kind, value: JsonValue) -> None:
    assert isinstance(stored(kind, value), NotFound)
