"""A CV → one list of paragraphs in a stated order; every format prints exactly these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

import phonenumbers

from cv_builder.chars import isolate, join, typeset, unbroken
from cv_builder.dates import from_to, period
from cv_builder.design import SEPARATOR, design_of
from cv_builder.grouping import by_topic, licences_heading, skills_heading, sorted_licences
from cv_builder.model import CV, Contact, Job, Line, School
from cv_builder.scripts import readable, script_of
from cv_builder.wording import Phrases
from cv_builder.wording.departments import NAMES

_DEPARTMENT = re.compile(r"[0-9][0-9AB][0-9]?")
_E164 = re.compile(r"\+[0-9]{6,15}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_AS_IT_IS = "@!#$*+-_.~'"
HOME = "FR"
"""Region whose phone numbers are shown as people there write them."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. `kind` is a key of `Design.styles`; `side` stands at the line's end, `note` follows, muted.

    `links`: (part of `text`, where it leads).
    """

    kind: str
    text: str
    side: str = ""
    note: str = ""
    links: tuple[tuple[str, str], ...] = ()


def blocks_of(cv: CV, words: Phrases, compact: bool = False) -> tuple[Block, ...]:
    """Head, then the sections that have something to say. `compact`: languages share their lines."""
    design = design_of(cv.design)
    head = {block.kind: block for block in _head(cv, words)}
    blocks = [head[kind] for kind in design.head if kind in head]
    for section in design.with_work if cv.work else design.without_work:
        if found := list(_section(section, cv, words, compact)):
            blocks += [Block("section", words.headings[_heading(section, cv)]), *found]
    blocks += _extras(cv, words)
    return tuple(block if block.kind == "contact" else _typeset(block, words.locale) for block in blocks)


def sections_of(cv: CV, words: Phrases) -> list[str]:
    """The sections that have something to say, in the order of the page; those of other files come after them."""
    design = design_of(cv.design)
    order = design.with_work if cv.work else design.without_work
    return [section for section in order if any(_section(section, cv, words, compact=True))]


def _heading(section: str, cv: CV) -> str:
    match section:
        case "skills":
            return skills_heading(cv.skills)
        case "licences":
            return licences_heading(cv.licences)
        case _:
            return section


def _typeset(block: Block, locale: str) -> Block:
    text, note = typeset(block.text, locale), typeset(block.note, locale)
    return block if (text, note) == (block.text, block.note) else replace(block, text=text, note=note)


def _head(cv: CV, words: Phrases) -> Iterator[Block]:
    """**Why** "CV" for want of a name: a tagged PDF begins with a heading of the first level."""
    locale, contact = words.locale, cv.contact
    phone = unbroken(shown_phone(contact.phone))
    name, beside = names_of(cv)
    reach = (phone, contact.email, _where(contact, words))
    links = ((phone, called(contact.phone)), (contact.email, written_to(contact.email)))
    head = (
        Block("name", isolate(name, locale) or words.say("nameless")),
        Block("own_name", isolate(beside, locale)),
        Block("headline", isolate(cv.headline.text, locale)),
        Block("seeking", _joined(cv.seeking, words)),
        Block("contact", join(reach, SEPARATOR, locale), links=tuple(link for link in links if link[1])),
        Block("mark", isolate(cv.mark, locale)),
        Block("summary", isolate(cv.summary, locale)),
    )
    return (block for block in head if block.text)


def names_of(cv: CV) -> tuple[str, str]:
    """The name that leads and the one beside it: readers of the name's own script see that first."""
    own = cv.name_own if cv.name_own != cv.name else ""
    leads = bool(own) and bool(script_of(own)) and readable(own, cv.locale)
    return (own, cv.name) if leads else (cv.name or own, own if cv.name else "")


def _where(contact: Contact, words: Phrases) -> str:
    """ "Montreuil (93)"; without a town the department, by its name: "93" alone says nothing."""
    town, department = contact.town or NAMES.get(contact.department, ""), contact.department
    if town:
        return f"{town} ({department})" if department else town
    return words.say("department").format(code=department) if _DEPARTMENT.fullmatch(department) else department


def called(phone: str) -> str:
    """Where a tap on that number leads; "" for what is no number."""
    return f"tel:{phone}" if _E164.fullmatch(phone) else ""


