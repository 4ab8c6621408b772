"""A message and a letter to an employer: correct for every answer, short, and nothing that is not in the CV."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import docx
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from cv_builder.attached import resume_in_docx, resume_in_pdf
from cv_builder.chars import plain
from cv_builder.design import DESIGNS
from cv_builder.docx import render_docx
from cv_builder.letter import HOW, MOST_WORDS, WHEN, WHY, Letter, Wish, letter, lowered
from cv_builder.letter_page import letter_page
from cv_builder.model import CV, NOW, Contact, Job, Line, School
from cv_builder.pdf import render_pdf
from cv_builder.quiz import cv_from_answers
from cv_builder.readback import read_back
from cv_builder.wording import LOCALES, occupations
from cv_builder.wording.tables import table
from tests.cv_builder.people import AMINA, EVERYBODY, YANIS
from tests.cv_builder.test_hostile import cvs, modest, texts

TODAY = date(2026, 11, 22)
LONGEST_MESSAGE = 700
"""Characters with a sentence of their own: five short messages of a phone, or half a screen of mail."""
OWN = {
    "fr": "j'habite à côté et je viens tous les jours avec ma petite sœur",
    "en": "I live next door and I come every day with my little sister",
    "ar": "أسكن بجواركم وآتي كل يوم مع أختي الصغيرة",
}
SLIPS = re.compile(
    r"[{}]|None|\s\s| [,.)]|\(\)|\( |\.\.|,\.|:\.|: ;|\bà les?\b|\bde les?\b|\bde [aeiouéèê]|\b(\w{2,}) \1\b"
    r"|\bcomme (?:un|une)\b|\ba [aeiou]|\ban [^aeiou]|\bje [aeiouyhé]",
    re.IGNORECASE,
)
"""What a slip looks like: leftovers, doubled signs or words, articles and elisions that were not made."""
NO_SLIPS = re.compile(r"\bde [oO](?:nze|uest)|\ban h(?:our|onest)")
WISHES = [Wish(*chosen) for chosen in product(("", *HOW), ("", *WHY), ("", *WHEN))]


def said_in(found: Letter) -> Iterator[str]:
    yield from (found.subject, found.dear, *found.paragraphs, found.goodbye, *found.message.split("\n"))


def words(found: Letter) -> int:
    return len(" ".join((found.dear, *found.paragraphs, found.goodbye)).split())


def assert_correct(found: Letter) -> None:
    for text in said_in(found):
        slip = SLIPS.search(plain(text))
        assert not slip or NO_SLIPS.search(plain(text)), (slip, text)
    for paragraph in found.paragraphs:
        assert paragraph[-1] in ".!?…", paragraph
        assert paragraph[0] == paragraph[0].upper(), paragraph
    assert words(found) <= MOST_WORDS
    assert len(found.message) <= LONGEST_MESSAGE


@pytest.mark.parametrize("named", ["f", "m", "n", ""])
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("person", EVERYBODY)
def test_every_combination_of_answers_is_a_correct_letter(person: str, locale: str, named: str) -> None:
    cv = cv_from_answers({**EVERYBODY[person], "named": named, "job.named": named}, locale)
    for wish in WISHES:
        for own in ("", OWN[locale]):
            found = letter(cv, replace(wish, own=own, place="Chez Momo"), TODAY)
            assert_correct(found)
            assert not found.left_out


@pytest.mark.parametrize("locale", LOCALES)
def test_every_occupation_in_every_form_stands_in_a_correct_letter(locale: str) -> None:
    for occupation, named in product(occupations(), ("f", "m", "n")):
        title = occupation.title(locale, "", named)
        tasks = tuple(task.worded(locale) for task in occupation.tasks)
        for end in ("2025-08", NOW):
            work = (Job(title=title, employer="Le Petit Zinc", start="2025", end=end, tasks=tasks),)
            cv = CV(locale=locale, name="A. K.", headline=title, work=work, seeking=(Line("", "job"),))
            assert_correct(letter(cv, Wish(), TODAY))


@pytest.mark.parametrize(
    "kinds", [["job"], ["apprenticeship", "internship"], ["job", "internship", "civic"], ["any"], ["x"], []]
)
@pytest.mark.parametrize("available", ["now", "month", "later", "2026-12", "2027-01", "soon", None])
@pytest.mark.parametrize("locale", LOCALES)
def test_what_and_when(kinds: list[str], available: str | None, locale: str) -> None:
    cv = cv_from_answers({**YANIS, "looking_kind": kinds, "available": available}, locale)
    for when in ("", *WHEN):
        assert_correct(letter(cv, Wish(when=when), TODAY))


@pytest.mark.parametrize(
    ("town", "said"),
    [
        ("Montreuil", "J’habite à Montreuil, tout près de chez vous."),
        ("Le Havre", "J’habite au Havre, tout près de chez vous."),
        ("Les Lilas", "J’habite aux Lilas, tout près de chez vous."),
        ("La Courneuve", "J’habite à La Courneuve, tout près de chez vous."),
        ("L’Haÿ-les-Roses", "J’habite à L’Haÿ-les-Roses, tout près de chez vous."),
        ("Lens", "J’habite à Lens, tout près de chez vous."),
        ("", "J’habite tout près de chez vous."),
    ],
)
def test_a_town_has_its_preposition(town: str, said: str) -> None:
    found = letter(CV(contact=Contact(town=town)), Wish(why="near"), TODAY)
    assert found.paragraphs[0].endswith(said)


def test_a_title_is_worded_as_the_person_is_named() -> None:
    said = {
        named: letter(
            cv_from_answers({**AMINA, "looking": {"code": "waiter", "label": ""}, "named": named}), Wish(), TODAY
        ).paragraphs[0]
        for named in ("f", "m", "n")
    }
    assert said["f"].endswith("un emploi ou une alternance comme serveuse.")
    assert said["m"].endswith("un emploi ou une alternance comme serveur.")
    assert plain(said["n"]).endswith("un emploi ou une alternance (métier : service en salle).")


def test_who_has_done_the_job_does_not_want_to_learn_it() -> None:
    done = CV(headline=Line("Serveuse", "waiter"), work=(Job(Line("Serveuse", "waiter")),))
    new = replace(done, headline=Line("Vendeuse", "sales"))
    said = [letter(cv, Wish(why="learn"), TODAY).paragraphs[0] for cv in (done, new)]
    assert said[0].endswith("Je veux continuer dans ce métier et y progresser.")
    assert said[1].endswith("Je veux apprendre ce métier sur le terrain.")


def test_the_job_most_like_the_one_looked_for_is_told() -> None:
    other = Job(title=Line("Vendeuse", "sales"), employer="Le Marché", end="2026")
    like = Job(title=Line("Serveuse", "waiter"), employer="Le Petit Zinc", end="2024")
    found = letter(CV(headline=Line("Serveuse", "waiter"), work=(other, like)), Wish(), TODAY)
    assert "Le Petit Zinc, 2024" in found.paragraphs[1]
    assert "Le Marché" not in " ".join(said_in(found))


@pytest.mark.parametrize(
    ("cv", "said"),
    [
        (CV(work=(Job(Line("Expérience professionnelle"), employer="Chez Momo"),)), "J’ai déjà travaillé (Chez Momo)."),
        (CV(work=(Job(Line(""), end=NOW),)), "Je travaille en ce moment."),
        (CV(work=(Job(Line("Influenceuse")),)), "J’ai déjà une expérience : influenceuse."),
        (CV(skills=(Line("Je suis très forte en tout"),)), ""),
        (CV(skills=(Line("Garder son calme", "x"), Line("S’adapter", "y"))), ""),
        (CV(skills=(Line("Préparer des repas", "x"),)), "Ce que je sais déjà faire : préparer des repas."),
        (CV(education=(School(Line("BTS en cours"), subject="Vente"),)), "Ma formation : BTS en cours (Vente)."),
    ],
)
def test_only_what_is_sure_to_fit_is_said(cv: CV, said: str) -> None:
    found = letter(cv, Wish(), TODAY)
    assert [plain(paragraph) for paragraph in found.paragraphs[1:-1]] == ([plain(said)] if said else [])


@pytest.mark.parametrize(
    ("own", "locale", "kept"),
    [
        ("j'adore la cuisine", "fr", "J’adore la cuisine."),
        ("Vous êtes ouverts ?", "fr", "Vous êtes ouverts ?"),
        ("😀 merci !", "fr", "Merci !"),
        ("أحب الطبخ", "ar", "أحب الطبخ."),
        ("أحب الطبخ", "fr", None),
        ("j'adore", "ar", None),
        ("😀", "fr", ""),
    ],
)
def test_a_sentence_of_their_own_stands_there_in_the_language_of_the_letter(
    own: str, locale: str, kept: str | None
) -> None:
    found = letter(CV(locale=locale), Wish(own=own), TODAY)
    assert found.left_out == (("own",) if kept is None else ())
    assert not kept or plain(kept) in [plain(paragraph) for paragraph in found.paragraphs]
    assert not kept or plain(kept) in plain(found.message)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "nasty", ["{seek} {0} %s", "<b>&amp;", "\u202e\x00a", "a" * 5000, "م" * 5000, "#panic()", "🙂"]
)
def test_nasty_answers_are_taken_literally(nasty: str, locale: str, compiler: typst.Compiler) -> None:
    cv = CV(
        locale=locale,
        name=nasty[:60],
        headline=Line(nasty[:90]),
        contact=Contact(nasty[:40], nasty[:90], nasty[:60]),
        work=(Job(Line(nasty[:180]), employer=nasty[:180]),),
    )
    page = letter_page(letter(cv, Wish(why="near", place=nasty, own=nasty), TODAY), cv, TODAY)
    data = render_pdf(compiler, page)
    assert {note.code for note in read_back("pdf", data, page)} <= {"unprintable"}
    assert read_back("docx", render_docx(page), page) == ()


def test_inside_a_sentence_a_title_begins_small_unless_it_is_a_name() -> None:
    said = [lowered(text) for text in ("Serveuse", "CAP cuisine", "DJ", "ATSEM", "Éducatrice", "McDo", "", "É")]
    assert said == ["serveuse", "CAP cuisine", "DJ", "ATSEM", "éducatrice", "McDo", "", "É"]


def test_every_language_has_the_same_texts() -> None:
    def keys(value: object) -> object:
        return {name: keys(inner) for name, inner in value.items()} if isinstance(value, Mapping) else None

    found = [keys(table("letter")[locale]) for locale in LOCALES]
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize(
    ("key", "said"),
    [("picker", "an order picker"), ("cook", "a cook"), ("dj", "a DJ"), ("it_support", "an IT support assistant")],
)
def test_in_english_every_job_is_somebody(key: str, said: str) -> None:
    title = next(one for one in occupations() if one.key == key).title("en")
    found = letter(CV(locale="en", headline=title, work=(Job(title=title),)), Wish(), TODAY)
    assert f"looking for work as {said}." in found.message
    assert f"I have worked as {said}." in found.message


def test_a_title_that_is_no_longer_the_banks_is_somebodys_own_words() -> None:
    picking = Line("Order picking", next(one for one in occupations() if one.key == "picker").code)
    assert "looking for work (order picking)." in letter(CV(locale="en", headline=picking), Wish(), TODAY).message


# -- as a document --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("person", EVERYBODY)
def test_one_page_in_the_design_of_the_cv(person: str, locale: str, design: str, compiler: typst.Compiler) -> None:
    cv = cv_from_answers(EVERYBODY[person] | {"design": design}, locale)
    written = letter(cv, Wish("pass", "near", "any", "Boulangerie du marché", OWN[locale]), TODAY)
    page = letter_page(written, cv, TODAY)
    assert page.fit.design is DESIGNS[design]
    pdf, word = render_pdf(compiler, page), render_docx(page)
    assert read_back("pdf", pdf, page) == read_back("docx", word, page) == ()
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs]
    assert plain(written.subject) in [plain(text) for text in texts]
    assert plain(texts[-1]) == plain(cv.name)


def test_a_letter_carries_no_cv_that_could_be_taken_for_one(compiler: typst.Compiler) -> None:
    cv = cv_from_answers(AMINA)
    page = letter_page(letter(cv, Wish(), TODAY), cv, TODAY)
    pdf, word = render_pdf(compiler, page), render_docx(page)
    assert resume_in_pdf(pdf) is None
    assert resume_in_docx(word) is None
    carrying = replace(page, carries=True)
    assert "carries" in {note.code for note in read_back("pdf", render_pdf(compiler, carrying), page)}


@pytest.mark.parametrize(
    ("locale", "today", "dated"),
    [
        ("fr", date(2026, 11, 1), "Montreuil, le 1er novembre 2026"),
        ("fr", TODAY, "Montreuil, le 22 novembre 2026"),
        ("en", TODAY, "Montreuil, 22 November 2026"),
    ],
)
def test_place_and_date(locale: str, today: date, dated: str) -> None:
    assert letter(cv_from_answers(AMINA, locale), Wish(), today).dated == dated


@modest
@given(
    cvs,
    st.builds(
        Wish, st.sampled_from([*HOW, "", "x"]), st.sampled_from([*WHY, "x"]), st.sampled_from(WHEN), texts, texts
    ),
)
def test_any_cv_gives_one_page_that_reads_back(compiler: typst.Compiler, cv: CV, wish: Wish) -> None:
    page = letter_page(letter(cv, wish, TODAY), cv, TODAY)
    pdf = render_pdf(compiler, page)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
    assert {note.code for note in read_back("pdf", pdf, page)} <= {"unprintable"}
    assert read_back("docx", render_docx(page), page) == ()
