"""What the CV flow saves is what the CV reads: every name known, every code worded in every language of the CV."""

from __future__ import annotations

import pytest

from bot.people.resolvers.occupation import OTHERS
from cv_builder import own
from cv_builder.quiz import JOB_SAVES, SCHOOL_SAVES, cv_from_answers
from cv_builder.spoken import MORE as MORE_LANGUAGES
from cv_builder.spoken import OWN
from cv_builder.strengths import FOLLOW_UPS, GROUPS, MORE, USUAL
from cv_builder.wording import LOCALES, find_occupation, phrases
from cv_builder.wording.strengths import kind_of
from cv_builder.wording.strengths import things as things_named
from flows.answers import Resolvers, of_choice
from flows.events import JsonValue
from flows.model import NAMED, Library, Step

FLOWS = ("cv", "cv_job", "cv_langue", "cv_pages", "cv_nom", "cv_lettres", "forces")
READ = {
    "named", "brought", "pages",
    "name", "name_own", "name_latin", "phone", "email", "town", "looking", "looking_kind", "available", "had_job",
    "informal", "informal_skills", "job.employer_as", "job.employer_latin",
    own.LANGUAGES, own.LEVEL, own.QUALITIES, own.INTERESTS,
    "languages", "languages.more", "interests", "qualities", "licence", "cv_language", *JOB_SAVES, *SCHOOL_SAVES,
}  # fmt: skip
ASKED_ONLY = {"name_case", "job.more", "school.more", "enough"}
"""They lead the chat; the page has no use for them."""
WORDS = {
    "looking_kind": "seeking",
    "available": "available",
    "job.length": "lengths",
    "school.subject": "subjects",
    "languages": "languages",
    "languages.more": "languages",
    "interests": "interests",
    "qualities": "qualities",
    "licence": "licences",
}
MOST_BUTTONS = 10
"""On one screen."""
NOTHING = {"none", "rien"}
"""Codes that say there is nothing to write."""
LEADS_ON = {("languages", "more"), ("languages.more", OWN), ("qualities", own.OTHER), ("interests", own.OTHER)}
"""To the second screen, and from there to own words."""


def saving(library: Library) -> list[Step]:
    return [step for flow in FLOWS for step in library.flows[flow].steps if step.save]


def test_every_save_is_read(read_library: Library) -> None:
    names = {step.save for step in saving(read_library)}
    assert {name for name in names if not name.startswith(("language.level.", "informal."))} <= READ | ASKED_ONLY
    asked = {f"informal.{thing}.{kind}" for thing, kinds in FOLLOW_UPS.items() for kind in kinds}
    screens = {"informal.where", *(f"informal.{group}" for group in GROUPS)}
    assert {name for name in names if name.startswith("informal.")} == screens | asked


@pytest.mark.parametrize("locale", LOCALES)
def test_every_code_has_its_words(read_library: Library, locale: str) -> None:
    words = phrases(locale)
    silent = [
        (step.save, choice.id)
        for step in saving(read_library)
        for choice in step.choices
        if step.save in WORDS
        and choice.id not in NOTHING
        and (step.save, choice.id) not in LEADS_ON
        and not words.word(WORDS[step.save], choice.id)
    ]
    assert silent == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_level_and_school_has_its_words(read_library: Library, locale: str) -> None:
    words = phrases(locale)
    by_save = {step.save: step for step in saving(read_library)}
    for choice in by_save["school.level"].choices:
        assert choice.id in NOTHING or all(words.level(choice.id, s.id) for s in by_save["school.state"].choices)
    languages = [*by_save["languages"].choices, *by_save["languages.more"].choices]
    for language in languages:
        if language.id in (MORE_LANGUAGES, OWN, *NOTHING):
            continue
        for level in by_save[f"language.level.{language.id}"].choices:
            assert words.word("fluency", level.id)


