"""The library of a try-out."""

from __future__ import annotations

from bot.releases.model import Written
from bot.studio.rules.tried import library_with, read
from tests.flows.talk import library

TEXT = "flow: a\ntitle: A\nsteps:\n  - id: un\n    say: Un.\n"
SERVED = library(TEXT)


def test_a_draft_is_read_once_and_put_in_with_its_texts() -> None:
    draft = Written("a", TEXT.replace("Un.", "Une."), {"en": {"a/un/say": "One."}})
    found = library_with(SERVED, draft)
    assert found is not None
    assert found.texts.raw("fr", "a/un/say") == ("Une.", "fr")
    assert found.texts.raw("en", "a/un/say") == ("One.", "en")
    assert read(draft.flow, draft.source) is read(draft.flow, draft.source)


def test_a_new_flow_can_be_tried_and_an_unreadable_one_cannot() -> None:
    assert library_with(SERVED, Written("neuf", TEXT.replace("flow: a", "flow: neuf"), {})) is not None
    assert library_with(SERVED, Written("a", "a: [", {})) is None
