"""One occupation of the bank: how it is called in each language, and what people do there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from cv_builder.model import Line
from cv_builder.wording.phrases import FALLBACK

FEMININE, MASCULINE, NEUTRAL = NAMED = ("f", "m", "n")
"""How a person is named on their CV: answer `named`."""
FEWEST = 2
"""A count below this says nothing better than the line without it ("jusqu’à 1 couverts" is not French)."""
MOST = 100_000
"""Above this a count is a slip of the finger."""

COUNTS = "="
"""Between a task and its number in the code of a CV line: "waiter_serve=60"."""

ALIKE = 3
"""Letters that the two forms of one word begin with at least: "Hôte" and "Hôtesse"."""
HELPER = "Aide-"
"""What follows says how the person is named: "Aide-pâtissière"."""

_FEMININE = re.compile(r"(euse|trice|ère|ée|enne|onne|esse|nte|femme)$", re.IGNORECASE)
_WOMAN = re.compile(
    r"(?:[a-z]+ )?(?:waitress|hostess|stewardess|seamstress|(?:bar|chamber|house)?maid|(?:[a-z]*woman)|(?:[a-z]+ )lady)"
)
"""English names of jobs that only women give themselves; their counterparts ("waiter") are said by everybody."""
_MASCULINE = re.compile(r"(eur|er|é|ien|on|ôte|nt)$", re.IGNORECASE)


def fold(text: str) -> str:
    """For comparing what people type: no case, no accent, ’ and hyphen as a space, final letters of Arabic alike."""
    text = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(" " if c in "'’ʼ-‐·/," else c for c in text if not unicodedata.combining(c))
    return " ".join(kept.replace("ة", "ه").replace("ى", "ي").split())


@dataclass(frozen=True, slots=True)
class Wording:
    """`title` is neutral in gender ("" where a language only helps to find the job), `f` and `m` name a person.

    `forms`: what else a person may call themself; `words`: what else people type.
    """

    title: str
    f: str
    m: str
    button: str
    forms: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that names this job and no hint."""
        every = (self.f, self.m, *self.forms, self.title, self.button)
        return tuple(dict.fromkeys(name for name in every if name))

    @property
    def is_gendered(self) -> bool:
        return self.f != self.m

    def own(self, typed: str, named: str = "") -> str:
        """How this person is called: the form they typed unless they chose another, else that one, else the neutral."""
        typed = fold(typed)
        both = {fold(self.f), fold(self.m)}
        if typed not in both and (other := next((form for form in self.forms if fold(form) == typed), "")):
            gender = gender_of(other) if self.is_gendered else ""
            if not gender or named in ("", gender):
                return other
            if named != NEUTRAL and (twin := self._twin(other, named)):
                return twin
        chosen = {FEMININE: self.f, MASCULINE: self.m, NEUTRAL: self.title}.get(named, "")
        return chosen or next((form for form in (self.f, self.m) if form and fold(form) == typed), "") or self.title

    def _twin(self, form: str, named: str) -> str:
        """The same form for somebody named otherwise: "Coursier" → "Coursière"; "" when there is none."""
        alike = {other: _alike(fold(form), fold(other)) for other in self.forms if gender_of(other) == named}
        best = max(alike, key=lambda other: alike[other], default="")
        return best if best and alike[best] >= ALIKE else ""

    def gender(self, typed: str) -> str:
        """ "f" or "m" when these words are one of the two forms; else ""."""
        if not self.is_gendered:
            return ""
        return {fold(self.m): MASCULINE, fold(self.f): FEMININE}.get(fold(typed), "")


def _alike(one: str, other: str) -> int:
    """Letters that both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def gender_of(form: str) -> str:
    """What a French word for a person says by its ending: "caissière" f, "caissier" m, "bénévole" nothing."""
    first = form.removeprefix(HELPER).split(" ")[0].split("-")[0]
    return FEMININE if _FEMININE.search(first) else MASCULINE if _MASCULINE.search(first) else ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number that makes a task speak. `question[locale]`, `line[locale]` with {n}, `some`: likely answers.

    `most`: the last one that can be meant.
    """

    question: Mapping[str, str]
    line: Mapping[str, str]
    some: tuple[int, ...]
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Task:
    """`button[locale]`: plain words, ≤ 20 characters. `line[locale]`: what the CV says."""

    code: str
    button: Mapping[str, str]
    line: Mapping[str, str]
    count: Count | None = None

    def says(self, number: int | None) -> bool:
        """Whether the number has a place in this task's sentence."""
        return self.count is not None and number is not None and FEWEST <= number <= self.count.most

    def worded(self, locale: str, number: int | None = None) -> Line:
        """The CV sentence, with the number where there is one to say; then it stands in the code too."""
        if self.count is not None and self.says(number):
            sentence = self.count.line.get(locale) or self.count.line[FALLBACK]
            return Line(sentence.format(n=number), f"{self.code}{COUNTS}{number}")
        return Line(self.line.get(locale) or self.line[FALLBACK], self.code)


@dataclass(frozen=True, slots=True)
class Occupation:
    """`esco` is the part after …/esco/occupation/, "" where ESCO has none; `code` is what answers may hold."""

    key: str
    esco: str
    near: tuple[str, ...]
    sector: str
    wording: Mapping[str, Wording]
    tasks: tuple[Task, ...]

    @property
    def code(self) -> str:
        return self.esco or self.key

    def words(self, locale: str) -> Wording:
        """Of this CV language, French when there is none."""
        found = self.wording.get(locale)
        return found if found and found.title else self.wording[FALLBACK]

    def title(self, locale: str, typed: str = "", named: str = "") -> Line:
        """The CV title: as the person is named ("Serveuse"), else the neutral one. `typed`: the form they gave."""
        return Line(self.words(locale).own(typed, named), self.code)

    def gender(self, typed: str) -> str:
        """What the words they typed, in whichever language, say about how they are named: "f", "m" or ""."""
        said = next((said for words in self.wording.values() if (said := words.gender(typed))), "")
        folded = fold(typed)
        said = said or next((gender_of(form) for form in self.wording[FALLBACK].forms if fold(form) == folded), "")
        return said or (FEMININE if _WOMAN.fullmatch(" ".join(typed.casefold().split())) else "")

    def task(self, code: str) -> Task | None:
        return next((task for task in self.tasks if task.code == code), None)


def split_count(code: str) -> tuple[str, int | None]:
    """ "waiter_serve=60" → the task's code and its number, if any."""
    task, _, number = code.partition(COUNTS)
    return task, int(number) if number.isascii() and number.isdecimal() and len(number) <= len(str(MOST)) else None


def counted(tasks: Sequence[Task]) -> Task | None:
    """The first of these with a number to ask for."""
    return next((task for task in tasks if task.count is not None), None)
