from __future__ import annotations

import pytest

from bot.mentors.model import BANDS, Level, level_for


@pytest.mark.parametrize(
    ("band", "level"),
    [("under15", "minors"), ("15_17", "minors"), ("18_25", "adults"), ("older", "adults"), (None, "minors")],
)
def test_who_did_not_tell_their_age_is_a_minor(band: str | None, level: Level) -> None:
    assert level_for(band) == level
    assert band is None or band in BANDS
