"""The net we ship, with what staff add to it, ready to use."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

from bot.errors import Misconfigured
from bot.safety.net.engine import Net
from bot.safety.net.importer import load
from bot.safety.net.model import CATEGORIES, Hit
from bot.safety.net.windows import windows

log = logging.getLogger(__name__)


@cache
def net(own: Path | None = None) -> Net:
    """`own`: a folder of staff's. What can't be used there is said, and left out whole: ours holds all the same."""
    if own is not None:
        try:
            return Net(load(own=own))
        except Misconfigured as error:
            log.warning("words of the team for the net are left out: %d problems, see check", len(error.problems))
    return Net(load())


def warm(own: Path | None = None) -> None:
    """Makes what the first text would wait for: half a second, for a thread."""
    notice("bonjour", "fr", own)


def notice(text: str, locale: str, own: Path | None = None) -> Hit | None:
    """The gravest thing noticed in what a person wrote, None when there is nothing; never raises.

    Linear in the text. All languages are looked at; `locale`, that of the chat, only comes first. A long text is read
    to its end, piece by piece, until something is sure: what is asked then does not depend on what else there is.
    """
    likely: list[Hit] = []
    for begin, end in windows(text):
        found = net(own).notice(text[begin:end], locale)
        if found is None:
            continue
        hit = Hit(found.category, found.strength, tuple((begin + start, begin + stop) for start, stop in found.spans))
        if hit.strength == "sure":
            return hit
        likely.append(hit)
    return min(likely, key=lambda one: CATEGORIES.index(one.category), default=None)
