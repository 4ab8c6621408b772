"""Frozen data of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cv_builder.letter import Wish
from cv_builder.model import CV

RENDER = "letters.render"
"""Kind of the effect that makes the documents."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A letter as kept: what was asked for, and the CV that it is written from. `version` counts from 1."""

    wish: Wish
    cv: CV
    version: int
    updated_at: datetime
