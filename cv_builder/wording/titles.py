"""Occupation answers → titles of a CV. The person is named as they chose (`named`), never with a slash.

An occupation answer is `{"code", "label"}`, with ESCO's own labels beside them where the bank does not have the job:
`{"code", "label", "fr": "boulanger/boulangère", "en": "baker"}`; or `{"label"}` in the person's own words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cv_builder.chars import clean, without_pictures
from cv_builder.model import Line
from cv_builder.names import tidy_words
from cv_builder.wording.jobs import find_occupation
from cv_builder.wording.occupation import FEMININE, MASCULINE, NAMED, NEUTRAL, fold

Answers = Mapping[str, object]

BOTH = "/"
"""Between the two forms of an ESCO label, the masculine first."""


def title_of(value: object, locale: str, named: str = "") -> Line:
    """The bank's wording, else ESCO's in this language, else the person's own words."""
    code, label = _part(value, "code"), _part(value, "label")
    if known := find_occupation(code):
        return known.title(locale, label, named)
    m, f = forms(_part(value, locale))
    own = next((form for form in (m, f) if fold(form) == fold(label)), m or label)
    chosen = {MASCULINE: m, FEMININE: f}.get(named, "") or own
    return Line(tidy_words(chosen), code)


def named_by(answers: Answers) -> str:
    """How this person is named: as they said, else as the words show in which they gave a job; "" when nothing does."""
    said = answers.get("named")
    if isinstance(said, str) and said in NAMED:
        return said
    titles = answers.get("job.title")
    given = [answers.get("looking"), *(titles if isinstance(titles, list) else [titles])]
    return next((gender for value in given if (gender := gender_of_title(value))), "")


def gender_of_title(value: object) -> str:
    """ "f" or "m" when the label of this occupation answer is one of two forms; "" else."""
    label = _part(value, "label")
    if known := find_occupation(_part(value, "code")):
        return known.gender(label)
    m, f = forms(_part(value, "fr"))
    return {fold(m): MASCULINE, fold(f): FEMININE}.get(fold(label), "") if m != f else ""


def choices_of(value: object, locales: Sequence[str]) -> Sequence[tuple[str, str]]:
    """(how named, title) to choose from, in the first of these languages that has two forms for this job.

    Empty where nothing is to choose: one form for all, or the words already say which.
    """
    if gender_of_title(value):
        return ()
    known = find_occupation(_part(value, "code"))
    for locale in locales:
        if known is None:
            m, f = forms(_part(value, locale))
            neutral = ""
        elif words := known.wording.get(locale):
            m, f, neutral = words.m, words.f, words.title
        else:
            continue
        if m != f:
            named = ((FEMININE, f), (MASCULINE, m), (NEUTRAL, neutral))
            return tuple((how, title) for how, title in named if title)
    return ()


def forms(label: str) -> tuple[str, str]:
    """An ESCO label's masculine and feminine: "boulanger/boulangère"; one that has no halves twice."""
    m, slash, f = (part.strip() for part in label.partition(BOTH))
    return (_capital(m), _capital(f)) if slash and m and f and BOTH not in f else (_capital(label), _capital(label))


def _part(value: object, part: str) -> str:
    """Text of an answer, clean and without emoji; a bare text is its label."""
    found = value.get(part) if isinstance(value, Mapping) else value if part == "label" else ""
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return without_pictures(clean(str(found)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
