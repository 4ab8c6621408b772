"""Europass of before 2020 (`SkillsPassport`, XML or JSON): the same names in both, lists one level deeper in XML."""

from __future__ import annotations

from collections.abc import Sequence

from cv_builder.json_resume import SECTIONS
from cv_builder.model import CV, NOW, Contact, Extra, Job, Language, Line, School
from cv_builder.reading import known
from cv_builder.reading.report import Read
from cv_builder.reading.source import At, Source
from cv_builder.wording import phrases

ROOT = "SkillsPassport"
SKILLS = ("Communication", "Organisational", "JobRelated", "Computer", "Other")
ACHIEVEMENTS = {"honors_awards": "awards", "courses": "certificate", "certifications": "certificate"}
"""Kind of an achievement → heading of ours; the others bear the same name or their own words."""
SETTINGS = ("DocumentInfo", "PrintingPreferences", "@locale", "@schemaLocation")
CODES = ("Code", "Use", "ReferenceTo", "Documentation")
"""What stands beside words for programs."""


def read_passport(value: object) -> Read:
    """The CV and what could not be used. `value`: the element, or the JSON object, `SkillsPassport`."""
    source = Source(value)
    root = source.root
    locale = known.short(root.text("@locale"))
    for name in SETTINGS:
        root.skip(name)
    cv = _cv(root.at("LearnerInfo"))
    source.drop(CODES)
    return Read(known.worded(cv, locale or known.locale_of(known.said(cv))), source.rest())


def _list(at: At, name: str) -> list[At]:
    """`<XList><X/></XList>` in XML, `"X": []` in JSON."""
    return [*at.each(f"{name}List", name), *at.each(name)]


def _cv(learner: At) -> CV:
    person = learner.at("Identification")
    contact = person.at("ContactInfo")
    headline = learner.text("Headline", "Description", "Label")
    learner.skip("Headline", "Type")
    _refuse(person)
    names = (person.text("PersonName", "FirstName"), person.text("PersonName", "Surname"))
    skills = learner.at("Skills")
    return CV(
        name=" ".join(filter(None, names)),
        headline=Line(headline),
        contact=_contact(contact),
        work=tuple(_job(entry) for entry in _list(learner, "WorkExperience")),
        education=tuple(_school(entry) for entry in _list(learner, "Education")),
        skills=tuple(Line(line) for name in SKILLS for line in skills.lines(name, "Description")),
        languages=_languages(skills.at("Linguistic")),
        licences=_licences(skills.at("Driving")),
        extras=(*_links(contact), *(_achievement(entry) for entry in _list(learner, "Achievement"))),
    )


def _refuse(person: At) -> None:
    person.refuse("photo", "Photo")
    demographics = person.at("Demographics")
    demographics.refuse("birth", "Birthdate")
    demographics.refuse("civil", "Gender")
    demographics.refuse("nationality", "NationalityList")
    demographics.refuse("nationality", "Nationality")


def _contact(contact: At) -> Contact:
    town = contact.text("Address", "Contact", "Municipality")
    contact.refuse("address", "Address")
    phones = [phone.text("Contact") for phone in _list(contact, "Telephone")]
    return Contact(phone=" / ".join(filter(None, phones)), email=contact.text("Email", "Contact"), town=town)


def _links(contact: At) -> list[Extra]:
    found = [site.text("Contact") for name in ("Website", "InstantMessaging") for site in _list(contact, name)]
    return [Extra(Line("", "links"), link) for link in found if link]


def _period(entry: At) -> tuple[str, str]:
    period = entry.at("Period")
    start, end = (_date(period.at(name)) for name in ("From", "To"))
    current = period.text("Current") or str(period.at("Current").value)
    return start, end or (NOW if current.lower() == "true" else "")


def _date(at: At) -> str:
    """`<From year="2016" month="--03"/>`, or `{"Year": 2016, "Month": 3}`."""
    year = at.text("@year") or at.text("Year")
    month = (at.text("@month") or at.text("Month")).strip("-")
    at.skip()
    return known.date(f"{year}-{month}" if month else year)


def _job(entry: At) -> Job:
    start, end = _period(entry)
    employer = entry.at("Employer")
    town = employer.text("ContactInfo", "Address", "Contact", "Municipality")
    employer.refuse("address", "ContactInfo", "Address")
    return Job(
        title=Line(entry.text("Position", "Label")),
        employer=employer.text("Name"),
        town=town,
        start=start,
        end=end,
        tasks=tuple(map(Line, entry.lines("Activities"))),
    )


def _school(entry: At) -> School:
    start, end = _period(entry)
    organisation = entry.at("Organisation")
    place = (organisation.text("Name"), organisation.text("ContactInfo", "Address", "Contact", "Municipality"))
    organisation.refuse("address", "ContactInfo", "Address")
    lines = (*entry.lines("Activities"), *entry.lines("Skills"), entry.text("Level", "Label"))
    return School(
        level=Line(entry.text("Title")),
        subject=entry.text("Field", "Label"),
        place=", ".join(filter(None, place)),
        year="" if end == NOW else end,
        state="ongoing" if end == NOW else "",
        start=start,
        lines=tuple(Line(line) for line in lines if line),
    )


def _languages(linguistic: At) -> tuple[Language, ...]:
    found = []
    for entry in _list(linguistic, "MotherTongue"):
        name, code = entry.text("Description", "Label"), entry.text("Description", "Code")
        found.append(known.spoken(name, ("native",), code))
    for entry in _list(linguistic, "ForeignLanguage"):
        name, code = entry.text("Description", "Label"), entry.text("Description", "Code")
        found.append(known.spoken(name, entry.at("ProficiencyLevel").all_texts(), code))
    return tuple(language for language in found if language.name.text)


def _licences(driving: At) -> tuple[Line, ...]:
    return tuple(map(known.licence, driving.at("Description").all_texts()))


def _achievement(entry: At) -> Extra:
    code = entry.text("Title", "Code")
    heading = entry.text("Title", "Label")
    code = ACHIEVEMENTS.get(code, code)
    section = Line("", code) if code in {*SECTIONS, *phrases("fr").headings} else Line(heading)
    lines: Sequence[str] = entry.lines("Description")
    return Extra(section, lines=tuple(lines))
