"""Telegram: what arrives becomes an `Incoming`, what goes out is fitted by `plan` and sent through the Bot API."""

from __future__ import annotations

import os

# Read by python-telegram-bot: durations are timedelta, as they will be for everybody in its next major version.
os.environ.setdefault("PTB_TIMEDELTA", "true")
