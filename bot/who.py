"""Who is there: where a person's conversation stands, who of the team is signed in. Frozen data for pages and feeds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """Where a person's conversation stands, for pages and feeds."""

    person_id: int
    locale: str
    mode: str
    seq: int


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in: a host, a mentor, staff. `sign_in`: on which of their devices."""

    id: int
    name: str
    roles: frozenset[str]
    sign_in: int

    def may(self, *roles: str) -> bool:
        """Has one of these roles; without any named, being signed in is enough."""
        return not roles or not self.roles.isdisjoint(roles)
