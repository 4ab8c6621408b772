"""JSON Resume in, ours or anybody's. What has the wrong type is left out and named, never an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cv_builder import brought
from cv_builder.chars import clean
from cv_builder.json_resume import OURS, SECTIONS, Fields
from cv_builder.model import CV, NOW, Contact, Extra, Job, Language, Line, School
from cv_builder.reading import known
from cv_builder.reading.report import Read
from cv_builder.reading.source import MOST_ENTRIES, At, Source
from cv_builder.wording import phrases

LISTS = ("basics", "work", "education", "skills", "languages", "volunteer", "projects", "awards", "certificates",
         "publications", "interests", "references")  # fmt: skip
"""A document with none of these is no JSON Resume."""


def from_json_resume(document: Mapping[str, object]) -> CV:
    """The CV in a JSON Resume document."""
    return read_json_resume(document).cv


def is_resume(document: object) -> bool:
    return isinstance(document, Mapping) and any(name in document for name in (*LISTS, OURS))


def read_json_resume(document: Mapping[str, object]) -> Read:
    """The CV and what could not be used."""
    source = Source(document)
    root = source.root
    ours = _map(document.get(OURS))
    root.skip(OURS)
    root.skip("$schema")
    cv = _cv(root, ours)
    root.skip("meta")
    cv = cv if ours else replace(cv, locale=known.locale_of(known.said(cv)))
    return Read(cv, source.rest(), ours=bool(ours))


def _cv(root: At, ours: Mapping[str, object]) -> CV:
    basics = root.at("basics")
    skills, qualities = _skills(root, ours)
    cv = CV(
        locale=phrases(_str(ours.get("locale"))).locale,
        name=basics.text("name"),
        headline=Line(basics.text("label"), _str(ours.get("headline"))),
        seeking=_pairs(ours.get("seeking")),
        summary=basics.text("summary"),
        contact=_contact(basics, ours),
        work=tuple(_job(entry, mine) for entry, mine in _beside(root.each("work"), ours.get("work"))),
        education=tuple(_school(entry, mine) for entry, mine in _beside(root.each("education"), ours.get("education"))),
        skills=skills,
        qualities=qualities,
        languages=tuple(
            _language(entry, mine, bool(ours)) for entry, mine in _beside(root.each("languages"), ours.get("languages"))
        ),
        interests=_coded([_with_more(entry, "", "keywords") for entry in root.each("interests")], ours, "interests"),
        licences=_coded([_certificate(entry) for entry in root.each("certificates")], ours, "licences"),
        extras=_extras(root, basics, ours),
        updated=root.text("meta", "lastModified"),
        design=_str(ours.get("design")),
        pages=2 if ours.get("pages") == 2 else 1,
        kept=tuple(filter(None, map(_str, _seq(ours.get("kept"))))),
        name_own=_str(ours.get("name_own")),
        mark=_str(ours.get("mark")),
    )
    return replace(
        cv,
        work=tuple(job for job in cv.work if job != Job(Line(""))),
        education=tuple(school for school in cv.education if school != School(Line(""))),
        languages=tuple(spoken for spoken in cv.languages if spoken != Language(Line(""))),
    )


def _str(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(str(value))


def _map(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _seq(value: object) -> Sequence[object]:
    return value[:MOST_ENTRIES] if isinstance(value, list | tuple) else ()


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(_str, _seq(value)))


def _beside(theirs: Sequence[At], ours: object) -> list[tuple[At, object]]:
    """Entries of a standard list with what we keep beside them, as long as both still have the same length."""
    mine = _seq(ours)
    if len(theirs) != len(mine):
        mine = [None] * len(theirs)
    return list(zip(theirs, mine, strict=True))


def _pairs(value: object) -> tuple[Line, ...]:
    found = (_strings(pair) for pair in _seq(value))
    return tuple(Line(pair[0], pair[1]) for pair in found if len(pair) == 2)


def _lines(texts: Sequence[str], codes: object) -> tuple[Line, ...]:
    known_codes = _strings(codes)
    if len(known_codes) != len(texts):
        known_codes = ("",) * len(texts)
    return tuple(Line(text, code) for text, code in zip(texts, known_codes, strict=True) if text)


def _coded(texts: Sequence[str], ours: Mapping[str, object], name: str) -> tuple[Line, ...]:
    return _lines(texts, ours.get(name))


def _contact(basics: At, ours: Mapping[str, object]) -> Contact:
    """**Why** no address: a town is enough for an employer, and says less to everybody else."""
    contact = Contact(
        phone=basics.text("phone"),
        email=_str(ours.get("email")) or basics.text("email"),
        town=basics.text("location", "city"),
        department=basics.text("location", "region"),
        insee=_str(ours.get("insee")),
    )
    if ours:
        basics.text("email")
    for name in ("address", "postalCode", "countryCode"):
        basics.refuse("address", "location", name)
    basics.refuse("photo", "image")
    return contact


def _job(entry: At, extra: object) -> Job:
    mine = _map(extra)
    texts = entry.each("highlights")
    tasks = _lines([text.text() for text in texts], mine.get("tasks"))
    more = (*entry.lines("summary"), *entry.lines("description"))
    job = Job(
        title=Line(entry.text("position"), _str(mine.get("code"))),
        employer=entry.text("name"),
        town=entry.text("location"),
        start=known.date(entry.text("startDate")) or _str(mine.get("start")),
        end=known.date(entry.text("endDate")) or _str(mine.get("end")),
        length=_str(mine.get("length")),
        tasks=(*map(Line, more), *tasks),
    )
    entry.refuse("link", "url")
    goes_on = bool(job.start) and not job.end and not mine
    return replace(job, end=NOW) if goes_on or (known.is_now(job.end) and not mine) else job


def _school(entry: At, extra: object) -> School:
    mine = _map(extra)
    courses = [text.text() for text in entry.each("courses")]
    lines = courses if mine else [", ".join(filter(None, courses))]
    marks = entry.text("score")
    school = School(
        level=Line(entry.text("studyType"), _str(mine.get("code"))),
        subject=entry.text("area"),
        place=entry.text("institution"),
        year=known.date(entry.text("endDate")) or _str(mine.get("year")),
        state=_str(mine.get("state")),
        start=known.date(entry.text("startDate")) or _str(mine.get("start")),
        lines=(*_lines(lines, mine.get("lines")), *map(Line, filter(None, [marks]))),
        subject_code=_str(mine.get("subject")),
    )
    entry.refuse("link", "url")
    return school


def _skills(root: At, ours: Mapping[str, object]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Skills and qualities: ours as they were; in files of others a skill's name and its keywords are one line."""
    if "skills" in ours:
        root.skip("skills")
        return _pairs(ours.get("skills")), _pairs(ours.get("qualities"))
    lines = (_with_more(entry, "level", "keywords") for entry in root.each("skills"))
    return tuple(Line(line) for line in lines if line), ()


