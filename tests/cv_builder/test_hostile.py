"""CVs nobody should write: no document raises, no text is lost in silence, no page is exceeded."""

from __future__ import annotations

import io
import json
from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

import docx
import pypdf
import pytest
import typst
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from cv_builder.chars import clean, is_mark
from cv_builder.design import DESIGNS
from cv_builder.docx import render_docx
from cv_builder.fonts import advances
from cv_builder.items import all_items, key
from cv_builder.json_resume import to_json_resume
from cv_builder.layout import Page, compose
from cv_builder.leaves import leaves, map_leaves
from cv_builder.model import CV, NOW, Contact, Extra, Job, Language, Line, School
from cv_builder.pdf import render_pdf
from cv_builder.quiz import cv_from_answers
from cv_builder.readback import read_back, squeezed
from cv_builder.reading.resume import from_json_resume
from cv_builder.scripts import script_of
from cv_builder.wording import LOCALES
from tests.cv_builder.people import AMINA

Entry = TypeVar("Entry")
NASTY = [
    "<script>alert(1)</script>",
    "&amp; ]]> <!-- -->",
    '#set page(width: 1pt) #panic("x")',
    "$ x^2 $ \\ @ref <label> *b* _i_ `raw` = h",
    "=cmd|' /C calc'!A0",
    "{name} {0} %s %d {{",
    "\u202eابق\u202c \u2067x\u2069 \u200f",
    "أمينة كوناتي",
    "Олена Шевченко",
    "Ελένη Παπαδοπούλου",
    "王小明 🙂👩‍👩‍👧",
    "ทดสอบ தமிழ் বাংলা",
    "é́̈̊ Zalgơ̷̢",
    "a" * 600,
    "mot " * 150,
    "\x00\x01\ud800\ufffe\u200b",
    "م" * 300,
    "W" * 60,
    "",
]
HUGE = ["a" * 10_000, "mot " * 2_500, "م" * 10_000, "🙂" * 10_000, "é" * 10_000]
"""What a person can send in one message, and more than any page holds."""
texts = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=30), st.lists(st.sampled_from(NASTY[:13]), max_size=3).map(" ".join)
)
lines = st.builds(Line, texts, st.sampled_from(["", "x"]))


MANY = 30
"""Entries of one list: more than anybody has, fewer than would take minutes to invent."""


def few(strategy: st.SearchStrategy[Entry]) -> st.SearchStrategy[tuple[Entry, ...]]:
    """Mostly some, now and then far too many (one and the same, said again with its number)."""
    some = st.lists(strategy, max_size=4)
    many = st.tuples(some, st.integers(0, MANY)).map(lambda drawn: (drawn[0] * MANY)[: drawn[1]])
    return st.one_of(some, some, many).map(tuple)


