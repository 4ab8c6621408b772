"""How long a person is kept. Values in, decisions out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from itertools import chain, count
from zipfile import ZIP_DEFLATED, ZipFile

STRANGER = timedelta(days=30)
"""Somebody who never agreed to anything leaves only an address, kept this long so that a repeat is recognised."""
CHANGE_OF_MIND = timedelta(hours=24)
"""Between asking that everything be erased and its being so."""


def zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    """One file out of several; who has two of a name finds both."""
    packed, taken = BytesIO(), set[str]()
    with ZipFile(packed, "w", ZIP_DEFLATED) as into:
        for name, body in files:
            plain = name.replace("/", "_").replace("\\", "_").lstrip(".") or "document"
            tries = chain([plain], (f"{n}-{plain}" for n in count(2)))
            free = next(one for one in tries if one not in taken)
            taken.add(free)
            into.writestr(free, body)
    return packed.getvalue()
