"""Which jobs of the bank some words are about, best first.

A job answers for a word by its names, by the words people use for it, and (less) by what is done there. A word counts
more the fewer jobs share it; the shorter the phrase it stands in, the more it says about that job.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.people.resolvers.job_index import AROUND, EXACT, TASK, Index, index, words_of
from bot.people.resolvers.packed import Groups
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
    scores: dict[int, float] = defaultdict(float)
    named: set[int] = set()
    firm: set[int] = set()
    stems: set[int] = set()
    total = 0.0
    for word, meant in ((word, _meant(word, phone_letters)) for word in _with_joined(telling)):
        total += max((known.rarity[one] for one in meant), default=_unknown(known) if word in telling else 0.0)
        stems.update(one for one, worth in meant.items() if worth >= TWO_SLIPS)
        for job, worth in _best(known, meant).items():
            scores[job] += worth
            if worth > TASK * max(known.rarity[one] for one in meant):
                named.add(job)
                firm.update((job,) if any(worth not in LOOKS_LIKE for worth in meant.values()) else ())
    for rare, jobs in _whole(known, stems):
        for job in jobs:
            scores[job] += WHOLE * rare
            named.add(job)
    for job, worth in _together(known, stems).items():
        scores[job] += TOGETHER * worth
    usual = {job: score * (USUAL if known.order[job] < USUAL_ONES else 1) for job, score in scores.items()}
    best = sorted(usual, key=lambda job: (-usual[job], known.order[job]))
    return [Hit(known.jobs[job], usual[job], min(1.0, scores[job] / total), job in named, job in firm) for job in best]


def _with_joined(telling: list[str]) -> list[str]:
    """The words, and each two in a row as one: "burger king", "uber eats", "mac do"."""
    return [*telling, *(first + second for first, second in pairwise(telling))]


def _unknown(known: Index) -> float:
    """Weight of a word that the bank does not have: a name, a place."""
    return math.log(1 + len(known.order)) / 4


def _best(known: Index, meant: Mapping[int, float]) -> dict[int, float]:
    """Job → the most that one of these words says for it."""
    found: dict[int, float] = defaultdict(float)
    for one, worth in meant.items():
        for job, own in known.said(one):
            found[job] = max(found[job], worth * own * known.rarity[one])
    return found


def _whole(known: Index, stems: Set[int]) -> Iterator[tuple[float, Set[int]]]:
    """The names and hints whose every word is among these, the rarest first, each job once: (rarity, jobs)."""
    shared = _shared(known.named, stems)
    whole = [(_rare(known, parts), name) for name, parts in shared.items() if len(parts) == known.lengths[name]]
    done: set[int] = set()
    for rare, name in sorted(whole, key=lambda one: (-one[0], one[1])):
        if new := set(known.names[name]) - done:
            done |= new
            yield rare, new


def _together(known: Index, stems: Set[int]) -> dict[int, float]:
    """Job → the most that several of these words say that stand in one phrase of it."""
    found: dict[int, float] = defaultdict(float)
    for number, parts in _shared(known.together, stems).items():
        if len(parts) > 1:
            job = known.owners[number]
            found[job] = max(found[job], _rare(known, parts))
    return found


def _shared(phrases: Groups, stems: Set[int]) -> dict[int, list[int]]:
    """Phrase → which of these words it has."""
    found: dict[int, list[int]] = defaultdict(list)
    for one in stems:
        for number in phrases[one]:
            found[number].append(one)
    return found


def _rare(known: Index, words: Iterable[int]) -> float:
    return sum(known.rarity[one] for one in words)


@lru_cache(maxsize=4096)
def _meant(word: str, phone_letters: bool) -> Mapping[int, float]:
    """Words of the bank that a word may be, with how sure that is."""
    known = index()
    found = dict.fromkeys(known.alike.get(stem(word)), ALIKE)
    for same in (stem(word), stem(word[1:]) if word[:1] == "j" and len(word) > 4 else "", EXACT + word):
        if (one := known.words.find(same)) is not None:
            found[one] = SAME_STEM
    if found:
        return found
    found = dict.fromkeys(known.sounds.get(sound(word)) if len(sound(word)) >= SHORTEST_SOUND else (), SAME_SOUND)
    if not found:
        found = _near(known, word)
    if phone_letters and len(consonants(word)) >= LEAST_CONSONANTS:
        found |= dict.fromkeys(known.skeletons.get(consonants(word)), SAME_CONSONANTS)
    return found


def _near(known: Index, word: str) -> dict[int, float]:
    """Stems one or two letters away from this word's, or that begin like it."""
    one = stem(word)
    most = 0 if len(word) > LONGEST else sum(len(word) >= letters for letters in SLIPS_FROM)
    if not most or len(one) < 4:
        return {}
    stems = list(known.stems)
    close = process.extract(one, stems, scorer=OSA.distance, score_cutoff=most, limit=6)
    near = {
        known.places[number]: ONE_SLIP if slips == 1 else TWO_SLIPS
        for other, slips, number in close
        if other[0] == one[0] or slips == 1
    }
    if near:
        return near
    return {known.places[number]: BEGINNING for number, other in enumerate(stems) if _begin_alike(one, other)}


def _begin_alike(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= PREFIX and (one.startswith(other) or other.startswith(one))


def rivals(telling: Iterable[str], key: str, others: Container[str]) -> bool:
    """Whether one of these words by itself means some of the others, and not this job."""
    meant = ([index().jobs[job] for job in index().alone.get(word)] for word in telling)
    return any(key not in jobs and any(job in others for job in jobs) for jobs in meant)


def is_word(word: str) -> bool:
    """Whether some job of the bank has this very word."""
    return index().words.find(EXACT + word) is not None or word in AROUND


def means(word: str, key: str) -> bool:
    """Whether this very word, or one that sounds so, is all that people need to say for the job."""
    known = index()
    same = {word, sound(word)} if len(sound(word)) >= SHORTEST_SOUND else {word}
    return any(known.jobs[job] == key for one in same for job in known.alone.get(one))
