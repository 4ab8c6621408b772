"""The net we ship, ready to use."""

from __future__ import annotations

from functools import cache

from bot.safety.net.engine import Net
from bot.safety.net.importer import load
from bot.safety.net.model import Hit


@cache
def _shipped() -> Net:
    return Net(load())


def notice(text: str, locale: str) -> Hit | None:
    """The gravest thing noticed in what a person wrote, None when there is nothing; never raises.

    Linear in the text. All languages are looked at; `locale`, that of the chat, only comes first.
    """
    return _shipped().notice(text, locale)
