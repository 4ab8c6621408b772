"""Towns by how they are said: "dunkerk". Only familiar ones, or every word would sound like some hamlet."""

from __future__ import annotations

from collections.abc import Mapping

from bot.people.resolvers.communes import communes
from bot.people.resolvers.stems import sound
from cv_builder.kept import Kept

FAMILIAR = 5_000
"""Inhabitants from which a town is meant by a part of its name ("Aulnay" for Aulnay-sous-Bois), or by its sound."""


@Kept
def sounds() -> Mapping[str, list[int]]:
    """Sound → rows of the communes."""
    found: dict[str, list[int]] = {}
    for row, key in communes().familiar(FAMILIAR):
        found.setdefault(sound(key), []).append(row)
    return found
