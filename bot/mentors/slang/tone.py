"""Whether the tone rises in what somebody writes: insults, threats, capitals; and distress, which is no anger.

**Why** rules and no score of a model: a mentor must be able to see why, and a sentence is only offered, never sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

from bot.mentors.slang.folding import fold
from bot.mentors.slang.words import lists

Tone = Literal["calm", "tense", "threat", "distress"]
FILLERS = frozenset({"vraiment", "trop", "juste", "carrement", "bien", "grave", "franchement", "really", "just", "so"})
"""Left out of what is compared: « tu sers vraiment à rien »."""
LOOKED_AT = 4
"""Lines of theirs, the newest: what was said before has passed."""
LOUD_LETTERS = 10
"""Capitals of a line that shout; shorter ones are CV, CDI, SNCF. One loud line may be a stuck key, two are a voice."""
LOUD_SHARE = 0.7
"""Of all letters of that line."""
MARKS = 3
"""« !!! »: so many together are a raised voice; one such line may be joy."""
ADDRESSED = 3
"""A soft word counts within so many words of who it is said to."""
GAP = 3
"""Words that « … » stands for, at most."""


def tone(texts: Sequence[str]) -> Tone:
    """Of somebody's lines, oldest first; the newest few count. Distress goes before a threat, a threat before anger."""
    lines = [(text, _bare(_without(fold(text)))) for text in texts[-LOOKED_AT:]]
    for level in ("distress", "threats"):
        if any(_has(words, _phrases(level)) for _, words in lines):
            return "distress" if level == "distress" else "threat"
    if any(_has(words, _phrases("hard")) or _addressed(words) for _, words in lines):
        return "tense"
    return "tense" if sum(_shouts(text) + _marks(text) for text, _ in lines) >= 2 else "calm"


@cache
def _phrases(name: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Each as its parts between « … »."""
    bare = tuple if name == "never" else _bare
    return tuple(tuple(bare(fold(part)) for part in phrase.split("…")) for phrase in lists("tone")[name])


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in FILLERS)


def _without(words: tuple[str, ...]) -> tuple[str, ...]:
    """What only looks hard is taken out."""
    for (phrase,) in _phrases("never"):
        for at in range(len(words) - len(phrase), -1, -1):
            if words[at : at + len(phrase)] == phrase:
                words = (*words[:at], *words[at + len(phrase) :])
    return words


def _has(words: tuple[str, ...], phrases: Iterable[tuple[tuple[str, ...], ...]]) -> bool:
    return any(_found(words, phrase) for phrase in phrases)


def _found(words: tuple[str, ...], parts: tuple[tuple[str, ...], ...]) -> bool:
    first, *rest = parts
    starts = [at for at in range(len(words)) if words[at : at + len(first)] == first]
    for start in starts:
        end = start + len(first)
        for part in rest:
            end = next((at + len(part) for at in range(end, end + GAP + 1) if words[at : at + len(part)] == part), -1)
            if end < 0:
                break
        else:
            return True
    return False


def _addressed(words: tuple[str, ...]) -> bool:
    soft = {phrase for (phrase,) in _phrases("soft")}
    for (to,) in _phrases("to"):
        for at in range(len(words)):
            after = words[at + len(to) : at + len(to) + ADDRESSED]
            if words[at : at + len(to)] == to and any((word,) in soft for word in after):
                return True
    return False


def _shouts(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    loud = sum(char.isupper() for char in letters)
    return loud >= LOUD_LETTERS and loud >= LOUD_SHARE * len(letters) and len(text.split()) > 1


def _marks(text: str) -> bool:
    return any(mark * MARKS in text for mark in "!?؟")
