"""From a line of the page to the questions behind it: by round, whatever the order of the page."""

from __future__ import annotations

from bot.cvs.rules.lines import BEHIND, FIRST, MORE, lines, missing, names, parts
from cv_builder.model import CV
from cv_builder.quiz import cv_from_answers
from flows.events import JsonValue
from tests.bot.words import SourceWords

WORDS = SourceWords()("fr")
LEA: dict[str, JsonValue] = {
    "name": "Léa Martin",
    "looking": {"label": "Vente"},
    "phone": "+33612345678",
    "email": None,
    "had_job": "job",
    "job.title": [{"label": "Ménage"}, {"label": "Vendeuse"}, {"label": "Ménage"}],
    "job.employer": ["Hôtel du Port", "Chez Momo", None],
    "job.year": [2021, 2024, 2019],
    "job.length": ["weeks", "months", None],
    "job.tasks": [None, ["Tenir la caisse"], None],
    "job.more": ["yes", "yes", "no"],
    "school.level": ["cap", "middle"],
    "school.state": ["done", "stopped"],
    "school.subject": ["retail", None],
    "school.year": [2022, None],
    "languages": ["fr", "ar"],
    "language.level.fr": "native",
    "language.level.ar": "b1",
}


def listed(answers: dict[str, JsonValue]) -> dict[str, str]:
    found = lines(answers, cv_from_answers(answers))
    return {str(option["id"]): str(option["label"]) for option in found if isinstance(option, dict)}


def test_lines_name_the_round_they_came_from() -> None:
    assert listed(LEA) == {
        "name": "1 · Léa Martin",
        "headline": "2 · Vente",
        "contact": "3 · 06 12 34 56 78",
        "work:1": "4 · Vendeuse, Chez Momo",
        "tasks:1": "5 · Tenir la caisse",
        "work:0": "6 · Ménage, Hôtel du Port",
        "work:2": "7 · Ménage",
        "education:0": "8 · CAP, Commerce et vente",
        "education:1": "9 · Niveau collège",
        "languages": "10 · Français, Arabe",
    }


def test_a_long_line_is_cut_and_a_passed_round_is_skipped() -> None:
    titles: list[JsonValue] = [None, {"label": "Vendeuse en boulangerie"}]
    found = listed({**LEA, "job.title": titles, "job.employer": [None, "Au bon pain de la gare du Nord"]})
    assert found["work:1"] == "4 · Vendeuse en boulangerie…"
    assert "work:0" not in found


def test_nothing_but_a_heading() -> None:
    assert lines({}, CV()) == [{"id": "name", "label": "1 · CV"}]


def opened(line: str) -> list[str]:
    return [str(option["id"]) for option in parts(line, LEA, WORDS, "fr") if isinstance(option, dict)]


def test_questions_behind_a_line() -> None:
    assert opened("name") == ["name"]
    assert opened("contact") == ["phone", "email"]
    assert opened("work:1") == ["job.title:1", "job.employer:1", "job.year:1", "job.length:1", "job.more:2"]
    assert opened("tasks:1") == ["job.tasks:1"]
    assert opened("education:1") == ["school.level:1", "school.state:1"]
    assert opened("languages") == ["languages", "language.level.fr", "language.level.ar"]
    assert (
        opened("skills")
        == opened("work:9")
        == opened("gone:1")
        == opened("")
        == opened("work:²")
        == opened("work")
        == []
    )


def test_a_feminine_that_was_taken_can_be_changed() -> None:
    """Its question was never asked, so it can't be opened: it has a flow of its own, also once that was used."""
    taken: dict[str, JsonValue] = {"looking": {"code": "waiter", "label": "serveuse"}}
    for answers in (taken, {**taken, "named": "n"}):
        told = parts("headline", answers, WORDS, "fr")
        assert [option["id"] for option in told if isinstance(option, dict)] == ["looking", "forme"]
    open_form: dict[str, JsonValue] = {"looking": {"code": "waiter", "label": "serveur"}, "named": "n"}
    told = parts("headline", open_form, WORDS, "fr")
    assert [option["id"] for option in told if isinstance(option, dict)] == ["looking", "named"]
    english = parts("headline", {**taken, "cv_language": "en"}, WORDS, "fr")
    assert [option["id"] for option in english if isinstance(option, dict)] == ["looking"]


def test_every_question_has_a_name_that_fits_a_button() -> None:
    named = names(WORDS)
    assert {save for saves in BEHIND.values() for save in saves} | set(MORE.values()) == set(named)
    assert all(len(name) <= 20 for name in named.values())


def test_an_empty_cv_begins_with_what_was_passed() -> None:
    passed: dict[str, JsonValue] = dict.fromkeys(("languages", "phone", "name", "licence"))
    assert [option["id"] for option in missing(passed, WORDS) if isinstance(option, dict)] == [
        "name",
        "phone",
        "languages",
    ]
    assert missing({"name": "Lina", "languages": []}, WORDS) == missing({"languages": None}, WORDS)
    assert missing({}, WORDS) == []
    assert set(FIRST) <= set(names(WORDS))
