"""How often the right job is among the first three, over all sectors and five languages.

`queries.tsv`: what the resolver was tuned on. `queries_aside.tsv`: what it was not; do not tune on it: write new ones.
A line: what is typed, the language, the jobs that are right (keys of the bank, "esco:" and a label).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.people.resolvers.occupation import OPTIONS, Occupations
from cv_builder.wording import find_occupation, occupations
from flows.answers import Choose, Found, NotFound, Resolved

FOLDER = Path(__file__).parent
CHAT = {"es": "fr", "uk": "fr"}
"""Language of the chat of those whose own is not one of it."""
TUNED, ASIDE = 0.97, 0.90
"""Least share of answers with the right job among the first three."""
WRONG = 0.03
"""Most answers that are found in silence and wrong, as a share of all."""
SILENT = 0.6
"""Least share that is found without a question."""

NEAR = {code: job.key for job in occupations() for code in job.near}
jobs = Occupations()


def queries(name: str) -> list[tuple[str, str, set[str]]]:
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(typed, locale, set(right.split("|"))) for typed, locale, right in (line.split("\t") for line in lines)]


def keys(answer: Resolved) -> list[str]:
    values = [answer.value] if isinstance(answer, Found) else []
    values = [value for value, _ in answer.options] if isinstance(answer, Choose) else values
    return [_key(value) for value in values]


def _key(value: object) -> str:
    assert isinstance(value, dict)
    code = str(value.get("code", ""))
    job = find_occupation(code)
    return job.key if job else NEAR.get(code, f"esco:{str(value['label']).lower()}" if code else "")


@pytest.mark.parametrize(("name", "least"), [("queries", TUNED), ("queries_aside", ASIDE)])
def test_the_right_job_is_among_the_first_three(name: str, least: float) -> None:
    asked, right, silent, wrong = (Counter[str]() for _ in range(4))
    missed = []
    for typed, locale, expected in queries(name):
        answer = jobs.resolve(typed, CHAT.get(locale, locale))
        got = keys(answer)[:OPTIONS]
        asked[locale] += 1
        right[locale] += (good := not expected.isdisjoint(got))
        silent[locale] += isinstance(answer, Found)
        wrong[locale] += isinstance(answer, Found) and not good
        missed += [] if good else [(typed, locale, got)]
    total = asked.total()
    print(f"\n{name}: {right.total()}/{total} = {right.total() / total:.1%} among the first three,", end=" ")
    print(f"{silent.total() / total:.0%} in silence, {wrong.total()} of them wrong;", end=" ")
    print(", ".join(f"{locale} {right[locale]}/{asked[locale]}" for locale in asked))
    assert right.total() / total >= least, missed if name == "queries" else "write new ones instead of looking"
    assert wrong.total() / total <= WRONG
    assert silent.total() / total >= SILENT


def test_there_are_queries_for_every_sector_and_language() -> None:
    every = queries("queries") + queries("queries_aside")
    assert len(every) >= 300
    wanted = {key for _, _, expected in every for key in expected}
    assert {job.sector for job in occupations()} == {job.sector for job in occupations() if job.key in wanted}
    assert {locale for _, locale, _ in every} == {"fr", "en", "ar", "es", "uk"}
    assert all(find_occupation(key) for key in wanted if not key.startswith("esco:"))
    assert len({(typed, locale) for typed, locale, _ in every}) == len(every)


SILLY = [
    "n'importe quoi", "jsp", "test", "TEST", "lol", "azerty", "qsdf", "poiuytreza", "aaaa", "ah ah ah ah", "xxxxx",
    "???", "rien", "je sais pas", "aucune idée", "peu importe", "blablabla", "123", "😂", "idk", "whatever", "no se",
    "не знаю", "لا أعرف", "bcdfgh", "mdr", "un boulot", "merde",
]  # fmt: skip


@pytest.mark.parametrize("text", SILLY)
@pytest.mark.parametrize("locale", ["fr", "en", "ar"])
def test_nonsense_is_asked_again_and_never_a_title(text: str, locale: str) -> None:
    assert isinstance(jobs.resolve(text, locale), NotFound)


UNKNOWN = ["maraboutage", "zlatanisme", "crypto", "kiffer la vie", "dormir"]


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_looks_like_no_job_is_never_taken_in_silence(text: str) -> None:
    assert not isinstance(jobs.resolve(text, "fr"), Found)


@pytest.mark.parametrize("text", ["médecin", "ingénieur", "infirmière", "pilote", "nurse", "doctor"])
def test_a_profession_is_not_taken_for_the_job_beside_it(text: str) -> None:
    answer = jobs.resolve(text, "en" if text in ("nurse", "doctor") else "fr")
    found = answer.value if isinstance(answer, Found) else {}
    assert isinstance(found, dict)
    assert find_occupation(str(found.get("code", ""))) is None


LABELS = [
    ("serveuse", "fr", "Serveuse"),
    ("je suis serveuse dans un restaurant", "fr", "Serveuse"),
    ("camarera", "fr", "Serveuse"),
    ("офіціантка", "fr", "Serveuse"),
    ("офіціантка", "en", "Restaurant server"),
    ("نادلة", "ar", "نادلة"),
    ("نادلة", "fr", "Serveuse"),
    ("notaire", "fr", "Notaire"),
    ("avocate", "fr", "Avocate"),
    ("abogada", "fr", "Avocate"),
    ("lawyer", "fr", "Avocat, avocate"),
    ("lawyer", "en", "Lawyer"),
    ("dresseuse de dragons", "fr", None),
]


@pytest.mark.parametrize(("text", "locale", "label"), LABELS)
def test_the_form_that_was_typed_is_kept_in_the_language_of_the_chat(text: str, locale: str, label: str | None) -> None:
    answer = jobs.resolve(text, locale)
    if label is not None:
        assert isinstance(answer, Found)
        assert isinstance(answer.value, dict)
        assert answer.value["label"] == label


def test_a_job_typed_in_ukrainian_is_offered_in_ukrainian() -> None:
    answer = jobs.resolve("склад", "fr")
    assert isinstance(answer, Choose)
    assert any("а" <= char.casefold() <= "я" for char in answer.options[0][1])


def test_a_choice_stands_for_a_key_of_the_bank_or_for_more_jobs() -> None:
    found = jobs.coded("waiter", "en")
    assert isinstance(found, dict)
    assert (found["code"], found["label"]) == ("d5db9d5c-2ebf-4a54-a79a-1b7e7ff70471", "Restaurant server")
    assert jobs.coded("others", "fr") == {"id": "others"}
    assert jobs.coded("d5db9d5c-2ebf-4a54-a79a-1b7e7ff70471", "fr") is jobs.coded("kitchen sink", "fr") is None


@pytest.mark.parametrize("typed", ["opticien", "sage-femme", "croupier", "notaire"])
def test_a_job_of_esco_has_its_labels_and_a_job_with_the_same_kind_of_tasks(typed: str) -> None:
    answer = jobs.resolve(typed, "fr")
    assert isinstance(answer, Found | Choose)
    value = answer.value if isinstance(answer, Found) else answer.options[0][0]
    assert isinstance(value, dict)
    assert {"code", "label", "fr", "en"} <= set(value)
    assert find_occupation(str(value.get("like", "waiter")))
    assert "/" not in str(value["label"])
