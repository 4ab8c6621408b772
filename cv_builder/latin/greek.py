"""Names in Greek, by ELOT 743 (passports)."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_PAIRS = ((r"ου", "ou"), (r"γγ", "ng"), (r"γξ", "nx"), (r"γχ", "nch"), (r"\bμπ|μπ\b", "b"))
_BLENDED = re.compile(r"([αεη])υ([θκξπσςτφχψ]|\b)?")


def read(word: str) -> str:
    """Letters by the table; accents fall away, the trema keeps two vowels apart."""
    text = unicodedata.normalize("NFD", word.casefold())
    text = "".join(char for char in text if not unicodedata.combining(char))
    for pair, latin in _PAIRS:
        text = re.sub(pair, latin, text)
    text = _BLENDED.sub(lambda found: f"{found[1]}{'v' if found[2] is None else 'f'}{found[2] or ''}", text)
    return "".join(_LETTERS.get(char, char if char.isascii() else "") for char in text)
