from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import NO_RESOLVERS, Choose, Found, NotFound, Resolved, Resolvers, as_typed, fits, read
from flows.events import JsonValue
from flows.model import KINDS, Kind, KindName

READ: list[tuple[Kind, str, JsonValue]] = [
    (Kind("text"), "  Amina\u200b  K. ", "Amina K."),
    (Kind("text"), "👍", None),
    (Kind("text"), "", None),
    (Kind("text"), "x" * 201, None),
    (Kind("text", 1, 300), "x" * 201, "x" * 201),
    (Kind("text", 3, 5), "ab", None),
    (Kind("number", 0, 20), "2", 2),
    (Kind("number", 0, 20), "2 ans", 2),
    (Kind("number", 0, 20), "٢", 2),
    (Kind("number", 0, 20), "۱۲", 12),
    (Kind("number", 0, 20), "1,5", 1.5),
    (Kind("number", 0, 20), "-1", None),
    (Kind("number", 0, 20), "21", None),
    (Kind("number", 0, 20), "entre 2 et 3", None),
    (Kind("number", 0, 20), "deux", None),
    (Kind("number"), "1e999", None),
    (Kind("number"), "9" * 50, None),
    (Kind("email"), "Mon mail : Amina.K@Exemple.FR.", "amina.k@exemple.fr"),
    (Kind("email"), "amina@", None),
    (Kind("email"), "a" * 200 + "@b.fr", None),
    (Kind("phone"), "06 12 34 56 78", "0612345678"),
    (Kind("phone"), "٠٦١٢٣٤٥٦٧٨", "0612345678"),
    (Kind("phone"), "demain", None),
    (Kind("date"), "15/09/2024", "2024-09-15"),
    (Kind("date"), "09/2024", None),
    (Kind("date"), "31/02/2024", None),
    (Kind("month"), "09/2024", "2024-09"),
    (Kind("month"), "15/9/2024", "2024-09"),
    (Kind("month"), "2024-09", "2024-09"),
    (Kind("month"), "13/2024", None),
    (Kind("place"), "Saint-Denis", {"name": "Saint-Denis"}),
    (Kind("occupation"), "vendeuse", {"label": "vendeuse"}),
    (Kind("place"), "👍", None),
    (Kind("file"), "mon cv", None),
    (Kind("yes_no"), "oui", None),
]


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_read(kind: Kind, text: str, value: JsonValue) -> None:
    found = read(kind, text, "fr", NO_RESOLVERS)
    if value is None:
        assert isinstance(found, NotFound)
    else:
        assert found == Found(value)
        assert fits(kind, value)


@given(st.sampled_from(KINDS), st.text() | st.text("0123456789٠١٢/-., +@"))
def test_nothing_typed_raises_and_what_is_found_fits(name: KindName, text: str) -> None:
    found = read(Kind(name), text, "ar", NO_RESOLVERS)
    if isinstance(found, Found):
        assert fits(Kind(name), found.value)


class Given:
    """A resolver that always answers the same."""

    def __init__(self, answer: Resolved) -> None:
        self.answer = answer

    def resolve(self, text: str, locale: str) -> Resolved:
        return self.answer


def test_a_date_resolver_serves_months_and_days() -> None:
    resolvers = Resolvers(date=Given(Found("2024-09")))
    assert read(Kind("month"), "sept", "fr", resolvers) == Found("2024-09")
    assert isinstance(read(Kind("date"), "sept", "fr", resolvers), NotFound)
    two = Resolvers(date=Given(Choose((("2024-09-01", "1 septembre"), ("2024-01-09", "9 janvier")))))
    assert read(Kind("month"), "x", "fr", two) == Choose((("2024-09", "1 septembre"), ("2024-01", "9 janvier")))


@pytest.mark.parametrize(
    ("kind", "value", "ok"),
    [
        (Kind("number", 0, 20), 30, False),
        (Kind("number"), True, False),
        (Kind("text"), 3, False),
        (Kind("place"), "Lyon", False),
        (Kind("yes_no"), "maybe", False),
        (Kind("month"), "2024-09-01", False),
        (Kind("file"), {"ref": "x"}, True),
        (Kind("month"), "2024", True),
        (Kind("month"), "now", True),
        (Kind("month"), "2024-9", False),
    ],
)
def test_fits(kind: Kind, value: JsonValue, ok: bool) -> None:
    assert fits(kind, value) is ok


def test_kept_as_typed() -> None:
    assert as_typed(Kind("place"), " Trifouilly ") == {"name": "Trifouilly"}
    assert as_typed(Kind("occupation"), "x" * 500) == {"label": "x" * 80}
    assert as_typed(Kind("phone"), "abc") is None
