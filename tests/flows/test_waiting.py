"""A step that waits for news: calm until it comes, and never a dead end when it is lost."""

from __future__ import annotations

import pytest

from flows.events import Resumed, Say, Started, Tapped, Unsupported
from flows.replay import rebuilt
from tests.flows.talk import Person, library

FLOW = """\
flow: welcome
title: A
resume: yes
steps:
  - {id: name, ask: Prénom ?, type: text}
  - {id: make, do: cv.make, once: yes}
  - {id: soon, say: Ton CV arrive., wait: yes}
  - id: what
    ask: Et maintenant ?
    choices: {again: Refaire, change: Changer}
    dontknow: no
    go: {again: make, change: "@change"}
"""
WAIT = "Ça arrive ici, dans quelques secondes."
WHAT = "Et maintenant\u202f?"


def person() -> Person:
    one = Person(library(FLOW, {"en": {"engine/yes": "Yes", "engine/wait": "Soon.", "welcome/what/ask": "What now?"}}))
    one.type("Amina")
    return one


def test_the_question_comes_once_after_the_news() -> None:
    one = person()
    assert one.texts == ["Ton CV arrive."]
    one.send(Resumed())
    assert one.texts == [WHAT]
    assert rebuilt(one.library, one.session).frames == one.session.frames


def test_a_word_meanwhile_is_answered_and_the_question_still_comes_once() -> None:
    one = person()
    assert one.type("merci").text == WAIT
    one.send(Resumed())
    assert one.texts == [WHAT]


def test_whoever_writes_twice_goes_on_without_the_news() -> None:
    one = person()
    assert one.type("allo", "??").text == WHAT
    one.tap("Refaire")
    assert one.texts == ["Ton CV arrive."]
    assert [do.name for do in one.done] == ["cv.make", "cv.make"]


@pytest.mark.parametrize(
    "words", ["salut", "continuer", "jsp", "fini", "english", "langue", "plus", "pause", "/x", "o"]
)
def test_every_word_meanwhile_is_answered(words: str) -> None:
    one = person()
    one.type(words)
    assert one.texts
    one.send(Resumed())
    assert one.last.text in (WHAT, "What now?")


@pytest.mark.parametrize(
    "event", [Tapped("1.again"), Tapped("!dontknow.1"), Tapped("xx"), Unsupported("voice"), Started()]
)
def test_everything_else_meanwhile_is_answered_too(event: Tapped | Unsupported | Started) -> None:
    one = person()
    one.send(event)
    assert isinstance(one.out[-1], Say)
    one.send(Resumed())
    assert one.texts == [WHAT]


def test_the_language_may_change_meanwhile() -> None:
    one = person()
    assert one.type("english").text == "Soon."
    one.send(Resumed())
    assert one.texts == ["What now?"]


def test_coming_back_later_goes_on() -> None:
    one = person()
    one.send(Started())
    assert one.last.text.endswith("On continue\u202f?")
    assert one.tap("Continuer").text == WAIT
    assert one.type("ok").text == WHAT


def test_a_change_meanwhile_or_after_does_not_wait_again() -> None:
    one = person()
    one.send(Resumed())
    one.tap("Changer")
    one.send(Tapped(one.last.choices[0].id))
    one.type("Fatou")
    assert one.texts == [WHAT]
    two = person()
    two.type("retour")
    assert two.last.text == "Prénom\u202f?"
    two.type("Fatou")
    assert two.texts == ["Ton CV arrive."]
