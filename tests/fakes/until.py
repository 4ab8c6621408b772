"""Waiting in a test without sleeping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

PATIENCE_S = 60.0
"""A busy machine may let another thread wait for seconds; what never comes true fails all the same."""


async def until(true: Callable[[], bool]) -> None:
    """Lets everything else run until `true`."""
    end = asyncio.get_running_loop().time() + PATIENCE_S
    while not true():
        if asyncio.get_running_loop().time() > end:
            raise AssertionError("it never came true")
        await asyncio.sleep(0)
