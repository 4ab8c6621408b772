"""What is said about a file: true, short, in every language."""

from __future__ import annotations

import pytest

from bot.i18n import translator
from bot.received import words
from bot.received.rules import PERSONAL, TOO_MANY
from cv_builder.model import CV, Contact, Extra, Job, Language, Line, School
from cv_builder.reading.report import EDITED, REFUSALS, Read
from cv_builder.reading.source import Left

LOCALES = ("fr", "en", "ar")
WHOLE = CV(
    name="A",
    headline=Line("x"),
    summary="x",
    contact=Contact(email="a@b.fr"),
    work=(Job(Line("x")),) * 2,
    education=(School(Line("x")),),
    skills=(Line("x"),),
    qualities=(Line("x"),),
    languages=(Language(Line("x")),),
    licences=(Line("x"),),
    interests=(Line("x"),),
    extras=(Extra(Line("x")),),
)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_reason_has_a_sentence(locale: str) -> None:
    says = translator(locale)
    sentences = [words.refused(code, says) for code in (*REFUSALS, "gone", "unheard of")]
    assert len(set(sentences)) == len(sentences) - 2, "slow is as hostile, unheard of is of another kind"
    french = {words.refused(code, translator("fr")) for code in REFUSALS}
    assert locale == "fr" or french.isdisjoint(sentences)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_was_taken_and_what_was_not(locale: str) -> None:
    unused = (
        *(Left(what, "secret") for what in PERSONAL),
        Left("other", "IT"),
        Left("link", "https://x"),
        Left(TOO_MANY, "z"),
    )
    lines = words.told(Read(WHOLE, unused), translator(locale))
    assert len(lines) == 4
    assert "(2)" in lines[0]
    assert "secret" not in "".join(lines), "a birth date is not said again"
    assert "IT" in lines[2]
    assert "https://x" in lines[2]
    assert "z" in lines[3]


def test_nothing_left_says_nothing_more() -> None:
    assert words.told(Read(CV(name="A")), translator("fr")) == ["J’ai lu ton CV\u00a0: ton nom."]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_document_changed_since_is_told(locale: str) -> None:
    lines = words.told(Read(CV(name="A"), (Left(EDITED, "x"),)), translator(locale))
    assert len(lines) == 2
    assert "Word" in lines[1]


def test_a_long_list_is_cut() -> None:
    unused = tuple(Left("other", f"{i} " + "mot " * 40) for i in range(9))
    line = words.told(Read(CV(name="A"), unused), translator("fr"))[1]
    assert line.endswith("…\u00a0», et 6 de plus.")
    assert len(line) < 300
