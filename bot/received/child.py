"""A file read by a process of its own (`reader`), its result read back with as little trust as the file."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace

from bot import apart
from bot.received import reader
from cv_builder.reading.report import Read, Refused
from cv_builder.reading.resume import from_json_resume
from cv_builder.reading.source import Left


async def read(data: bytes, seconds: float = reader.BOUNDS.seconds) -> Read | Refused:
    """What is in these bytes. Raises `Unavailable` when no process can be had now."""
    ended = await apart.run(reader.__name__, (), data, replace(reader.BOUNDS, seconds=seconds))
    if ended.why:
        return Refused("slow" if ended.why == "slow" else "hostile")
    return await asyncio.to_thread(_parsed, ended.answer)


def _parsed(answer: bytes) -> Read | Refused:
    try:
        value = json.loads(answer)
    except (ValueError, RecursionError):
        return Refused("hostile")
    return understood(value) if isinstance(value, dict) else Refused("hostile")


def understood(value: Mapping[str, object]) -> Read | Refused:
    """A result from its plain data (`reader.described`), trusted no more than the file it was read from."""
    cv, code = value.get("cv"), value.get("refused")
    if isinstance(cv, dict):
        return Read(from_json_resume(cv), _left(value.get("unused")), ours=value.get("ours") is True)
    return Refused(code if isinstance(code, str) else "hostile")


def _left(value: object) -> tuple[Left, ...]:
    entries = value if isinstance(value, list) else []
    pairs = (entry for entry in entries if isinstance(entry, list) and len(entry) == len(Left._fields))
    return tuple(Left(str(what), str(text)) for what, text in pairs)
