"""The sheet that goes round: what, when, where, then empty lines. No name is ever printed on it.

`attendance(draft, today)` gives the page, `Renderer.print(page, attendance_name(draft))` the PDF and DOCX.
**Why** empty: who booked by chat gave no name to be read by the others in the room.
"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.workshops.cards import cut
from bot.workshops.exporter.ical import location
from bot.workshops.model import Draft, Spot
from bot.workshops.papers.page import LOCALE, page_of, rows
from cv_builder.blocks import Block
from cv_builder.chars import clean, without_pictures
from cv_builder.filenames import stem
from cv_builder.layout import Page
from cv_builder.typst_source import printable

OPEN_ROWS = 20
"""Lines where as many come as like to."""
MOST_ROWS = 200
"""Lines of a sheet at most: a hall, not the whole town."""
ON_A_PAGE = 22
"""Lines that people can still sign on, one under the other."""
MOST_LETTERS = 200
"""Of what a host wrote; Word takes no more than 255 in the title of a document."""
NAMELESS = "Atelier"
"""In place of a title of which our fonts have no letter."""
ROOM = "\u00a0" * 34
"""To sign on, behind the word."""


def attendance(draft: Draft, today: date) -> Page:
    """As many numbered lines as the workshop has seats."""
    count = OPEN_ROWS if draft.seats is None else min(draft.seats, MOST_ROWS)
    zone = ZoneInfo(draft.zone)
    when = (
        f"{format_datetime(draft.starts_at, 'EEEE d MMMM y, HH:mm', tzinfo=zone, locale=LOCALE)}"
        f" – {format_datetime(draft.ends_at, 'HH:mm', tzinfo=zone, locale=LOCALE)}"
    )
    title = _shown(draft.title) or NAMELESS
    about = (when, _shown(place(draft.spot)), _shown(draft.host))
    blocks = [
        Block("name", "Feuille de présence"),
        Block("section", title),
        *(Block("body", text) for text in about if text),
        Block(
            "body",
            "Une ligne par personne : le numéro reçu de Passerelle, ou le prénom. Une croix suffit pour signer, "
            "personne ne montre de papiers.",
        ),
        *rows([f"{number}. Numéro ou prénom :" for number in range(1, count + 1)], f"Signature :{ROOM}"),
    ]
    return page_of(f"Feuille de présence – {title}", blocks, today, pages=-(-count // ON_A_PAGE) or 1)


def attendance_name(draft: Draft) -> str:
    return stem(draft.title, kind="Presence")


def _shown(text: str) -> str:
    """What can be printed of what a host wrote: an emoji or a foreign letter does not cost them their sheet."""
    return cut(printable(without_pictures(clean(text))), MOST_LETTERS)


def place(spot: Spot) -> str:
    """Where it is held, on one line; "" when nobody said."""
    return "En ligne" if spot.online else location(spot)