def _with_more(entry: At, detail: str, keywords: str) -> str:
    """ "Vente – débutant (caisse, accueil)", as much of it as there is."""
    name = entry.text("name")
    level = entry.text(detail) if detail else ""
    words = ", ".join(filter(None, (word.text() for word in entry.each(keywords))))
    head = " – ".join(filter(None, (name, level)))
    return f"{head} ({words})" if head and words else head or words


def _certificate(entry: At) -> str:
    """ "TOEIC (ETS, 2023)"."""
    name = entry.text("name")
    more = ", ".join(filter(None, (entry.text("issuer"), known.date(entry.text("date")))))
    entry.refuse("link", "url")
    return f"{name} ({more})" if name and more else name or more


def _language(entry: At, extra: object, ours: bool) -> Language:
    name, fluency = entry.text("language"), entry.text("fluency")
    if ours:
        code, level = (*_strings(extra), "", "")[:2]
        return Language(Line(name, code), level, fluency)
    return known.language(name, fluency) if name or fluency else Language(Line(""))


# -- further sections -----------------------------------------------------------------------------------------
def _extras(root: At, basics: At, ours: Mapping[str, object]) -> tuple[Extra, ...]:
    if "extras" in ours:
        for name in SECTIONS:
            root.skip(name)
        return brought.extras(ours.get("extras"))
    found = [_extra(entry, code, fields) for code, fields in SECTIONS.items() for entry in root.each(code)]
    links = Line("", "links")
    found += [Extra(links, basics.text("url")), *(_link(entry, links) for entry in basics.each("profiles"))]
    return tuple(extra for extra in found if extra != Extra(extra.section))


def _extra(entry: At, code: str, fields: Fields) -> Extra:
    """Every standard text of the entry, in the order of the standard."""
    details = [entry.text(fields.detail)] if fields.detail else []
    details += [entry.text("type"), *(role.text() for role in entry.each("roles")), entry.text("url")]
    lines = [line for name in dict.fromkeys(("description", "summary", fields.lines)) for line in entry.lines(name)]
    keywords = ", ".join(filter(None, (word.text() for word in entry.each("keywords"))))
    return Extra(
        section=Line("", code),
        title=entry.text(fields.title),
        details=tuple(filter(None, details)),
        start=known.date(entry.text(fields.start)) if fields.start else "",
        end=known.date(entry.text(fields.end)) if fields.end else "",
        lines=tuple(filter(None, [*lines, keywords])),
    )


def _link(entry: At, section: Line) -> Extra:
    details = (entry.text("username"), entry.text("url"))
    return Extra(section, title=entry.text("network"), details=tuple(filter(None, details)))
