"""Every occupation of every file of the bank: complete, in ESCO, in words that fit a button and a line of a CV.

Run it on the file you write: `pytest tests/cv_builder/wording/test_jobs.py -k "<key> or files"`.
"""

from __future__ import annotations

import lzma
import re
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cv_builder.fonts import covered
from cv_builder.model import Line
from cv_builder.wording import LOCALES, find_occupation, occupations, tasks_for
from cv_builder.wording.jobs import ANY, LABELS_ONLY, SHORT, find_task, sectors, task_line
from cv_builder.wording.occupation import FEWEST, MOST, fold, gender_of

FOLDER = Path(__file__).parents[3] / "cv_builder" / "wording" / "jobs"
ESCO = Path(__file__).parents[3] / "bot" / "people" / "resolvers" / "data" / "esco_occupations.tsv.xz"

LEAST = 150
"""Occupations in the bank."""
TASKS = range(4, 9)
LONGEST_BUTTON = 20
"""Characters of a task's button: read at a glance, two side by side on a phone."""
LONGEST_FOUND = 40
"""Characters of a job's label in a language of which only the labels are known."""
LONGEST_LINE = 75
"""Characters of a task on a CV: one line of the page."""
LONGEST_TITLE = 45
LONGEST_CODE = 48
"""Bytes: a button id holds the code and its question in 64."""
SLOW = 0.5
"""Seconds in which all files are read, on the slowest machine we know: the service warms up beside its event loop."""
NOT_IN_ESCO = {
    "canteen",
    "caterer",
    "crepe_stand",
    "drive_picker",
    "event_host",
    "moderator",
    "parcel_sorter",
    "school_cleaner",
    "volunteer",
}
"""Jobs of today that it has no row for: their key is their code."""

PARTS = {
    "fr": {"title", "f", "m", "button", "forms", "words"},
    "en": {"title", "button", "forms", "words"},
    "ar": {"title", "f", "m", "button", "forms", "words"},
    **{locale: {"f", "m", "forms", "words"} for locale in LABELS_ONLY},
}
MAY_MISS = {"forms"}
NOT_A_VERB = {
    "en": re.compile(r"^(The|A|An|And|Of|To|With|In|On|At|For|I|My)\b|^\w+(ing|ed)\b(?<!Bring)(?<!Feed)(?<!Weed)"),
    "ar": re.compile(r"^(أنا|كنت|لقد|قمت|أقوم|ال)\b"),
}
"""First words with which a line of a CV doesn't begin here: English base forms, Arabic verbal nouns."""
INFINITIVE = re.compile(r"^(Se |S’)?\w+(er|ir|re|oir)\b")
VAGUE = re.compile(r"\b(dynamique|motivée?|rigoureu|polyvalen\w+ et|dynamic|motivated|team player|hard.?working)", re.I)


@cache
def files() -> dict[str, dict[str, Any]]:
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


def entries() -> list[tuple[str, dict[str, Any]]]:
    return [(key, entry) for name, file in files().items() if name != ANY for key, entry in file.items()]


@cache
def esco() -> frozenset[str]:
    with lzma.open(ESCO, "rt", encoding="utf-8") as file:
        return frozenset(line.split("\t", 1)[0] for line in file)


