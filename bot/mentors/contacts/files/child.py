"""A file cleaned where it can do no harm; called by an effect, never in a turn.

**Why** nothing of `reader` is imported: what it needs to read papers of others weighs 6 MB.
"""

from __future__ import annotations

import asyncio
import json

from bot import apart
from bot.apart import Bounds
from bot.mentors.contacts.files.model import DOCX, REASONS, Refused, Scrubbed
from bot.mentors.contacts.files.scrub import is_light, scrubbed

READER = "bot.mentors.contacts.files.reader"
BOUNDS = Bounds(memory_bytes=400 * 1024 * 1024, cpu_s=8, seconds=8.0, answer_bytes=24 * 1024 * 1024)
"""A file of 20 MB is held as read, as understood and as written again."""
_TYPES = ("application/pdf", DOCX)
"""What such a process may say it made."""


async def scrub(body: bytes, type: str) -> Scrubbed | Refused:
    """`scrubbed`, papers in a process of their own. Raises `Unavailable` when no process can be had now."""
    if is_light(body):
        return await asyncio.to_thread(scrubbed, body, type)
    ended = await apart.run(READER, (), body, BOUNDS)
    return Refused("hostile") if ended.why else understood(ended.answer)


def understood(answer: bytes) -> Scrubbed | Refused:
    """What the process said, trusted no more than the file."""
    line, _, body = answer.partition(b"\n")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return Refused("hostile")
    if not isinstance(value, dict) or value.get("type") not in _TYPES or not isinstance(value.get("removed"), list):
        refused = value.get("refused") if isinstance(value, dict) else None
        return Refused(refused if refused in REASONS else "hostile")
    return Scrubbed(body, value["type"], tuple(str(word) for word in value["removed"]))
