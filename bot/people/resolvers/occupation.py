"""Jobs as people name them → an occupation: the phrase bank first, then ESCO, then their own words.

Law: the job that people say in so many words is found in silence, and so is one that the rest of the answer leaves no
doubt about; every other doubt is a question. What nobody knows is kept as typed only when it looks like a job.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.people.resolvers import ranking
from bot.people.resolvers.esco import esco
from bot.people.resolvers.folding import LONGEST, fold
from bot.people.resolvers.job_index import AROUND, words_of
from bot.people.resolvers.job_names import hints, names
from bot.people.resolvers.nonsense import is_nonsense
from bot.people.resolvers.ranking import Hit
from bot.people.resolvers.stems import sound
from cv_builder.wording import Occupation, find_occupation, occupations
from cv_builder.wording.occupation import FEMININE, MASCULINE
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
SURE = 0.5
"""Share of the answer's telling words that a job explains when it is found in silence."""
AHEAD = 1.3
"""How much better than the second it is then."""
WORTH_ASKING = 0.45
"""Score, as a share of the best, from which a job is offered."""
HARDLY = 0.12
"""Below this share the bank knows nothing about the answer."""
TELLING = 4
"""Letters of a word that ESCO may know."""
OTHERS = "others"
"""Id of the choice that shows more jobs: an answer that no CV says anything of."""
AGAIN = NotFound("engine/retry/occupation")

_UNSAFE = re.compile(r"[^\w\s'’ʼ/&+.,-]|_|(?<!\w)/|/(?!\w)")
_TRADE = re.compile(
    r"(eur|euse|ier|iere|iste|ien|ienne|trice|logue|graphe|maitre|man|er|or|ant|ante|ero|era|ador|adora|ник|ниця|ець|"
    r"іст|ар|яр|ист)$"
)
"""How words for somebody's trade end."""


class Occupations:
    """The occupation resolver. Reads its data at the first call (`tables.warm` does it earlier)."""

    def coded(self, id: str, locale: str) -> JsonValue:
        """The occupation whose key in the bank this is; for "others" only that they want to see more."""
        if id == OTHERS:
            return {"id": OTHERS}
        job = find_occupation(id)
        return _value(job, "", locale) if job and job.key == id else None

    def resolve(self, text: str, locale: str) -> Resolved:
        """Value: `{"code", "label"}`, or `{"label"}` for words nobody knows; for a job of ESCO also its labels, as
        `title_of` reads them, and `like`: the key of a bank occupation with the same kind of tasks.
        """
        folded = fold(text) if len(text) <= LONGEST else ""
        if sum(char.isalpha() for char in folded) < LETTERS or is_nonsense(folded):
            return AGAIN
        for phrase in dict.fromkeys((folded, _core(folded))):
            if (answer := _exactly(phrase, locale)) is not None:
                return answer
        if answer := _with_slips(_core(folded), locale):
            return answer
        hits = ranking.ranked(folded, phone_letters=locale.startswith("ar"))
        return _weighed(hits, folded, locale) or _near_esco(folded, locale) or _as_typed(text, folded)


@lru_cache(maxsize=1)
def _like() -> Mapping[str, str]:
    """ESCO code, or ISCO group, → key of the first job of the bank that is near, or of that group."""
    found: dict[str, str] = {}
    for job in occupations():
        for code in (*job.near, esco().group(job.esco)):
            found.setdefault(code, job.key)
    return found


# -- in so many words -----------------------------------------------------------------------------------------
def _core(folded: str) -> str:
    """The words that name the job: "j'ai fait la plonge" → "plonge"."""
    words = folded.split()
    while len(words) > 1 and words[0] in AROUND:
        words.pop(0)
    while len(words) > 1 and words[-1] in AROUND:
        words.pop()
    return " ".join(words)


def _exactly(phrase: str, locale: str) -> Resolved | None:
    for form in _spellings(phrase):
        if keys := names().get(form):
            return _answer(keys, phrase, locale)
        if found := esco().called(form, locale):
            return _of_esco(found, phrase, locale)
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


def _with_slips(core: str, locale: str) -> Resolved | None:
    """The job whose name is one or two letters away, when no other name is as near and it is no word by itself.

    A letter left out, added or out of place is a slip; one letter for another may be another word ("rappeur" and
    "rippeur"): a question.
    """
    if core in hints() or all(ranking.is_word(word) for word in core.split()):
        return None
    most = 0 if len(core) > LONGEST_NAME else sum(len(core) >= letters for letters in ranking.SLIPS_FROM)
    close = process.extract(core, list(names()), scorer=OSA.distance, score_cutoff=most, limit=9) if most else []
    least = min((slips for _, slips, _ in close), default=0)
    near = [name for name, slips, _ in close if slips == least]
    keys = list(dict.fromkeys(key for name in near for key in names().get(name)))
    if len(keys) != 1:
        return None
    sure = any(len(core) != len(name) or sorted(core) == sorted(name) or sound(core) == sound(name) for name in near)
    return _answer(keys, near[0], locale) if sure else _offer(keys, (), near[0], locale)


# -- by what the words say ------------------------------------------------------------------------------------
def _weighed(hits: Sequence[Hit], folded: str, locale: str) -> Resolved | None:
    if not hits or hits[0].share < HARDLY:
        return None
    best, core, telling = hits[0], _core(folded), words_of(folded)
    worth = [hit.key for hit in hits if hit.score >= WORTH_ASKING * best.score]
    alone = telling[0] if len(telling) == 1 and telling[0] not in names() else ""
    kin = bool(alone) and not ranking.means(alone, best.key)
    if not kin and not (alone and esco().heads(alone)) and _is_sure(hits, hints().get(core), telling, worth):
        return _answer((best.key,), folded, locale)
    more = (() if best.named else esco().also_called(core, locale)) or esco().near(core, locale)
    return _offer(worth, more, folded, locale, first=OPTIONS - 1 if kin else 0)