def texts(entry: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """(where, text) of all texts that people read or type."""
    for part, value in entry.items():
        if isinstance(value, dict):
            yield from texts(value, f"{path}{part}.")
        elif part not in ("esco", "near", "some", "most"):
            yield from ((f"{path}{part}", text) for text in (value if isinstance(value, list) else [value]))


each = pytest.mark.parametrize(("key", "entry"), entries(), ids=[key for key, _ in entries()])


# -- the files ------------------------------------------------------------------------------------------------
def test_files_are_one_a_sector_and_each_has_words_for_its_button() -> None:
    assert set(files()) == {*sectors(), ANY}
    for sector, words in sectors().items():
        assert set(words) == set(LOCALES), sector
        assert all(0 < len(text) <= SHORT for text in words.values()), sector


def test_files_have_every_key_once_and_enough_of_them() -> None:
    keys = [key for key, _ in entries()]
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    assert len(keys) >= LEAST
    assert {job.key for job in occupations()} == set(keys)


def test_files_have_every_esco_code_once() -> None:
    own = Counter(entry["esco"] for _, entry in entries() if "esco" in entry)
    near = Counter(code for _, entry in entries() for code in entry.get("near", ()))
    assert [code for code, times in own.items() if times > 1] == []
    assert [code for code, times in near.items() if times > 1] == []
    assert own.keys() & near.keys() == set()
    assert [code for code in near if code in own] == []
    assert {key for key, entry in entries() if "esco" not in entry} == NOT_IN_ESCO


def test_files_have_every_code_once_and_short_enough_for_a_button() -> None:
    codes = [job.code for job in occupations()] + [task.code for job in occupations() for task in job.tasks]
    codes += [task.code for task in tasks_for(None)]
    assert [code for code, times in Counter(codes).items() if times > 1] == []
    assert all(len(code.encode()) <= LONGEST_CODE for code in codes)


def test_files_are_read_quickly() -> None:
    """**Why** a limit: whoever writes right after the service starts may wait for it."""
    began = time.process_time()
    for path in FOLDER.glob("*.toml"):
        tomllib.loads(path.read_text(encoding="utf-8"))
    assert time.process_time() - began < SLOW


# -- one occupation -------------------------------------------------------------------------------------------
@each
def test_has_these_parts_and_no_others(key: str, entry: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)?", key)
    assert set(entry) - {"esco", "near"} == {*PARTS, "tasks"}
    for locale, parts in PARTS.items():
        assert parts - MAY_MISS <= set(entry[locale]) <= parts | {"button"}, locale
        for part, value in entry[locale].items():
            assert isinstance(value, list if part in ("forms", "words") else str), f"{locale}.{part}"
    for task, words in entry["tasks"].items():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)?", task), task
        assert set(words) - {"count"} == set(LOCALES), task
        assert all(len(words[locale]) == 2 for locale in LOCALES), task
        if count := words.get("count"):
            assert set(count) - {"some", "most"} == set(LOCALES), task
            assert all(len(count[locale]) == 2 for locale in LOCALES), task


@each
def test_its_codes_are_in_esco(key: str, entry: dict[str, Any]) -> None:
    codes = {entry["esco"], *entry.get("near", ())} if "esco" in entry else set()
    assert codes <= esco()


@each
def test_its_texts_are_trimmed_printable_and_typographic(key: str, entry: dict[str, Any]) -> None:
    for where, text in texts(entry):
        assert text, where
        assert text == " ".join(text.split(" ")), where
        assert text == text.strip(), where
        typed = where.endswith(".words")
        assert typed or "'" not in text, f"{where}: an apostrophe is ’"
        assert not re.search("[٠-٩۰-۹]", text), f"{where}: Western digits"
        assert typed or where.startswith("uk.") or covered(text), f"{where}: a letter that no font has"
        assert not typed or text == text.lower(), f"{where}: {text} in lower case"


@each
def test_its_titles_and_buttons_fit(key: str, entry: dict[str, Any]) -> None:
    job = find_occupation(key)
    assert job is not None
    for locale, words in job.wording.items():
        assert words.words, locale
        assert len(words.button) <= (LONGEST_FOUND if locale in LABELS_ONLY else SHORT), f"{locale}: {words.button}"
        assert all(len(text) <= LONGEST_TITLE for text in (words.title, words.f, words.m, *words.forms)), locale
        assert "/" not in "".join((words.title, words.f, words.m, *words.forms)), f"{locale}: never a slash on a CV"
        assert len({fold(word) for word in words.words}) == len(words.words), f"{locale}: a word twice"
    if entry["fr"]["f"] != entry["fr"]["m"]:
        assert gender_of(entry["fr"]["f"]) != "m", "the feminine form looks masculine"
        assert gender_of(entry["fr"]["m"]) != "f", "the masculine form looks feminine"


