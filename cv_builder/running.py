"""The line over a further page: whose CV it is, and which page of how many. A sheet that got lost finds home again.

It stands in the margin: no block, so it takes no room from the text and never stands between two lines of it for who
has the page read aloud.
"""

from __future__ import annotations

from cv_builder.blocks import Block
from cv_builder.layout import SIDE_GAP, Page, room
from cv_builder.measure import width

RUNNING = "running"
"""Its kind: how the designs name its style."""
CUT = "…"


def running(page: Page, number: int) -> Block:
    """The line over page `number`, with the name as it stands on the page: initials where the CV is anonymous."""
    side = f"{number}/{pages(page)}"
    wide = room(RUNNING, page.fit) - width(side) - SIDE_GAP
    return Block(RUNNING, _on_one_line(page.cv.name or page.title, wide), side=side)


def pages(page: Page) -> int:
    """How many there are, where that was decided and not left to the text."""
    return 1 + len(page.starts)


def _on_one_line(name: str, wide: float) -> str:
    """A name too long for its line is cut: the first page has it whole."""
    if width(name) <= wide:
        return name
    while name and width(name + CUT) > wide:
        name = name[:-1]
    return name.rstrip() + CUT
