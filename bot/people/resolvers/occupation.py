"""Jobs as people name them → an occupation: the phrase bank first, then ESCO, then their own words.

Law: the job people say in so many words is found in silence; a word inside a longer answer, or one with a slip that two
jobs share, is a question; what nobody knows is kept as it was typed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.people.resolvers.esco import esco
from bot.people.resolvers.folding import LONGEST, fold
from cv_builder.wording import Occupation, find_occupation, occupations
from flows.answers import Choose, Found, NotFound, Resolved
from flows.events import JsonValue

OPTIONS = 3
"""Jobs offered at once: what fits a small screen."""
OWN_WORDS = 60
"""Letters of a job title kept as typed: one line of a CV."""
LONGEST_NAME = 40
"""Letters of a job title worth comparing letter by letter."""
LETTERS = 2
"""Fewer letters name no job."""

_UNSAFE = re.compile(r"[^\w\s'’/&+.,-]|_|(?<!\w)/|/(?!\w)")


@dataclass(frozen=True, slots=True)
class Bank:
    """`names`: what one calls the job; `words`: what may hint at it, `spoken` likewise in one language.

    Folded text → keys of occupations.
    """

    names: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    spoken: Mapping[str, Mapping[str, tuple[str, ...]]]


class Occupations:
    """The occupation resolver. Reads its data at the first call (`warm` does it earlier)."""

    def warm(self) -> None:
        bank()
        esco()

    def coded(self, id: str, locale: str) -> JsonValue:
        """The occupation whose key in the bank this is."""
        job = find_occupation(id)
        return _value(job, "", locale) if job and job.key == id else None

    def resolve(self, text: str, locale: str) -> Resolved:
        """Value: `{"code", "label"}`, or `{"label"}` for words nobody knows.

        `like` beside them: the key of a bank occupation with the same kind of tasks.
        """
        folded = fold(text) if len(text) <= LONGEST else ""
        if sum(char.isalpha() for char in folded) < LETTERS:
            return NotFound()
        core = _core(folded)
        for phrase in dict.fromkeys((folded, core)):
            if (answer := _exactly(phrase, locale)) is not None:
                return answer
        return _nearly(core, locale) or _inside(core, locale) or _near_esco(core, locale) or _as_typed(text)


@lru_cache(maxsize=1)
def bank() -> Bank:
    """The bank's phrases in every language: people answer in whichever comes first."""
    names: dict[str, list[str]] = defaultdict(list)
    words: dict[str, list[str]] = defaultdict(list)
    spoken: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for job in occupations():
        for locale, wording in job.wording.items():
            for name in wording.names:
                names[fold(name)].append(job.key)
            for word in wording.words:
                words[fold(word)].append(job.key)
                spoken[locale][fold(word)].append(job.key)
    return Bank(_frozen(names), _frozen(words), {locale: _frozen(found) for locale, found in spoken.items()})


