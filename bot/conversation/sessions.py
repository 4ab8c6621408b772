"""Sessions as stored and as the engine knows them; the last ones used are kept in both forms."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from bot.conversation.model import Flows, Person
from bot.storage.sealed import Sealer

MOST_KEPT = 500
"""Sessions kept read (a few MB): who talks now talks again in a moment; reading one costs half its turn."""


class Sessions:
    """The database is the truth: a kept session counts only while its stored bytes are the same."""

    def __init__(self, flows: Flows, sealer: Sealer) -> None:
        self._flows = flows
        self._sealer = sealer
        self._kept: OrderedDict[int, tuple[bytes, Any]] = OrderedDict()

    def load(self, person: Person) -> Any:
        """The session of a person who has one stored."""
        state = person.state
        if state is None:
            raise LookupError("no session is stored")
        kept = self._kept.get(person.id)
        if kept is not None and kept[0] == state:
            return kept[1]
        return self._flows.load(self._sealer.open(person.id, state))

    def dump(self, person: Person) -> bytes:
        """The sealed bytes of `person.session`."""
        dumped = self._flows.dump(person.session)
        state = self._sealer.seal(person.id, dumped.encode() if isinstance(dumped, str) else dumped)
        self._kept[person.id] = state, person.session
        self._kept.move_to_end(person.id)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return state

    def where(self, person: Person) -> tuple[str, int]:
        """`flow/step` under way and the release of the flows, for counting."""
        return self._flows.where(person.session)

    def forget(self, person_id: int) -> None:
        self._kept.pop(person_id, None)
