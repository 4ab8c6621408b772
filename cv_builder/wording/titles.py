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
from cv_builder.wording.phrases import FALLBACK

Answers = Mapping[str, object]

BOTH = "/"
"""Between the two forms of an ESCO label, the masculine first."""


def title_of(value: object, locale: str, named: str = "") -> Line:
    """The bank's wording, else ESCO's in this language, else their own words; without `named` as it was typed."""
    code, label = _part(value, "code"), _part(value, "label")
    named = named or gender_of_title(value)
    if known := find_occupation(code):
        return known.title(locale, label, named)
    m, f = forms(_part(value, locale))
    own = next((form for form in (m, f) if fold(form) == fold(label)), m or label)
    chosen = {MASCULINE: m, FEMININE: f}.get(named, "") or own
    return Line(tidy_words(chosen), code)


def named_by(answers: Answers) -> str:
    """How this person is named: as they said, else in the feminine when they typed one; "" leaves each title as given.

    **Why** a masculine form says nothing about the others: it is the one of the dictionary, and women type it too.
    """
    said = answers.get("named")
    if isinstance(said, str) and said in NAMED:
        return said
    return FEMININE if {gender for value in given_jobs(answers) if (gender := _typed(value))} == {FEMININE} else ""


def given_jobs(answers: Answers) -> Sequence[object]:
    """The job looked for, then those worked in."""
    titles = answers.get("job.title")
    return [answers.get("looking"), *(titles if isinstance(titles, list) else [titles])]


def unsettled(answers: Answers) -> object:
    """The job whose typed form leaves it open how the person is named; None when every form says the same feminine."""
    typed = [value for value in given_jobs(answers) if _typed(value)]
    return next((value for value in typed if _typed(value) == MASCULINE), None)


def feminine(answers: Answers) -> object:
    """The first job given in the feminine; None when there is none, or when another form contradicts it."""
    if unsettled(answers) is not None:
        return None
    return next((value for value in given_jobs(answers) if _typed(value) == FEMININE), None)


def _typed(value: object) -> str:
    """What the form says in which this job was given, where the job has another."""
    return gender_of_title(value) if choices_of(value, (FALLBACK,)) else ""


def gender_of_title(value: object) -> str:
    """ "f" or "m" when the label of this occupation answer is one of two forms; "" else."""
    label = _part(value, "label")
    if known := find_occupation(_part(value, "code")):
        return known.gender(label)
    m, f = forms(_part(value, "fr"))
    return {fold(m): MASCULINE, fold(f): FEMININE}.get(fold(label), "") if m != f else ""


def choices_of(value: object, locales: Sequence[str]) -> Sequence[tuple[str, str]]:
    """(how named, title) to choose from, in the first of these languages that has two forms for this job.

    The form that was typed comes first. Empty where one form is for all.
    """
    typed, label = gender_of_title(value), _part(value, "label")
    known = find_occupation(_part(value, "code"))
    for locale in locales:
        if known is None:
            m, f = forms(_part(value, locale))
            neutral = ""
        elif (words := known.wording.get(locale)) and words.is_gendered:
            m, f, neutral = words.own(label, MASCULINE), words.own(label, FEMININE), words.title
        else:
            continue
        if m != f:
            named = ((FEMININE, f), (MASCULINE, m), (NEUTRAL, neutral))
            return sorted(((how, title) for how, title in named if title), key=lambda one: one[0] != typed)
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
