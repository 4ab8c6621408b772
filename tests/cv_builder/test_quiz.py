"""Answers → CV: exactly what was said, worded for a CV."""

from __future__ import annotations

import pytest

from cv_builder.model import CV, Line
from cv_builder.quiz import cv_from_answers
from cv_builder.wording import LOCALES
from tests.cv_builder.people import AMINA, EVERYBODY, LI, YANIS


def test_work_is_worded_from_codes_newest_first() -> None:
    cv = cv_from_answers(AMINA, "fr")
    assert [job.title.text for job in cv.work] == ["Serveuse", "Baby-sitter"]
    assert [task.text for task in cv.work[0].tasks] == [
        "Prendre les commandes et les transmettre en cuisine",
        "Servir les plats et les boissons, débarrasser les tables",
        "Encaisser les clients",
    ]
    assert cv.work[1].length == "years"
    assert cv.work[1].start == "2023"


def test_no_experience_still_has_something_true_to_say() -> None:
    cv = cv_from_answers(YANIS, "fr")
    assert cv.work == ()
    assert cv.education[0].level.text == "Niveau CAP"
    assert [line.code for line in cv.skills] == ["shopping_budget", "team_play", "phone_repair_fix", "papers_forms"]
    assert cv.seeking[1].text == "Disponible sous un mois"


def test_a_school_that_goes_on_stands_first() -> None:
    cv = cv_from_answers(
        {"school.level": ["cap", "bac_pro"], "school.state": ["done", "ongoing"], "school.year": [2023, None]}
    )
    assert [school.level.code for school in cv.education] == ["bac_pro", "cap"]


@pytest.mark.parametrize(
    ("kinds", "locale", "said"),
    [
        (["job"], "fr", "À la recherche d’un emploi"),
        (["job", "civic"], "fr", "À la recherche d’un emploi ou d’un service civique"),
        (["job", "apprenticeship", "internship"], "en", "Looking for a job, an apprenticeship or an internship"),
        (["job", "internship"], "ar", "الهدف: الحصول على عمل أو فترة تدريب"),
    ],
)
def test_what_they_look_for_is_a_sentence(kinds: list[str], locale: str, said: str) -> None:
    assert cv_from_answers({"looking_kind": kinds}, locale).seeking == (Line(said, " ".join(kinds)),)


def test_own_words_in_small_letters_get_their_capital() -> None:
    cv = cv_from_answers(
        {
            "town": {"name": "aulnay-sous-bois"},
            "job.title": {"label": "dompteur de puces"},
            "job.employer": "chez momo",
            "job.tasks": ["nourrir les puces"],
            "school.level": "other",
            "school.subject": "menuiserie",
            "school.place": "lycée hugo",
            "interests": ["pétanque"],
            "languages": ["soussou"],
        }
    )
    assert cv.contact.town == "Aulnay-sous-Bois"
    assert (cv.work[0].title.text, cv.work[0].employer) == ("Dompteur de puces", "Chez Momo")
    assert cv.work[0].tasks == (Line("Nourrir les puces", ""),)
    assert (cv.education[0].subject, cv.education[0].place) == ("Menuiserie", "Lycée hugo")
    assert (cv.interests[0].text, cv.languages[0].name.text) == ("Pétanque", "Soussou")


def test_emoji_stay_in_the_chat() -> None:
    cv = cv_from_answers(
        {
            "name": "Kevin 😎",
            "job.employer": ["Chez 🍕 Momo", "🔥"],
            "town": {"name": "Lille ❤️"},
            "looking": {"label": "😂"},
        }
    )
    assert (cv.name, cv.contact.town, cv.headline.text) == ("Kevin", "Lille", "")
    assert [job.employer for job in cv.work] == ["Chez Momo"]


def test_nothing_answered_says_nothing() -> None:
    assert cv_from_answers({}) == CV()
    cv = cv_from_answers(LI)
    assert (cv.name, cv.contact.phone) == ("Li", "+33612345678")
    assert [cv.work, cv.education, cv.skills, cv.languages, cv.interests] == [()] * 5


@pytest.mark.parametrize("confirmed", [[], None, ["source"]])
def test_what_was_not_confirmed_is_not_said(confirmed: object) -> None:
    assert [line.code for line in cv_from_answers(YANIS | {"informal_skills": confirmed}).skills] == []


def test_a_job_answered_before_saying_none_is_not_shown() -> None:
    assert cv_from_answers(AMINA | {"had_job": "none"}).work == ()


@pytest.mark.parametrize(
    ("label", "locale", "title"),
    [
        ("serveuse", "fr", "Serveuse"),
        ("SERVEUR", "fr", "Serveur"),
        ("Serveur, serveuse", "fr", "Service en salle"),
        ("serveuse", "en", "Restaurant server"),
        ("", "ar", "خدمة الزبائن في المطعم"),
    ],
)
def test_a_title_has_a_gender_only_if_the_person_gave_it(label: str, locale: str, title: str) -> None:
    looking = {"code": "d5db9d5c-2ebf-4a54-a79a-1b7e7ff70471", "label": label}
    assert cv_from_answers({"looking": looking}, locale).headline.text == title


