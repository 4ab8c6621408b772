"""Whether a document without a CV is the letter that goes with one, by its title.

**Why:** both come together, under names that begin alike; "there is no CV in it" would leave somebody guessing.
"""

from __future__ import annotations

from functools import cache

from cv_builder.wording.tables import table


def is_letter(title: str) -> bool:
    """Whether a document with this title is a letter as we make them, in any language."""
    bare, beginnings = _titles()
    return title in bare or title.startswith(beginnings)


@cache
def _titles() -> tuple[frozenset[str], tuple[str, ...]]:
    """What a letter of somebody without a name is called, and how the title of any other begins."""
    words = table("letter").values()
    return frozenset(said["nameless"] for said in words), tuple(said["title"].partition("{")[0] for said in words)
