"""A strict fake of the Telegram Bot API over HTTP, with people who chat. See `server.BotApi`."""

from __future__ import annotations

from tests.fakes.bot_api.faults import BLOCKED, DOWN, FINE, GATEWAY, Fault, Faults, too_many
from tests.fakes.bot_api.server import TOKEN, BotApi
from tests.fakes.bot_api.world import Group, Line, Person

__all__ = [
    "BLOCKED", "DOWN", "FINE", "GATEWAY", "TOKEN", "BotApi", "Fault", "Faults", "Group", "Line", "Person", "too_many",
]  # fmt: skip
