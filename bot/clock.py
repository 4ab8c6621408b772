"""Time, ids and chance: the only place that asks the world for them (with `app.py`)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

ID_BYTES = 18
"""144 bits: unguessable, 24 characters of URL-safe base64."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def new_id() -> str:
    return secrets.token_urlsafe(ID_BYTES)


@dataclass(frozen=True, slots=True)
class Clock:
    """What rooms are given instead of the wall clock and `secrets`; tests give their own."""

    now: Callable[[], datetime] = utc_now
    new_id: Callable[[], str] = new_id
    random: Callable[[int], bytes] = secrets.token_bytes
    """That many unguessable bytes."""
