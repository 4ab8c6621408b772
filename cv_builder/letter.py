"""A message to an employer, and the same as a letter: what the CV really says, in sentences that fit every answer.

Law: a job's title, the name of a place and what somebody typed stand where no word has to agree with them (after a
colon, in brackets, in an address). Nothing is praised, nothing is said that is not in the CV and was not answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cv_builder.blocks import shown_phone
from cv_builder.chars import clean, direction, isolate, join, typeset, unbroken, without_pictures
from cv_builder.dates import is_date, month_words
from cv_builder.model import CV, NOW, Job, Line
from cv_builder.names import tidy_words
from cv_builder.shorten import tidy
from cv_builder.wording import find_occupation, phrases
from cv_builder.wording.occupation import fold
from cv_builder.wording.tables import table

HOW, WHY, WHEN = (
    ("pass", "ad", "told", "open"),
    ("near", "like", "learn", "hours"),
    (
        "any",
        "morning",
        "afternoon",
        "weekend",
    ),
)
"""Choices of the conversation."""
MOST_WORDS = 150
"""Of a letter without its addresses: what is read standing at a counter."""
ROOM_WORDS = MOST_WORDS - 20
"""The same without greeting, close and name."""
TASKS = 2
"""Named in a letter; the CV beside it has the others."""
LONGEST_TASK = 70
LONGEST_OWN = 200
"""Characters of the person's own sentence, and of a name of a place `LONGEST_PLACE`."""
LONGEST_PLACE = 60
_OF_OTHERS = re.compile(r"\b(?:se|son|sa|ses|soi|your|their own)\b|\bs’", re.IGNORECASE)
"""A line about "son calme" is not what somebody says of themself."""
_ARTICLE = re.compile(r"^(le|les) (?=\S)", re.IGNORECASE)
_CONTRACTED = {"le": "au ", "les": "aux "}
_VOWEL = re.compile(r"^[aeiou]", re.IGNORECASE)
PERSON = "en"
"""Language in which the bank's title of every job is a word for a person."""
_END = ".!?…؟。"

Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the conversation asked: each a code or "", the name of the place, a sentence of their own."""

    how: str = ""
    why: str = ""
    when: str = ""
    place: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """`message` is ready to copy. `paragraphs` stand between `dear` and `goodbye`. `left_out`: codes of what was not
    taken ("own": a sentence in another script than the letter).
    """

    locale: str
    message: str
    place: str
    dated: str
    subject: str
    dear: str
    paragraphs: tuple[str, ...]
    goodbye: str
    left_out: tuple[str, ...] = ()


def letter(cv: CV, wish: Wish, today: date) -> Letter:
    """Message and letter of `cv` for one employer, in the language of the CV."""
    words: Words = table("letter")[phrases(cv.locale).locale]
    cv = replace(tidy(cv)[0], locale=phrases(cv.locale).locale)
    own, left_out = _own(wish.own, cv.locale)
    opening, coming = _joined(cv, _opening(cv, wish, words), _reason(cv, wish, words)), _coming(cv, wish, words)
    experience = list(_experience(cv, words))
    last = _joined(cv, coming, _reach(cv, words), words["enclosed"])
    while len(experience) > 1 and len(f"{opening} {' '.join(experience)} {own} {last}".split()) > ROOM_WORDS:
        experience.pop()
    told = (opening, _joined(cv, *experience), typeset(own, cv.locale), last)
    said = _joined(cv, opening, *experience[:1], own, coming, words["attached"], words["thanks"])
    signature = filter(None, (cv.name, shown_phone(cv.contact.phone) or cv.contact.email))
    return Letter(
        locale=cv.locale,
        message="\n".join((words["hello"], said, *signature)),
        place=_short(wish.place, LONGEST_PLACE),
        dated=_dated(cv, today, words),
        subject=typeset(_subject(cv, wish, words), cv.locale),
        dear=words["dear"],
        paragraphs=tuple(filter(None, told)),
        goodbye=words["goodbye"],
        left_out=left_out,
    )


def _joined(cv: CV, *sentences: str) -> str:
    return typeset(" ".join(filter(None, sentences)), cv.locale)


def _short(text: str, most: int) -> str:
    text = without_pictures(clean(text))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _own(typed: str, locale: str) -> tuple[str, tuple[str, ...]]:
    """Their sentence with a capital and an end. **Why** not in another script: the letter would be in two languages."""
    text = _short(typed, LONGEST_OWN)
    if not text:
        return "", ()
    if (direction(text) == "rtl") != (locale == "ar"):
        return "", ("own",)
    text = tidy_words(text)
    return text if text[-1] in _END else f"{text}.", ()


# -- what is looked for ---------------------------------------------------------------------------------------
def _opening(cv: CV, wish: Wish, words: Words) -> str:
    how = wish.how if wish.how in HOW else "open"
    return str(words["how"][how]).format(seek=_seek(cv, words))


def _seek(cv: CV, words: Words) -> str:
    kinds = _kinds(cv, words)
    if not cv.headline.text:
        return str(words["seek"]).format(kinds=kinds)
    form, job = _named(cv.headline, cv.locale)
    return str(words["seek_as" if form else "seek_job"]).format(kinds=kinds, job=isolate(job, cv.locale))


def _kinds(cv: CV, words: Words) -> str:
    known = words["kinds"]
    codes = next((line.code.split() for line in cv.seeking if set(line.code.split()) <= set(known)), [])
    named = [str(known[code]) for code in codes] or [str(known["none"])]
    *first, last = named
    return f"{str(words['comma']).join(first)} {words['or']} {last}" if first else last


def _named(title: Line, locale: str) -> tuple[bool, str]:
    """Whether it is a word for a person ("serveuse"), and the title as it stands inside a sentence."""
    known = find_occupation(title.code)
    if known is None:
        return False, lowered(title.text)
    wording = known.words(locale)
    people = {form for form in (wording.f, wording.m, *wording.forms) if form}
    people = people | {wording.title} if locale == PERSON else people - {wording.title}
    form = fold(title.text) in map(fold, people)
    job = lowered(title.text)
    return form, f"{'an' if _VOWEL.match(job) else 'a'} {job}" if form and locale == PERSON else job


def lowered(text: str) -> str:
    """ "Serveuse" → "serveuse"; "CAP", "McDo" and "iOS" stay."""
    first = text.split(" ")[0]
    return text[:1].lower() + text[1:] if first[1:] == first[1:].lower() and len(first) > 1 else text


def _subject(cv: CV, wish: Wish, words: Words) -> str:
    what = str(words["about"][wish.how if wish.how in HOW else "open"])
    if cv.headline.text:
        what = str(words["subject_job"]).format(what=what, job=isolate(cv.headline.text, cv.locale))
    return str(words["subject"]).format(what=what)


# -- why them -------------------------------------------------------------------------------------------------
def _reason(cv: CV, wish: Wish, words: Words) -> str:
    if wish.why == "near":
        town = cv.contact.town
        return str(words["near"]).format(town=_in_town(town, cv.locale, words)) if town else str(words["near_here"])
    did_it = bool(cv.headline.code) and cv.headline.code in {job.title.code for job in cv.work}
    why = "go_on" if wish.why == "learn" and did_it else wish.why
    return str(words["why"].get(why, "")) if wish.why in WHY else ""


def _in_town(town: str, locale: str, words: Words) -> str:
    """ "à Montreuil", "au Havre", "aux Lilas"."""
    article = _ARTICLE.match(town) if locale == "fr" else None
    if article:
        return _CONTRACTED[article[1].lower()] + town[article.end() :]
    return str(words["in_town"]).format(town=isolate(town, locale))


# -- what they can do -----------------------------------------------------------------------------------------
def _experience(cv: CV, words: Words) -> Iterator[str]:
    """The job that is most like the one looked for, with what was done there; else what they can do, and school."""
    if cv.work:
        job = next((job for job in cv.work if job.title.code and job.title.code == cv.headline.code), cv.work[0])
        yield _worked(job, cv.locale, words)
        if tasks := _listed(job.tasks, cv.locale, words):
            yield str(words["do" if job.end == NOW else "did"]).format(list=tasks)
    elif skills := _listed(cv.skills, cv.locale, words):
        yield str(words["can"]).format(list=skills)
    if not cv.work and cv.education:
        school = cv.education[0]
        details = f" ({isolate(school.subject, cv.locale)})" if school.subject else ""
        yield str(words["study"]).format(study=isolate(lowered(school.level.text), cv.locale) + details)


def _worked(job: Job, locale: str, words: Words) -> str:
    year = next((value[:4] for value in (job.end, job.start) if is_date(value)), "")
    known = [job.employer, "" if job.end == NOW else year]
    details = join(known, str(words["comma"]), locale)
    where = str(words["where"]).format(details=details) if details else ""
    verb = "working" if job.end == NOW else "worked"
    if not job.title.text or job.title.text == phrases(locale).say("unknown_job"):
        return str(words[verb]).format(where=where)
    form, title = _named(job.title, locale)
    return str(words[f"{verb}_as" if form else f"{verb}_job"]).format(job=isolate(title, locale), where=where)


def _listed(lines: Sequence[Line], locale: str, words: Words) -> str:
    """A few lines of the bank, which are all worded alike; a person's own words may be anything."""
    fitting = [line.text for line in lines if line.code and len(line.text) <= LONGEST_TASK]
    fitting = [text for text in fitting if not _OF_OTHERS.search(text)]
    return str(words["semicolon"]).join(isolate(lowered(text), locale) for text in fitting[:TASKS])


