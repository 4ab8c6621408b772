"""What one turn did at the steps, read off real walks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.engine import advance, start
from flows.events import Aside, AsideOver, Did, Do, Event, Resumed, Started, Tapped, Typed
from flows.session import Session
from flows.tracks import MOST_MET, Passage, carried, passage
from tests.flows.talk import NOON, library

FLOWS = {
    "welcome.yaml": """\
flow: welcome
title: Bonjour
steps:
  - id: nom
    ask: Ton nom ?
    type: text
  - id: age
    ask: Ton âge ?
    type: number 0..99
  - id: cherche
    do: look.up
  - id: encore
    ask: Encore ?
    type: yes_no
    repeat: age
  - id: fin
    say: Voilà.
""",
    "human.yaml": "flow: human\ntitle: Un humain\nsteps:\n  - id: sujet\n    ask: À propos de quoi ?\n    type: text\n",
    "menu.yaml": "flow: menu\ntitle: Menu\nsteps:\n  - id: quoi\n    ask: Quoi ?\n    type: text\n",
    "rappel.yaml": "flow: rappel\ntitle: Rappel\nsteps:\n  - id: viens\n    ask: Tu viens ?\n    type: yes_no\n",
}
FLOWBOOK = library(FLOWS)


class Walker:
    """Sends events ten seconds apart and keeps what each did."""

    def __init__(self) -> None:
        self.session = start(FLOWBOOK)
        self.now = NOON

    def send(self, *events: Event, after: int = 10) -> list[Passage]:
        found: list[Passage] = []
        for event in events:
            self.now += timedelta(seconds=after)
            todo = [event]
            while todo:
                plain, out = advance(FLOWBOOK, self.session, todo.pop(), self.now)
                session = carried(self.session, plain, 7)
                one = passage(self.session, session)
                found += [one] if one else []
                self.session = Session.from_json(session.to_json())
                assert self.session == session
                if out and isinstance(out[-1], Do):
                    todo.append(Did(None))
        return found


def answered(at: str, seconds: int | None = 10, arrived: str = "", *, first: bool = True) -> Passage:
    return Passage("fr", at, True, False, False, seconds, arrived, bool(arrived) and first)


def came(arrived: str, *, at: str = "", first: bool = True) -> Passage:
    return Passage("fr", at, False, False, False, None, arrived, first)


def test_a_question_is_arrived_at_and_answered() -> None:
    walker = Walker()
    assert walker.send(Started()) == [came("welcome/nom")]
    assert walker.send(Typed("Amina"), after=25) == [answered("welcome/nom", 25, "welcome/age")]
    assert walker.session.release == 7


def test_an_action_in_between_is_no_stop() -> None:
    walker = Walker()
    walker.send(Started(), Typed("Amina"))
    assert walker.send(Typed("18")) == [answered("welcome/age"), came("welcome/encore", at="welcome/cherche")]


def test_words_that_are_no_answer_count_nothing_and_the_time_goes_on() -> None:
    walker = Walker()
    walker.send(Started(), Typed("Amina"))
    assert walker.send(Typed("je sais plus"), Typed("???")) == []
    assert walker.send(Typed("18"))[0] == answered("welcome/age", 30)


def test_going_back_is_counted_where_they_went_back_from() -> None:
    walker = Walker()
    walker.send(Started(), Typed("Amina"))
    back = walker.send(Typed("retour"))
    assert back == [Passage("fr", "welcome/age", False, True, False, None, "welcome/nom", False)]
    assert walker.send(Typed("Aminata")) == [answered("welcome/nom", 10, "welcome/age", first=False)]


def test_asking_for_a_human_is_counted_where_it_was_asked() -> None:
    walker = Walker()
    walker.send(Started(), Typed("Amina"))
    assert walker.send(Tapped("!human")) == [
        Passage("fr", "welcome/age", False, False, True, None, "human/sujet", True)
    ]


def test_a_round_more_is_an_arrival_more_but_nobody_new() -> None:
    walker = Walker()
    walker.send(Started(), Typed("Amina"), Typed("18"))
    assert walker.send(Typed("oui")) == [answered("welcome/encore", 10, "welcome/age", first=False)]


def test_there_and_back_again_is_one_person() -> None:
    walker = Walker()
    found = walker.send(Started(), *[Typed("Amina"), Typed("retour")] * 6)
    assert sum(one.first for one in found) == 2, "two steps, one person"


def test_the_question_aside_is_met_and_the_one_before_is_not_arrived_at_again() -> None:
    walker = Walker()
    walker.send(Started(), Typed("Amina"))
    assert walker.send(Aside("rappel", "seat/1")) == [came("rappel/viens", at="welcome/age")]
    assert walker.send(Typed("oui")) == [answered("rappel/viens")]
    assert walker.session.frames[0].flow == "welcome"


def test_a_question_aside_that_is_over_counts_nothing() -> None:
    walker = Walker()
    walker.send(Started(), Typed("Amina"), Aside("rappel", "seat/1"))
    assert walker.send(AsideOver("rappel", "seat/1")) == []


@pytest.mark.parametrize("event", [Resumed(), Typed("plus"), Typed("pause"), Tapped("!sos")])
def test_what_says_the_question_again_is_no_arrival(event: Event) -> None:
    walker = Walker()
    walker.send(Started(), Typed("Amina"))
    assert walker.send(event) == []


def test_a_session_of_before_has_no_time_and_goes_on() -> None:
    walker = Walker()
    walker.send(Started(), Typed("Amina"))
    walker.session = walker.session._replace(asked_at=0, met="")
    assert walker.send(Typed("18"))[0] == answered("welcome/age", None)


def test_a_full_session_counts_nobody_new_and_grows_no_more() -> None:
    walker = Walker()
    walker.send(Started())
    walker.session = walker.session._replace(met="~" * MOST_MET)
    assert walker.send(Typed("Amina")) == [answered("welcome/nom", 10, "welcome/age", first=False)]
    assert len(walker.session.met) == MOST_MET


def test_a_clock_set_back_gives_no_negative_time() -> None:
    walker = Walker()
    walker.send(Started())
    assert walker.send(Typed("Amina"), after=-3600)[0].seconds == 0
