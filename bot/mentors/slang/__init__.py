"""Words that one side may not know, and a tone that rises: what a mentor's side panel shows. Pure."""

from bot.mentors.slang.panel import AUTHORS, Offer, Panel, Shown, panel
from bot.mentors.slang.tone import Tone, tone
from bot.mentors.slang.words import CARES, Care, Entry, explain, lint, slang, stiff, stiff_words

__all__ = [
    "AUTHORS", "CARES", "Care", "Entry", "Offer", "Panel", "Shown", "Tone", "explain", "lint", "panel", "slang",
    "stiff", "stiff_words", "tone",
]  # fmt: skip
