"""Questions that news bring along wait while a human talks: two voices at once are none.

Law: they are asked, or taken back, in the order in which they came, once the bot has the word again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.ports import Domain, EventHandler, Later, Outcome, Turn
from bot.storage.types import micros, moment
from flows.events import Aside, AsideOver, JsonValue

WAITS = "conversation.aside"
"""Kind of the event that tries again."""
PAUSE = timedelta(minutes=1)
"""Until it is tried again: after the human has gone, that soon."""


def postponed(event_id: int, aside: Aside | AsideOver, now: datetime, until: datetime | None) -> Later:
    """`event_id`: of the event that brought it. `until`: when it is not asked any more."""
    payload: dict[str, JsonValue] = {"flow": aside.flow, "about": aside.about, "over": isinstance(aside, AsideOver)}
    if isinstance(aside, Aside):
        payload["value"] = aside.value
        payload["until"] = micros(until)
    return Later(WAITS, payload, f"{WAITS}/{event_id}/{micros(now)}", now + PAUSE)


async def again(turn: Turn, payload: Mapping[str, JsonValue]) -> Outcome:
    """The event `WAITS`: as if the news came now; while a human talks it is postponed again."""
    flow, about, last = str(payload.get("flow")), str(payload.get("about")), payload.get("until")
    until = moment(last if isinstance(last, int) else None)
    if until is not None and turn.now >= until:
        return Outcome()
    aside = AsideOver(flow, about) if payload.get("over") else Aside(flow, about, payload.get("value"))
    return Outcome(aside=aside, until=until)


def handlers(domains: Sequence[Domain]) -> dict[str, EventHandler]:
    """Those of the rooms, and ours."""
    return {WAITS: again} | {kind: handler for domain in domains for kind, handler in domain.events.items()}
