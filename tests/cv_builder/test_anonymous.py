"""A CV that does not say whose it is: not on the page, not in the file, not in what is attached to it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import fields, replace

import pypdf
import pytest
import typst
from hypothesis import given

from cv_builder.anonymous import STAYS, anonymous, initials
from cv_builder.attached import resume_in_docx, resume_in_pdf
from cv_builder.layout import compose
from cv_builder.leaves import leaves
from cv_builder.model import CV, Contact, Extra, Job, Line, School
from cv_builder.pdf import render_pdf
from cv_builder.press import Press
from cv_builder.quiz import cv_from_answers
from cv_builder.readback import read_back
from cv_builder.wording import LOCALES
from tests.cv_builder.people import AMINA, EVERYBODY, SAMIRA
from tests.cv_builder.test_hostile import cvs, modest

GOES = {"name_own", "mark", "name", "contact", "summary", "extras"}
"""Fields of a CV that are made anew or left out."""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Amina Konaté", "A. K."),
        ("amina k.", "A. K."),
        ("Jean-Noël O’Cœur", "J.-N. O."),
        ("El-Mehdi Ben Ali", "E.-M. B. A."),
        ("سميرة الخطيب", "س. خ."),
        ("Олена Шевченко", "О. Ш."),
        ("கவிதா", "க."),
        ("王小明", ""),
        ("🙂 2026", ""),
        ("", ""),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_every_field_of_the_model_stays_or_goes() -> None:
    """A field added to the model has to be thought about before an anonymous CV can hold it."""
    assert {field.name for field in fields(CV)} == GOES | set(STAYS)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("person", EVERYBODY)
def test_who_it_is_goes_and_what_they_did_stays(person: str, locale: str) -> None:
    cv = cv_from_answers(EVERYBODY[person], locale)
    bare = anonymous(cv)
    said = " ".join(text for _, text in leaves(bare))
    for gone in (cv.contact.phone, cv.contact.email, *cv.name.split()):
        assert not gone or gone not in said
    assert bare.contact == Contact(department=cv.contact.department)
    for before, after in zip(cv.work, bare.work, strict=True):
        assert (after.employer, after.start, after.tasks) == (before.employer, before.start, before.tasks)
    assert bare.education == cv.education
    assert anonymous(bare) == bare


def test_a_job_is_named_without_gender() -> None:
    cv = cv_from_answers(AMINA)
    assert (cv.headline.text, anonymous(cv).headline.text) == ("Serveuse", "Service en salle")
    assert anonymous(cv).headline.code == cv.headline.code


def test_their_name_and_address_go_wherever_they_typed_them() -> None:
    cv = CV(
        name="Amina Konaté",
        contact=Contact(phone="+33612345678", email="amina@example.org"),
        work=(Job(Line("Vente, appelez le 06 12 34 56 78"), employer="Boulangerie KONATE", start="2019", end="2020"),),
        education=(School(Line("CAP"), place="Lycée 2019-2020"),),
        interests=(Line("Blog de amina@example.org"), Line("Danse avec Amina et Li")),
    )
    bare = anonymous(cv)
    assert bare.work[0].title.text == "Vente, appelez le"
    assert bare.work[0].employer == "Boulangerie K."
    assert bare.education[0].place == "Lycée 2019-2020"
    assert [line.text for line in bare.interests] == ["Blog de", "Danse avec A. et Li"]


@pytest.mark.parametrize(("answers", "locale"), [(AMINA, "fr"), (SAMIRA, "ar")])
def test_nothing_of_it_is_anywhere_in_the_files(
    answers: dict[str, object], locale: str, compiler: typst.Compiler
) -> None:
    """Text, title, author, links, attachment."""
    cv = cv_from_answers(answers, locale, updated="2026-11-21")
    made = Press(compiler).make(anonymous(cv), ["pdf", "docx"])
    assert made.problems == ()
    pdf, docx = (file.data for file in made.files)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    held = [json.dumps(found, ensure_ascii=False) for found in (resume_in_pdf(pdf), resume_in_docx(docx))]
    held += [str(reader.metadata), *(page.extract_text() for page in reader.pages)]
    held += [str(note.get_object()) for page in reader.pages for note in page.annotations or ()]
    xmp = reader.xmp_metadata
    assert xmp is not None
    held.append(xmp.stream.get_data().decode())
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        held += [package.read(name).decode() for name in package.namelist()]
    secrets = [*cv.name.split(), "612345678", "06 12", "@", "06\u00a012"]
    for text in held:
        assert not [secret for secret in secrets if secret in text.replace("\\u00a0", "\u00a0")]


def test_free_text_about_oneself_is_left_out() -> None:
    assert anonymous(replace(cv_from_answers(AMINA), summary="Je suis la fille de…")).summary == ""


def test_of_further_sections_only_what_was_done_stays() -> None:
    codes = ("volunteer", "projects", "awards", "publications", "references", "", "profiles")
    cv = CV(extras=tuple(Extra(Line("", code), title="Voir https://amina.example et www.a.example") for code in codes))
    kept = anonymous(cv).extras
    assert [extra.section.code for extra in kept] == ["volunteer", "projects", "awards"]
    assert {extra.title for extra in kept} == {"Voir et"}


@modest
@given(cvs)
def test_an_anonymous_cv_of_anybody_is_a_page_without_their_address(compiler: typst.Compiler, cv: CV) -> None:
    page = compose(anonymous(cv))
    said = " ".join(block.text for block in page.blocks)
    assert not re.search(r"\S+@\S+\.\w", said)
    assert {note.code for note in read_back("pdf", render_pdf(compiler, page), page)} <= {"unprintable"}
