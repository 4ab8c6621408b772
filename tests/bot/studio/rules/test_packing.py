"""Try-outs as JSON, and values as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.studio.rules.packing import LONGEST_CHAT, LONGEST_VALUE, MOST_ACTS, is_full, meant, pack, unpack
from flows.events import JsonValue
from flows.tryout import Act, Chat

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


@given(
    st.builds(
        Chat,
        WORDS,
        WORDS,
        st.sampled_from(("fr", "ar")),
        st.dictionaries(WORDS, VALUES, max_size=3),
        st.dictionaries(WORDS, VALUES, max_size=3),
        st.lists(st.builds(Act, st.sampled_from(("type", "pick", "news")), st.tuples(WORDS)), max_size=3).map(tuple),
    )
)
def test_a_chat_comes_back_as_it_was(chat: Chat) -> None:
    assert unpack(pack(chat)) == chat


def test_what_nobody_knows_any_more_is_left_out() -> None:
    assert unpack(pack(Chat("cv")).replace("[]", '[["dance"],["type","a"]]')).acts == (Act("type", ("a",)),)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("yes", "yes"),
        (" 3 ", 3),
        ("null", None),
        ("", ""),
        ('{"state": "gone"}', {"state": "gone"}),
        ("{state: gone}", "{state: gone}"),
        ("NaN", "NaN"),
        ("06 12", "06 12"),
        ("[" * 600 + "]" * 600, "[" * 600 + "]" * 600),
        ("x" * 9_999, "x" * LONGEST_VALUE),
    ],
)
def test_a_value_is_what_it_looks_like(typed: str, value: JsonValue) -> None:
    assert meant(typed) == value


def test_it_is_full_by_number_and_by_size() -> None:
    assert not is_full(Chat("cv"))
    assert is_full(Chat("cv", acts=(Act("news"),) * MOST_ACTS))
    assert is_full(Chat("cv", acts=(Act("type", ("x" * LONGEST_CHAT,)),)))
