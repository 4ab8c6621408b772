"""Which jobs of the bank some words are about, best first.

A job answers for a word by its names, by the words people use for it, and (less) by what is done there. A word counts
more the fewer jobs share it; the shorter the phrase it stands in, the more it says about that job.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.people.resolvers.job_index import AROUND, EXACT, TASK, Index, index, words_of
from bot.people.resolvers.stems import consonants, sound, stem

SAME_STEM, SAME_SOUND, ALIKE, ONE_SLIP, TWO_SLIPS, BEGINNING, SAME_CONSONANTS = 1.0, 0.9, 0.7, 0.8, 0.55, 0.65, 0.75
"""How much a word that is not quite the same is worth."""
LOOKS_LIKE = (ONE_SLIP, TWO_SLIPS, BEGINNING, SAME_CONSONANTS)
"""What a word is worth that only looks like one of the bank's: بقلاوة like بقالة, "poulpe" like "poulet"."""
WHOLE = 0.35
"""What is added, as a share, when a whole phrase of the job stands in the answer."""
TOGETHER = 0.3
"""What is added, as a share, when words of the answer stand together in one phrase of the job, whatever it is."""
SLIPS_FROM = (5, 8)
"""Letters from which one letter may be wrong, and two."""
LONGEST = 30
"""Letters of a word that may be misspelt."""
PREFIX = 5
"""Letters that two forms of a long word share at least."""
LEAST_CONSONANTS = 3
"""Consonants of an Arabic word that say which."""
SHORTEST_SOUND = 3
USUAL = 1.05
"""A job that is among the first of its sector is meant a little more often."""
USUAL_ONES = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """`share`: how much of the answer's telling words this job explains (0–1); `named`: by more than its tasks;
    `firm`: by a word that stands there as it is, not only by one that looks like it.
    """

    key: str
    score: float
    share: float
    named: bool
    firm: bool


# -- weighing -------------------------------------------------------------------------------------------------
def ranked(folded: str, phone_letters: bool = False) -> list[Hit]:
    """The jobs these words are about, best first. `phone_letters`: Latin words may be Arabic ones ("khayat")."""
    known = index()
    telling = words_of(folded)
    scores: dict[str, float] = defaultdict(float)
    named: set[str] = set()
    firm: set[str] = set()
    stems: set[str] = set()
    total = 0.0
    for word, meant in ((word, _meant(word, phone_letters)) for word in _with_joined(telling)):
        total += max((known.rarity[one] for one in meant), default=_unknown(known) if word in telling else 0.0)
        stems.update(one for one, worth in meant.items() if worth >= TWO_SLIPS)
        for key, worth in _best(known, meant).items():
            scores[key] += worth
            if worth > TASK * max(known.rarity[one] for one in meant):
                named.add(key)
                firm.update((key,) if any(worth not in LOOKS_LIKE for worth in meant.values()) else ())
    for phrase, keys in _whole(known, stems):
        more = WHOLE * sum(known.rarity[one] for one in phrase)
        for key in keys:
            scores[key] += more
            named.add(key)
    for key, worth in _together(known, stems).items():
        scores[key] += TOGETHER * worth
    hits = [
        Hit(
            key,
            score * (USUAL if known.order[key] < USUAL_ONES else 1),
            min(1.0, score / total),
            key in named,
            key in firm,
        )
        for key, score in scores.items()
    ]
    return sorted(hits, key=lambda hit: (-hit.score, known.order[hit.key]))


def _with_joined(telling: list[str]) -> list[str]:
    """The words, and each two in a row as one: "burger king", "uber eats", "mac do"."""
    return [*telling, *(first + second for first, second in pairwise(telling))]


def _unknown(known: Index) -> float:
    """Weight of a word that the bank does not have: a name, a place."""
    return math.log(1 + len(known.order)) / 4


def _best(known: Index, meant: Mapping[str, float]) -> dict[str, float]:
    """Key → the most that one of these stems says for it."""
    found: dict[str, float] = defaultdict(float)
    for one, worth in meant.items():
        for key, own in known.weights[one].items():
            found[key] = max(found[key], worth * own * known.rarity[one])
    return found


def _whole(known: Index, stems: set[str]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """The longest phrases whose every word is among these, each job once."""
    found = [(phrase, keys) for phrase, keys in known.phrases.items() if phrase <= stems]
    done: set[str] = set()
    for phrase, keys in sorted(found, key=lambda one: -sum(known.rarity[part] for part in one[0])):
        if new := keys - done:
            done |= new
            yield phrase, frozenset(new)


def _together(known: Index, stems: set[str]) -> dict[str, float]:
    """Key → the most that several of these stems say that stand in one phrase of it."""
    shared: dict[int, list[str]] = defaultdict(list)
    for one in stems:
        for number in known.together.get(one, ()):
            shared[number].append(one)
    found: dict[str, float] = defaultdict(float)
    for number, parts in shared.items():
        if len(parts) > 1:
            key = known.owners[number]
            found[key] = max(found[key], sum(known.rarity[one] for one in parts))
    return found


@lru_cache(maxsize=4096)
def _meant(word: str, phone_letters: bool) -> Mapping[str, float]:
    """Stems of the bank that a word may be, with how sure that is."""
    known = index()
    found: dict[str, float] = {}
    for one in known.alike.get(stem(word), ()):
        if one in known.weights:
            found[one] = ALIKE
    for same in (stem(word), stem(word[1:]) if word[:1] == "j" and len(word) > 4 else ""):
        if same in known.weights:
            found[same] = SAME_STEM
    if EXACT + word in known.weights:
        found[EXACT + word] = SAME_STEM
    if found:
        return found
    for one in known.sounds.get(sound(word), ()) if len(sound(word)) >= SHORTEST_SOUND else ():
        found[one] = SAME_SOUND
    if not found:
        found = _near(known, word)
    if phone_letters and len(consonants(word)) >= LEAST_CONSONANTS:
        found |= dict.fromkeys(known.skeletons.get(consonants(word), ()), SAME_CONSONANTS)
    return found


def _near(known: Index, word: str) -> dict[str, float]:
    """Stems one or two letters away from this word's, or that begin like it."""
    one = stem(word)
    most = 0 if len(word) > LONGEST else sum(len(word) >= letters for letters in SLIPS_FROM)
    if not most or len(one) < 4:
        return {}
    close = process.extract(one, known.stems, scorer=OSA.distance, score_cutoff=most, limit=6)
    near = {
        other: ONE_SLIP if slips == 1 else TWO_SLIPS for other, slips, _ in close if other[0] == one[0] or slips == 1
    }
    if near:
        return near
    return {other: BEGINNING for other in known.stems if _begin_alike(one, other)}


def _begin_alike(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= PREFIX and (one.startswith(other) or other.startswith(one))


def rivals(telling: Iterable[str], key: str, others: Iterable[str]) -> bool:
    """Whether one of these words by itself means some of the others, and not this job."""
    meant = (index().alone.get(word, frozenset()) for word in telling)
    return any(key not in jobs and not jobs.isdisjoint(others) for jobs in meant)


def is_word(word: str) -> bool:
    """Whether some job of the bank has this very word."""
    return EXACT + word in index().weights or word in AROUND


def means(word: str, key: str) -> bool:
    """Whether this very word, or one that sounds so, is all that people need to say for the job."""
    known = index()
    same = {word, sound(word)} if len(sound(word)) >= SHORTEST_SOUND else {word}
    return any(key in known.alone.get(one, ()) for one in same)
