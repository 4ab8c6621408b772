"""A workshop that speaks of somebody's job is told from one that only shares a word with it."""

from __future__ import annotations

import pytest

from bot.people.resolvers.trade import speaks_of
from bot.workshops.kits.reader import kit_of
from cv_builder.wording import occupations
from flows.events import JsonValue

KITS = ("write_cv", "one_minute", "mock_interview", "phone_employer", "workplace_codes", "company_visit")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("kitchen", "Une matinée en cuisine"),
        ("waiter", "Le service en salle, en vrai"),
        ("labourer", "Une journée sur un chantier"),
        ("mechanic", "Visite du garage : la mécanique auto"),
        ("sales", "Vendeuses et vendeurs : on vous montre"),
        ("picker", "La PREPARATION de commandes chez nous"),
        ("hair", "ورشة حلاقة"),
    ],
)
def test_a_name_of_the_job_in_any_form(code: str, text: str) -> None:
    assert speaks_of({"code": code, "label": ""}, text)


@pytest.mark.parametrize(
    ("job", "text"),
    [
        ({"code": "cleaner"}, "S’entraîner à l’entretien"),
        ({"code": "waiter"}, "À ton service : ton CV"),
        ({"code": "nobody", "label": "DJ"}, "DJ et CV"),
        ({"label": ""}, "Faire son CV"),
        ({"label": None, "code": 3}, "Faire son CV"),
        (None, "Une matinée en cuisine"),
        ("kitchen", "Une matinée en cuisine"),
    ],
)
def test_a_word_in_common_is_not_enough(job: JsonValue, text: str) -> None:
    assert not speaks_of(job, text)


def test_a_job_that_nobody_knows_counts_by_its_own_words() -> None:
    assert speaks_of({"label": "éleveuse d’escargots"}, "Visite chez un éleveur d’escargots")
    assert not speaks_of({"label": "éleveuse d’escargots"}, "Visite chez un éleveur de chevaux")


@pytest.mark.parametrize("slug", KITS)
def test_our_own_kits_are_for_everybody(slug: str) -> None:
    kit = kit_of(slug)
    assert kit is not None
    text = f"{kit.title}\n{kit.summary}"
    assert [job.key for job in occupations() if speaks_of({"code": job.key}, text)] == []
