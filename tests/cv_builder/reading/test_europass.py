"""Europass, before 2020 and today: what it says is taken, or named."""

from __future__ import annotations

from cv_builder.model import NOW, Contact, Extra, Job, Language, Line, School
from cv_builder.reading.europass import read_passport
from cv_builder.reading.files import read_file
from cv_builder.reading.report import Read
from cv_builder.reading.source import Left
from tests.cv_builder.reading.samples import CANDIDATE, PASSPORT, PASSPORT_JSON, as_bytes, pdf


def read(data: bytes) -> Read:
    found = read_file(data)
    assert isinstance(found, Read), found
    return found


def test_skills_passport() -> None:
    found = read(PASSPORT.encode())
    cv = found.cv
    assert (cv.locale, cv.name, cv.headline) == ("en", "Ola Hansen", Line("Software architect"))
    assert cv.contact == Contact("+47 41122334", "ola@example.org", "Bergen")
    tasks = (Line("Designs platforms"), Line("Leads a team"))
    assert cv.work == (Job(Line("Architect"), "Plattform AS", "Oslo", "2016-03", NOW, tasks=tasks),)
    assert cv.education == (
        School(Line("M.Sc. Engineering"), "", "NTNU", "2013-06", start="2008", lines=(Line("Concrete"),)),
    )
    assert cv.languages == (
        Language(Line("Norwegian"), "native", "mother tongue"),
        Language(Line("French", "fr"), "b2", "C1 / B2"),
    )
    assert cv.skills == (Line("Speaks in public"),)
    assert cv.licences == (Line("Driving licence B (car)", "b"), Line("C1E"))
    assert cv.extras == (
        Extra(Line("", "links"), "https://ola.example.org"),
        Extra(Line("", "projects"), lines=("A bridge",)),
    )
    kinds = {left.what for left in found.unused}
    assert kinds == {"photo", "birth", "civil", "nationality", "address", "other"}
    assert [left for left in found.unused if left.what == "other"] == [Left("other", "IT services")]


def test_skills_passport_as_json() -> None:
    found = read(as_bytes(PASSPORT_JSON))
    assert found.cv.work == (Job(Line("Architect"), "Plattform AS", start="2016-03", end=NOW),)
    assert {left.what for left in found.unused} == {"birth"}


def test_candidate() -> None:
    found = read(CANDIDATE.encode())
    cv = found.cv
    assert (cv.locale, cv.name, cv.summary) == ("fr", "Samira El Khatib", "Je cherche un poste en salle.")
    assert cv.contact == Contact("+33 612345678", "samira@example.org", "Montreuil")
    tasks = (Line("Servir à table"), Line("Encaisser"))
    assert cv.work == (Job(Line("Serveuse"), "Le Petit Zinc", "Paris 11e", "2024-09", "2025-06", tasks=tasks),)
    assert cv.education == (
        School(Line("Bac pro"), "", "Lycée Jean-Jaurès", state="ongoing", start="2022", lines=(Line("Service"),)),
    )
    assert cv.languages == (
        Language(Line("Arabe", "ar"), "native", "langue maternelle"),
        Language(Line("Anglais", "en"), "a2", "B1 / A2"),
    )
    assert cv.skills == (Line("Microsoft Word"),)
    assert [line.code for line in cv.licences] == ["b"]
    party = Extra(
        Line("", "projects"), "Fête du quartier", ("https://example.org/fete",), "2025-05", lines=("Le buffet",)
    )
    assert cv.extras == (party,)
    assert {left.what for left in found.unused} == {"photo", "birth", "civil", "nationality", "address"}


def test_inside_its_pdf() -> None:
    assert read(pdf(("attachment.xml", CANDIDATE.encode()))).cv.name == "Samira El Khatib"
    assert read(pdf(("notes.txt", b"x"), ("cv.xml", PASSPORT.encode()))).cv.name == "Ola Hansen"


def test_rubbish_under_the_right_names_is_survived() -> None:
    every: list[object] = [None, 1, [], {"LearnerInfo": [1]}, {"LearnerInfo": {"WorkExperience": "x", "Skills": [2]}}]
    for rubbish in every:
        assert isinstance(read_passport(rubbish), Read)
