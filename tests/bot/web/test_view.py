"""What a page shows of a transcript."""

from __future__ import annotations

import pytest

from bot.channels.model import FileRef, Message
from bot.web.view import Shown, asking, lines, linked
from flows.events import Button

ONE = (Button("1.a", "A"),)


def test_a_changed_line_stands_where_the_first_one_stood() -> None:
    said = [
        Message(1, "bot", "un", ONE),
        Message(2, "bot", "deux"),
        Message(3, "bot", "un bis", ONE, replaces=1),
        Message(4, "bot", "un ter", ONE, replaces=3),
        Message(5, "bot", "trois", replaces=99),
    ]
    assert [(line.seq, str(line.text)) for line in lines(said)] == [(4, "un ter"), (2, "deux"), (5, "trois")]


def test_the_open_question_is_the_last_with_buttons_until_it_is_answered() -> None:
    said = [Message(1, "bot", "?", ONE), Message(2, "mentor", "Bonjour")]
    found = asking(said)
    assert found is not None
    assert found.message.seq == 1
    assert asking([*said, Message(3, "me", "A")]) is None
    assert asking([]) is None


def test_a_long_name_of_a_file_breaks_between_its_words() -> None:
    name = Shown(FileRef("a", "CV_<b>_Lina.pdf", "application/pdf")).name
    assert str(name) == "CV_<wbr>&lt;b&gt;_<wbr>Lina<wbr>.pdf"


def test_what_a_mentor_offers_keeps_its_buttons_and_what_the_bot_asked_does_not() -> None:
    said = [Message(1, "mentor", "A ou B ?", ONE), Message(2, "bot", "?", ONE), Message(3, "me", "A")]
    assert [line.choices for line in lines(said)] == [ONE, (), ()]


def test_a_mentors_line_can_be_reported_whatever_is_said_since() -> None:
    report, sos = Button("!m:report.1", "Signaler"), Button("!sos", "🆘")
    said = [Message(1, "mentor", "A", controls=(report, sos)), Message(2, "me", "B"), Message(3, "bot", "?", ONE)]
    assert [line.choices for line in lines(said)] == [(report,), (), ()]
    assert lines(said)[0].small == {report.id}
    found = asking(said[:1])
    assert found is not None
    assert found.controls == (), "it stands under the line itself"


def test_sos_is_in_the_head_of_the_page_not_among_the_controls() -> None:
    found = asking([Message(1, "bot", "?", controls=(Button("!more", "☰"), Button("!sos", "🆘")))])
    assert found is not None
    assert [b.id for b in found.controls] == ["!more"]


def test_a_human_is_in_the_head_of_the_page_and_among_the_controls_where_it_is_offered_first() -> None:
    more, human = Button("!more", "☰"), Button("!human", "Parler à quelqu’un")
    for controls, shown in (((more, human), ["!more"]), ((human, more), ["!human", "!more"])):
        found = asking([Message(1, "bot", "?", controls=controls)])
        assert found is not None
        assert [b.id for b in found.controls] == shown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b> & 'x'", "&lt;b&gt; &amp; &#39;x&#39;"),
        ("va sur https://a.fr/x?y=1&z.", ">https://a.fr/x?y=1&amp;z</a>."),
        ("(http://a.fr)", "http://a.fr</a>)"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ('https://a.fr/"onclick=x', ">https://a.fr/</a>&#34;onclick=x"),
    ],
)
def test_text_is_escaped_and_web_addresses_can_be_followed(text: str, html: str) -> None:
    shown = str(linked(text))
    assert html in shown
    assert ("<a " in shown) == ("http" in text)


def test_a_file_says_what_it_is() -> None:
    assert Shown(FileRef("x", "CV.Amina.docx", "application/x")).kind == "DOCX"
    assert Shown(FileRef("x", "cv", "image/png")).kind == ""
    assert Shown(FileRef("x", "cv", "image/png")).picture
    assert not Shown(FileRef("x", "cv.svg", "image/svg+xml")).picture


@pytest.mark.parametrize(
    ("labels", "shape"),
    [
        (["Faire mon CV", "Un atelier"], ""),
        ([str(year) for year in range(2018, 2024)], "short"),
        (["Accueillir des clients", "Porter", "Ranger", "Nettoyer", "Encaisser"], ""),
        ([f"Une chose assez longue {n}" for n in range(9)], "dense"),
        ([f"Une chose beaucoup trop longue {n}" for n in range(9)], ""),
        ([], ""),
    ],
)
def test_many_or_short_choices_stand_side_by_side(labels: list[str], shape: str) -> None:
    found = asking([Message(1, "bot", "?", tuple(Button(label, label) for label in labels), expects="choice")])
    assert found is not None
    assert found.shape == shape


def test_after_erasing_only_what_came_since_is_shown() -> None:
    talk = [Message(1, "bot", "secret"), Message(2, "me", "effacer"), Message(3, "bot", "C’est effacé.", clears=True)]
    assert [line.text for line in lines([*talk, Message(4, "bot", "Écris.")])] == ["C’est effacé.", "Écris."]