def _is_sure(hits: Sequence[Hit], said: Sequence[str], telling: Sequence[str], worth: Sequence[str]) -> bool:
    """Whether the best leaves no doubt: all people say so, or it explains most of the answer and nothing else does.

    Among several words one that only looks like the job's is a doubt.
    """
    best = hits[0]
    if said:
        return [*said] == [best.key]
    if len(telling) > 1 and not best.firm:
        return False
    ahead = len(hits) == 1 or best.score >= AHEAD * hits[1].score
    return best.named and best.share >= SURE and ahead and not ranking.rivals(telling, best.key, worth)


def _near_esco(folded: str, locale: str) -> Resolved | None:
    core = _core(folded)
    if found := esco().also_called(core, locale):
        return _of_esco(found, core, locale)
    near = esco().near(core, locale) if len(core) > TELLING else ()
    return _offer((), near, folded, locale) if near else None


# -- answering ------------------------------------------------------------------------------------------------
def _answer(keys: Sequence[str], typed: str, locale: str) -> Resolved:
    keys = tuple(dict.fromkeys(keys))
    if len(keys) > 1:
        return _offer(keys, (), typed, locale)
    job = find_occupation(keys[0])
    return Found(_value(job, typed, locale)) if job else AGAIN


def _value(job: Occupation, typed: str, locale: str) -> dict[str, JsonValue]:
    """The form in which the person gave it ("Serveuse", نادلة, офіціантка) is kept, in the language of the chat."""
    form = _form(job, typed)
    return {"code": job.code, "label": job.title(locale, form, job.gender(form)).text}


def _form(job: Occupation, typed: str) -> str:
    """The longest form of the job's name that stands in the answer."""
    forms = {form for words in job.wording.values() for form in (words.f, words.m, *words.forms) if form}
    within = [form for form in forms if f" {fold(form)} " in f" {typed} "]
    return max(within, key=lambda form: (len(form), form), default="")


def _offer(keys: Sequence[str], more: Sequence[tuple[str, str]], typed: str, locale: str, first: int = 0) -> Resolved:
    """Jobs of the bank, then those of ESCO; `first`: how many of ESCO come before."""
    jobs = (find_occupation(key) for key in dict.fromkeys(keys))
    ours: list[tuple[JsonValue, str]] = [
        (_value(job, typed, locale), _button(job, typed, locale)) for job in jobs if job
    ]
    codes = [code for code, _ in dict.fromkeys(more) if find_occupation(code) is None]
    values = [_esco_value(code, typed, locale) for code in codes]
    theirs: list[tuple[JsonValue, str]] = [(value, str(value["label"])) for value in values]
    options = (*theirs[:first], *ours, *theirs[first:])
    return Choose(options[:OPTIONS]) if options else AGAIN


def _button(job: Occupation, typed: str, locale: str) -> str:
    """The job in the chat's language; in the one that was typed where that has letters of its own."""
    own = "uk" if any("\u0400" <= char <= "\u04ff" for char in typed) else locale.split("_")[0]
    return (job.wording.get(own) or job.words(locale)).button


def _of_esco(found: Sequence[tuple[str, str]], typed: str, locale: str) -> Resolved:
    ours = [job.key for code, _ in found if (job := find_occupation(code))]
    if len(found) > 1 or ours:
        return _offer(ours, found, typed, locale) if len(found) > 1 else _answer(ours, typed, locale)
    return Found(_esco_value(found[0][0], typed, locale))


def _esco_value(code: str, typed: str, locale: str) -> dict[str, JsonValue]:
    """A job that only ESCO has: its own labels, and the form that was typed."""
    known = esco()
    labels = {language: known.label(code, language) for language in ("fr", "en", "es")}
    chat = locale.split("_")[0] if locale.split("_")[0] in ("fr", "en") else "fr"
    said = next((how for label in labels.values() if (how := _gender(label, typed))), "")
    forms = dict(zip((MASCULINE, FEMININE), _forms(labels[chat]), strict=True))
    both = ", ".join(dict.fromkeys(forms.values()))
    value: dict[str, JsonValue] = {"code": code, "label": _capital(forms.get(said) or both)}
    value |= {language: labels[language] for language in ("fr", "en")}
    like = _like().get(code) or _like().get(known.group(code))
    return value | {"like": like} if like else value


def _forms(label: str) -> tuple[str, str]:
    m, _, f = label.partition("/")
    return m, f or m


def _gender(label: str, typed: str) -> str:
    """Which of a label's two forms stands in the answer."""
    m, f = _forms(label)
    if m == f:
        return ""
    return next((how for how, form in ((FEMININE, f), (MASCULINE, m)) if f" {fold(form)} " in f" {typed} "), "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _as_typed(text: str, folded: str) -> Resolved:
    """Their own words, one line, no signs that a document or a sheet would run; a question unless they name a trade."""
    words = " ".join(_UNSAFE.sub(" ", text).split()).strip(" -./,+&")
    if not words or len(words) > OWN_WORDS:
        return NotFound()
    telling = [word for word in _core(folded).split() if len(word) >= TELLING]
    if any(_TRADE.search(word) or esco().mentions(word) for word in telling):
        return Found({"label": _capital(words)})
    return NotFound()
