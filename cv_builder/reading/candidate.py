"""Europass of today (`Candidate`, namespace http://www.europass.eu/1.0): XML, alone or attached to its PDF."""

from __future__ import annotations

from dataclasses import replace

from cv_builder.model import CV, NOW, Contact, Extra, Job, Language, Line, School
from cv_builder.reading import known
from cv_builder.reading.report import Read
from cv_builder.reading.source import At, Source

ROOT = "Candidate"
SETTINGS = ("DocumentID", "CandidateSupplier", "RenderingInformation", "@schemaLocation")
SECTIONS = {
    "VoluntaryWorks": "volunteer",
    "Projects": "projects",
    "PublicationHistory": "publications",
    "EmploymentReferences": "references",
    "Certifications": "certificate",
    "CourseCertifications": "certificate",
    "ConferencesAndSeminars": "other",
    "CreativeWorks": "other",
    "NetworksAndMemberships": "other",
    "SocialAndPoliticalActivities": "other",
    "Others": "other",
}
"""Element of the profile → heading of ours."""
CODES = ("ID", "ChannelCode", "UseCode", "CompetencyDimensionTypeCode", "TaxonomyID", "EducationLevelCode", "PartyID",
         "CurrentIndicator", "Ongoing", "@languageID", "@languageCode", "@typeCode", "@schemeID", "@schemeName",
         "@schemeAgencyName", "@schemeVersionID", "@type", "@name", "@validFrom", "CompetencyID")  # fmt: skip
"""What stands beside words for programs."""
PERSONAL = {"NationalityCode": "nationality", "BirthDate": "birth", "GenderCode": "civil", "BirthPlace": "birth",
            "MaritalStatusCode": "civil", "Visa": "nationality", "ResidenceCountryCode": "address"}  # fmt: skip


def read_candidate(value: object) -> Read:
    """The CV and what could not be used. `value`: the element `Candidate`."""
    source = Source(value)
    root = source.root
    for name in SETTINGS:
        root.skip(name)
    person, profile = root.at("CandidatePerson"), root.at("CandidateProfile")
    locale = known.short(profile.text("@languageCode"))
    for name, what in PERSONAL.items():
        person.refuse(what, name)
    profile.refuse("photo", "Attachment")
    cv = _cv(person, profile)
    source.drop(CODES)
    return Read(known.worded(cv, locale or known.locale_of(known.said(cv))), source.rest())


def _cv(person: At, profile: At) -> CV:
    names = (person.text("PersonName", "GivenName"), person.text("PersonName", "FamilyName"))
    contact, links = _reach(person)
    languages, skills = _competencies(profile)
    return CV(
        name=" ".join(filter(None, names)),
        summary=" ".join(profile.lines("ExecutiveSummary")),
        contact=contact,
        work=tuple(
            job for entry in profile.each("EmploymentHistory", "EmployerHistory") for job in _jobs(entry)
        ),
        education=tuple(
            _school(entry) for entry in profile.each("EducationHistory", "EducationOrganizationAttendance")
        ),
        skills=(*skills, *(Line(text) for text in profile.at("Skills").all_texts()),
                *(Line(text) for text in profile.at("DigitalSkills").all_texts())),
        languages=(*_mother_tongues(person), *languages),
        licences=tuple(map(known.licence, profile.at("Licenses").all_texts())),
        extras=(*links, *(extra for name in SECTIONS for extra in _section(profile, name))),
    )  # fmt: skip


def _reach(person: At) -> tuple[Contact, list[Extra]]:
    contact, links = Contact(), list[Extra]()
    for entry in person.each("Communication"):
        channel = entry.text("ChannelCode").lower()
        address = entry.at("Address")
        town = address.text("CityName")
        entry.refuse("address", "Address")
        said = entry.text("URI") or entry.text("URL") or entry.text("Text")
        number = " ".join(filter(None, (_dialing(entry), entry.text("DialNumber"))))
        entry.refuse("address", "CountryCode")
        if "mail" in channel and not contact.email:
            contact = replace(contact, email=said)
        elif "phone" in channel or number:
            contact = replace(contact, phone=" / ".join(filter(None, (contact.phone, number or said))))
        elif said:
            links.append(Extra(Line("", "links"), said))
        contact = replace(contact, town=contact.town or town)
    return contact, links


