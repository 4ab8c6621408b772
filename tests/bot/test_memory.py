"""Memory goes back to the system."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import pytest

from bot.memory import give_back

BLOCK = 60_000
"""Bytes: below the size from which glibc takes each block from the system by itself, and gives it back."""
BLOCKS = 1_000


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps it")
def test_room_below_what_is_still_used_is_given_back() -> None:
    blocks = [b"x" * (BLOCK + number) for number in range(BLOCKS)]
    last = blocks[-1]
    full = resident()
    del blocks
    assert give_back()
    assert last
    assert full - resident() > BLOCK * BLOCKS * 0.8
