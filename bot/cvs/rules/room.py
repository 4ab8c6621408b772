"""What had no room on the page, as it is told and offered."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

from bot.cvs.model import Remarks
from bot.cvs.rules.listing import Options, listed, option
from bot.ports import Words
from cv_builder.model import CV
from flows.events import JsonValue

MOST_OFFERED = 10
"""Things offered to be had back: one screen of a phone."""
LONGEST_LABEL = 40
"""Characters of such a button."""


def left_of(payload: Mapping[str, JsonValue]) -> tuple[tuple[str, str], ...]:
    """`(key, text)` of what was left out, as the effect gave it."""
    pairs = payload.get("left")
    return tuple(
        (str(pair[0]), str(pair[1])) for pair in (pairs if isinstance(pairs, list) else []) if isinstance(pair, list)
    )


def shown(texts: JsonValue) -> list[str]:
    return [str(text) for text in texts] if isinstance(texts, list) else []


def sentence(texts: Sequence[str], cv: CV, words: Words) -> str:
    """What had no room; where something was asked back, that something else went for it."""
    if cv.pages > 1:
        said = words.pgettext(
            "cvs/left_out_two", "Même sur deux pages, j’ai raccourci ou laissé de côté\u00a0: {list}."
        )
    elif cv.kept:
        said = words.pgettext(
            "cvs/left_out_instead", "J’ai gardé ce que tu voulais. À la place, j’ai laissé de côté\u00a0: {list}."
        )
    else:
        said = words.pgettext(
            "cvs/left_out", "Pour tenir sur une page, j’ai raccourci ou laissé de côté\u00a0: {list}."
        )
    return said.format(list=listed(texts, words))


def offered(said: Remarks) -> Options:
    """It, to tap; nothing when all of it is there, or was said to be fine so."""
    if fine(said) in said.silent:
        return []
    return [option(key, _label(text)) for key, text in said.left[:MOST_OFFERED]]


def fine(said: Remarks) -> str:
    """Names what had no room, in few characters."""
    return f"left {zlib.crc32(' '.join(sorted(key for key, _ in said.left)).encode()):x}"


def _label(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1].rstrip()}…"
