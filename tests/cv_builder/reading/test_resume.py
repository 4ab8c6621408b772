"""Anybody's JSON Resume: on the page, or named; never lost."""

from __future__ import annotations

import io
import json

import jsonschema  # type: ignore[import-untyped]  # the library has no types
import typst
from docx import Document
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from cv_builder.answers import answers_from_cv
from cv_builder.chars import clean, direction
from cv_builder.docx import render_docx
from cv_builder.fonts import covered
from cv_builder.layout import compose
from cv_builder.model import CV, NOW, Contact, Extra, Job, Language, Line, School
from cv_builder.pdf import render_pdf
from cv_builder.quiz import cv_from_answers
from cv_builder.readback import squeezed
from cv_builder.reading.resume import is_resume, read_json_resume
from cv_builder.reading.source import Left, Source
from tests.cv_builder.reading.resumes import SCHEMA, resumes

SAID_OTHERWISE = ("phone", "startDate", "endDate", "date", "releaseDate")
"""Numbers and dates are shown in words."""
KEPT_FOR_US = ("meta", "$schema")

WHOLE = {
    "basics": {
        "name": "Ola Hansen",
        "label": "Arkitekt",
        "image": "https://example.org/me.png",
        "email": "ola@example.org",
        "phone": "+47 41 12 23 34",
        "url": "https://ola.example.org",
        "summary": "Ten years of platforms for the public sector.",
        "location": {
            "address": "Gate 1", "postalCode": "5003", "city": "Bergen", "countryCode": "NO", "region": "Vestland"
        },
        "profiles": [{"network": "GitHub", "username": "ola", "url": "https://github.com/ola"}],
    },
    "work": [
        {
            "name": "Plattform AS",
            "position": "Architect",
            "url": "https://plattform.example",
            "startDate": "2016-03-01",
            "summary": "Designs the platform.",
            "highlights": ["Moved 40 services"],
        }
    ],
    "volunteer": [
        {"organization": "Red Cross", "position": "Driver", "startDate": "2014", "endDate": "2015", "summary": "Nights"}
    ],
    "education": [
        {"institution": "NTNU", "area": "Engineering", "studyType": "Master", "endDate": "2013", "score": "A",
         "courses": ["Concrete"]}
    ],
    "awards": [{"title": "Best bridge", "date": "2012", "awarder": "NTNU", "summary": "A small one"}],
    "certificates": [{"name": "TOEIC", "issuer": "ETS", "date": "2023-01-05"}],
    "publications": [{"name": "On bridges", "publisher": "Elsevier", "releaseDate": "2015-02", "summary": "Long"}],
    "skills": [{"name": "Web", "level": "Master", "keywords": ["HTML", "CSS"]}],
    "languages": [{"language": "Norwegian", "fluency": "Native speaker"}, {"language": "English", "fluency": "C1"}],
    "interests": [{"name": "Sailing", "keywords": ["dinghies"]}],
    "references": [{"name": "Kari", "reference": "She is never late."}],
    "projects": [
        {"name": "Bridge", "entity": "NTNU", "type": "study", "roles": ["lead"], "highlights": ["It stands"],
         "keywords": ["steel"]}
    ],
    "x-other": {"birthDate": "1990-01-01", "note": "hello"},
}  # fmt: skip


