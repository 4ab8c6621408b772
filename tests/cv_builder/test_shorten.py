"""One stated order of leaving; what was asked for leaves last; every text that left is told."""

from __future__ import annotations

from dataclasses import replace

from cv_builder.items import FIELDS, Item, all_items, key, said, without
from cv_builder.layout import compose
from cv_builder.leaves import leaves
from cv_builder.model import CV, Job, Line
from cv_builder.quiz import cv_from_answers
from cv_builder.shorten import MOST, ORDER, leaving, left_out, lost, too_many
from tests.cv_builder.people import AMINA, MAX

LONG = cv_from_answers(MAX)


def test_the_stated_order_ends_with_the_head_alone() -> None:
    over, turn = leaving(LONG)
    assert {where for where, _ in leaves(without(LONG, {*over, *turn}))} == {
        "name", "headline", "phone", "email", "town", "department",
    }  # fmt: skip
    assert len(over) + len(turn) == len({*over, *turn})


def test_the_order_speaks_of_every_field_and_of_no_other() -> None:
    assert {field for field, _ in ORDER} == set(FIELDS)
    assert {*MOST, "summary"} == set(FIELDS)


def test_nothing_of_a_field_leaves_before_its_turn_and_the_last_goes_first() -> None:
    cv = CV(interests=tuple(Line(f"i{n}") for n in range(7)), qualities=tuple(Line(f"q{n}") for n in range(6)))
    _, turn = leaving(cv)
    assert [said(cv, item) for item in turn[:4]] == ["i6", "i5", "q5", "i4"]


def test_the_oldest_job_loses_its_tasks_first() -> None:
    tasks = tuple(Line(f"t{n}") for n in range(6))
    _, turn = leaving(CV(work=(Job(Line("new"), tasks=tasks), Job(Line("old"), tasks=tasks))))
    assert turn[:4] == [Item("tasks", 1, 5), Item("tasks", 0, 5), Item("tasks", 1, 4), Item("tasks", 0, 4)]


def test_what_is_kept_leaves_last_and_something_else_instead() -> None:
    page = compose(LONG)
    gone = page.left_out[0]
    again = compose(replace(LONG, kept=(gone.key,)))
    assert gone.text in {said(again.cv, item) for item in all_items(again.cv)}
    assert gone not in again.left_out
    assert again.left_out
    _, turn = leaving(LONG, [gone.key])
    assert key(LONG, turn[-1]) == gone.key or gone.key in [key(LONG, item) for item in turn[-4:]]


def test_a_kept_task_keeps_its_job() -> None:
    jobs = tuple(Job(Line(f"j{n}"), tasks=(Line(f"t{n}"),)) for n in range(3))
    cv = CV(work=jobs)
    _, turn = leaving(cv, [key(cv, Item("tasks", 2, 0))])
    assert set(turn[-2:]) == {Item("tasks", 2, 0), Item("work", 2)}


def test_what_is_kept_is_counted_among_those_that_stay() -> None:
    cv = CV(interests=tuple(Line(f"i{n}") for n in range(30)))
    over, _ = leaving(cv, [key(cv, Item("interests", 29))])
    assert len(over) == 30 - MOST["interests"]
    assert Item("interests", 29) not in over


def test_everything_may_be_kept_and_the_page_is_still_one() -> None:
    """As if nothing had been asked for: the order alone decides."""
    every = [key(LONG, item) for item in all_items(LONG)]
    page = compose(replace(LONG, kept=tuple(every)))
    assert replace(page, cv=replace(page.cv, kept=())) == compose(LONG)


def test_an_unknown_wish_changes_nothing() -> None:
    assert compose(replace(LONG, kept=("work.gone", "", "x"))).left_out == compose(LONG).left_out


def test_a_job_that_left_is_told_once_and_all_of_its_texts_are() -> None:
    cv = CV(work=(Job(Line("Vente"), "Lidl", tasks=(Line("Encaisser"),)), Job(Line("Ménage"))))
    gone = {Item("work", 0), Item("tasks", 0, 0)}
    assert [left.text for left in left_out(cv, gone)] == ["Vente (Lidl)"]
    assert {note.text for note in lost(cv, gone)} == {"Vente", "Lidl", "Encaisser"}
    assert [note.text for note in lost(cv, {Item("work", 1)})] == ["Ménage"]


def test_two_pages_take_more_and_a_short_cv_stays_on_one() -> None:
    two = compose(replace(LONG, pages=2))
    assert len(two.starts) == 1
    assert two.left_out == ()
    assert two.fit.size >= 9
    short = cv_from_answers(AMINA)
    page = compose(replace(short, pages=2))
    assert (page.blocks, page.fit, page.starts) == (compose(short).blocks, compose(short).fit, ())


def test_too_many_are_those_that_leave_before_anything_is_measured() -> None:
    assert too_many(LONG) == leaving(LONG)[0]
    tasks = tuple(Line(f"task {i}") for i in range(MOST["tasks"] + 1))
    assert [*too_many(CV(work=(Job(Line("a"), tasks=tasks),)))] == [Item("tasks", 0, MOST["tasks"])]
    assert too_many(CV(work=(Job(Line("a"), tasks=tasks[1:]),))) == []