def _frozen(index: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {phrase: tuple(dict.fromkeys(keys)) for phrase, keys in index.items() if phrase}


# -- what people put around a job -----------------------------------------------------------------------------
def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_AROUND = _set(
    "j je ai as fait faire faisais fais etais suis travaille travaillais travailler travail bosse bossais bosser "
    "boulot taf job metier poste comme au a aux en dans sur chez de du des d la le les l un une mon ma mes que c est "
    "etait pour cherche veux voudrais aimerais etre petit petits apprenti apprentie stage stagiaire alternance "
    "alternant alternante "
    "i was am ve have been did do done worked work working as an at in the my with for of want looking to be "
    "انا كنت اعمل عملت اشتغل اشتغلت شغل عمل في مع عند كان وظيفه ابحث عن اريد"
)


def _core(folded: str) -> str:
    """The words that name the job: "j'ai fait la plonge" → "plonge"."""
    words = folded.split()
    while len(words) > 1 and words[0] in _AROUND:
        words.pop(0)
    while len(words) > 1 and words[-1] in _AROUND:
        words.pop()
    return " ".join(words)


# -- in so many words -----------------------------------------------------------------------------------------
def _exactly(phrase: str, locale: str) -> Resolved | None:
    known = bank()
    for form in _spellings(phrase):
        if keys := known.names.get(form):
            return _answer(keys, phrase, locale)
        if found := esco().called(form, locale):
            return _of_esco(found, known.words.get(form, ()), locale)
        if keys := known.words.get(form):
            return _answer(keys, phrase, locale)
        if found := esco().also_called(form, locale):
            return _of_esco(found, (), locale)
    return None


def _spellings(phrase: str) -> Iterator[str]:
    """The phrase, without a plural s, without the Arabic article or accusative ending."""
    yield phrase
    words = phrase.split()
    if any(word.endswith("s") for word in words):
        yield " ".join(word.removesuffix("s") for word in words)
    if "\u0600" <= phrase[0] <= "\u06ff":
        yield " ".join(word.removeprefix("ال") for word in words)
        yield " ".join(word.removesuffix("ا") for word in words)


# -- with a slip ----------------------------------------------------------------------------------------------
def _nearly(core: str, locale: str) -> Resolved | None:
    """The bank's job one or two letters away. A mere hint with two slips is a question."""
    most = _slips(core)
    if not most:
        return None
    known = bank()
    hints = known.spoken.get(locale.split("_")[0], {})
    named = _within(core, known.names, most)
    hinted = _within(core, hints, most)
    least = min((slips for slips, _ in (*named, *hinted)), default=0)
    if keys := [key for slips, key in named if slips == least]:
        return _answer(keys, core, locale)
    keys = [key for slips, key in hinted if slips == least]
    if not keys:
        return None
    return _answer(keys, core, locale) if least == 1 else _offer(keys, esco().near(core, locale), locale)


def _within(core: str, index: Mapping[str, tuple[str, ...]], most: int) -> list[tuple[int, str]]:
    """(slips, key) of the phrases at most so many slips away."""
    close = process.extract(core, list(index), scorer=OSA.distance, score_cutoff=most, limit=9)
    return [(int(slips), key) for phrase, slips, _ in close for key in index[phrase]]


def _slips(core: str) -> int:
    """Letters that may be wrong in a word of this length."""
    return 0 if len(core) < 5 or len(core) > LONGEST_NAME else 1 if len(core) < 8 else 2


def _near_esco(core: str, locale: str) -> Resolved | None:
    near = esco().near(core, locale) if _slips(core) else ()
    return _offer((), near, locale) if near else None


# -- inside a longer answer -----------------------------------------------------------------------------------
def _inside(core: str, locale: str) -> Resolved | None:
    """A job's own name inside the answer is that job; words that only hint are a question."""
    known = bank()
    padded = f" {core} {' '.join(word.removesuffix('s') for word in core.split())} "
    hints = [phrase for phrase in known.words if f" {phrase} " in padded]
    hints.sort(key=lambda phrase: (-len(phrase.split()), padded.index(f" {phrase} ")))
    keys = [key for phrase in hints for key in known.words[phrase]]
    if named := max((phrase for phrase in known.names if f" {phrase} " in padded), key=len, default=""):
        hinted = [key for key in known.names[named] if key in keys]
        return _answer(hinted[:1] or known.names[named], named, locale)
    if not keys:
        return None
    rest = [word for word in core.split() if word not in _AROUND and not any(word in h.split() for h in hints)]
    if not rest or len(hints[0].split()) > 1:
        return _answer(keys, core, locale)
    return _offer(keys, esco().near(core, locale), locale)


# -- answering ------------------------------------------------------------------------------------------------
def _answer(keys: Sequence[str], typed: str, locale: str) -> Resolved:
    keys = tuple(dict.fromkeys(keys))
    if len(keys) > 1:
        return _offer(keys, (), locale)
    job = find_occupation(keys[0])
    return Found(_value(job, typed, locale)) if job else NotFound()


def _value(job: Occupation, typed: str, locale: str) -> dict[str, JsonValue]:
    """The person's own form ("Serveuse") is kept as the label."""
    return {"code": job.code, "label": job.title(locale, typed).text}


def _offer(keys: Sequence[str], more: Sequence[tuple[str, str]], locale: str) -> Resolved:
    options: list[tuple[JsonValue, str]] = []
    for key in dict.fromkeys(keys):
        if job := find_occupation(key):
            wording = job.wording.get(locale) or next(iter(job.wording.values()))
            options.append((_value(job, "", locale), wording.button))
    for code, label in more:
        options.append(({"code": code, "label": label}, label))
    return Choose(tuple(options[:OPTIONS])) if options else NotFound()


def _of_esco(found: Sequence[tuple[str, str]], like: Sequence[str], locale: str) -> Resolved:
    if len(found) > 1:
        return _offer((), found, locale)
    code, label = found[0]
    value: dict[str, JsonValue] = {"code": code, "label": label}
    return Found(value | {"like": like[0]} if like else value)


def _as_typed(text: str) -> Resolved:
    """Their own words, one line, no signs that a document or a sheet would run."""
    words = " ".join(_UNSAFE.sub(" ", text).split()).strip(" -./,+&")
    if not words or len(words) > OWN_WORDS:
        return NotFound()
    return Found({"label": words[0].upper() + words[1:]})
