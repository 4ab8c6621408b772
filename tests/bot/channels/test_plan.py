"""`plan` loses nothing and never exceeds what a channel can show, for any message and any channel."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.channels.model import Capabilities, FileRef, Message
from bot.channels.plan import POINTER, TICKED, UNTICKED, Plan, fits, plan, split
from flows.events import Button
from flows.text import units

TELEGRAM = Capabilities(buttons=100, label=32, text=4096, replace=True, location=True)
WORDS_ONLY = Capabilities(buttons=0, label=0, text=1000, files=False)
WEB = Capabilities(buttons=1000, label=1000, text=100_000, boxes=True, replace=True)


def labels(done: Plan) -> list[list[str]]:
    return [[button.label for button in row] for row in done.rows]


def buttons(*names: str) -> tuple[Button, ...]:
    return tuple(Button(f"1.{number}", name) for number, name in enumerate(names))


YES_NO = buttons("Oui", "Non")
CONTROLS = (Button("!dontknow", "Je ne sais pas"), Button("!more", "☰ Plus"), Button("!sos", "🆘"))


def test_short_choices_share_a_row() -> None:
    made = plan(Message(1, "bot", "C'est bon ?", YES_NO, CONTROLS), TELEGRAM)
    assert (made.texts, labels(made), made.controls) == (("C'est bon ?",), [["Oui", "Non"]], CONTROLS)


def test_three_that_fit_two_columns_stay_readable() -> None:
    made = plan(Message(1, "bot", "?", buttons("La cuisine 🍲", "Les papiers", "Rien")), TELEGRAM)
    assert labels(made) == [["La cuisine 🍲"], ["Les papiers"], ["Rien"]]


def test_a_long_list_takes_less_room() -> None:
    names = ("Collège", "CAP", "Bac pro", "École à l’étranger", "BTS", "Université", "Autre")
    made = plan(Message(1, "bot", "?", buttons(*names)), TELEGRAM)
    assert labels(made) == [["Collège", "CAP"], ["Bac pro"], ["École à l’étranger"], ["BTS", "Université"], ["Autre"]]


def test_a_long_label_becomes_a_numbered_line_and_stays_whole() -> None:
    long = "Aider mes parents avec les papiers de la préfecture"
    made = plan(Message(1, "bot", "Chez toi ?", buttons("La cuisine", long)), TELEGRAM)
    assert made.texts == (f"Chez toi ?\n1. La cuisine\n2. {long}",)
    assert labels(made) == [["1", "2"]]
    assert [button.id for row in made.rows for button in row] == ["1.0", "1.1"]


def test_many_shows_what_is_ticked_and_how_to_end() -> None:
    done = Button("1.!done", "C'est tout")
    message = Message(1, "bot", "?", buttons("Foot", "Danse"), many=True, selected=("1.1",), done=done)
    assert labels(plan(message, TELEGRAM)) == [["☐ Foot", "☑ Danse"], ["C'est tout"]]
    assert plan(message, WEB).boxes
    assert labels(plan(message, WEB)) == [["Foot", "Danse"]]
    assert plan(message, WORDS_ONLY).texts == ("?\n1. ☐ Foot\n2. ☑ Danse\nC'est tout",)


def test_numbered_boxes_stay_boxes() -> None:
    long = "Aider mes parents avec les papiers de la préfecture"
    message = Message(
        1, "bot", "?", buttons("Le foot", long), many=True, selected=("1.1",), done=Button("!done", "Fini")
    )
    made = plan(message, TELEGRAM)
    assert made.texts == (f"?\n1. ☐ Le foot\n2. ☑ {long}",)
    assert labels(made) == [["☐ 1", "☑ 2"], ["Fini"]]


def test_without_buttons_everything_is_said() -> None:
    made = plan(Message(1, "bot", "C'est bon ?", YES_NO, CONTROLS), WORDS_ONLY)
    assert made.texts == ("C'est bon ?\n1. Oui\n2. Non\nJe ne sais pas · ☰ Plus · 🆘",)
    assert (made.rows, made.controls) == ((), ())


def test_a_label_that_says_its_number_is_not_numbered_twice() -> None:
    styles = Message(1, "bot", "Lequel ?", buttons("1. Sobre", "2. En couleur", "Retour"))
    assert plan(styles, WORDS_ONLY).texts == ("Lequel ?\n1. Sobre\n2. En couleur\n3. Retour",)
    lines = Message(1, "bot", "Quelle ligne ?", buttons("1 · Amina K.", "3 · Serveuse", "10 rue"))
    assert plan(lines, WORDS_ONLY).texts == ("Quelle ligne ?\n1 · Amina K.\n2. 3 · Serveuse\n3. 10 rue",)


def test_files_are_named_where_they_can_not_be_sent() -> None:
    file = FileRef("x", "cv.pdf", "application/pdf", "Ton CV")
    assert plan(Message(1, "bot", "Voilà.", files=(file,)), WORDS_ONLY).texts == ("Voilà.\n[Ton CV]",)
    assert plan(Message(1, "bot", "Voilà.", files=(file,)), TELEGRAM).files == (file,)


def test_buttons_without_text_have_something_to_hang_on() -> None:
    assert plan(Message(1, "bot", "", YES_NO), TELEGRAM).texts == (POINTER,)
    assert plan(Message(1, "bot", ""), TELEGRAM).texts == ()


def test_place_asks_for_the_location_where_there_is_one() -> None:
    message = Message(1, "bot", "Tu habites où ?", expects="place")
    assert plan(message, TELEGRAM).location
    assert not plan(message, WEB).location


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("Un. Deux.", 20, ("Un. Deux.",)),
        ("Premier paragraphe.\n\nDeuxième paragraphe.", 25, ("Premier paragraphe.", "Deuxième paragraphe.")),
        ("Une phrase. Une autre phrase.", 20, ("Une phrase.", "Une autre phrase.")),
        ("un deux trois quatre", 12, ("un deux", "trois quatre")),
        ("abcdefghij", 4, ("abcd", "efgh", "ij")),
        ("🆘🆘🆘", 4, ("🆘🆘", "🆘")),
        ("aa👩‍🍳", 5, ("aa", "👩‍🍳")),
        ("", 5, ()),
    ],
)
def test_split_cuts_where_a_reader_would(text: str, limit: int, parts: tuple[str, ...]) -> None:
    assert split(text, limit) == parts


TEXT = st.text(st.sampled_from("ab é.!\n\n  🆘👩\u200d🍳\u0301\ufe0fسلام"), max_size=120)
LABEL = st.text(st.sampled_from("ab é🆘س"), min_size=1, max_size=40).filter(str.strip)


@st.composite
def messages(draw: st.DrawFn) -> Message:
    names = draw(st.lists(LABEL, max_size=12))
    choices = buttons(*names)
    many = draw(st.booleans())
    return Message(
        seq=1,
        author="bot",
        text=draw(TEXT),
        choices=choices,
        controls=tuple(Button(f"!{n}", name) for n, name in enumerate(draw(st.lists(LABEL, max_size=3)))),
        many=many,
        selected=tuple(button.id for button in choices if many and draw(st.booleans())),
        done=Button("1.!done", draw(LABEL)) if many else None,
        files=(FileRef("f", "cv.pdf", "application/pdf", draw(TEXT)),) if draw(st.booleans()) else (),
        replaces=draw(st.sampled_from([None, 3])),
    )


CAPABILITIES = st.builds(
    Capabilities,
    buttons=st.integers(0, 20),
    label=st.integers(2, 45),
    text=st.integers(2, 200),
    boxes=st.booleans(),
    replace=st.booleans(),
    location=st.booleans(),
    files=st.booleans(),
)


BLANK_ALT = FileRef("f", "cv.pdf", "application/pdf", " ")


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(messages(), CAPABILITIES)
@example(Message(1, "bot", "", YES_NO, files=(BLANK_ALT,)), TELEGRAM)
@example(Message(1, "bot", "", files=(BLANK_ALT,)), WORDS_ONLY)
@settings(max_examples=300)
def test_nothing_is_lost_and_nothing_exceeds(message: Message, can: Capabilities) -> None:
    made = plan(message, can)
    shown = [button for row in made.rows for button in row] + list(made.controls)
    words = squeezed("".join(made.texts))
    assert len(shown) <= can.buttons
    assert all(
        units(button.label) <= can.label for button in shown if not button.label.lstrip(TICKED + UNTICKED).isdigit()
    )
    assert all(0 < units(text) <= can.text for text in made.texts)
    assert all(text.strip() for text in made.texts)
    assert squeezed(message.text) in words
    on_buttons = {button.label.removeprefix(TICKED).removeprefix(UNTICKED) for button in shown}
    for button in (*message.choices, *message.controls):
        assert button.label in on_buttons or squeezed(button.label) in words
    ids = [button.id for button in shown]
    assert len(ids) == len(set(ids))
    known = {button.id for button in (*message.choices, *message.controls)} | {"1.!done"}
    assert set(ids) <= known
    assert not shown or made.texts


@given(TEXT, st.integers(2, 60))
def test_split_keeps_every_sign(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert squeezed("".join(parts)) == squeezed(text)
    assert all(units(part) <= limit for part in parts)


@given(st.text(max_size=30), st.integers(0, 40))
def test_what_fits_is_counted_in_units(text: str, limit: int) -> None:
    assert fits(text, limit) is (units(text) <= limit)
