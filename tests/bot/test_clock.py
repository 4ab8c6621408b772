from __future__ import annotations

import base64
from datetime import UTC, datetime

from bot.clock import ID_BYTES, Clock


def test_now_knows_its_zone() -> None:
    before = datetime.now(UTC)
    now = Clock().now()
    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is UTC


def test_ids_are_long_and_never_the_same() -> None:
    ids = {Clock().new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(base64.urlsafe_b64decode(id)) == ID_BYTES for id in ids)


def test_a_test_gives_its_own() -> None:
    moment = datetime(2026, 11, 21, tzinfo=UTC)
    clock = Clock(now=lambda: moment, new_id=lambda: "one")
    assert (clock.now(), clock.new_id()) == (moment, "one")
