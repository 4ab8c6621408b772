"""Languages that may be spoken at a workshop (ISO 639-1, and 639-3 where there is no shorter one)."""

from __future__ import annotations

LANGUAGES = (
    "fr", "en", "ar", "ps", "fa", "uk", "es", "pt", "tr", "bm", "it", "de", "nl", "ro", "pl", "bg",
    "sq", "ru", "ka", "hy", "ku", "ur", "hi", "bn", "ta", "zh", "vi", "so", "ti", "am", "om", "sw",
    "ln", "wo", "ff", "snk", "kab", "ha", "ht",
)  # fmt: skip
"""What a host may tick and what a search without a wish looks through; those of many young newcomers first."""
