"""What safety says beside its numbers."""

from __future__ import annotations

from bot.ports import Words
from flows.events import Button

BUTTON = "!sos"
"""The id of SOS: it is heard in every state (`bot.channels.sos`)."""
SOS = Button(BUTTON, "🆘")


def beside_a_human(words: Words) -> str:
    return words.pgettext(
        "safety/beside", "Moi, le robot, je peux me tromper. Si c’est grave, des numéros répondent aussi, jour et nuit."
    )


def numbers_button(words: Words) -> Button:
    """**Why** the id of SOS: it answers in every state, and its lines are the ones meant."""
    return Button(BUTTON, words.pgettext("safety/numbers", "Les numéros"))