def written_to(email: str) -> str:
    """Where a tap on that address leads; "" for what is no address."""
    return f"mailto:{quote(email, safe=_AS_IT_IS)}" if _EMAIL.fullmatch(email) else ""


def _section(section: str, cv: CV, words: Phrases, compact: bool) -> Iterator[Block]:
    match section:
        case "work":
            for job in cv.work:
                yield from _job(job, words)
        case "education":
            for school in cv.education:
                yield from _school(school, words)
        case "skills":
            yield from _bullets(cv.skills, words) if compact else _skills(cv.skills, words)
        case "languages":
            facts = [(spoken.name.text, spoken.fluency) for spoken in cv.languages]
            yield from _shared_lines(facts, words) if compact else _facts(facts, words)
        case _:
            lines = sorted_licences(cv.licences) if section == "licences" else getattr(cv, section)
            if text := _joined(lines, words):
                yield Block("list", text)


def _skills(skills: tuple[Line, ...], words: Phrases) -> Iterator[Block]:
    for topic, lines in by_topic(skills).items():
        if topic:
            yield Block("entry", words.word("topics", topic))
        yield from _bullets(lines, words)


def _facts(facts: list[tuple[str, str]], words: Phrases) -> Iterator[Block]:
    for name, level in ((isolate(name, words.locale), isolate(level, words.locale)) for name, level in facts):
        if name or level:
            yield Block("fact", name or level, note=level if name else "")


def _shared_lines(facts: list[tuple[str, str]], words: Phrases) -> Iterator[Block]:
    """ "Français : langue maternelle · Anglais : notions (A1)", broken between two languages only.

    **Why** no dash: a line may break behind one, whatever space follows.
    """
    colon = " : " if words.locale == "fr" else ": "
    text = join((unbroken(colon.join(filter(None, fact))) for fact in facts), SEPARATOR, words.locale)
    return iter([Block("list", text)] if text else [])


def _bullets(lines: tuple[Line, ...], words: Phrases) -> Iterator[Block]:
    return (Block("bullet", isolate(line.text, words.locale)) for line in lines if line.text)


def _joined(lines: tuple[Line, ...], words: Phrases) -> str:
    return join((line.text for line in lines), SEPARATOR, words.locale)


def _job(job: Job, words: Phrases) -> Iterator[Block]:
    yield from _entry(job.title.text, period(job, words), (job.employer, job.town), words)
    yield from _bullets(job.tasks, words)


def _school(school: School, words: Phrases) -> Iterator[Block]:
    when = from_to(school.start, school.year, words)
    yield from _entry(school.level.text, when, (school.subject, school.place), words)
    yield from _bullets(school.lines, words)


def _extras(cv: CV, words: Phrases) -> Iterator[Block]:
    """Section by section, each where its first entry stands."""
    for section in dict.fromkeys(extra.section for extra in cv.extras):
        heading = section.text or words.headings.get(section.code) or words.headings["other"]
        yield Block("section", isolate(heading, words.locale))
        for extra in cv.extras:
            if extra.section == section:
                yield from _entry(extra.title, from_to(extra.start, extra.end, words), extra.details, words)
                yield from _bullets(tuple(map(Line, extra.lines)), words)


def _entry(title: str, when: str, details: tuple[str, ...], words: Phrases) -> Iterator[Block]:
    """A title with its date, then who and where; without a title the details take its place."""
    detail = join(details, SEPARATOR, words.locale)
    if title:
        yield Block("entry", isolate(title, words.locale), side=isolate(when, words.locale))
        if detail:
            yield Block("detail", detail)
    elif detail or when:
        yield Block("entry", detail or when, side=isolate(when, words.locale) if detail else "")


def shown_phone(number: str) -> str:
    """+33612345678 → 06 12 34 56 78; a foreign number with its country; anything else as it is."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_possible_number(parsed):
        return number
    national = phonenumbers.region_code_for_number(parsed) == HOME
    style = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(parsed, style))


def linked(text: str, links: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """`text` in parts: (words, where they lead or "")."""
    for part, target in links:
        before, found, after = text.partition(part)
        if found:
            if before:
                yield before, ""
            yield part, target
            text = after
    if text:
        yield text, ""
