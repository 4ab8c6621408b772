"""What is told of our own failures: the class and the places in the code, never the message.

**Why:** a message may hold what a person wrote (a database error quotes the row); logs must not.
"""

from __future__ import annotations

import logging
import traceback

MOST_FRAMES = 6
"""Innermost places in the code that are told."""


def where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
    return " < ".join([type(error).__name__, *(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))])


def tell(log: logging.Logger, what: str, error: BaseException) -> None:
    log.error("%s: %s", what, where(error))
