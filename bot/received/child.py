"""A file read by a process of its own (`reader`), its result read back with as little trust as the file.

**Why** nothing of `reader` is imported: what it needs to read files of others weighs 10 MB.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot import apart
from bot.apart import Bounds
from cv_builder.json_resume import Json, to_json_resume
from cv_builder.reading.report import Read, Refused
from cv_builder.reading.resume import from_json_resume
from cv_builder.reading.source import OTHER, Left

READER = "bot.received.reader"
BOUNDS = Bounds(memory_bytes=200 * 1024 * 1024, cpu_s=2, seconds=1.5, answer_bytes=4 * 1024 * 1024)
"""With the start it stays under 2 s and 200 MB, what is imported included; an answer is some kB."""
MOST_LEFT = 200
"""Texts not taken that are told one by one, then how many more: a file of something else."""


async def read(data: bytes, seconds: float = BOUNDS.seconds) -> Read | Refused:
    """What is in these bytes. Raises `Unavailable` when no process can be had now."""
    ended = await apart.run(READER, (), data, replace(BOUNDS, seconds=seconds))
    if ended.why:
        return Refused("slow" if ended.why == "slow" else "hostile")
    return await asyncio.to_thread(_parsed, ended.answer)


def _most(unused: tuple[Left, ...]) -> Iterator[Left]:
    yield from unused[:MOST_LEFT]
    if len(unused) > MOST_LEFT:
        yield Left(OTHER, f"… + {len(unused) - MOST_LEFT}")


def _parsed(answer: bytes) -> Read | Refused:
    try:
        value = json.loads(answer)
    except (ValueError, RecursionError):
        return Refused("hostile")
    return understood(value) if isinstance(value, dict) else Refused("hostile")


def understood(value: Mapping[str, object]) -> Read | Refused:
    """A result from its plain data (`described`), trusted no more than the file it was read from."""
    cv, code = value.get("cv"), value.get("refused")
    if isinstance(cv, dict):
        return Read(from_json_resume(cv), _left(value.get("unused")), ours=value.get("ours") is True)
    return Refused(code if isinstance(code, str) else "hostile")


def _left(value: object) -> tuple[Left, ...]:
    entries = value if isinstance(value, list) else []
    pairs = (entry for entry in entries if isinstance(entry, list) and len(entry) == len(Left._fields))
    return tuple(Left(str(what), str(text)) for what, text in pairs)


def described(found: Read | Refused) -> dict[str, Json]:
    """As plain data: `{"refused"}`, or `{"cv", "unused", "ours"}`."""
    if isinstance(found, Refused):
        return {"refused": found.code}
    return {
        "cv": to_json_resume(found.cv),
        "unused": [[*left] for left in _most(found.unused)],
        "ours": found.ours,
    }
