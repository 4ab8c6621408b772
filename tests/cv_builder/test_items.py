"""What can be left out of a CV, one by one, by keys that outlive its wording."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cv_builder.items import FIELDS, Item, all_items, holds, job_of, key, said, without
from cv_builder.leaves import leaves
from cv_builder.model import CV, Extra, Job, Line
from cv_builder.quiz import cv_from_answers
from tests.cv_builder.people import AMINA, MAX

EXTRAS = (Extra(Line("Projets"), "Un site", lines=("pour le lycée",)),)
HEAD = {"name", "headline", "phone", "email", "town", "department"}
"""Leaves that are never left out."""


@pytest.fixture
def cv() -> CV:
    return replace(cv_from_answers(AMINA | {"available": "now"}), summary="Un mot", extras=EXTRAS)


def test_every_text_but_the_head_belongs_to_one_thing(cv: CV) -> None:
    for where, _ in leaves(cv):
        owners = [item for item in all_items(cv) if holds(item, where)]
        assert len({job_of(item) for item in owners}) == (0 if where in HEAD else 1), where


def test_a_place_is_not_taken_for_another_that_begins_alike() -> None:
    assert holds(Item("work", 0), "work 1 title")
    assert not holds(Item("work", 0), "work 11 title")
    assert not holds(Item("tasks", 0, 0), "work 1 task 11")


def test_without_all_of_it_only_the_head_is_left(cv: CV) -> None:
    assert {where for where, _ in leaves(without(cv, set(all_items(cv))))} == HEAD
    assert {item.field for item in all_items(cv)} == set(FIELDS)
    assert without(cv, ()) == cv


def test_a_job_takes_its_tasks_along_and_leaves_those_of_the_others(cv: CV) -> None:
    left = without(cv, {Item("work", 0), Item("tasks", 1, 0)})
    assert [job.title for job in left.work] == [cv.work[1].title]
    assert left.work[0].tasks == cv.work[1].tasks[1:]


def test_a_key_is_the_same_in_every_language_and_place(cv: CV) -> None:
    arabic = cv_from_answers(AMINA | {"available": "now"}, "ar")
    for field in FIELDS:
        if field in ("summary", "extras"):
            continue
        assert [key(cv, i) for i in all_items(cv) if i.field == field] == [
            key(arabic, i) for i in all_items(arabic) if i.field == field
        ]
    turned = replace(cv, skills=cv.skills[::-1])
    assert key(cv, Item("skills", 0)) == key(turned, Item("skills", len(cv.skills) - 1))


def test_a_task_is_told_from_the_same_one_at_another_place() -> None:
    cv = CV(work=tuple(Job(Line("Vente"), employer, tasks=(Line("Encaisser"),)) for employer in ("Chez Momo", "Lidl")))
    assert key(cv, Item("tasks", 0, 0)) != key(cv, Item("tasks", 1, 0))


def test_keys_of_a_whole_cv_fit_on_buttons() -> None:
    cv = cv_from_answers(MAX)
    assert all(len(key(cv, item).encode()) <= 32 for item in all_items(cv))


def test_everything_has_words_that_its_owner_knows(cv: CV) -> None:
    by_field = {item.field: said(cv, item) for item in reversed([*all_items(cv)])}
    assert by_field["work"] == "Serveuse (Le Petit Zinc)"
    assert by_field["education"] == "Bac professionnel en cours (Service en restaurant)"
    assert by_field["languages"] == "Français"
    assert by_field["summary"] == "Un mot"
    assert said(CV(work=(Job(Line(""), "Lidl"),)), Item("work")) == "Lidl"
