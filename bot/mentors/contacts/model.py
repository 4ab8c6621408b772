"""What was found in a text, and the text without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

Kind = Literal["phone", "mail", "link", "account", "address", "number", "name", "card", "status"]
"""`number`: of a bank, a card, social security, a permit. `card`: a vCard. `name`: one that was given as known.
`status`: one's papers and right to stay."""
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Characters [start, end) of the text as it was written."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Masked:
    """`found`: positions in the text that was given, not in this one."""

    text: str
    found: tuple[Found, ...]


class Hit(NamedTuple):
    """What one rule found, in characters of the plain text it was given."""

    start: int
    end: int
    kind: Kind


Hits = Iterator[Hit]

LABELS: Mapping[Kind, str] = {
    "phone": "[numéro caché]",
    "mail": "[e-mail caché]",
    "link": "[lien caché]",
    "account": "[compte caché]",
    "address": "[adresse cachée]",
    "number": "[numéro caché]",
    "name": "[nom caché]",
    "card": "[contact caché]",
    "status": "[passage caché]",
}
"""What stands there instead, in the source language."""
