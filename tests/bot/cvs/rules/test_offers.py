"""What is offered and suggested: every occupation, every thing done at home, every hole in a CV."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.cvs.rules import offers
from bot.cvs.rules.listing import Options
from cv_builder.wording import Occupation, occupations, tasks_for
from flows.events import JsonValue
from flows.options import MOST_LISTED
from tests.bot.words import SourceWords

WORDS = SourceWords()("fr")
GENERIC = [task.code for task in tasks_for(None)]


def ids(options: Options) -> list[str]:
    return [str(option["id"]) for option in options if isinstance(option, dict)]


@pytest.mark.parametrize("job", occupations(), ids=lambda job: job.key)
@pytest.mark.parametrize("locale", ["fr", "en", "ar", "ar_MA", "so"])
def test_every_occupation_offers_its_tasks_in_the_language_of_the_chat(job: Occupation, locale: str) -> None:
    options = offers.tasks({"code": job.code, "label": "x"}, locale)
    assert ids(options) == [task.code for task in job.tasks]
    own = locale.split("_")[0] if locale.split("_")[0] in ("fr", "en", "ar") else "fr"
    assert [o["label"] for o in options if isinstance(o, dict)] == [task.button[own] for task in job.tasks]


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ([{"code": "dishwasher", "label": "x"}, {"code": "waiter", "label": "x"}], "waiter_"),
        ([{"code": "waiter", "label": "x"}, None], GENERIC[0]),
        ({"code": "ffffffff-432a-4d01-b54b-b4f7f76dd419", "label": "Boulanger", "like": "bakery"}, "bakery_"),
        ({"code": "unknown", "label": "x"}, GENERIC[0]),
        ({"label": "Influenceuse"}, GENERIC[0]),
        ({"code": 12, "like": ["waiter"]}, GENERIC[0]),
        (None, GENERIC[0]),
        ([], GENERIC[0]),
        ("waiter", GENERIC[0]),
    ],
)
def test_the_job_under_way_decides_and_nothing_breaks(title: JsonValue, first: str) -> None:
    assert ids(offers.tasks(title, "fr"))[0].startswith(first)


def test_skills_are_offered_with_the_words_of_a_button() -> None:
    answers: dict[str, JsonValue] = {"informal.family": ["siblings"], "informal.siblings.kids": "n3"}
    assert offers.skills(answers, "fr")[0] == {"id": "siblings_watch.k3", "label": "Garder des enfants"}
    assert ids(offers.skills(answers, "ar_MA"))[0] == "siblings_watch.k3"


def test_where_a_skill_comes_from_is_said_in_the_words_that_were_tapped() -> None:
    answers: dict[str, JsonValue] = {"informal.home": ["cooking"], "informal.cooking.people": 6}
    told = offers.skill_sources(answers, "fr", WORDS).split("\n")
    line = "Préparer les repas pour six personnes"
    assert told[0] == f"«\u00a0{line}\u00a0»\u00a0: tu as dit «\u00a0Cuisiner\u00a0», «\u00a0six personnes\u00a0»."
    assert len(told) == 3
    assert told[2].endswith(": tu as dit «\u00a0Cuisiner\u00a0»."), "no detail that its line does not say"


@pytest.mark.parametrize("informal", [None, [], ["rien"], "unknown", [None, 3, {"a": 1}]])
def test_skills_of_odd_answers(informal: JsonValue) -> None:
    answers: dict[str, JsonValue] = {"informal.home": informal}
    assert offers.skills(answers, "ar") == []
    assert offers.skill_sources(answers, "ar", WORDS) == ""


def test_years_from_this_one_backwards() -> None:
    assert ids(offers.years(datetime(2026, 11, 21, tzinfo=UTC)))[:2] == ["2026", "2025"]
    assert ids(offers.years(datetime(2026, 11, 21, tzinfo=UTC), "2024")) == ["2026", "2025", "2024"]
    assert len(ids(offers.years(datetime(2026, 11, 21, tzinfo=UTC), "1999"))) == offers.YEARS


def test_what_is_over_is_not_ahead_and_an_end_not_before_its_beginning() -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    assert offers.span(now) == offers.span(now, None) == offers.span(now, "x") == {"high": 2026}
    assert offers.span(now, 2024) == {"low": 2024, "high": 2026 + offers.AHEAD}


WAITER: JsonValue = {"code": "waiter", "label": "Service en salle"}
BAKER: JsonValue = {"code": "x", "label": "Boulanger, boulangère", "fr": "boulanger/boulangère", "en": "baker"}


@pytest.mark.parametrize(
    ("looking", "locale", "cv", "offered"),
    [
        (WAITER, "fr", "fr", ["Serveuse", "Serveur", "Service en salle"]),
        (WAITER, "en", "fr", ["Serveuse", "Serveur", "Service en salle"]),
        (WAITER, "ar", "fr", ["نادلة", "نادل", "خدمة الزبائن في المطعم"]),
        (WAITER, "en", "en", []),
        (WAITER, "fr", "ar", ["Serveuse", "Serveur", "Service en salle"]),
        ({"code": "waiter", "label": "Serveuse"}, "fr", "fr", []),
        ({"code": "waiter", "label": "Serveur"}, "fr", "fr", ["Serveur", "Serveuse", "Service en salle"]),
        ({"code": "waiter", "label": "Waiter"}, "en", "fr", ["Serveuse", "Serveur", "Service en salle"]),
        ({"code": "waiter", "label": "نادل"}, "ar", "fr", ["نادل", "نادلة", "خدمة الزبائن في المطعم"]),
        ({"code": "waiter", "label": "نادلة"}, "ar", "fr", []),
        (
            {"code": "courier", "label": "Coursier"},
            "fr",
            "fr",
            ["Coursier", "Coursière", "Livraison à vélo ou scooter"],
        ),
        ({"code": "homehelp", "label": "Aide à domicile"}, "fr", "fr", []),
        (BAKER, "fr", "fr", ["Boulangère", "Boulanger"]),
        (BAKER, "ar", "fr", ["Boulangère", "Boulanger"]),
        ({"label": "Influenceuse"}, "fr", "fr", []),
        (None, "fr", "fr", []),
        ("waiter", "fr", "fr", []),
    ],
)
def test_a_form_is_offered_where_a_job_has_two(looking: JsonValue, locale: str, cv: str, offered: list[str]) -> None:
    options = offers.forms(looking, locale, cv)
    assert [option["label"] for option in options if isinstance(option, dict)] == offered
    assert set(ids(options)) <= {"f", "m", "n"}


@pytest.mark.parametrize(
    ("picked", "of"),
    [
        (["waiter_orders", "waiter_serve"], "waiter_serve"),
        ([["waiter_serve"], ["waiter_pay", "dishwasher_dishes", "picker_pick"]], "dishwasher_dishes"),
        ([["waiter_serve"], None], None),
        ([["waiter_serve"], []], None),
        (["waiter_pay"], None),
        (["unknown", 3], None),
        ("waiter_serve", None),
        (None, None),
        ([], None),
    ],
)
def test_one_number_is_asked_for_the_first_task_that_has_one(picked: JsonValue, of: str | None) -> None:
    asked, some = offers.count(picked, "fr"), offers.counts(picked)
    assert (asked["of"] if isinstance(asked, dict) else None) == of
    assert bool(some) == bool(of)
    for one in some:
        assert isinstance(one, dict)
        assert isinstance(one["value"], dict)
        assert one["value"]["of"] == of
        assert str(one["value"]["number"]) == one["label"]


def test_the_question_is_in_the_language_of_the_chat() -> None:
    said = {locale: offers.count(["waiter_serve"], locale) for locale in ("fr", "en", "ar_MA", "so")}
    assert said["so"] == said["fr"]
    assert len({str(one) for one in said.values()}) == 3


@pytest.mark.parametrize("locale", ["fr", "en", "ar_MA", "so"])
def test_every_job_of_the_bank_is_two_taps_away(locale: str) -> None:
    sectors = offers.sectors(locale)
    assert len(sectors) <= MOST_LISTED
    lists = [offers.jobs(sector, locale) for sector in ids(sectors)]
    assert all(0 < len(jobs) <= MOST_LISTED for jobs in lists)
    assert [key for jobs in lists for key in ids(jobs)] == [job.key for job in occupations()]
    for shown in (sectors, *lists):
        labels = [str(one["label"]) for one in shown if isinstance(one, dict)]
        assert len(set(labels)) == len(labels)
        assert all(len(label) <= 20 for label in labels)


@pytest.mark.parametrize("sector", ["space", None, ["shop"], 3])
def test_no_sector_no_jobs(sector: JsonValue) -> None:
    assert offers.jobs(sector, "fr") == []


SHOP: JsonValue = {"code": "sales", "label": "Vente"}


def typed(job: str, label: str) -> JsonValue:
    return {"code": job, "label": label}


@pytest.mark.parametrize(
    ("answers", "offered", "taken"),
    [
        ({"job.title": [typed("waiter", "Serveur")]}, ["Serveur", "Serveuse", "Service en salle"], None),
        ({"job.title": [SHOP, typed("sales", "Vendeuse")]}, [], "Vendeuse"),
        ({"looking": typed("waiter", "Serveuse"), "job.title": [typed("sales", "Vendeuse")]}, [], "Serveuse"),
        (
            {"looking": typed("waiter", "Serveuse"), "job.title": [typed("sales", "Vendeur")]},
            ["Vendeur", "Vendeuse", "Vente en magasin"],
            None,
        ),
        (
            {"job.title": [typed("waiter", "Serveur"), typed("sales", "Vendeuse")]},
            ["Serveur", "Serveuse", "Service en salle"],
            None,
        ),
        ({"named": "m", "looking": WAITER, "job.title": [typed("sales", "Vendeuse")]}, [], None),
        ({"named": None, "job.title": [typed("waiter", "Serveur")]}, [], None),
        ({"job.title": [SHOP, None, {"label": "Influenceuse"}, 3]}, [], None),
        ({"job.title": [typed("babysitter", "Babysitter")]}, [], None),
        ({"cv_language": "en", "job.title": [typed("waiter", "Serveur")]}, [], None),
        ({}, [], None),
    ],
)
def test_a_masculine_form_is_asked_about_once_and_a_feminine_one_is_said(
    answers: dict[str, JsonValue], offered: list[str], taken: str | None
) -> None:
    assert [o["label"] for o in offers.forms_of_jobs(answers, "fr") if isinstance(o, dict)] == offered
    assert offers.form_taken(answers) == taken
