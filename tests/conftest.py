"""Shared by all tests: an empty environment, and time deltas as python-telegram-bot will have them."""

from __future__ import annotations

import os

# Before telegram is imported anywhere: durations are timedelta, without the deprecation warning.
os.environ["PTB_TIMEDELTA"] = "1"

for name in [name for name in os.environ if name.startswith("PASSERELLE_") and name != "PASSERELLE_NO_SKIPS"]:
    del os.environ[name]

pytest_plugins = [
    "tests.fakes.bot_api.fixtures",
    "tests.fixtures.browser",
    "tests.fixtures.database",
    "tests.fixtures.overheard",
    "tests.locales.missing",
]
