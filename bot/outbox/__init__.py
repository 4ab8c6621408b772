"""Delivers what was committed."""

from bot.outbox.service import Outbox

__all__ = ["Outbox"]
