"""When a mentor counts as gone, with sentences a coordinator looks at and without."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.mentors.rules.patience import GONE_AFTER, LOOKED_AT, gone_at

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("held", "refused", "gone"),
    [
        (None, None, GONE_AFTER),
        (3 * MINUTE, None, 3 * MINUTE + LOOKED_AT),
        (-3 * MINUTE, None, LOOKED_AT - 3 * MINUTE),
        (None, 8 * MINUTE, 8 * MINUTE + GONE_AFTER),
        (None, -8 * MINUTE, GONE_AFTER),
        (9 * MINUTE, 8 * MINUTE, 9 * MINUTE + LOOKED_AT),
        (-LOOKED_AT, None, GONE_AFTER),
    ],
)
def test_gone(held: timedelta | None, refused: timedelta | None, gone: timedelta) -> None:
    at = gone_at(NOON, None if held is None else NOON + held, None if refused is None else NOON + refused)
    assert at - NOON == gone