def _dialing(entry: At) -> str:
    code = entry.text("CountryDialing").lstrip("+")
    return f"+{code}" if code else ""


def _mother_tongues(person: At) -> list[Language]:
    codes = [entry.text() for entry in person.each("PrimaryLanguageCode")]
    return [known.spoken("", ("native",), code) for code in codes if code]


def _dates(period: At) -> tuple[str, str]:
    at = (period.at(name) for name in ("StartDate", "EndDate"))
    start, end = (known.date(date.text("FormattedDateTime") or date.text()) for date in at)
    now = "true" in (period.text("CurrentIndicator").lower(), period.text("Ongoing").lower())
    return start, end or (NOW if now else "")


def _jobs(entry: At) -> list[Job]:
    employer = entry.text("OrganizationName")
    city = entry.text("OrganizationContact", "Communication", "Address", "CityName")
    entry.refuse("address", "OrganizationContact")
    jobs = []
    for position in entry.each("PositionHistory") or [entry]:
        own = position.at("EmploymentPeriod")
        start, end = _dates(own if own.value else entry.at("EmploymentPeriod"))
        if not end and position.text("CurrentIndicator").lower() == "true":
            end = NOW
        town = position.text("City")
        position.refuse("address", "Country")
        tasks = tuple(map(Line, position.lines("Description")))
        jobs.append(Job(Line(position.text("PositionTitle")), employer, town or city, start, end, tasks=tasks))
    return jobs


def _school(entry: At) -> School:
    start, end = _dates(entry.at("AttendancePeriod"))
    degree = entry.at("EducationDegree")
    programme, level = entry.text("ProgramName"), degree.text("DegreeName")
    city = entry.text("OrganizationContact", "Communication", "Address", "CityName")
    entry.refuse("address", "OrganizationContact")
    place = (entry.text("OrganizationName"), city)
    lines = [*degree.lines("OccupationalSkillsCovered"), *entry.lines("Description")]
    if programme and level and programme != level:
        lines.insert(0, programme)
    return School(
        level=Line(level or programme),
        subject=degree.text("FieldOfStudy", "MainFieldOfStudy"),
        place=", ".join(filter(None, place)),
        year="" if end == NOW else end,
        state="ongoing" if end == NOW else "",
        start=start,
        lines=tuple(map(Line, lines)),
    )


def _competencies(profile: At) -> tuple[list[Language], list[Line]]:
    languages, skills = list[Language](), list[Line]()
    for entry in profile.each("PersonQualifications", "PersonCompetency"):
        code, name = entry.text("CompetencyID"), entry.text("CompetencyName")
        if entry.text("TaxonomyID").lower() == "language":
            levels = [one.text("Score", "ScoreText") for one in entry.each("CompetencyDimension")]
            languages.append(known.spoken(name, [level for level in levels if level], code))
        elif name or code:
            skills.append(Line(name or code))
    return languages, skills


def _section(profile: At, name: str) -> list[Extra]:
    """Every entry with its title, its dates, its longer text; what else it says stands beside the title."""
    found = []
    for holder in profile.each(name):
        for entry in holder.inner():
            start, end = _dates(entry.at("Date"))
            title = entry.text("Title") or entry.text("CertificationTypeCode") or entry.text("Activity", "Title")
            lines = entry.lines("Description")
            extra = Extra(Line("", SECTIONS[name]), title, entry.all_texts(), start, end, lines)
            if extra != Extra(extra.section):
                found.append(extra)
    return found
