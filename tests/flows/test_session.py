from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.session import PLAIN, Entry, Frame, Left, Overlay, PutBy, Session

json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
ids = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
numbers = st.integers(0, 10_000)
entries = st.builds(Entry, json, numbers, st.just(""), st.booleans()) | st.builds(
    Entry, json, st.just(0), st.from_regex(r"[0-9a-f]{12}", fullmatch=True), st.booleans()
)
journals = st.dictionaries(ids, entries, max_size=5)
frames = st.lists(st.builds(Frame, ids, ids, st.dictionaries(ids, numbers, max_size=2)), max_size=3).map(tuple)
kinds = st.sampled_from(["more", "change", "lang", "menu", "hello", "offer", "heard"])
overlays = st.none() | st.builds(Overlay, kinds, numbers, st.lists(json, max_size=3).map(tuple))
scores = st.dictionaries(ids, st.integers(-9, 9), max_size=2)
waits = st.sampled_from(["", "ask", "do", "news"])
words = st.lists(ids, max_size=3).map(tuple)
put_by = st.builds(
    PutBy, ids, ids, frames, words, scores, numbers, waits, st.integers(0, 3), words, overlays, ids, st.booleans()
)
sessions = st.builds(
    Session,
    locale=ids,
    frames=frames,
    root=ids,
    journals=st.dictionaries(ids, journals, max_size=3),
    later=journals,
    scores=scores,
    number=numbers,
    asked=numbers,
    wait=waits,
    acts=numbers,
    tries=st.integers(0, 3),
    release=numbers,
    paused=st.booleans(),
    ticked=words,
    overlay=overlays,
    at=st.integers(0, 2**33),
    asked_at=st.integers(0, 2**33),
    took=numbers,
    met=ids,
    put_by=st.none() | put_by,
    heard=st.dictionaries(ids, st.text(max_size=20), max_size=3),
    left=st.lists(st.builds(Left, numbers, ids, ids, ids, json), max_size=2).map(tuple),
)


@given(sessions)
def test_json_round_trip_is_the_identity(session: Session) -> None:
    assert Session.from_json(session.to_json()) == session
    assert Session.from_json(session.to_json().encode()) == session


def test_a_new_session_is_tiny() -> None:
    assert Session().to_json() == '{"l":"fr","n":0,"t":0}'


def test_a_long_session_is_compressed() -> None:
    words = {f"step{number}": Entry("des mots " * 5, number) for number in range(100)}
    session = Session(root="a", journals={"a": words})
    assert len(session.to_json()) < PLAIN
    assert Session.from_json(session.to_json()) == session
