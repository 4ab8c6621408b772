"""Frozen data of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.channels.model import FileRef
from cv_builder.letter import Wish


@dataclass(frozen=True, slots=True)
class Stored:
    """A letter as kept: what was asked for. `version` counts from 1; `files` are there once they were made."""

    wish: Wish
    version: int
    updated_at: datetime
    files: tuple[FileRef, ...] = ()
