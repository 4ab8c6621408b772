"""A word of their own becomes a call for SOS before it is written anywhere, the word they choose as well."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from bot.channels.model import Incoming
from bot.channels.sos import calls_sos
from bot.logs import tell
from bot.ports import Secret, Turn
from flows.events import Typed

log = logging.getLogger(__name__)


async def meant(secret: Secret, turn: Turn, chosen: bool, incoming: Incoming, asks: Callable[[], str]) -> Incoming:
    """`chosen`: they have a word. `asks()`: the question, `flow/step`, that words answer now; only looked up here."""
    said = incoming.said
    if not isinstance(said, Typed) or calls_sos(said):
        return incoming
    asked = asks() == secret.asked_in
    if not asked and not chosen:
        return incoming
    try:
        return replace(incoming, said=await secret(turn, said, chosen=chosen, asked=asked))
    except Exception as error:
        tell(log, "whether it was a word of their own could not be read", error)
        return incoming
