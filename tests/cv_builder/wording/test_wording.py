"""The phrase bank: complete in every language, in codes that nothing else has, in words that fit a button."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cv_builder.fonts import covered
from cv_builder.wording import find_occupation, occupations, tasks_for
from cv_builder.wording.jobs import fold, task_line
from cv_builder.wording.phrases import LOCALES, phrases
from cv_builder.wording.tables import table

LONGEST_BUTTON = 40
"""Characters: the bot promises it to the channels."""
ESCO = Path(__file__).parents[2] / "data" / "esco_starter.tsv"

STORED_CODES = {
    "seeking": "job apprenticeship internship civic any",
    "available": "now month later",
    "lengths": "days weeks months year years",
    "languages": "fr ar en es uk ru pt tr fa ps so ti bm ff wo ln ta bn ur hi zh vi ro it de sq kab",
    "fluency": "a1 a2 b1 b2 c1 native",
    "interests": "football basket fitness dance music drawing cooking video_games "
    "reading cinema fashion cars nature travel volunteering photo",
    "qualities": "punctual calm team fast_learner strong smiling careful resourceful patient motivated",
    "licences": "b b_learning am a bike transit forklift first_aid",
    "levels": "middle cap bac_pro bac_techno bac bts university abroad other",
}
"""What the flow `cv` stores; every code needs words."""
INFORMAL = [
    *("cooking", "siblings", "elders", "papers", "translating", "repairing", "cleaning", "shopping", "sport"),
    *("team", "music", "computer", "phone_repair", "garden", "animals", "events", "religion_help", "journey"),
]


def entries(data: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from entries(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


@pytest.mark.parametrize("file", ["{}", "jobs_{}"])
@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_the_same_keys_and_shapes(file: str, locale: str) -> None:
    french = dict(entries(table(file.format("fr"))))
    other = dict(entries(table(file.format(locale))))
    assert other.keys() == french.keys()
    free = re.compile(r"\.(forms|words)$")
    shapes = {key: len(value) for key, value in french.items() if isinstance(value, list) and not free.search(key)}
    assert {key: len(value) for key in shapes if isinstance(value := other[key], list)} == shapes


@pytest.mark.parametrize("file", ["{}", "jobs_{}"])
@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_is_there_once_printable_and_trimmed(file: str, locale: str) -> None:
    for key, value in entries(table(file.format(locale))):
        for text in value if isinstance(value, list) else [value]:
            assert isinstance(text, str)
            assert text == text.strip(), key
            assert text, key
            assert covered(text), key
            assert "'" not in text, f"{key}: an apostrophe is ’"


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_placeholders_are_the_same(locale: str) -> None:
    for key, text in phrases(locale).sentences.items():
        assert re.findall(r"{\w+}", text) == re.findall(r"{\w+}", phrases("ar").sentences[key]), key


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", STORED_CODES)
def test_every_stored_code_has_words(kind: str, locale: str) -> None:
    words = phrases(locale)
    for code in STORED_CODES[kind].split():
        assert words.level(code, "done") if kind == "levels" else words.word(kind, code), code


@pytest.mark.parametrize("informal", INFORMAL)
def test_everything_done_at_home_is_one_or_two_skills(informal: str) -> None:
    skills = phrases("fr").skills_of(informal)
    assert len(skills) in (1, 2)
    assert all(skill.startswith(f"{informal}_") for skill in skills)


def test_no_skill_without_something_done_at_home() -> None:
    words = phrases("fr")
    assert {skill for thing in INFORMAL for skill in words.skills_of(thing)} == set(words.skills)


@pytest.mark.parametrize("locale", LOCALES)
def test_level_says_whether_it_was_finished(locale: str) -> None:
    words = phrases(locale)
    for code in words.levels:
        said = {words.level(code, state) for state in ("done", "ongoing", "stopped")}
        assert len(said) == 3, code


def test_unknown_codes_have_no_words() -> None:
    words = phrases("fr")
    assert words.word("languages", "tlh") == words.level("phd", "done") == words.skill_button("flying") == ""
    assert words.line("languages", "tlh") is words.skill("flying") is task_line("flying", "fr") is None
    assert find_occupation("astronaut") is None


def test_unknown_languages_fall_back_to_french() -> None:
    assert phrases("de").locale == "fr"
    assert phrases("ar_MA").locale == phrases("ar-DZ").locale == "ar"


# -- occupations ----------------------------------------------------------------------------------------------
def test_the_bank_is_large_enough_and_its_codes_unique() -> None:
    jobs = occupations()
    assert len(jobs) >= 24
    codes = [job.code for job in jobs] + [task.code for job in jobs for task in job.tasks]
    assert len(set(codes)) == len(codes)
    assert all(len(code.encode()) <= 48 for code in codes), "a button id holds the code and its question in 64 bytes"


def test_esco_codes_mean_what_we_say() -> None:
    rows = {row["uri"] for row in csv.DictReader(ESCO.read_text(encoding="utf-8").splitlines(), delimiter="\t")}
    near = {esco for codes in table("jobs")["near"].values() for esco in codes}
    assert {job.esco for job in occupations() if job.esco} | near == rows
    assert [job.key for job in occupations() if not job.esco] == ["volunteer"]


@pytest.mark.parametrize("job", occupations(), ids=lambda job: job.key)
def test_an_occupation_offers_tasks_that_fit_buttons(job: Any) -> None:
    assert 4 <= len(job.tasks) <= 8
    for locale in LOCALES:
        buttons = [task.button[locale] for task in job.tasks]
        assert len(set(buttons)) == len(buttons)
        assert all(len(button) <= LONGEST_BUTTON for button in [*buttons, job.wording[locale].button])
        assert job.wording[locale].words
        assert all(task.line[locale][0].isupper() or locale == "ar" for task in job.tasks)
    assert tasks_for(job.code) == tasks_for(job.key) == job.tasks


def test_an_occupation_near_to_ours_has_its_tasks_but_keeps_its_title() -> None:
    cook = "90f75f67-495d-49fa-ab57-2f320e251d7e"
    assert tasks_for(cook) == tasks_for("kitchen")
    assert find_occupation(cook) is None


def test_any_other_occupation_offers_tasks_that_fit_every_job() -> None:
    assert tasks_for("00030d09-2b3a-4efd-87cc-c4ea39d27c34") == tasks_for(None) == tasks_for("any")
    assert all(task.code.startswith("any_") for task in tasks_for(None))


@pytest.mark.parametrize("locale", LOCALES)
def test_words_people_type_lead_to_an_occupation(locale: str) -> None:
    typed = {fold(word) for job in occupations() for word in job.wording[locale].words}
    assert len(typed) > 100


@pytest.mark.parametrize(
    ("typed", "same"),
    [("SERVEUSE", "serveuse"), ("Hôte d’accueil", "hote d'accueil"), ("Aide-maçon", "aide macon"), ("بنّاء", "بناء")],
)
def test_fold_sees_what_people_mean(typed: str, same: str) -> None:
    assert fold(typed) == fold(same)
