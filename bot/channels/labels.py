"""How long a button may be where people chat. The terminal has none: what it shows is a list with numbers."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels import web
from bot.channels.model import Capabilities
from bot.channels.plan import TICKED, UNTICKED
from bot.channels.telegram.keyboard import TELEGRAM
from flows.book import Shown
from flows.text import units


def labels(*, telegram: bool = True) -> Sequence[Shown]:
    """Of the channels that are on; of all there are for what is served by anybody."""
    page = _shown("la page web", web.CAPABILITIES)
    return (_shown("Telegram", TELEGRAM), page) if telegram else (page,)


def _shown(name: str, can: Capabilities) -> Shown:
    """**Why** less where it can be ticked: a channel without boxes puts the tick before the words."""
    tick = 0 if can.boxes else max(units(TICKED), units(UNTICKED))
    return Shown(name, can.label, can.label - tick)
