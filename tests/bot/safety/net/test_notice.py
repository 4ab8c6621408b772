"""The net we ship: takes any string, in the time its length asks for, and says where."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import Clock
from bot.safety.domain import Safety
from bot.safety.net.notice import net, notice
from bot.storage.sealed import Identity
from tests.bot.words import SourceWords

LONGEST_MESSAGE = 10_000
"""Characters."""
TIME = 2.0
"""Seconds of the processor such a message may take, several times what the worst takes on a quiet machine."""
GROWTH = 8
"""Times the work for four times the text, at most: what is linear takes 4, what is quadratic 16."""
NOISE = 0.1
"""Seconds of the processor that a busy machine adds by itself."""

WORDS = st.sampled_from(
    [
        "je",
        "veux",
        "mourir",
        "pas",
        "plus",
        "me",
        "tuer",
        "i",
        "want",
        "to",
        "die",
        "no",
        "أريد",
        "أن",
        "أموت",
        "хочу",
        "жити",
        "quiero",
        "morir",
        "bghit",
        "nmout",
        ".",
        "!",
        "16",
        "ans",
    ]
)


@given(st.text(max_size=200), st.sampled_from(["fr", "ar", "en", "prs", "", "xx_YY"]))
@settings(max_examples=60, deadline=None)
def test_any_text_in_any_language_has_an_answer(text: str, locale: str) -> None:
    hit = notice(text, locale)
    assert hit is None or all(0 <= start < end <= len(text) for start, end in hit.spans)


@given(st.lists(WORDS, max_size=40))
@settings(max_examples=60, deadline=None)
def test_spans_are_in_order_and_inside(words: list[str]) -> None:
    text = " ".join(words)
    hit = notice(text, "fr")
    if hit:
        assert hit.spans
        assert list(hit.spans) == sorted(set(hit.spans))
        assert all(text[start:end] == text[start:end].strip() != "" for start, end in hit.spans)


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800", "🆘", "’’’", "’", "\u202e", "*", "a" * 100_000, "٣١١٤", "é̂" * 99]
)
def test_the_nastiest_texts_say_nothing(text: str) -> None:
    assert notice(text, "fr") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bonjour. Je veux mourir !", "veux mourir"),
        ("JE VEUX MOURIIIIR", "VEUX MOURIIIIR"),
        ("jveu mourir", "jveu mourir"),
        ("أُريدُ أنْ أَموت", "أُريدُ أنْ أَموت"),
        ("bghit nmoute", "bghit nmoute"),
    ],
)
def test_says_where_it_stands(text: str, said: str) -> None:
    hit = notice(text, "fr")
    assert hit
    assert (hit.category, hit.strength) == ("suicide", "sure")
    assert said in [text[start:end] for start, end in hit.spans]


def test_each_in_their_own_language_whatever_the_chat_speaks() -> None:
    for text in ("quiero morirme", "хочу померти", "i want to die", "أريد أن أموت", "je veux mourir"):
        for locale in ("fr", "en", "ar", "es", "uk", "prs"):
            hit = notice(text, locale)
            assert hit, (text, locale)
            assert hit.category == "suicide"


def test_the_gravest_comes_first_and_the_sure_before_the_likely() -> None:
    hit = notice("mon père me frappe et je veux mourir", "fr")
    assert hit
    assert hit.category == "suicide"
    hit = notice("suicide, on en parle. mon père me frappe", "fr")
    assert hit
    assert (hit.category, hit.strength) == ("violence", "sure")


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("je meurs de rire", False),
        ("je meurs de rire mais en vrai je veux mourir", True),
        ("le film parle de suicide", False),
        ("j'ai vu un film. je pense au suicide", True),
        ("je suis à la rue", True),
        ("rue de la paix", False),
        ("mon père me frappe", True),
        ("mon père frappe le fer", False),
    ],
)
def test_an_exclusion_takes_back_no_more_than_it_says(text: str, noticed: bool) -> None:
    assert (notice(text, "fr") is not None) is noticed


def _seconds(text: str) -> float:
    best = TIME
    for _ in range(3):
        start = process_time()
        notice(text, "fr")
        best = min(best, process_time() - start)
    return best


@pytest.mark.parametrize(
    "unit",
    [
        "je veux pas me tuer ",
        "il me ",
        "film suicide ",
        "mort de rire ",
        "16 ans seul ",
        "a",
        "i want to ",
        "أن أموت ",
        "x1 ",
    ],
)
def test_ten_thousand_characters_take_linear_time(unit: str) -> None:
    notice("je", "fr")
    whole = (unit * LONGEST_MESSAGE)[:LONGEST_MESSAGE]
    quarter, all_of_it = _seconds(whole[: LONGEST_MESSAGE // 4]), _seconds(whole)
    assert all_of_it < TIME
    assert all_of_it < GROWTH * quarter + NOISE


def test_a_mistake_of_staff_takes_nothing_of_ours_away(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "fr.yaml").write_text("language: fr\npatterns:\n  suicide:\n    sure: ['{nobody} x']\n")
    assert notice("je veux mourir", "fr", tmp_path) is not None
    assert "left out: 1 problems" in caplog.text
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "fr.yaml").write_text("language: fr\npatterns:\n  suicide:\n    sure: ['zorglub']\n")
    assert notice("zorglub", "fr", tmp_path / "more") is not None
    assert notice("zorglub", "fr") is None


def test_read_ahead_the_first_line_waits_for_nothing(tmp_path: Path) -> None:
    room = Safety(SourceWords(), Clock(), Identity(), own=tmp_path).domain()
    assert room.warm is not None
    room.warm()
    made = net.cache_info().misses
    assert notice("je veux mourir", "fr", tmp_path) is not None
    assert net.cache_info().misses == made


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("jtrouve pu la force de vivre", True),
        ("lepouser de force, je refuse, ils veulent me marier", True),
        ("je regarde un film sur une fille qui veut se tuer", False),
        ("je regarde un film et je veux me tuer", True),
        ("me muero de risa, je veux crever de rire", False),
    ],
)
def test_as_people_write_and_tell(text: str, noticed: bool) -> None:
    assert (notice(text, "fr") is not None) is noticed


def test_what_is_struck_in_one_language_is_not_sure_in_another() -> None:
    assert notice("wa7ed film 9telni b dahk, mort de rire", "ar") is None
