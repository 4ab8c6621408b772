"""Whatever the bytes: always a report, whose rows have numbers and whose refusals have reasons."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.workshops.importer.formats import parse
from bot.workshops.importer.model import Parsed
from bot.workshops.importer.places import placed
from bot.workshops.importer.wire import understood, written
from tests.bot.workshops.importer import test_others
from tests.bot.workshops.importer.calendars import calendar, event
from tests.bot.workshops.importer.gazetteer import SmallCountry
from tests.bot.workshops.importer.test_formats import SHEET, workbook

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
GOOD = {
    "csv": SHEET.encode(),
    "ics": calendar(
        event("s", "20261201T140000", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20261208T130000Z", "GEO:45.7;4.8"),
        event("s", "20261209T100000", "RECURRENCE-ID;TZID=Europe/Paris:20261208T140000", "STATUS:CANCELLED"),
    ),
    "xlsx": workbook(("CV", datetime(2026, 12, 3), "14h", "2h", "Lyon", 12)),
    "openagenda": repr(test_others.AGENDA).replace("'", '"').replace("True", "true").encode(),
    "inclusion": repr([test_others.SERVICE]).replace("'", '"').encode(),
    "schema.org": b'<script type="application/ld+json">'
    + repr(test_others.EVENT).replace("'", '"').encode()
    + b"</script>",
}
SCRAPS = [b"", b"\x00", b"\xff\xfe", b'"', b";", b"\r", b"\n", b"}", b"[", b"-1", b"9" * 30, b"NaN", b"1e999", b"null",
          b"DTSTART:", b"RRULE:FREQ=YEARLY", b"TZID=X", b"\\", b"&#0;", "\ud83d".encode("utf-8", "surrogatepass"),
          "٣".encode(), b"=1", b"true"]  # fmt: skip


def is_whole(found: Parsed) -> bool:
    """Every row has its number and its times, every refusal its reason; the way between processes changes nothing."""
    assert found.rows or found.refused or found.kind
    assert all(one.number >= 0 and one.reason for one in found.refused)
    assert len(found.drafts) == len(found.rows)
    assert all(
        row.number >= 0 and (row.cancelled or draft.title) for row, draft in zip(found.rows, found.drafts, strict=True)
    )
    assert all(draft.ends_at > draft.starts_at for draft in found.drafts)
    assert understood(b"".join(written(found))) == found
    done = placed(found, SmallCountry())
    assert len(done.rows) + len(done.refused) == len(found.rows)
    return True


@pytest.mark.parametrize("form", GOOD)
def test_the_good_ones_are_good(form: str) -> None:
    assert parse(GOOD[form], PARIS, NOW).rows


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    assert is_whole(parse(data, PARIS, NOW))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["titre;date;heure;fin;ville;lat;lon;places;prix;statut;duree;langues\n", "title,start\n"]),
    st.text(),
)
def test_any_text_below_a_header(header: str, text: str) -> None:
    assert is_whole(parse((header + text).encode("utf-8", "replace"), PARIS, NOW))


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_good_files_with_mistakes(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(sorted(GOOD)))
    body = GOOD[form]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(body)))
        gone = data.draw(st.integers(0, 40))
        body = body[:at] + data.draw(st.sampled_from(SCRAPS) | st.binary(max_size=8)) + body[at + gone :]
    assert is_whole(parse(body, PARIS, NOW))
