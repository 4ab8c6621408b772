"""Memory that was needed for a moment goes back to the system."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> bool:
    """Where the C library is glibc, which else keeps the room of large blocks.

    That is 3 MB after the start, 12 MB after the tables are read. False where nothing was given back.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform != "win32" else None
    return trim is not None and trim(0) == 1
