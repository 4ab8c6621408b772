from hypothesis import given
from hypothesis import strategies as st

from bot.channels.model import FileRef, Message
from bot.storage.bodies import open_message, seal_message
from bot.storage.sealed import Identity
from flows.events import Button

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
)


@given(message=bodies)
def test_a_message_comes_back_as_it_was(message: Message) -> None:
    body = seal_message(Identity(), 1, message)
    assert open_message(Identity(), 1, message.seq, message.author, body) == message


def test_a_plain_line_is_small() -> None:
    assert seal_message(Identity(), 1, Message(1, "me", "oui")) == b'{"text":"oui"}'
