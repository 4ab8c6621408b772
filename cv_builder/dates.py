"""Months and periods in words: "juin – août 2024", "depuis septembre 2025"."""

from __future__ import annotations

import re

from cv_builder.model import NOW, Job
from cv_builder.wording import Phrases

YEARS = "years"
"""`Job.length` of what took more than one: a single year beside it reads as a slip, so it is said to be one of them."""
_YEAR = re.compile(r"[12][0-9]{3}")
_MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")


def is_date(value: str) -> bool:
    """True for "2024" and "2024-09"."""
    return bool(_YEAR.fullmatch(value) or _MONTH.fullmatch(value))


def month_words(value: str, phrases: Phrases) -> str:
    """ "2024-09" → "septembre 2024"; anything else as it is."""
    found = _MONTH.fullmatch(value)
    if not found:
        return value
    return f"{phrases.months[int(found[2]) - 1]} {found[1]}"


def period(job: Job, phrases: Phrases) -> str:
    """When and how long, as far as it is known; "" when nothing is."""
    length = phrases.word("lengths", job.length)
    when = from_to(job.start, job.end, phrases)
    if job.end == NOW or not length or (job.start and job.end and job.start != job.end):
        return when
    if when and job.length == YEARS:
        return phrases.say("years_with").format(when=when, length=length)
    return phrases.say("when_length").format(when=when, length=length) if when else length


def from_to(start: str, end: str, phrases: Phrases) -> str:
    """Two dates in words, or what is known of them."""
    if start and end == NOW:
        return phrases.say("since").format(start=month_words(start, phrases))
    if end == NOW:
        return phrases.say("present")
    if start and end and start != end:
        return f"{_without_year(start, end, phrases)} – {month_words(end, phrases)}"
    return month_words(start or end, phrases)


def _without_year(start: str, end: str, phrases: Phrases) -> str:
    same_year = _MONTH.fullmatch(start) and _MONTH.fullmatch(end) and start[:4] == end[:4]
    return phrases.months[int(start[5:]) - 1] if same_year else month_words(start, phrases)
