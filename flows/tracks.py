"""Where people stop: what one event did at the steps, read off the session before it and the one after.

Law: nothing here changes what is said; a session without marks is read like any other.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from flows.model import HUMAN
from flows.moving import spot
from flows.session import BACK, Session

MARK = 3
"""Letters of a mark. **Why** so few: a session carries one for each step met. Two steps that share one make the second
look met before, so that fewer people are counted than there were, never more."""
MOST_MET = 400 * MARK
"""Letters of marks in a session; a step met after that counts as met before."""


class Passage(NamedTuple):
    """`at`: `flow/step` they stood at, "" nowhere; `answered`, `back`, `human`: what they did there.

    `seconds`: from the question to its answer, None when not answered or not known. `arrived`: the step they are asked
    now, "" when none came up; `first`: as far as we know for the first time.
    """

    locale: str
    at: str
    answered: bool
    back: bool
    human: bool
    seconds: int | None
    arrived: str
    first: bool


def carried(before: Session, after: Session, release: int) -> Session:
    """`after`, with what the engine itself does not keep."""
    asked_at, met = before.asked_at, before.met
    if _comes_up(before, after):
        asked_at, mark = after.at, _mark(spot(after))
        if mark not in met and len(met) < MOST_MET:
            met += mark
    return after._replace(release=release, asked_at=asked_at, met=met)


def passage(before: Session, after: Session) -> Passage | None:
    """`after` is `carried`. None: nothing happened that is counted."""
    comes = _comes_up(before, after)
    took = after.took
    human = after.root == HUMAN != before.root
    answered = took > 0 and took == before.asked
    if not (comes or answered or took == BACK or human):
        return None
    known = answered and before.asked_at > 0
    return Passage(
        after.locale,
        spot(before) if before.wait else "",
        answered,
        took == BACK,
        human,
        max(0, after.at - before.asked_at) if known else None,
        spot(after) if comes else "",
        comes and _mark(spot(after)) not in before.met and len(before.met) < MOST_MET,
    )


def _comes_up(before: Session, after: Session) -> bool:
    """Whether a step begins to wait for the person. One that was put by meanwhile and is come back to does not."""
    if after.wait == "ask":
        if after.asked == before.asked:
            return False
        put = before.put_by
        return put is None or after.put_by is not None or after.asked != put.asked
    return after.wait == "news" and (before.wait != "news" or spot(before) != spot(after))


@lru_cache(maxsize=10_000)
def _mark(at: str) -> str:
    return urlsafe_b64encode(crc32(at.encode()).to_bytes(4, "big")).decode()[:MARK]