dates = st.sampled_from(["", "2024", "2024-09", "2025-01"])
jobs = st.builds(
    Job,
    lines,
    texts,
    texts,
    start=dates,
    end=st.one_of(dates, st.just(NOW)),
    length=st.sampled_from(["", "weeks"]),
    tasks=few(lines),
)
schools = st.builds(School, lines, texts, texts, year=dates, state=st.sampled_from(["", "done", "stopped"]))
spoken = st.builds(Language, lines, st.sampled_from(["", "a1", "native"]), texts)
details = st.lists(texts, max_size=2).map(tuple)
sections = st.sampled_from([Line("", "projects"), Line("Mes voyages"), Line("", "?")])
extras = st.builds(Extra, sections, st.sampled_from(NASTY[:6]), details, dates, dates, details)
cvs = st.builds(
    CV,
    locale=st.sampled_from(LOCALES),
    name=texts,
    headline=lines,
    seeking=few(lines),
    summary=texts,
    contact=st.builds(Contact, texts, texts, texts, texts),
    work=few(jobs),
    education=few(schools),
    skills=few(lines),
    qualities=few(lines),
    languages=few(spoken),
    licences=few(lines),
    interests=few(lines),
    design=st.sampled_from([*DESIGNS, "baroque"]),
    extras=few(extras),
)
SMALLEST = 9
"""Points, whatever there is to say."""
SAID_OTHERWISE = ("phone", "start", "end", "year")
"""Numbers and dates are shown in words; tests of their own look at those."""
modest = settings(
    max_examples=30,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # making a failing CV smaller would take minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("nasty", [*NASTY, *HUGE], ids=lambda text: repr(text[:12]))
def test_a_cv_of_nothing_else(nasty: str, locale: str, design: str, compiler: typst.Compiler) -> None:
    """Every text of a full CV is the same nasty one."""
    cv = map_leaves(cv_from_answers(AMINA | {"design": design}, locale), lambda _, text: nasty)
    check_documents(compiler, cv)


def check_documents(compiler: typst.Compiler, cv: CV, pages: int = 1, kept: Collection[str] = ()) -> None:
    """Every leaf is in the text of the DOCX as python-docx reads it, or told with all its words."""
    page = compose(replace(cv, pages=pages, kept=tuple(kept)))
    pdf, word = render_pdf(compiler, page), render_docx(page)
    told = {(note.where, note.text) for note in page.notes}
    paragraphs = docx.Document(io.BytesIO(word)).paragraphs
    everything = "".join(squeezed(paragraph.text) for paragraph in paragraphs)
    for where, text in leaves(cv):
        if clean(text) and (where, text) not in told and (where, clean(text)) not in told:
            assert where.endswith(SAID_OTHERWISE) or squeezed(text) in everything, where
    assert page.fit.size >= SMALLEST
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) <= pages
    assert [note for note in read_back("pdf", pdf, page) if note.code != "unprintable"] == []
    assert read_back("docx", word, page) == ()


@modest
@given(cvs)
def test_no_text_is_lost_in_silence_and_no_page_exceeded(compiler: typst.Compiler, cv: CV) -> None:
    check_documents(compiler, cv)


signs = st.lists(
    st.sampled_from([char for char in advances() if is_mark(char) or script_of(char) == "devanagari"]), max_size=3
)
letters = st.lists(st.sampled_from([*"aiud1 -•bكم", "ℊ", "ẹ", "◌"]), max_size=3)
knots = st.tuples(letters, signs, letters, signs).map(lambda parts: "".join(char for part in parts for char in part))
"""Texts of signs that are drawn on their neighbours, or change them."""


@settings(modest, max_examples=60)
@given(st.lists(knots, min_size=1, max_size=6))
@example(["2\u093e", "2012"])
@example(["\u1dca\u08d92a"])
@example(["\u034fbP"])
@example(["ℊ\u0301н"])
@example(["d\u093f", "dada"])
@example(["\u0358\u094e\u0357\u091d", "1u\u25cc"])
def test_signs_that_change_their_neighbours_hide_no_other_text(compiler: typst.Compiler, drawn: list[str]) -> None:
    skills = (Line("Cuisine et dessert, abricot 2012"), *map(Line, drawn), Line("Bonne humeur"))
    check_documents(compiler, CV(name=drawn[0], skills=skills))


@modest
@given(cvs, st.integers(1, 2), st.data())
def test_whatever_is_asked_to_be_kept(compiler: typst.Compiler, cv: CV, pages: int, data: st.DataObject) -> None:
    keys = [key(cv, item) for item in all_items(cv)]
    kept = data.draw(st.lists(st.sampled_from(keys), max_size=8) if keys else st.just([]))
    check_documents(compiler, cv, pages, kept)


@modest
@given(cvs)
def test_json_round_trip_of_cleaned_text(cv: CV) -> None:
    tidy = map_leaves(cv, lambda _, text: clean(text))
    once = from_json_resume(json.loads(json.dumps(to_json_resume(tidy))))
    assert from_json_resume(json.loads(json.dumps(to_json_resume(once)))) == once


answers = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | texts
    | st.sampled_from(["waiter", "waiter_pay", "2024-09", "now", "fr"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["code", "label", "name", "dep"]), inner)
    ),
    max_leaves=6,
)


@modest
@given(st.dictionaries(st.sampled_from(sorted(AMINA)), answers), st.sampled_from(LOCALES))
def test_any_answers_give_a_page(given_answers: dict[str, object], locale: str) -> None:
    assert isinstance(compose(cv_from_answers(given_answers, locale)), Page)
