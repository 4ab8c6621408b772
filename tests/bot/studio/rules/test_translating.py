"""Each text in one language: its state, what is wrong with it, how it comes into the draft."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.offering import FLOWS, Shipped
from bot.releases.model import Written
from bot.storage.reviews import Review
from bot.studio.rules.translating import (
    Known,
    Source,
    Wish,
    Wrong,
    clashes,
    count,
    is_long,
    lines,
    mark,
    put,
    wrong,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ASK, YES, WORDS = (
    Source("cv/nom/ask", "Ton prénom, {name} ?"),
    Source("cv/x/choices/oui", "Oui"),
    Source("cv//words", "cv"),
)


def shipped(text: str = "Your name, {name}?", *, unread: bool = False, made_for: str = ASK.text) -> Shipped:
    marks = frozenset({ASK.key}) if unread else frozenset()
    return Shipped("en", texts={FLOWS: {ASK.key: text}}, unread={FLOWS: marks}, sources={FLOWS: {ASK.key: made_for}})


def review(text: str, source: str = ASK.text, *, reviewed: bool = True) -> dict[tuple[str, str], Review]:
    done = Review(FLOWS, "en", ASK.key, source, text, reviewed=reviewed, by=1, at=NOON, name="Lina")
    return {(FLOWS, ASK.key): done}


@pytest.mark.parametrize(
    ("text", "known", "state", "was", "by"),
    [
        ("", Known(shipped()), "new", "", ""),
        ("Your name, {name}?", Known(shipped()), "reviewed", "", ""),
        ("Your name, {name}?", Known(shipped(unread=True)), "review", "", ""),
        ("Your name, {name}?", Known(shipped(made_for="Ton nom ?")), "review", "Ton nom ?", ""),
        ("Hey {name}?", Known(shipped(), review("Hey {name}?")), "reviewed", "", "Lina"),
        ("Hey {name}?", Known(shipped(), review("Hey {name}?", reviewed=False)), "review", "", "Lina"),
        ("Hey {name}?", Known(shipped(), review("Hey {name}?", "Ton nom ?")), "review", "Ton nom ?", "Lina"),
        ("Hey {name}?", Known(shipped(), review("Something else")), "reviewed", "", ""),
        ("Hey {name}?", Known(Shipped("en", draft=True)), "review", "", ""),
        ("Hey?", Known(shipped(), {}, {ASK.key: ("Ton nom ?", "Hey?")}), "review", "Ton nom ?", ""),
    ],
)
def test_states(text: str, known: Known, state: str, was: str, by: str) -> None:
    [line] = lines([ASK], {ASK.key: text} if text else {}, known)
    assert (line.state, line.was, line.by) == (state, was, by)


def test_how_far_a_flow_is() -> None:
    found = lines([ASK, YES, WORDS], {ASK.key: "Your name, {name}?"}, Known(shipped(unread=True)))
    assert (count(found), count(found).percent) == ((2, 1, 3), 33)
    assert count([]).percent == 100


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        (ASK, "Name, {name}?", None),
        (ASK, "Name?", Wrong("values", "{name}")),
        (ASK, "{nom} {name} {name}", Wrong("values", "{name}, {nom}")),
        (YES, "y" * 64, None),
        (YES, "y" * 65, Wrong("long", "64")),
        (WORDS, "cv, " * 100, None),
        (WORDS, "x" * 2001, Wrong("endless", "2000")),
        (Source("a/b/say", "Vois https://a.fr."), "See https://b.fr.", Wrong("values", "https://a.fr, https://b.fr")),
    ],
)
def test_what_is_wrong(source: Source, text: str, found: Wrong | None) -> None:
    assert wrong(source, text) == found


def test_which_are_buttons() -> None:
    assert is_long(YES, "y" * 21)
    assert not is_long(YES, "y" * 20)
    assert not is_long(ASK, "y" * 200)
    assert not is_long(Source("cv/x/synonyms/oui", "ok"), "y" * 200)


# -- into the draft -------------------------------------------------------------------------------------------
OLD = Written("cv", "flow: cv", {"en": {"a": "1", "b": "2"}, "ar": {"a": "٠"}})


def test_a_text_is_put_in_and_taken_out() -> None:
    assert put(OLD, "en", {"a": Wish("one", mark("1")), "c": Wish("3", mark(""))}) == Written(
        "cv", "flow: cv", {"en": {"a": "one", "b": "2", "c": "3"}, "ar": {"a": "٠"}}
    )
    assert put(OLD, "ar", {"a": Wish("")}) == Written("cv", "flow: cv", {"en": OLD.texts["en"]})
    assert put(OLD, "es", {"a": Wish("uno")}) == Written("cv", "flow: cv", {**OLD.texts, "es": {"a": "uno"}})


def test_nobody_is_overwritten_unseen() -> None:
    late = {"a": Wish("one", mark("0")), "b": Wish("two", mark("2"))}
    assert clashes(OLD, "en", late) == {"a": "1"}
    assert put(OLD, "en", late) is None
    assert clashes(OLD, "en", {"a": Wish("1", mark("0"))}) == {}, "the same words twice are one"
