"""Words about somebody's own papers and their right to stay: nothing asks for them, and no mentor needs them."""

from __future__ import annotations

from bot.mentors.contacts.model import Hit, Hits
from bot.mentors.contacts.words import spoken

_STATUS = spoken("status")


def status(text: str) -> Hits:
    """`text`: plain. **Why** its hyphens too: "sans-papiers"."""
    for found in _STATUS.finditer(text.replace("-", " ").replace("’", "'")):
        yield Hit(*found.span(), "status")
