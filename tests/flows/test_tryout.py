"""Try-outs: from any step, with pretended actions, the same each time; nothing makes them fall over."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.drafted import drafted, with_flow
from flows.events import AskHuman, Handed, JsonValue, Say
from flows.model import Library
from flows.tryout import MOST_DONE, Act, Chat, Played, Pretended, buttons_of, name_of, play
from tests.flows.talk import library
from tests.flows.test_walks import LIBRARIES, NASTY, shipped

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TEXT = """
flow: welcome
title: Bonjour
steps:
  - id: nom
    ask: Ton nom ?
    type: text 1..80
    save: name
  - id: place
    do: rooms.find
  - id: dit
    when: place is yes
    say: |-
      Une place pour {name}.
  - id: gouts
    ask: Tu aimes ?
    choose: many
    choices: {sport: Le sport, film: Les films, rien: Rien}
    alone: rien
  - id: fin
    ask: On arrête ?
    choices: {oui: Oui, non: Non}
    go: {non: gouts}
  - id: merci
    say: Merci !
"""


@cache
def own() -> Library:
    return library(TEXT)


def texts(played: Played) -> list[list[str]]:
    return [[say.text for say in turn.said] for turn in played.turns]


def chat(*acts: Act, step: str = "", **more: object) -> Chat:
    return Chat("welcome", step, acts=acts, **more)  # type: ignore[arg-type]  # fields by name


def test_a_whole_chat_is_played_with_a_pretended_action() -> None:
    acts = (Act("type", ("Amina",)), Act("pick", ("sport", "film")), Act("tap", ("oui",)))
    played = play(own(), chat(*acts), {"rooms.find": "yes"}, NOW)
    assert texts(played) == [
        ["Ton nom\u202f?"],
        ["Une place pour Amina.", "Tu aimes\u202f?"],
        ["On arrête\u202f?"],
        ["Merci\u202f!"],
    ]
    assert [turn.label for turn in played.turns] == ["", "Amina", "Le sport, Les films", "Oui"]
    assert played.turns[1].shown[0] == Pretended("welcome/place", "rooms.find", {}, "yes")
    assert played.lost is None


def test_what_the_chat_supposes_goes_before_the_default() -> None:
    acts = (Act("type", ("Amina",)),)
    played = play(own(), chat(*acts, values={"welcome/place": None}), {"rooms.find": "yes"}, NOW)
    assert texts(played)[1] == ["Tu aimes\u202f?"]
    assert played.pretended == {"welcome/place": None}


def test_it_begins_at_any_step_with_what_was_answered_before() -> None:
    played = play(own(), chat(step="dit", before={"nom": "Momo"}), {"rooms.find": "yes"}, NOW)
    assert texts(played) == [["Une place pour Momo.", "Tu aimes\u202f?"]]


def test_going_back_from_there_comes_to_what_was_answered_before() -> None:
    played = play(
        own(), chat(Act("type", ("retour",)), step="gouts", before={"nom": "Momo"}), {"rooms.find": "yes"}, NOW
    )
    assert texts(played)[1] == ["Ton nom\u202f?"]


def test_buttons_are_named_without_the_number_of_their_question() -> None:
    played = play(own(), chat(step="fin"), {}, NOW)
    assert played.asking is not None
    names = ["oui", "non", "!dontknow", "!more", "!human", "!sos"]
    assert [name_of(button.id) for button in buttons_of(played.asking)] == names
    assert name_of("what is this") == "what is this"


def test_a_step_put_before_changes_no_button_of_the_chat() -> None:
    more = TEXT.replace("  - id: fin\n", "  - id: neuf\n    ask: Et là ?\n    choices: {a: A}\n  - id: fin\n")
    acts = (Act("pick", ("rien",)), Act("tap", ("a",)), Act("tap", ("oui",)))
    assert texts(play(library(more), chat(*acts, step="gouts"), {}, NOW))[-1] == ["Merci\u202f!"]


@pytest.mark.parametrize(
    "lost", [Act("tap", ("non_plus",)), Act("tap"), Act("pick", ("oui", "gone")), Act("tap", ("x" * 9_000,))]
)
def test_a_button_that_is_gone_ends_it_there(lost: Act) -> None:
    played = play(own(), chat(lost, Act("tap", ("oui",)), step="fin"), {}, NOW)
    assert played.lost == lost
    assert len(played.turns) == 1


@pytest.mark.parametrize("where", [Chat("gone"), Chat("welcome", "gone"), Chat("")])
def test_where_nothing_is_nothing_begins(where: Chat) -> None:
    played = play(own(), where, {}, NOW)
    assert played == Played()
    assert played.asking is None
    assert not played.waits


def test_answers_of_another_flow_are_given_before() -> None:
    other = "flow: autre\ntitle: Autre\nsteps:\n  - id: un\n    say: |-\n      Bonjour {name}.\n"
    both = library({"welcome.yaml": TEXT, "autre.yaml": other})
    assert texts(play(both, Chat("autre", before={"name": "Momo"}), {}, NOW))[0][0] == "Bonjour Momo."


def test_what_was_promised_comes_when_the_try_out_says_so() -> None:
    waits = (
        "flow: welcome\ntitle: A\nsteps:\n  - id: a\n    say: Ça arrive.\n    wait: yes\n  - id: b\n    say: Voilà.\n"
    )
    played = play(library(waits), chat(), {}, NOW)
    assert played.waits
    assert texts(play(library(waits), chat(Act("news")), {}, NOW)) == [["Ça arrive."], ["Voilà."]]


def test_a_flow_that_only_acts_ends() -> None:
    loop = "flow: welcome\ntitle: A\nsteps:\n  - id: a\n    do: x.y\n    go: b\n  - id: b\n    say: B\n    go: a\n"
    played = play(unchecked(loop), chat(), {}, NOW)
    assert len(played.turns[0].shown) <= MOST_DONE * 12


def test_a_position_and_a_file_can_be_sent() -> None:
    played = play(own(), chat(Act("place"), Act("file"), step="fin"), {}, NOW)
    assert [turn.label for turn in played.turns[1:]] == ["📍 Ma position", "cv.pdf"]
    assert any(isinstance(one, Handed) for one in played.turns[2].shown)


SOME: tuple[JsonValue, ...] = (
    None,
    "",
    "yes",
    3,
    True,
    ["a", "b"],
    {"id": "a", "label": "A"},
    {"state": "gone"},
    [{"id": "a", "label": "A"}],
)
"""What an action may give, and an answer may be."""


def unchecked(text: str) -> Library:
    """A library with the mistakes that only the checks would find."""
    found = drafted("welcome", text).flow
    assert found is not None
    return with_flow(own(), found, {})


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_step_of_any_flow_can_be_tried_with_anything(data: st.DataObject) -> None:
    """What is shown is the same each time it is played."""
    known = shipped(data.draw(st.sampled_from(LIBRARIES)))
    assert known is not None
    flow = known.flows[data.draw(st.sampled_from(sorted(known.flows)))]
    step = data.draw(st.sampled_from(flow.steps)).id
    kinds = st.sampled_from(("type", "tap", "pick", "place", "file", "news"))
    names = st.sampled_from((*NASTY, *(choice.id for one in flow.steps for choice in one.choices), "!more", "#1"))
    acts = data.draw(st.lists(st.builds(Act, kinds, st.tuples(names)), max_size=6))
    values = {one.do: data.draw(st.sampled_from(SOME)) for one in flow.steps if one.do}
    before = {one.id: data.draw(st.sampled_from(SOME)) for one in flow.steps if one.is_question}
    tried = Chat(flow.id, step, data.draw(st.sampled_from(known.locales)), before, {}, tuple(acts))
    played = play(known, tried, values, NOW)
    assert played.session is not None
    assert all(isinstance(one, Say | Pretended | AskHuman | Handed) for turn in played.turns for one in turn.shown)
    assert play(known, tried, values, NOW) == played
