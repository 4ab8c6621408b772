"""What no flow holds, in one language: the robot's own words, what code and pages say. Pure.

Where the team says it better, theirs stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.offering import CODE, MUST_OF_CODE, Shipped
from bot.storage.reviews import Review
from bot.studio.rules.translating import Line, Source
from flows.phrases import PHRASES
from flows.text import fold

Done = Mapping[tuple[str, str], Review]
"""(domain, key) → what was done with it here."""


def phrases(ours: Shipped, done: Done) -> Sequence[Line]:
    """What the engine says in every flow, in its own order."""
    return [_line(Source(key, french), ours, done) for key, french in PHRASES.items()]


def of_code(ours: Shipped, done: Done) -> Sequence[Line]:
    """What code and pages say to people: the words of distress first, then by their keys."""
    sources = [Source(key, french, CODE) for key, french in ours.code.items()]
    sources.sort(key=lambda one: (not one.key.startswith(MUST_OF_CODE), one.key))
    return [_line(source, ours, done) for source in sources]


def _line(source: Source, ours: Shipped, done: Done) -> Line:
    mine = done.get((source.domain, source.key))
    if mine is not None and mine.source == source.text and mine.text:
        return Line(source, mine.text, "reviewed" if mine.reviewed else "review", by=mine.name, at=mine.at)
    text = ours.texts.get(source.domain, {}).get(source.key, "")
    fresh = not ours.draft and source.key not in ours.unread.get(source.domain, ())
    return Line(source, text, "new" if not text else "reviewed" if fresh else "review")


def found(lines: Sequence[Line], wanted: str) -> Sequence[Line]:
    """Those in which these words stand: in French, in the translation, in the key."""
    sought = fold(wanted)
    return [line for line in lines if sought in fold(f"{line.source.text}\n{line.text}\n{line.source.key}")]
