"""schema.org events: what search engines want, and nothing that ends the script it stands in."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.workshops.exporter.json_ld import document, event, script
from tests.bot.workshops.exporter.test_ical import DRAFT, WORKSHOP


@pytest.mark.parametrize(
    "mean", ["</script><script>alert(1)</script>", "<!-- <script>", "]]>", "a\u2028b\u2029c", "&lt;/script&gt;"]
)
def test_nothing_ends_the_script(mean: str) -> None:
    text = script([replace(WORKSHOP, draft=replace(DRAFT, title=mean, summary=mean))])
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["@graph"][0]["name"] == mean


def test_an_event_with_a_place() -> None:
    node = event(WORKSHOP, "https://p/cle")
    assert node["startDate"] == "2026-10-24T14:00:00+02:00"
    assert node["isAccessibleForFree"] is True
    place = node["location"]
    assert isinstance(place, dict)
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 45.7512, "longitude": 4.8534}
    assert "maximumAttendeeCapacity" not in node
    town = replace(DRAFT, spot=replace(DRAFT.spot, lat=45.75, lon=4.85))
    assert "geo" not in json.dumps(event(replace(WORKSHOP, draft=town))), "a town is no house"


def test_a_full_one_a_cancelled_one_and_one_online() -> None:
    full = replace(WORKSHOP, draft=replace(DRAFT, seats=2, host="Asso"), taken=2)
    assert event(full)["remainingAttendeeCapacity"] == 0
    assert "SoldOut" in json.dumps(event(full)["offers"])
    assert event(replace(full, state="cancelled"))["eventStatus"] == "https://schema.org/EventCancelled"
    online = replace(WORKSHOP, draft=replace(DRAFT, spot=replace(DRAFT.spot, online=True)))
    assert event(online, "https://p/x")["location"] == {"@type": "VirtualLocation", "url": "https://p/x"}
    assert b"visio" not in document([online])
