"""The language changes in the middle: lists made by actions are made again, ticks and buttons stay good."""

from __future__ import annotations

import pytest

from flows.events import Do, JsonValue, Tapped
from flows.replay import rebuilt
from flows.walk import MOST_ACTS
from tests.flows.talk import Person, library

FLOW = """\
flow: welcome
title: A
steps:
  - {id: name, ask: Prénom ?, type: text}
  - {id: seat, do: seat.take, once: yes}
  - {id: job, ask: Quel boulot ?, type: text}
  - {id: years, do: cv.years}
  - {id: town, do: cv.town}
  - {id: list, do: cv.tasks}
  - {id: tasks, ask: Quoi ?, choose: many, choices: from list}
  - {id: more, ask: Encore ?, type: yes_no, repeat: job}
  - {id: age, ask: Âge ?, type: number}
"""
WORDS = {"en": {"engine/yes": "Yes", "engine/no": "No", "welcome/tasks/ask": "What?", "welcome/more/ask": "More?"}}
LISTS: dict[str, JsonValue] = {
    "fr": [["cook", "Cuisiner"], ["clean", "Nettoyer"], ["pay", "Encaisser"]],
    "en": [["clean", "Clean"], ["cook", "Cook"]],
}


class Worker(Person):
    """The action words its list in the language of the chat, as real ones do."""

    def __init__(self) -> None:
        super().__init__(library(FLOW, WORDS), self.worded)

    def worded(self, do: Do) -> JsonValue:
        return LISTS[self.session.locale] if do.name == "cv.tasks" else 7


def at_tasks() -> Worker:
    one = Worker()
    one.type("Amina", "vente")
    return one


@pytest.mark.parametrize("way", ["english", "langue"])
def test_a_list_is_made_again_and_ticks_stay_where_they_still_are(way: str) -> None:
    one = at_tasks()
    old = one.button("Nettoyer")
    one.tap("Nettoyer")
    one.tap("Encaisser")
    one.type(way)
    if way == "langue":
        one.tap("English")
    assert one.texts == ["What?"]
    assert one.labels == ["Clean", "Cook"]
    assert one.last.selected == (one.button("Clean"),)
    assert old == one.button("Clean"), "buttons shown before the change stay good"
    one.send(Tapped(old))
    one.tap("Cook")
    one.send(Tapped(one.last.done.id if one.last.done else ""))
    assert one.session.journal["tasks"].value == ["cook"]
    assert one.last.text == "More?"


def test_only_reading_actions_run_again() -> None:
    one = at_tasks()
    one.type("english", "français", "français")
    assert [do.name for do in one.done] == ["seat.take", *["cv.years", "cv.town", "cv.tasks"] * 3]
    assert one.labels == ["Cuisiner", "Nettoyer", "Encaisser"]


def test_the_state_is_what_its_journal_gives() -> None:
    one = at_tasks()
    one.type("1, 2", "english")
    again = rebuilt(one.library, one.session)
    assert (again.frames, again.journal) == (one.session.frames, one.session.journal)
    assert one.session.later == {}


def test_an_answer_that_no_longer_stands_in_the_list_is_asked_again() -> None:
    one = at_tasks()
    one.type("encaisser", "english")
    assert (one.last.text, one.last.selected) == ("What?", ())
    one.type("cook")
    assert one.last.text == "More?"
    assert one.session.later == {}


def test_a_long_way_with_many_lists_is_walked_again_whole() -> None:
    one = Worker()
    one.type("Amina")
    for _ in range(9):
        one.type("vente", "1, 2", "oui")
    one.type("vente", "1", "english")
    assert one.last.text == "More?"
    assert [entry.value for key, entry in one.session.journal.items() if key.startswith("list")] == [LISTS["en"]] * 10
    assert len(one.done) > 10 + 30 > MOST_ACTS


def test_the_language_of_a_question_without_lists_is_just_changed() -> None:
    one = Worker()
    one.type("english")
    assert one.session.locale == "fr", "a name is taken as it is typed"
    two = Worker()
    two.type("langue")
    number = two.session.asked
    two.tap("English")
    assert (two.session.locale, two.session.asked, len(two.texts)) == ("en", number, 1)
