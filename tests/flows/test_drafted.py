"""One flow as it is being written, put into a library: with mistakes, with steps that can't be read, with its texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.drafted import Drafted, drafted, with_flow
from flows.model import Library
from flows.tryout import Act, Chat, play
from tests.flows.talk import library

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TEXT = """flow: welcome
title: Bonjour
steps:
  - id: un
    say: |-
      Un.
  - id: deux
    ask: |-
      Deux ?
    choices:
      oui: Oui
      non: Non
"""
SERVED: Library = library(TEXT, {"en": {"welcome/un/say": "One.", "autre/x/say": "Other", "engine/yes": "Yes"}})


class Put(NamedTuple):
    """A draft and the library that it is tried in."""

    draft: Drafted
    library: Library | None


def put_in(source: str, texts: Mapping[str, Mapping[str, str]] | None = None) -> Put:
    found = drafted("welcome", source)
    return Put(found, with_flow(SERVED, found.flow, texts or {}) if found.flow else None)


def said(found: Library, locale: str = "fr") -> list[str]:
    return [say.text for say in play(found, Chat("welcome", locale=locale), {}, NOW).turns[0].said]


def test_the_draft_takes_the_place_of_the_flow_and_nothing_else_changes() -> None:
    found = put_in(TEXT.replace("Un.", "Une."), {"en": {"welcome/un/say": "One!"}})
    assert found.library is not None
    assert not found.draft.problems
    assert not found.draft.left_out
    assert said(found.library) == ["Une.", "Deux\u202f?"]
    assert said(found.library, "en")[0] == "One!"
    assert said(SERVED) == ["Un.", "Deux\u202f?"]
    assert found.library.texts.raw("en", "engine/yes") == ("Yes", "en")
    assert found.library.texts.raw("en", "autre/x/say") == ("Other", "en")


def test_a_translation_the_draft_lacks_is_no_longer_said_and_those_of_others_are_not_taken() -> None:
    found = put_in(TEXT, {"ar": {"welcome/un/say": "واحد", "engine/yes": "لا"}})
    assert found.library is not None
    assert said(found.library, "en")[0] == "Un."
    assert said(found.library, "ar")[0] == "واحد"
    assert found.library.texts.raw("ar", "engine/yes")[1] == "fr"


def test_a_name_that_changed_or_is_misspelt_is_walked_all_the_same() -> None:
    for name in ("bienvenue", "BIEN VENUE !"):
        found = put_in(TEXT.replace("flow: welcome", f"flow: {name}"))
        assert found.library is not None
        assert set(found.library.flows) == {"welcome"}


def test_steps_that_cannot_be_read_are_left_out_and_told() -> None:
    broken = TEXT + "  - id: trois\n    sya: Trois.\n  - say: Sans nom.\n  - id: quatre\n    say: Quatre.\n"
    found = put_in(broken)
    assert found.draft.left_out == ("trois", "n° 4")
    assert {problem.code for problem in found.draft.problems} == {"keyword", "missing"}
    assert found.library is not None
    last = play(found.library, Chat("welcome", "deux", acts=(Act("tap", ("oui",)),)), {}, NOW).turns[-1]
    assert [say.text for say in last.said] == ["Quatre."]


@pytest.mark.parametrize(
    "source", ["", "\t", "- a", "flow: x", "flow: welcome\ntitle: A\nsteps: non", "a: [", "steps: []", "\0"]
)
def test_what_cannot_be_read_at_all_says_why(source: str) -> None:
    found = put_in(source)
    assert found.library is None
    assert found.draft.problems
    assert all(problem.line >= 1 and problem.col >= 1 and problem.sentence for problem in found.draft.problems)


def test_targets_that_are_gone_stop_nobody() -> None:
    found = put_in(TEXT.replace("choices:", "go: nulle_part\n    choices:") + "    repeat: non_plus\n")
    assert found.library is not None
    assert play(found.library, Chat("welcome", acts=(Act("tap", ("oui",)),)), {}, NOW).lost is None


SLIPS = ("", "  ", "\n", ": ", "- ", "#", "|-", "{", "é", "\t", "*a", "&a ", "go: deux\n")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_slip_in_the_text_is_told_or_walked(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(TEXT)))
    cut = data.draw(st.integers(0, 12))
    slip = data.draw(
        st.sampled_from(("", "  ", "\n", ": ", "- ", "#", "|-", "{", "é", "\t", "*a", "&a ", "go: deux\n"))
    )
    found = put_in(TEXT[:at] + slip + TEXT[at + cut :])
    assert found.library is not None or found.draft.problems
    if found.library is not None:
        acts = (Act("tap", ("oui",)), Act("type", ("non",)))
        assert play(found.library, Chat("welcome", acts=acts), {}, NOW).turns
