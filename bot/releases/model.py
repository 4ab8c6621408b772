"""A revision is one flow as it was written once; a release is what is served together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import orjson

Origin = Literal["shipped", "staff"]
Texts = Mapping[str, Mapping[str, str]]
"""locale → key → text; French stands in the source."""


@dataclass(frozen=True, slots=True)
class Written:
    """One flow as text: YAML, and the translations of its own keys."""

    flow: str
    source: str
    texts: Texts

    @property
    def digest(self) -> str:
        plain = {locale: dict(texts) for locale, texts in self.texts.items() if texts}
        return hashlib.sha256(orjson.dumps([self.source, plain], option=orjson.OPT_SORT_KEYS)).hexdigest()


@dataclass(frozen=True, slots=True)
class Revision:
    """`by`: an account; None for what we ship."""

    id: int
    written: Written
    origin: Origin
    by: int | None
    made_at: datetime
    parsed: str


@dataclass(frozen=True, slots=True)
class Release:
    """`flows`: flow → revision. `moves`: as in `flows.moving`. `by`: None for an upgrade of the service."""

    id: int
    flows: Mapping[str, int]
    moves: Mapping[str, str]
    note: str
    by: int | None
    made_at: datetime
