from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.mentors.contacts.plain import HOLE, closed_up, plain, without


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_every_character_knows_where_it_was_written(text: str) -> None:
    for view in (plain(text), closed_up(plain(text))):
        assert len(view.origin) == len(view.text) + 1
        assert list(view.origin) == sorted(view.origin)
        for at in range(len(view.text)):
            start, end = view.span(at, at + 1)
            assert 0 <= start < end <= len(text)


def test_one_form_of_everything() -> None:
    assert plain("ＡÉ٠۶①½").text == "ae061" + "1⁄2"
    assert plain("i\u200bn\u00adsta").text == "insta"
    assert plain("Іnstа").text == "insta"
    assert plain("1nst@ 5nap", {"insta", "snap"}).text == "insta snap"
    assert plain("a\u2800b\r\nc\u2028d").text == "a b\n\nc\nd"
    assert plain("0️⃣6️⃣").text == "06"
    assert plain("O6 l2 34 5i 78").text == "06 12 34 51 78"
    assert plain("oo ll oo ll oo, il a 10 20 30 40").text == "oo ll oo ll oo, il a 10 20 30 40"


def test_words_spelled_letter_by_letter_are_closed_up() -> None:
    view = closed_up(plain("mon i.n.s.t.a l e a @ x . c o m ok"))
    assert view.text == "mon insta lea@x.com ok"
    start = view.text.index("insta")
    assert view.raw(start, start + 5) == "i.n.s.t.a"


def test_a_hole_is_as_long_as_what_it_hides() -> None:
    view = without(plain("abc def"), [(1, 3)])
    assert view.text == f"a{HOLE}{HOLE} def"
    assert plain(HOLE).text == ""
