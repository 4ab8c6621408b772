"""What a card shows of a step, whole or broken."""

from __future__ import annotations

from bot.studio.rules.cards import Target, cards
from bot.studio.rules.reading import reading, texts
from flows.model import BUILT_IN
from tests.bot.studio.house import CV, WELCOME

FLOWS = frozenset({"welcome", "cv"})


def test_where_every_answer_leads() -> None:
    first, second = cards(reading("welcome", WELCOME).steps, FLOWS, frozenset(BUILT_IN))
    assert (first.say, first.then) == ("Salut, je suis un robot.", (Target("next"),))
    assert [(tap.label, tap.target) for tap in second.taps] == [
        ("Mon CV", Target("flow", "cv")),
        ("Comment ça marche", Target("built_in", "@menu")),
    ]
    found = cards(reading("cv", CV).steps, FLOWS, frozenset(BUILT_IN))
    assert [card.id for card in found] == ["nom", "travail", "metier", "fin"]
    assert [tap.target for tap in found[1].taps] == [None, Target("step", "fin")]
    assert found[3].then == (Target("end"),)


def test_a_broken_step_is_a_card_too() -> None:
    step = "  - id: x\n    choises: [1]\n    choices: {a: {label: [b]}}\n    go: {a: nulle, b: '@end'}\n"
    source = f"flow: a\ntitle: A\nsteps:\n{step}"
    read = reading("a", source)
    assert read.flow is None
    assert read.problems
    (card,) = cards(read.steps, FLOWS, frozenset(BUILT_IN))
    assert [(tap.id, tap.target) for tap in card.taps] == [("a", Target("lost", "nulle")), ("b", Target("end"))]


def test_where_every_answer_leads_by_itself_there_is_no_next() -> None:
    sure = WELCOME.replace("    choices:", "    dontknow: no\n    choices:")
    assert [card.then for card in cards(reading("welcome", sure).steps, FLOWS, frozenset(BUILT_IN))][1] == ()
    assert [card.then for card in cards(reading("welcome", WELCOME).steps, FLOWS, frozenset(BUILT_IN))][1] != ()


def test_any_text_is_read_somehow() -> None:
    for source in ("", "- a", "flow: [", "steps: 3", "flow: a\nsteps:\n  - 1\n  - [2]\n", "\t", "a: &b *b", "[" * 5000):
        read = reading("a", source)
        assert read.flow is None
        assert read.problems
        assert cards(read.steps, FLOWS, frozenset(BUILT_IN)) == []


def test_the_texts_of_a_flow_with_their_steps() -> None:
    known = reading("cv", CV).flow
    assert known
    assert ("nom", "Ton prénom ?") in list(texts(known))
    assert ("", "Mon CV") in list(texts(known))
    assert reading("cv", CV).ids == ("nom", "travail", "metier", "fin")
    assert reading("cv", CV).step("rien") is None


def test_what_is_said_after_an_answer_and_what_it_counts() -> None:
    step = (
        "  - id: x\n    ask: A\n    choices:\n"
        "      a: {label: Oui, explain: Bravo., score: 2}\n      b: Non\n      c: [1]\n"
        "    explain: {b: Dommage.}\n"
    )
    (card,) = cards(reading("a", f"flow: a\ntitle: A\nsteps:\n{step}").steps, FLOWS, frozenset(BUILT_IN))
    assert [(tap.label, tap.said, tap.points) for tap in card.taps] == [
        ("Oui", "Bravo.", "2"), ("Non", "Dommage.", ""), ("", "", "")
    ]  # fmt: skip
