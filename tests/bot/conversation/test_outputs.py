"""What rooms and the engine give out becomes a line with everything on it."""

from __future__ import annotations

from bot.channels.model import FileRef, Location, Message
from bot.conversation.outputs import of_line, of_say, statements, takes_words
from bot.ports import Line
from flows.events import Button, Do, Say

REPORT, WAIT = Button("!m:report", "Signaler"), Button("x1", "Attendre")


def test_a_line_of_a_room_keeps_its_author_buttons_and_what_it_replaces() -> None:
    file, place = FileRef("f", "a.pdf", "application/pdf"), Location(48.9, 2.4, "Ici", "1 rue")
    line = Line("Bonjour", (file,), place, "mentor", (WAIT,), (REPORT,), 4)
    message = of_line(line, 7)
    assert message == Message(7, "mentor", "Bonjour", (WAIT,), (REPORT,), files=(file,), replaces=4, location=place)


def test_what_the_engine_says_takes_the_place_of_the_last_question_only_when_it_says_so() -> None:
    assert of_say(Say("Encore ?", (WAIT,), replaces=True), 7, 4).replaces == 4
    assert of_say(Say("Encore ?", (WAIT,)), 7, 4).replaces is None
    assert of_say(Say("Encore ?", (WAIT,)), 7, 4).author == "bot"


def test_statements_leave_out_what_asks() -> None:
    hello, asks, types = Say("Salut"), Say("Encore ?", (WAIT,), expects="choice"), Say("Ton nom ?", expects="text")
    assert statements([hello, asks, types, Do("a.b")]) == [hello, Do("a.b")]


def test_words_are_taken_where_something_is_written() -> None:
    tapped, typed = Say("Encore ?", (WAIT,), expects="choice"), Say("Ton nom ?", expects="text")
    assert takes_words([tapped, typed])
    assert not takes_words([typed, tapped])
    assert not takes_words([typed, Do("a.b")])
    assert not takes_words([])
