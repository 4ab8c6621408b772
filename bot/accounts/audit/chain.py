"""The chain of seals: what one holds fast, and what breaks it. Pure.

Law: each seal names the one before and all that lies between, under a key that is not in the database. Whoever changes
rows without that key is found out; whoever cuts the newest off is found out by a seal noted elsewhere.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

import orjson

from bot.accounts.audit.model import Kept, Seal, Sealed
from bot.storage.types import micros


def content(entries: Sequence[Kept]) -> str:
    """What these entries say, in 64 hexadecimal digits."""
    rows = [
        [kept.id, micros(e.at), e.account_id, e.sign_in, e.what, e.about, e.outcome]
        for kept in entries
        for e in (kept.entry,)
    ]
    return sha256(orjson.dumps(rows)).hexdigest()


def digest(key: bytes, seal: Seal) -> str:
    said = [seal.upto, seal.entries, micros(seal.at), seal.before, seal.content]
    return hmac.digest(key, orjson.dumps(said), sha256).hex()


def sealed_over(entries: Sequence[Kept], before: str, now: datetime) -> Seal:
    """A new seal over entries in their order; at least one."""
    return Seal(entries[-1].id, len(entries), now, before, content(entries))


def broken(key: bytes, seal: Sealed, before: str | None, entries: Sequence[Kept], kept_since: datetime) -> str:
    """What is wrong with one seal and the entries under it, in a sentence; "" when all is as it was.

    `before`: the digest of the seal before, None of the oldest there is. That one may have lost its entries, once they
    were too old to be kept (`kept_since`): it is what purging leaves.
    """
    name = f"seal {seal.id} ({seal.seal.at:%Y-%m-%d %H:%M} UTC)"
    if not hmac.compare_digest(digest(key, seal.seal), seal.digest):
        return f"{name}: was changed, or made with another master key"
    if before is None and not entries:
        return (
            ""
            if seal.seal.at <= kept_since
            else f"{name}: its entries were taken away before their time (or they were to be kept less long)"
        )
    if (before or "") != seal.seal.before:
        return f"{name}: what came before it is missing"
    if len(entries) != seal.seal.entries:
        return f"{name}: {seal.seal.entries} entries were sealed, {len(entries)} are there"
    return "" if content(entries) == seal.seal.content else f"{name}: an entry was changed"
