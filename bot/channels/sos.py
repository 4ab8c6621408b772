"""Whether what was said calls for help, by button or by word: heard before everything else, never held up."""

from __future__ import annotations

from bot.channels.model import Said
from flows.events import Tapped, Typed

BUTTON = "!sos"
WORDS = frozenset({"sos", "/sos", "s.o.s", "🆘"})
SIGNS = ("sos", "s.o.s", "🆘")
"""One of them is in each of `WORDS`: without any, nearly every text, there is nothing to take apart."""
BESIDE = frozenset(
    {"svp", "stp", "please", "pls", "vite", "aide", "aidez", "moi", "help", "me", "urgent", "urgence", "maintenant"}
    | {"now", "النجدة", "ساعدوني", "فضلك", "من"}
)
"""Words of somebody who calls; any other makes it a name (« SOS Médecins » may be where one worked)."""
LONGEST = 60
"""Characters of a call; longer words are something else, and may hold the word by chance."""
AROUND = " \u00a0\u202f!?.,;:…«»\"'’()\u200b\u200e\u200f\u2066\u2067\u2068\u2069\ufe0f"
"""What phones put around a word: signs, spaces of every width, marks of direction."""


def calls_sos(said: Said | None) -> bool:
    """The button, or the word, once or many times, alone or with what one says when calling."""
    if isinstance(said, Tapped):
        return said.id == BUTTON
    if not isinstance(said, Typed) or len(said.text) > LONGEST:
        return False
    folded = said.text.casefold()
    if not any(sign in folded for sign in SIGNS):
        return False
    words = [bare for word in said.text.replace("🆘", " 🆘 ").split() if (bare := word.strip(AROUND).casefold())]
    return not WORDS.isdisjoint(words) and all(word in WORDS or word in BESIDE for word in words)
