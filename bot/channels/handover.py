"""One-time codes that let a conversation go on in another channel: how they look, how long they live.

Law: only the digest of a code is stored; a code is in no log and is never taken for a campaign.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from bot.clock import Clock

PREFIX = "reprise_"
"""What begins so is a code, however it goes on: a campaign (`/start poster`) can't be named like that."""
LIVES = timedelta(minutes=15)
"""Long enough to take out the phone and open Telegram, short enough for a link that was forwarded by mistake."""


def new_code(clock: Clock) -> str:
    """144 random bits after the prefix: 32 of the 64 characters that a `/start` link may carry."""
    return PREFIX + clock.new_id()


def is_code(payload: str) -> bool:
    return payload.startswith(PREFIX)


def digest(code: str) -> str:
    """What is stored. **Why** no salt: there is nothing to guess in 144 random bits."""
    return sha256(code.encode()).hexdigest()


def telegram_link(bot: str, code: str) -> str:
    """Opens the chat with the bot; its START button sends `/start <code>`."""
    return f"https://t.me/{bot}?start={code}"
