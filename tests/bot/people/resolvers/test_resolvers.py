"""The resolvers as the engine takes them: each kind of question, from typed words to a value."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.people.resolvers import resolvers, resolving
from flows.answers import Found, NotFound, read
from flows.events import JsonValue
from flows.model import Kind, KindName

RESOLVERS = resolvers(lambda: date(2026, 11, 18))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("place", "villeurbanne", {"insee": "69266", "name": "Villeurbanne", "dep": "69"}),
        ("phone", "06 12 34 56 78", "+33612345678"),
        ("month", "septembre 2024", "2024-09"),
        ("month", "3 juillet 2025", "2025-07"),
        ("month", "maintenant", "now"),
        ("date", "3 juillet 2025", "2025-07-03"),
        ("occupation", "serveuse", {"code": "d5db9d5c-2ebf-4a54-a79a-1b7e7ff70471", "label": "Serveuse"}),
    ],
)
def test_the_engine_reads_with_them(kind: KindName, text: str, value: JsonValue) -> None:
    assert read(Kind(kind), text, "fr", RESOLVERS) == Found(value)


@pytest.mark.parametrize("kind", ["place", "phone", "month", "date", "occupation"])
@pytest.mark.parametrize("text", ["", "\u200b", "!!!", "x" * 199, "\ud800"])
def test_nonsense_is_not_found(kind: KindName, text: str) -> None:
    assert isinstance(read(Kind(kind), text, "fr", RESOLVERS), NotFound)


def test_yesterday_is_the_day_before_that_moment_where_people_chat() -> None:
    at = resolving(ZoneInfo("Europe/Paris"))
    assert read(Kind("date"), "hier", "fr", at(datetime(2026, 3, 1, 12, tzinfo=UTC))) == Found("2026-02-28")
    assert read(Kind("date"), "hier", "fr", at(datetime(2026, 3, 1, 23, 30, tzinfo=UTC))) == Found("2026-03-01")
