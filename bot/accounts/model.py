"""Frozen data of this room: an account as staff see it, a device it is signed in on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Role = Literal["mentor", "coordinator", "host", "reader", "translator", "editor", "publisher", "admin"]
ROLES: tuple[Role, ...] = ("mentor", "coordinator", "host", "reader", "translator", "editor", "publisher", "admin")
Kind = Literal["invitation", "link", "mail", "chat", "address"]
"""What opens the door once. A link is for somebody who is known already: another device, or a lost sign-in; `mail`: one
that went by e-mail. `chat`, `address` open no door: they tell which chat in Telegram, which e-mail is theirs."""
OPENING: tuple[Kind, ...] = ("invitation", "link", "mail")


@dataclass(frozen=True, slots=True)
class Listed:
    """`devices`: how many it is signed in on. `coded`: it is asked for a second proof."""

    id: int
    name: str
    roles: tuple[str, ...]
    disabled: bool
    devices: int
    coded: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A code just made; it is shown once. `known`: the account was there before."""

    account_id: int
    code: str
    known: bool


@dataclass(frozen=True, slots=True)
class Device:
    """A sign-in. `name`: browser and system in a few words."""

    id: int
    name: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