@each
def test_its_tasks_are_four_to_eight_and_different(key: str, entry: dict[str, Any]) -> None:
    job = find_occupation(key)
    assert job is not None
    assert len(job.tasks) in TASKS
    for locale in LOCALES:
        for said in ([task.button[locale] for task in job.tasks], [task.line[locale] for task in job.tasks]):
            assert len({fold(text) for text in said}) == len(said), locale
    assert tasks_for(job.code) == tasks_for(job.key) == job.tasks
    assert all(find_task(task.code) is task for task in job.tasks)


@each
def test_its_task_buttons_and_lines_fit_and_begin_with_a_verb(key: str, entry: dict[str, Any]) -> None:
    for task, words in entry["tasks"].items():
        for locale in LOCALES:
            button, line = words[locale]
            lines = [line, words["count"][locale][1].replace("{n}", "1000")] if "count" in words else [line]
            assert len(button) <= LONGEST_BUTTON, f"{task}: {button}"
            for said in lines:
                assert len(said) <= LONGEST_LINE, f"{task}: {said} ({len(said)})"
                assert not said.endswith((".", "!", ";")), f"{task}: {said}"
                assert not VAGUE.search(said), f"{task}: {said}"
                assert said[0].isupper() or locale == "ar", f"{task}: {said}"
                assert locale != "fr" or INFINITIVE.match(said), f"{task}: {said}: an infinitive first"
                assert locale not in NOT_A_VERB or not NOT_A_VERB[locale].match(said), f"{task}: {said}: a verb first"


@each
def test_its_counts_ask_a_question_and_say_the_number_once(key: str, entry: dict[str, Any]) -> None:
    counts = {task: words["count"] for task, words in entry["tasks"].items() if "count" in words}
    assert len(counts) <= 3
    for task, count in counts.items():
        for locale in LOCALES:
            question, line = count[locale]
            assert question.endswith(("?", "؟")), task
            assert "{" not in question, task
            assert len(question) <= 70, task
            assert re.findall(r"\{\w*\}", line) == ["{n}"], task
        some = count.get("some", [FEWEST])
        assert some == sorted(set(some)), task
        assert all(isinstance(n, int) and FEWEST <= n <= MOST for n in some), task
        assert max(some) <= count.get("most", MOST) <= MOST, task


def test_every_count_has_a_bound_that_a_slip_is_over() -> None:
    counts = [(task.code, task.count) for job in occupations() for task in job.tasks if task.count]
    assert len(counts) > 200
    for code, count in counts:
        assert max(count.some) <= count.most <= MOST, code
        assert count.most <= 1000 * max(count.some), code
    serve = find_task("waiter_serve")
    assert serve is not None
    assert serve.worded("fr", 80_000) == Line(serve.line["fr"], "waiter_serve")


# -- words of our own -----------------------------------------------------------------------------------------
def test_tasks_that_fit_every_job() -> None:
    assert tasks_for("00030d09-2b3a-4efd-87cc-c4ea39d27c34") == tasks_for(None) == tasks_for(ANY)
    assert all(task.code.startswith("any_") for task in tasks_for(None))
    assert len(tasks_for(None)) in TASKS


def test_an_occupation_near_to_ours_has_its_tasks_but_keeps_its_title() -> None:
    cook_like = next(job for job in occupations() if job.near and not find_occupation(job.near[0]))
    assert tasks_for(cook_like.near[0]) == cook_like.tasks


def test_every_stored_key_and_task_is_still_there() -> None:
    """CVs hold these codes for two years."""
    codes = (Path(__file__).parent / "codes_in_use.txt").read_text(encoding="utf-8").split()
    gone = [code for code in codes if not (find_occupation(code) or find_task(code))]
    assert gone == []


