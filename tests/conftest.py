"""Shared by all tests: an empty environment, and time deltas as python-telegram-bot will have them."""

from __future__ import annotations

import os
import signal
from types import FrameType

from hypothesis import settings

# Before telegram is imported anywhere: durations are timedelta, without the deprecation warning.
os.environ["PTB_TIMEDELTA"] = "1"

for name in [name for name in os.environ if name.startswith("PASSERELLE_") and name != "PASSERELLE_NO_SKIPS"]:
    del os.environ[name]

# The same examples in every run, and no clock: what turns red was changed. `--hypothesis-profile=default` seeks others.
settings.load_profile("ci")

pytest_plugins = [
    "tests.fakes.bot_api.fixtures",
    "tests.fixtures.browser",
    "tests.fixtures.database",
    "tests.fixtures.overheard",
    "tests.locales.missing",
]


def pytest_configure() -> None:
    """Ctrl-C as ever, by a handler of our own.

    **Why**: under Python's own, `asyncio.run` sets one that knows its main task, and asks twice who it is; the answer
    holds the repr of what the task returned. Of a fixture that gives the whole bot that is gigabytes, at every test.
    """
    signal.signal(signal.SIGINT, _interrupted)


def _interrupted(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
