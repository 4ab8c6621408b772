"""Frozen data of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cv_builder.model import CV

RENDER = "cvs.render"
"""Kind of the effect that makes the documents."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A CV as kept. `version` counts from 1; documents belong to one version."""

    cv: CV
    version: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Remarks:
    """What was said about the CV. `silent`: keys of advice that is not to come back. `left`: what had no room on the
    newest page, `(key, text)` in the order of the page."""

    silent: tuple[str, ...] = ()
    left: tuple[tuple[str, str], ...] = ()
