"""Waiting in a test without sleeping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


async def until(true: Callable[[], bool]) -> None:
    """Lets everything else run until `true`."""
    for _ in range(100_000):
        if true():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never came true")
