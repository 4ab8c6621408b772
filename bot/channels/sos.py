"""Whether what was said calls for help, or wants the screen empty: heard before everything else, never held up."""

from __future__ import annotations

from bot.channels.model import Said
from flows.events import Tapped, Typed

BUTTON = "!sos"
HUMAN = "!sos:human"
"""The button that leads to a human at once."""
WORD = "!sos:word"
"""The button that leads to a word of one's own."""
CLEAR = "!sos:clear"
"""The button that empties the screen."""
WORDS = frozenset({"sos", "/sos", "s.o.s", "🆘"})
SIGNS = ("sos", "s.o.s", "🆘")
"""One of them is in each of `WORDS`: without any, nearly every text, there is nothing to take apart."""
CLEARING = frozenset(
    {"effacer l'écran", "efface l'écran", "clear the screen", "clear screen", "مسح الشاشة", "امسح الشاشة"}
)
"""What the button says, for who types (a terminal has no buttons)."""
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


def clears_screen(said: Said | None) -> bool:
    """The button, or its words. **Why** before the engine: « effacer » alone asks that everything be forgotten."""
    if isinstance(said, Tapped):
        return said.id == CLEAR
    if not isinstance(said, Typed) or len(said.text) > LONGEST:
        return False
    return " ".join(said.text.replace("’", "'").split()).strip(AROUND).casefold() in CLEARING