def test_a_whole_one() -> None:
    read = read_json_resume(WHOLE)
    assert read.cv == CV(
        locale="en",
        name="Ola Hansen",
        headline=Line("Arkitekt"),
        summary="Ten years of platforms for the public sector.",
        contact=Contact("+47 41 12 23 34", "ola@example.org", "Bergen", "Vestland"),
        work=(
            Job(
                Line("Architect"),
                "Plattform AS",
                start="2016-03",
                end=NOW,
                tasks=(Line("Designs the platform."), Line("Moved 40 services")),
            ),
        ),
        education=(School(Line("Master"), "Engineering", "NTNU", "2013", lines=(Line("Concrete"), Line("A"))),),
        skills=(Line("Web – Master (HTML, CSS)"),),
        languages=(
            Language(Line("Norwegian"), "native", "Native speaker"),
            Language(Line("English", "en"), "c1", "C1"),
        ),
        licences=(Line("TOEIC (ETS, 2023-01)"),),
        interests=(Line("Sailing (dinghies)"),),
        extras=(
            Extra(Line("", "volunteer"), "Driver", ("Red Cross",), "2014", "2015", ("Nights",)),
            Extra(Line("", "projects"), "Bridge", ("NTNU", "study", "lead"), "", "", ("It stands", "steel")),
            Extra(Line("", "awards"), "Best bridge", ("NTNU",), "", "2012", ("A small one",)),
            Extra(Line("", "publications"), "On bridges", ("Elsevier",), "", "2015-02", ("Long",)),
            Extra(Line("", "references"), "Kari", lines=("She is never late.",)),
            Extra(Line("", "links"), "https://ola.example.org"),
            Extra(Line("", "links"), "GitHub", ("ola", "https://github.com/ola")),
        ),
    )  # fmt: skip
    assert set(read.unused) == {
        Left("photo", "https://example.org/me.png"),
        Left("address", "Gate 1"),
        Left("address", "5003"),
        Left("address", "NO"),
        Left("link", "https://plattform.example"),
        Left("birth", "1990-01-01"),
        Left("other", "hello"),
    }
    assert not read.ours
    assert dict(read.took)["extras"] == 7


def test_what_it_says_can_be_asked_for_again() -> None:
    """Through the answers only what the bank words differently changes."""
    cv = read_json_resume(WHOLE).cv
    again = cv_from_answers(answers_from_cv(cv), cv.locale)
    assert again.languages[0] == Language(Line("Norwegian"), "native", "mother tongue")
    assert [again.work, again.education, again.skills, again.extras, again.summary] == [
        cv.work, cv.education, cv.skills, cv.extras, cv.summary,
    ]  # fmt: skip


def test_what_is_no_resume_is_known() -> None:
    assert not is_resume({"foo": 1})
    assert not is_resume([1])
    assert is_resume({"basics": {}})


@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # making a failing document smaller would take minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_every_text_is_on_the_page_or_named(compiler: typst.Compiler, data: st.DataObject) -> None:
    document = data.draw(resumes)
    jsonschema.Draft7Validator(SCHEMA).validate(document)
    read = read_json_resume(document)
    page = compose(read.cv)
    named = {squeezed(left.text) for left in read.unused}
    told = squeezed(" ".join(note.text for note in page.notes))
    docx = squeezed("".join(part.text for part in Document(io.BytesIO(render_docx(page))).paragraphs))
    pdf = squeezed("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(render_pdf(compiler, page))).pages))
    for path, text in Source(document).left.items():
        if path[0] in KEPT_FOR_US or path[-1] in SAID_OTHERWISE or squeezed(text) in named:
            continue
        for part in parts(path, document, text):
            line = squeezed(part)
            assert line in docx or line in told, path
            # What no font has, "ⓢ", is left out of the PDF, though it counts as "s" where texts are compared.
            if line not in told and covered(part) and line.isascii() and direction(line) == "ltr":
                assert line in pdf, path


def parts(path: tuple[str | int, ...], document: object, text: str) -> list[str]:
    """The lines of a text, as they may stand apart; signs of a list are the page's own."""
    raw: object = document
    for name in path:
        raw = raw[name]  # type: ignore[index]  # a path leads through mappings and lists
    lines = [clean(line).lstrip("•-– ") for line in str(raw).splitlines()]
    return [line for line in lines if line] if len(lines) > 1 else [text.lstrip("•-– ")]


def test_json_of_nothing_but_rubbish() -> None:
    for rubbish in ({"work": {"name": "x"}}, {"basics": [1]}, {"skills": "x"}, {"languages": [[1]]}):
        assert json.dumps([left.text for left in read_json_resume(rubbish).unused])