def test_the_catch_all_of_the_bank_is_no_title() -> None:
    assert cv_from_answers({"looking": {"code": "any", "label": "dompteur"}}).headline.text == "Dompteur"


def test_an_occupation_outside_the_bank_keeps_its_own_words() -> None:
    cv = cv_from_answers({"looking": {"label": "dresseur de chiens"}, "job.title": {"label": "dompteur"}})
    assert cv.headline == Line("Dresseur de chiens")
    assert cv.work[0].title == Line("Dompteur")


def test_answers_outside_a_repeat_are_one_round() -> None:
    cv = cv_from_answers({"job.title": {"code": "waiter", "label": ""}, "job.tasks": ["waiter_pay", "waiter_serve"]})
    assert [task.code for task in cv.work[0].tasks] == ["waiter_pay", "waiter_serve"]


@pytest.mark.parametrize("levels", [["c1", None], {"fr": "c1"}])
def test_levels_stand_beside_their_language(levels: object) -> None:
    cv = cv_from_answers({"languages": ["fr", "so"], "language.level": levels})
    assert [(spoken.name.text, spoken.level) for spoken in cv.languages] == [("Français", "c1"), ("Somali", "")]


@pytest.mark.parametrize(
    "junk", [None, True, 3, 2.5, "x", [], [None], [[]], {}, {"code": 5}, [{"label": []}], [["a"], "b"]]
)
@pytest.mark.parametrize("save", sorted(AMINA))
def test_any_shape_of_any_answer_is_survived(save: str, junk: object) -> None:
    assert isinstance(cv_from_answers(AMINA | {save: junk}), CV)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("person", EVERYBODY)
def test_every_language_says_as_much(person: str, locale: str) -> None:
    french, other = cv_from_answers(EVERYBODY[person], "fr"), cv_from_answers(EVERYBODY[person], locale)
    assert len(french.work) == len(other.work)
    assert [len(job.tasks) for job in french.work] == [len(job.tasks) for job in other.work]
    assert [spoken.level for spoken in french.languages] == [spoken.level for spoken in other.languages]
    assert len(french.skills) == len(other.skills)


def test_fields_that_a_cv_must_not_have_do_not_exist() -> None:
    forbidden = {
        "photo",
        "picture",
        "image",
        "birth",
        "birthdate",
        "age",
        "nationality",
        "marital",
        "address",
        "street",
        "gender",
    }
    fields = set(CV.__dataclass_fields__) | set(type(CV().contact).__dataclass_fields__)
    assert not fields & forbidden


def jobs_of(amount: object, tasks: object) -> list[list[str]]:
    answers = {"had_job": "job", "job.title": [{"code": "waiter", "label": "x"}], "job.tasks": [tasks]}
    cv = cv_from_answers(answers | {"job.amount": amount}, "fr")
    return [[task.text for task in job.tasks] for job in cv.work]


SERVED = "Servir jusqu’à 60 couverts par service"
PLAIN = "Servir les plats et les boissons, débarrasser les tables"
PAID = "Encaisser les clients"


@pytest.mark.parametrize(
    ("amount", "tasks", "said"),
    [
        ([{"of": "waiter_serve", "number": 60}], ["waiter_pay", "waiter_serve"], [PAID, SERVED]),
        ([{"of": "waiter_serve", "number": 60}], ["waiter_pay"], [PAID]),
        ([{"of": "picker_pick", "number": 60}], ["waiter_serve"], [PLAIN]),
        ([{"of": "waiter_serve", "number": 1}], ["waiter_serve"], [PLAIN]),
        ([{"of": "waiter_serve", "number": True}], ["waiter_serve"], [PLAIN]),
        ([{"of": "waiter_serve", "number": "60"}], ["waiter_serve"], [PLAIN]),
        ([60], ["waiter_serve"], [PLAIN]),
        ([None], ["waiter_serve"], [PLAIN]),
        (None, ["waiter_serve=60"], [SERVED]),
        ({"of": "waiter_serve", "number": 60}, ["waiter_serve"], [SERVED]),
    ],
)
def test_a_number_stands_in_the_line_it_was_given_for(amount: object, tasks: object, said: list[str]) -> None:
    assert jobs_of(amount, tasks) == [said]


@pytest.mark.parametrize(
    ("named", "titles"),
    [
        ("f", ["Serveuse", "Vendeuse", "Serveuse", "Boulangère"]),
        ("m", ["Serveur", "Vendeur", "Serveur", "Boulanger"]),
        ("n", ["Service en salle", "Vente en magasin", "Service en salle", "Boulanger"]),
        (None, ["Service en salle", "Vente en magasin", "Serveur", "Boulanger"]),
    ],
)
def test_all_jobs_are_named_as_the_person_chose(named: object, titles: list[str]) -> None:
    waiter = {"code": "waiter", "label": "Service en salle"}
    baker = {"code": "x", "label": "Boulanger, boulangère", "fr": "boulanger/boulangère"}
    jobs = [{"code": "sales", "label": "Vente en magasin"}, waiter | {"label": "Serveur"}, baker]
    answers = {"had_job": "job", "looking": waiter, "named": named, "job.title": jobs, "job.year": [2025, 2024, 2023]}
    cv = cv_from_answers(answers, "fr")
    assert [cv.headline.text, *(job.title.text for job in cv.work)] == titles
