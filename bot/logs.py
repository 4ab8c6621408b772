"""What is written down: what happened and where in the code. Never an address, a key, or anything a person said."""

from __future__ import annotations

import logging
import traceback

OURS = ("bot", "passerelle")
"""Loggers whose sentences are our own: they hold no more than they should."""
QUOTING = ("pypdf",)
"""Loggers of libraries whose warnings quote the file that somebody sent."""
FRAMES = 6
"""Innermost places in the code told of an error."""


def described(error: BaseException) -> str:
    """An error without its message, which may hold a person's words: what it is and where it arose."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return f"{type(error).__name__} at " + " < ".join(f"{f.filename}:{f.lineno} {f.name}" for f in reversed(frames))


def tell(log: logging.Logger, what: str, error: BaseException) -> None:
    log.error("%s: %s", what, described(error))


class OnlyWhere(logging.Filter):
    """On a handler: errors without their words, and of libraries only what is wrong (the rest may quote anybody)."""

    def filter(self, record: logging.LogRecord) -> bool:
        whose = record.name.partition(".")[0]
        ours = whose in OURS
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            said = f"{record.getMessage()}: " if ours else ""
            record.exc_info = record.exc_text = None
            record.msg, record.args = said + described(error), ()
        return ours or (record.levelno >= logging.WARNING and whose not in QUOTING)


def set_up(level: int) -> None:
    """Once, before anything else of a command."""
    handler = logging.StreamHandler()
    handler.addFilter(OnlyWhere())
    logging.basicConfig(level=level, format="%(levelname)s %(name)s %(message)s", handlers=[handler])
