"""A message comes back as it went in, whatever it holds; what is empty takes no room."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.model import FileRef, Location, Message
from bot.storage.bodies import open_message, seal_message, to_json
from bot.storage.sealed import Identity
from flows.events import Button

FULL = Message(
    seq=7,
    author="bot",
    text="2/9 · « Ton numéro ? »\n<b>=1+1</b> 👩🏽‍🍳 \u2067رقم\u2069",
    choices=(Button("1k.cuisine", "La cuisine 🍲"), Button("1k.x", "")),
    controls=(Button("!sos", "🆘"),),
    expects="choices",
    many=True,
    selected=("1k.cuisine",),
    done=Button("1k.!done", "C’est bon"),
    files=(FileRef("a/b c", "CV_Amina é.pdf", "application/pdf", "Le CV"), FileRef("x", "y", "z")),
    replaces=3,
    location=Location(48.9362, -2.3574, "Le Pont", "4 rue d’Ici, Lyon"),
    until=datetime(2026, 11, 25, 20, 30, 0, 1, UTC),
)


@pytest.mark.parametrize(
    "message", [FULL, Message(1, "me", ""), Message(2, "mentor", "é" * 10_000)], ids=lambda m: m.seq
)
def test_a_message_comes_back(message: Message) -> None:
    sealed = seal_message(Identity(), 5, message)
    assert open_message(Identity(), 5, message.seq, message.author, sealed) == message


def test_what_is_empty_is_left_out() -> None:
    assert to_json(Message(1, "bot", "Salut")) == {"text": "Salut"}


def test_nothing_asked_is_not_no_choice_made() -> None:
    nothing_ticked = Message(1, "bot", "Quoi ?", (Button("a", "A"),), many=True, expects="choices", replaces=None)
    assert to_json(nothing_ticked) == {"text": "Quoi ?", "choices": [["a", "A"]], "expects": "choices", "many": True}


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
buttons = st.lists(st.builds(Button, text, text), max_size=3).map(tuple)
bodies = st.builds(
    Message,
    seq=st.integers(1, 10**9),
    author=st.sampled_from(["bot", "mentor", "me"]),
    text=text,
    choices=buttons,
    controls=buttons,
    expects=st.sampled_from(["choice", "choices", "text", "none", "file"]),
    many=st.booleans(),
    selected=st.lists(text, max_size=3).map(tuple),
    done=st.none() | st.builds(Button, text, text),
    files=st.lists(st.builds(FileRef, text, text, text, text), max_size=2).map(tuple),
    replaces=st.none() | st.integers(1, 100),
    clears=st.booleans(),
    location=st.none() | st.builds(Location, st.floats(-90, 90), st.floats(-180, 180), text, text),
    until=st.none() | st.datetimes(timezones=st.just(UTC)),
)


@given(message=bodies)
def test_any_message_comes_back(message: Message) -> None:
    body = seal_message(Identity(), 1, message)
    assert open_message(Identity(), 1, message.seq, message.author, body) == message