# -- what comes next ------------------------------------------------------------------------------------------
def _coming(cv: CV, wish: Wish, words: Words) -> str:
    """ "Je peux commencer tout de suite, et passer vous voir un matin." """
    start = next(filter(None, (_start(line.code, cv.locale, words) for line in cv.seeking)), "")
    come = str(words["when"][wish.when]) if wish.when in WHEN else ""
    if start and come:
        return str(words["can_both"]).format(start=start, come=come)
    return str(words["can_one"]).format(start=start or come) if start or come else ""


def _start(code: str, locale: str, words: Words) -> str:
    if is_date(code):
        return str(words["from"]).format(month=month_words(code, phrases(locale)))
    return str(words["available"].get(code, ""))


def _reach(cv: CV, words: Words) -> str:
    if cv.contact.phone:
        return str(words["call"]).format(phone=isolate(unbroken(shown_phone(cv.contact.phone)), cv.locale))
    return str(words["write"]).format(email=isolate(cv.contact.email, cv.locale)) if cv.contact.email else ""


def _dated(cv: CV, today: date, words: Words) -> str:
    month = f"{phrases(cv.locale).months[today.month - 1]} {today.year}"
    day = str(words["first_day" if today.day == 1 else "day"]).format(day=today.day, month=month)
    town = isolate(cv.contact.town, cv.locale)
    return str(words["place_date" if town else "date"]).format(town=town, date=day)
