"""A file without what it gave away, or why it is not handed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Reason = Literal["contact", "unsupported", "broken", "locked", "hostile"]
"""A vCard · of a kind we can't clean (HEIC, ODT, …) · not whole · with a password · too much work for what it is."""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """`type`: what the bytes are, whatever was claimed. `removed`: codes of what was taken out, each once, in order:
    exif, place, xmp, iptc, comment, text, time, tags, author, attachments, trailer, other."""

    body: bytes
    type: str
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    reason: Reason
