"""Frozen data of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cv_builder.model import CV


@dataclass(frozen=True, slots=True)
class Stored:
    """A CV as kept. `version` counts from 1; documents belong to one version."""

    cv: CV
    version: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """One document in `files`."""

    id: str
    format: str
    name: str
    type: str
