"""Who asked that everything go, and goes on writing: what they write is taken as ever, and a question comes after."""

from __future__ import annotations

from datetime import datetime

from bot.channels.model import Incoming
from bot.channels.sos import calls_sos
from bot.conversation.model import Person
from bot.ports import LEAVING, Later
from bot.storage.types import micros
from flows.events import Started


def news(person: Person, incoming: Incoming, now: datetime) -> tuple[Later, ...]:
    """The event that asks them, if this is for the bot to hear; whoever handles it sees to it that it is not too often.

    **Why** an event: the answer they wait for must not wait for it, nor fail with it.
    """
    quiet = isinstance(incoming.said, Started) or calls_sos(incoming.said)
    if not person.leaving or quiet or person.mode != "bot":
        return ()
    return (Later(LEAVING, {}, f"{LEAVING}/{person.id}/{micros(now)}"),)