def test_a_count_is_said_when_it_says_something() -> None:
    task = find_task("waiter_serve")
    assert task is not None
    assert task.worded("fr", 60) == Line("Servir jusqu’à 60 couverts par service", "waiter_serve=60")
    assert (
        task.worded("fr") == task.worded("fr", 1) == task.worded("fr", 10**9) == Line(task.line["fr"], "waiter_serve")
    )
    assert task.worded("de", 60) == task.worded("fr", 60)


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("waiter_serve=60", "Servir jusqu’à 60 couverts par service"),
        ("waiter_serve=1", "Servir les plats et les boissons, débarrasser les tables"),
        ("waiter_serve=", "Servir les plats et les boissons, débarrasser les tables"),
        ("waiter_serve=9999999999", "Servir les plats et les boissons, débarrasser les tables"),
        ("waiter_serve=²", "Servir les plats et les boissons, débarrasser les tables"),
        ("waiter_pay=60", "Encaisser les clients"),
    ],
)
def test_the_code_of_a_line_holds_its_number(code: str, line: str) -> None:
    said = task_line(code, "fr")
    assert said is not None
    assert said.text == line
    assert task_line(said.code, "fr") == said


@pytest.mark.parametrize(
    ("locale", "typed", "named", "title"),
    [
        ("fr", "", "", "Service en salle"),
        ("fr", "serveuse", "", "Serveuse"),
        ("fr", "", "f", "Serveuse"),
        ("fr", "", "m", "Serveur"),
        ("fr", "", "n", "Service en salle"),
        ("fr", "serveur", "f", "Serveuse"),
        ("fr", "garçon de café", "", "Garçon de café"),
        ("fr", "garçon de café", "f", "Serveuse"),
        ("fr", "garçon de café", "n", "Service en salle"),
        ("fr", "نادلة", "", "Service en salle"),
        ("en", "waitress", "f", "Waitress"),
        ("en", "waiter", "f", "Waiter"),
        ("en", "", "f", "Restaurant server"),
        ("ar", "", "f", "نادلة"),
        ("uk", "", "f", "Serveuse"),
    ],
)
def test_a_title_names_the_person_as_they_chose(locale: str, typed: str, named: str, title: str) -> None:
    job = find_occupation("waiter")
    assert job is not None
    assert job.title(locale, typed, named).text == title


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("waiter", "Serveuse", "f"),
        ("waiter", "serveur", "m"),
        ("waiter", "نادلة", "f"),
        ("waiter", "офіціантка", "f"),
        ("waiter", "Service en salle", ""),
        ("waiter", "Waitress", "f"),
        ("waiter", "cocktail waitress", "f"),
        ("waiter", "waiter", ""),
        ("waiter", "Waiter, waitress", ""),
        ("cleaner", "cleaning lady", "f"),
        ("cleaner", "maid", "f"),
        ("cleaner", "lady", ""),
        ("reception", "Hôtesse d’accueil", "f"),
        ("reception", "Réceptionniste", ""),
        ("cleaner", "Femme de ménage", "f"),
    ],
)
def test_what_words_say_about_how_one_is_named(key: str, typed: str, said: str) -> None:
    job = find_occupation(key)
    assert job is not None
    assert job.gender(typed) == said


def test_unknown_codes_say_nothing() -> None:
    assert task_line("flying", "fr") is None
    assert find_task("flying") is None
    assert [find_occupation(code) for code in ("astronaut", "", ANY)] == [None, None, None]


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("SERVEUSE", "serveuse"),
        ("Hôte d’accueil", "hote d'accueil"),
        ("Aide-maçon", "aide macon"),
        ("بنّاء", "بناء"),
        ("курʼєр", "кур'єр"),
    ],
)
def test_fold_sees_what_people_mean(typed: str, same: str) -> None:
    assert fold(typed) == fold(same)
