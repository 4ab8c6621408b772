from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.mentors.contacts import KINDS, LABELS, Found, Kind, Masked, found, found_in_lines, hide, mask

PIECES = st.sampled_from(
    [
        "06", "39 98", "12 45", "zéro", "six", "douze", "+33", "(0)", "@", "arobase", "point", "com", "gmail", ".", " ",
        "\n", "insta", "c'est", "lea.ptt", "mon", "snap", ":", "ajoute", "sur", "discord", "#1234", "t.me/", "https://",
        "12 rue de la Paix", "bât B", "appart 4", "75011", "Paris", "FR76", "3000", "[numéro caché]", "[compte caché]",
        "٠٦", "٣٩٩٨", "انستا", "\u200b", "0️⃣", "6️⃣", "o6", "Karim", "Benali", "BEGIN:VCARD", "END:VCARD", "www.", "ﷺ",
        "½",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=14).map("".join)
)
NAMES = st.sampled_from([(), ("Karim Benali",), ("", "!"), ("ليلى حداد",)])
FRENCH = "06 39 98 12 45"


@settings(max_examples=80, deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=3), NAMES)
def test_spans_lie_inside_the_text_in_order(text: str, before: list[str], names: tuple[str, ...]) -> None:
    last = 0
    for one in found(text, before, names):
        assert last <= one.start < one.end <= len(text)
        assert one.kind in KINDS
        last = one.end


@settings(max_examples=120, deadline=None)
@given(TEXTS, NAMES)
def test_masking_twice_is_masking_once(text: str, names: tuple[str, ...]) -> None:
    once = mask(text, names=names).text
    assert mask(once, names=names).text == once


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from("0123456789"), min_size=8, max_size=8).map("".join),
    st.sampled_from([" ", ".", "-", "", "/", " 🙂 "]),
    TEXTS,
)
def test_no_digit_of_a_number_is_left(rest: str, between: str, around: str) -> None:
    number = between.join(["06", *re.findall("..", rest)])
    masked = mask(f"appelle {number} stp").text
    assert not re.search(r"\d", masked)
    assert number not in mask(f"{around}\nmon num : {number}\n{around}").text


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=5))
def test_of_lines_the_last_is_found_as_alone_with_those_before(lines: list[str]) -> None:
    each = found_in_lines(lines)
    assert len(each) == len(lines)
    if lines:
        assert each[-1] == found(lines[-1], lines[:-1])


def test_a_number_over_several_messages_is_found_in_all_of_them() -> None:
    lines = ["salut", "06", "39 98", "12", "45", "voilà"]
    hidden = [hide(line, there) for line, there in zip(lines, found_in_lines(lines), strict=True)]
    assert hidden == ["salut", *["[numéro caché]"] * 4, "voilà"]
    assert found("45", ["06", "39 98", "12"]) == (Found(0, 2, "phone"),)
    assert found("45", ["j'ai 12 ans"]) == ()


def test_the_label_is_the_readers() -> None:
    def arabic(kind: Kind) -> str:
        return {"phone": "[رقم مخفي]"}.get(kind, "[مخفي]")

    once = mask(f"رقمي {FRENCH}", label=arabic)
    assert once == Masked("رقمي [رقم مخفي]", (Found(5, 19, "phone"),))
    assert mask(once.text, label=arabic).text == once.text
    assert mask(FRENCH, label=lambda _: "").text == ""


def test_there_is_a_label_for_every_kind() -> None:
    assert set(LABELS) == set(KINDS)
    assert all(found(label) == () for label in LABELS.values())


def test_what_stands_beside_is_kept() -> None:
    assert mask(f"Bonjour, {FRENCH}, merci !").text == "Bonjour, [numéro caché], merci !"
    assert mask("écris à lea.ptt@gmail.com.").text == "écris à [e-mail caché]."
    assert mask("va voir https://example.org/a?b=1.").text == "va voir [lien caché]."


@pytest.mark.parametrize("around", ["\u200b", "\u2060", "\ufe0f", "\u00ad", "\u202e", "\u0301"])
def test_invisible_characters_hide_nothing(around: str) -> None:
    assert mask(around.join(FRENCH)).text == "[numéro caché]"
    assert mask("mon mail " + around.join("lea@gmail.com")).text.startswith("mon mail [e-mail caché]")


HOSTILE = [
    "a", "0", "0 ", "a.", "a@", "zero ", "insta ", "12 rue ", " ", "\n", "a b ", "fr76", "begin:vcard", "bat b ",
    "a point ", "+", "neuf", "06 39 98 12 45 ", "http", "/a", "@", "t.me/", "calle a", "a-", "mon snap a ", "Karim ",
    "1/2 ", "www.", "ﷺ", "ajoute a b ", "12 a b c ", "l e a @ ", "six ", "mon c'est ", "a_", "[at] ", "code c ",
]  # fmt: skip
SHORT, LONG = 2_500, 10_000
TRIES, LEAST = 5, 0.005
"""What is quadratic fails each time; a busy machine does not. Less than so many seconds measures nothing."""
MOST_GROWTH = 9.0
"""Four times the text: 4 times the work, 16 when it is quadratic; the rest is a busy machine's."""


@pytest.mark.parametrize("piece", HOSTILE)
def test_ten_thousand_characters_are_read_in_linear_time(piece: str) -> None:
    def cost(length: int) -> float:
        before = process_time()
        found((piece * length)[:length], names=("Karim Benali",))
        return process_time() - before

    assert any(cost(LONG) <= MOST_GROWTH * max(cost(SHORT), LEAST) for _ in range(TRIES))