def test_the_screens_of_forces_are_those_of_the_bank(read_library: Library) -> None:
    by_save = {step.save: step for step in saving(read_library)}
    assert {choice.id for choice in by_save["informal.where"].choices} == {*GROUPS, "rien"}
    for group, thing in ((group, thing) for group, things in GROUPS.items() for thing in things):
        named = {locale: read_library.texts.get(locale, f"forces/{group}/choices/{thing}") for locale in LOCALES}
        assert {locale: name.replace(" 🍲", "") for locale, name in named.items()} == things_named()[thing]
    assert tuple(choice.id for choice in by_save["informal"].choices) == (*USUAL, MORE, "rien")
    for thing in USUAL:
        named = {locale: read_library.texts.get(locale, f"forces/vie/choices/{thing}") for locale in LOCALES}
        assert {locale: name.replace(" 🍲", "") for locale, name in named.items()} == things_named()[thing]
    for group, screen in GROUPS.items():
        assert tuple(choice.id for choice in by_save[f"informal.{group}"].choices) == screen
    crowded = {step.id for step in read_library.flows["forces"].steps if len(step.choices) > MOST_BUTTONS}
    assert crowded == set()


def test_every_detail_that_says_something_has_words(read_library: Library) -> None:
    """The one answer of each kind that adds nothing (« De temps en temps ») is known here by name."""
    silent = {
        (step.save.rpartition(".")[2], choice.id)
        for step in saving(read_library)
        for choice in step.choices
        if step.save.startswith("informal.") and step.save.count(".") == 2
        if not choice.id.startswith("n") and kind_of(choice.id) != step.save.rpartition(".")[2]
    }
    assert silent == {
        ("often", "sometimes"), ("whom", "me"), ("where", "everywhere"), ("devices", "d1"), ("bikes", "b1"),
        ("members", "m1"), ("since", "y0"), ("guests", "g1"),
    }  # fmt: skip


def test_every_job_and_town_to_tap_is_found(read_library: Library, resolvers: Resolvers) -> None:
    found: dict[str, set[str]] = {}
    for step in (step for flow in read_library.flows.values() for step in flow.steps):
        if step.kind is None or step.kind.name not in NAMED:
            continue
        for choice in (choice for choice in step.choices if choice.id != OTHERS):
            values = [
                of_choice(step.kind, choice.id, choice.label, locale, resolvers) for locale in read_library.locales
            ]
            codes = {str(value.get("code")) for value in values if isinstance(value, dict)}
            assert len(codes) == 1, (choice.label, values)
            job = find_occupation(codes.pop())
            assert job, choice.label
            assert job.tasks, choice.label
            found.setdefault(step.save, set()).add(job.key)
    assert {save: len(jobs) for save, jobs in found.items()} == {"looking": 10, "job.title": 10}


def test_a_page_of_taps_is_read_whole() -> None:
    answers: dict[str, JsonValue] = {
        "name": "Amina Kaci",
        "town": {"name": "Saint-Denis", "dep": "93"},
        "looking_kind": ["job"],
        "had_job": "small_jobs",
        "job.title": [{"label": "vente"}],
        "job.employer": ["Chez Momo"],
        "job.year": ["2025"],
        "job.length": ["months"],
        "job.tasks": [None],
        "school.level": ["bac_pro"],
        "school.state": ["ongoing"],
        "school.subject": ["retail"],
        "school.year": [None],
        "languages": ["fr", "ar"],
        "language.level.fr": "c1",
        "language.level.ar": "native",
    }
    cv = cv_from_answers(answers, "fr")
    assert [(job.title.text, job.employer, job.start, job.length) for job in cv.work] == [
        ("Vente", "Chez Momo", "2025", "months")
    ]
    assert [(school.level.text, school.subject) for school in cv.education] == [
        ("Bac professionnel en cours", "Commerce et vente")
    ]
    assert [(language.name.text, language.level) for language in cv.languages] == [
        ("Français", "c1"),
        ("Arabe", "native"),
    ]
