"""A CV: frozen values, worded in one language, each wording with the code it came from.

Law: what a leaf says is text that can be printed as it is; what the bot must still know (codes, levels, E.164) stands
beside it. There is no field for photo, birth date, nationality, marital status or street address.
"""

from __future__ import annotations

from dataclasses import dataclass

NOW = "now"
"""`Job.end` of a job that goes on."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said on the CV; `code` is its entry in the phrase bank, "" for a person's own words."""

    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """`phone` is E.164 when it was understood, else as typed. Town and department are enough; `insee` is its code."""

    phone: str = ""
    email: str = ""
    town: str = ""
    department: str = ""
    insee: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """`start`, `end`: "2024-09" or "2024", `end` may be `NOW`; `length` is a code (days … years) for want of dates."""

    title: Line
    employer: str = ""
    town: str = ""
    start: str = ""
    end: str = ""
    length: str = ""
    tasks: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class School:
    """`level` is worded with its state ("CAP en cours"); `state`: done, ongoing, stopped or ""; `year` like "2024".

    `start` and `lines` (courses, marks) come with files of others. `subject_code`: the subject in the phrase bank.
    """

    level: Line
    subject: str = ""
    place: str = ""
    year: str = ""
    state: str = ""
    start: str = ""
    lines: tuple[Line, ...] = ()
    subject_code: str = ""


@dataclass(frozen=True, slots=True)
class Extra:
    """One entry of a further section, as files of others have them: a project, an award …

    `section.code`: its heading in the bank; for want of one `section.text`. `start`, `end` as in a `Job`.
    """

    section: Line
    title: str = ""
    details: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """`level` is CEFR (a1 … c1), `native` or ""; `fluency` its wording."""

    name: Line
    level: str = ""
    fluency: str = ""


@dataclass(frozen=True, slots=True)
class CV:
    """`locale` is the language it is worded in. `headline` is the job looked for, `seeking` says what and when.

    `name_own`: the name in its own script, to stand beside. `mark`: one line that says what this paper is (a copy).
    `updated` is an ISO date: the PDF's date (a pure package reads no clock). `design`: a key of `design.DESIGNS`.
    `pages`: so many at most. `kept`: what is left out last when there is no room (`items.key`).
    """

    locale: str = "fr"
    name: str = ""
    name_own: str = ""
    headline: Line = Line("")
    seeking: tuple[Line, ...] = ()
    summary: str = ""
    contact: Contact = Contact()
    work: tuple[Job, ...] = ()
    education: tuple[School, ...] = ()
    skills: tuple[Line, ...] = ()
    qualities: tuple[Line, ...] = ()
    languages: tuple[Language, ...] = ()
    licences: tuple[Line, ...] = ()
    interests: tuple[Line, ...] = ()
    extras: tuple[Extra, ...] = ()
    updated: str = ""
    design: str = ""
    pages: int = 1
    kept: tuple[str, ...] = ()
    mark: str = ""
