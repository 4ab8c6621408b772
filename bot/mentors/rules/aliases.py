"""The name under which mentors know somebody: a bird or a tree, and a number. « Mésange 27 »."""

from __future__ import annotations

from hashlib import sha256

NAMES = (
    "Mésange", "Merle", "Hirondelle", "Rossignol", "Pinson", "Alouette", "Bouvreuil", "Chardonneret", "Fauvette",
    "Grive", "Huppe", "Loriot", "Martinet", "Moineau", "Cigogne", "Héron", "Colibri", "Colombe", "Sarcelle", "Sterne",
    "Acacia", "Aulne", "Bouleau", "Cèdre", "Cerisier", "Charme", "Chêne", "Citronnier", "Cyprès", "Érable", "Figuier",
    "Frêne", "Hêtre", "Mélèze", "Noisetier", "Olivier", "Oranger", "Palmier", "Peuplier", "Platane", "Sapin",
    "Saule", "Sorbier", "Tilleul",
)  # fmt: skip
FIRST, LAST = 10, 9999
"""Numbers: two digits while there are few people, more when those are taken."""


def alias(token: str, attempt: int) -> str:
    """From an unguessable token; another one for each attempt, with longer numbers after a few."""
    drawn = int.from_bytes(sha256(f"{attempt}/{token}".encode()).digest()[:8])
    most = min(LAST, 10 ** (2 + attempt // 3) - 1)
    return f"{NAMES[drawn % len(NAMES)]} {FIRST + drawn // len(NAMES) % (most - FIRST + 1)}"
