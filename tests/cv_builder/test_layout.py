"""Blocks in a stated order on one page; what has no room is told."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from cv_builder.blocks import Block
from cv_builder.chars import plain
from cv_builder.design import AIR_STEP, DESIGNS, LADDER, SMALLEST_NAME, SOBER, Fit
from cv_builder.layout import NOTE_GAP, UNDATED, Page, compose, day_of, ladder_of, room
from cv_builder.leaves import leaves, map_leaves
from cv_builder.measure import ZERO_WIDTH_SPACE, Ruler, breakable, width
from cv_builder.model import CV, NOW, Contact, Job, Line
from cv_builder.quiz import TWO_PAGES, cv_from_answers
from cv_builder.running import running
from cv_builder.wording import LOCALES, phrases
from tests.cv_builder.people import AMINA, EVERYBODY, LI, MAX, SAMIRA, YANIS

GOLDENS = Path(__file__).parent / "goldens"
UPDATE = os.environ.get("UPDATE_GOLDENS") == "1"
"""Write the goldens anew; look at the difference before committing it."""


def set_in(fit: Fit) -> str:
    return f"{fit.size} pt, air {fit.air}" + (f", loose {fit.loose}, inset {fit.inset}" if fit.loose else "")


def shown(page: Page) -> str:
    lines = [f"{page.title} | {page.direction} | {set_in(page.fit)}", ""]
    for at, block in enumerate(page.blocks):
        if at in page.starts:
            over = running(page, 2 + page.starts.index(at))
            lines += ["", f"{over.kind:9}{over.text}  → {over.side}"]
        parts = [block.text, f"({block.note})" if block.note else "", f"→ {block.side}" if block.side else ""]
        lines.append(f"{block.kind:9}{'  '.join(filter(None, parts))}")
    lines += ["", *map(str, page.notes)]
    return "\n".join(lines).rstrip() + "\n"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("person", EVERYBODY)
def test_page_is_the_one_we_looked_at(person: str, locale: str) -> None:
    assert_golden(f"{person}_{locale}", compose(cv_from_answers(EVERYBODY[person], locale)))


@pytest.mark.parametrize("locale", LOCALES)
def test_two_pages_are_the_ones_we_looked_at(locale: str) -> None:
    name = SAMIRA["name"] if locale == "ar" else MAX["name"]
    assert_golden(f"two_pages_{locale}", compose(cv_from_answers(MAX | {"name": name, "pages": TWO_PAGES}, locale)))


def assert_golden(name: str, page: Page) -> None:
    golden = GOLDENS / f"{name}.txt"
    if UPDATE:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown(page), encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == shown(page)


def test_goldens_are_all_of_somebody() -> None:
    whose = (*EVERYBODY, "two_pages")
    assert {path.stem for path in GOLDENS.iterdir()} == {f"{p}_{locale}" for p in whose for locale in LOCALES}


def test_who_has_not_worked_begins_with_what_they_can_do() -> None:
    words = phrases("fr")
    with_work = [b.text for b in compose(cv_from_answers(AMINA)).blocks if b.kind == "section"]
    without = [b.text for b in compose(cv_from_answers(YANIS)).blocks if b.kind == "section"]
    assert with_work[0] == words.headings["work"]
    assert without[0] == words.headings["daily_skills"]
    assert words.headings["work"] not in without


@pytest.mark.parametrize("person", EVERYBODY)
def test_made_for_first_jobs_strengths_come_before_school_and_school_before_work(person: str) -> None:
    words = phrases("fr").headings
    kinds, sections = [], []
    for block in compose(cv_from_answers(EVERYBODY[person] | {"design": "first"})).blocks:
        kinds.append(block.kind)
        sections += [block.text] if block.kind == "section" else []
    order = [words[key] for key in ("daily_skills", "skills", "qualities", "education", "work", "languages")]
    said = [heading for heading in sections if heading in order]
    assert said == sorted(said, key=order.index)
    assert "seeking" not in kinds or kinds.index("seeking") < kinds.index("section")


@pytest.mark.parametrize("person", EVERYBODY)
def test_every_design_says_the_same(person: str) -> None:
    """What a page has no room for may differ; nobody loses a word on a page with room."""
    pages = [compose(cv_from_answers(EVERYBODY[person] | {"design": d}), endless=True) for d in DESIGNS]
    said = [
        sorted(word for b in page.blocks for word in plain(f"{b.text} {b.side} {b.note}").split() if word != "·")
        for page in pages
    ]
    assert said[0] == said[1] == said[2]


def test_headings_form_an_outline() -> None:
    levels = [SOBER.styles[block.kind].heading for block in compose(cv_from_answers(AMINA)).blocks]
    outline = [level for level in levels if level]
    assert outline[0] == 1
    assert outline.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(outline))


def test_a_short_cv_is_generous_and_a_full_one_never_under_nine_points() -> None:
    assert compose(cv_from_answers(LI)).fit == LADDER[0].roomy
    assert compose(cv_from_answers(MAX)).fit.size >= 9
    assert all(9 <= step.roomy.size <= 12 for step in LADDER)
    assert all(one.roomy.size >= other.roomy.size for one, other in pairwise(LADDER))


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("person", ["amina", "yanis", "samira", "max"])
def test_air_opens_until_the_page_is_full(person: str, locale: str, design: str) -> None:
    """Somebody who has something to say leaves no more white at the foot than one more step of air would fill."""
    page = compose(cv_from_answers(EVERYBODY[person] | {"design": design}, locale))
    ladder = ladder_of(page.blocks, page.direction, page.fit.design)
    step = next(step for step in ladder if step.roomy == replace(page.fit, air=step.roomy.air))
    assert step.tight <= page.fit.air <= step.roomy.air
    kinds = [block.kind for block in page.blocks]
    gaps = page.fit.size * sum(page.fit.design.gap(above, kind) for above, kind in pairwise([None, *kinds]) if kind)
    assert filled(page) <= page.fit.text_height
    assert page.fit.air == step.roomy.air or filled(page) + AIR_STEP * gaps > page.fit.text_height - 1


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("design", DESIGNS)
def test_who_has_not_worked_fills_a_page_all_the_same(design: str, locale: str) -> None:
    """No job, a school left early, no mail: a whole page at the largest letters, nothing left out."""
    page = compose(cv_from_answers(YANIS | {"design": design}, locale))
    assert page.fit.size == LADDER[0].roomy.size
    assert filled(page) >= FULL * page.fit.text_height
    assert page.left_out == ()


FULL = 0.85
"""Part of a page that looks full."""


def filled(page: Page) -> float:
    """Points from the first line to the last."""
    lines = gaps = 0.0
    trims = sum(page.fit.design.trims([block.kind for block in page.blocks]))
    ruler = Ruler()
    for above, block in pairwise([None, *page.blocks]):
        assert block is not None
        style = page.fit.design.styles[block.kind]
        text = f"{block.text}{NOTE_GAP}{block.note}" if block.note else block.text
        lines += ruler.line_count(text, room(block.kind, page.fit)) * style.size
        gaps += page.fit.design.gap(above.kind if above else None, block.kind) * page.fit.air
    return trims + page.fit.size * (lines * page.fit.line_height(page.direction) + gaps)


def test_an_arabic_name_on_a_french_page_has_the_lines_of_an_arabic_page() -> None:
    latin, arabic, its_own = (
        compose(CV(locale=locale, name=name, headline=Line("Vente"))).fit.line_height(direction)
        for locale, name, direction in (("fr", "Amina", "ltr"), ("fr", "أمينة بن علي", "ltr"), ("ar", "أمينة", "rtl"))
    )
    assert latin < arabic == pytest.approx(its_own)


def test_what_has_no_room_is_told_and_the_oldest_goes_first() -> None:
    page = compose(cv_from_answers(MAX))
    told = {note.where for note in page.notes}
    assert {note.code for note in page.notes} == {"dropped"}
    assert "work 8 title" in told
    assert not any(where.startswith(("name", "headline", "email", "phone", "town", "work 1 title")) for where in told)
    assert compose(cv_from_answers(MAX), endless=True).notes == ()


def test_long_texts_are_shortened_and_told() -> None:
    page = compose(CV(name="N" * 10_000, headline=Line("h " * 5_000)))
    assert [note.code for note in page.notes] == ["cut", "cut"]
    assert page.blocks[0].text == "N" * 59 + "…"


def test_a_date_without_room_beside_its_title_goes_under_it() -> None:
    long = compose(CV(work=(Job(title=Line("Titre " * 20), start="2024-09", end=NOW),)))
    assert [block.kind for block in long.blocks] == ["name", "section", "entry", "detail"]
    assert long.blocks[3].text == "depuis septembre 2024"


@pytest.mark.parametrize("locale", LOCALES)
def test_what_and_when_share_a_line_or_have_one_each(locale: str) -> None:
    answers = {"available": "now", "looking_kind": ["job"]}
    short = compose(cv_from_answers(answers, locale))
    assert [block.kind for block in short.blocks] == ["name", "seeking"]
    cv = cv_from_answers(answers | {"looking_kind": ["job", "apprenticeship", "internship", "civic"]}, locale)
    long = compose(cv)
    assert [block.kind for block in long.blocks] == ["name", "seeking", "seeking"]
    assert [plain(block.text) for block in long.blocks[1:]] == [plain(line.text) for line in cv.seeking]


@pytest.mark.parametrize(
    ("contact", "shown_as"),
    [
        (Contact(town="Lens", department="62"), "Lens (62)"),
        (Contact(town="Lens"), "Lens"),
        (Contact(department="93"), "Seine-Saint-Denis (93)"),
        (Contact(department="2A"), "Corse-du-Sud (2A)"),
        (Contact(department="99"), "Département 99"),
        (Contact(department="Bretagne"), "Bretagne"),
    ],
)
def test_a_department_without_its_town_says_what_it_is(contact: Contact, shown_as: str) -> None:
    assert compose(CV(contact=contact)).blocks[1].text == shown_as


def test_nothing_at_all_is_an_empty_page() -> None:
    assert compose(CV()).blocks == (Block("name", "CV"),)
    assert compose(CV()).title == "CV"


def test_an_address_is_printed_as_it_is_written() -> None:
    page = compose(CV(contact=Contact(email="o'neil@example.org"), headline=Line("Agent d'accueil")))
    assert [block.text for block in page.blocks[1:]] == ["Agent d’accueil", "o'neil@example.org"]


def test_empty_entries_print_nothing() -> None:
    cv = CV(work=(Job(title=Line("")),), skills=(Line(""),), interests=(Line(""),))
    assert compose(cv).blocks == compose(CV()).blocks


@pytest.mark.parametrize(
    ("number", "shown_as"),
    [
        ("+33612345678", "06 12 34 56 78"),
        ("+213551234567", "+213 551 23 45 67"),
        ("+447911123456", "+44 7911 123456"),
        ("06 12", "06 12"),
        ("+33", "+33"),
        ("appelle ma mère", "appelle ma mère"),
    ],
)
def test_phone_numbers_are_shown_as_people_write_them(number: str, shown_as: str) -> None:
    page = compose(CV(contact=Contact(phone=number)))
    assert page.blocks[1].text.replace("\u00a0", " ") == shown_as


@pytest.mark.parametrize(
    ("updated", "day"),
    [("2026-11-21", (2026, 11, 21)), ("2026-11-21T10:00:00Z", (2026, 11, 21)), ("", UNDATED), ("2026-02-31", UNDATED)],
)
def test_the_date_of_a_document_is_that_of_the_cv(updated: str, day: tuple[int, int, int]) -> None:
    assert day_of(CV(updated=updated)) == day


# -- measuring ------------------------------------------------------------------------------------------------
def test_lines_are_counted_as_words_fall() -> None:
    ruler, word = Ruler(), "mot"
    wide = width(word)
    assert ruler.line_count(word, wide) == 1
    assert ruler.line_count(f"{word} {word}", 2 * wide + width(" ")) == 1
    assert ruler.line_count(f"{word} {word}", 2 * wide) == 2
    assert ruler.line_count("m" * 100, width("m") * 10.5) == 10


def test_a_word_wider_than_the_line_may_break_anywhere() -> None:
    assert breakable("court mot", 10) == "court mot"
    assert breakable("abc", width("ab")) == ZERO_WIDTH_SPACE.join("abc")


# -- leaves ---------------------------------------------------------------------------------------------------
def test_every_text_of_the_model_is_a_leaf() -> None:
    """A new field of the model that `leaves` forgets would never be checked."""
    cv = replace(cv_from_answers(AMINA | {"available": "now"}), summary="Un mot")
    marked = map_leaves(cv, lambda where, _: f"<{where}>")
    plain_fields = {"work", "education", "contact", "languages"}
    for field in CV.__dataclass_fields__:
        if field in {"locale", "updated", "design", "pages", "kept"} | plain_fields:
            continue
        value = getattr(marked, field)
        for text in (
            [value]
            if isinstance(value, str)
            else [line.text for line in (value if isinstance(value, tuple) else (value,))]
        ):
            assert text.startswith("<"), field
    wheres = [where for where, _ in leaves(cv)]
    assert len(set(wheres)) == len(wheres)


def named(name: str, design: str) -> Page:
    return compose(CV(name=name, headline=Line("Serveur"), design=design))


@pytest.mark.parametrize("design", DESIGNS)
def test_a_long_name_shrinks_before_it_breaks_and_never_behind_a_particle(design: str) -> None:
    short = named("Amina K.", design)
    assert short.fit.design is DESIGNS[design]
    long = named("Noureddine Abdelrahman Al Zahraoui", design)
    assert width(long.blocks[0].text) <= room("name", long.fit), "on one line"
    assert long.blocks[0].text == "Noureddine Abdelrahman Al Zahraoui"
    assert SMALLEST_NAME <= long.fit.design.styles["name"].size < DESIGNS[design].styles["name"].size
    assert long.fit.design is named("Abdelrahman Noureddine Al Zahraoui", design).fit.design, "one template for both"
    longest = named("Marie-Christine Anne-Sophie El Mahdaoui Al Zahraoui", design)
    assert longest.fit.design is DESIGNS[design], "two lines in full size"
    assert longest.blocks[0].text == "Marie-Christine Anne-Sophie El\u00a0Mahdaoui Al\u00a0Zahraoui"
