"""What somebody still writes who asked to be erased brings the question; SOS, a human and a page opened do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.model import Address, Incoming, Said
from bot.conversation.leaving import news
from bot.conversation.model import Person
from bot.ports import LEAVING
from flows.events import Picked, Started, Tapped, Typed
from tests.fakes.clock import FakeTime

NOW = FakeTime().now()
SHE = Person(
    7, "fr", "bot", NOW, 0, 0, 0, None, None, None, None, None, None, NOW - timedelta(days=1), leaving=True
)  # fmt: skip


def said(what: Said) -> Incoming:
    return Incoming(Address("web", "web", "a"), "1", what, NOW, ("fr",))


@pytest.mark.parametrize("what", [Typed("coucou"), Tapped("x"), Picked(("a",))])
def test_whatever_is_written_counts(what: Said) -> None:
    (later,) = news(SHE, said(what), NOW)
    assert later.kind == LEAVING
    assert later.key == news(SHE, said(what), NOW)[0].key, "once"


@pytest.mark.parametrize("what", [Typed("SOS"), Tapped("!sos"), Started(("fr",))])
def test_sos_and_an_opened_page_do_not(what: Said) -> None:
    assert news(SHE, said(what), NOW) == ()


@pytest.mark.parametrize("other", [{"leaving": False}, {"mode": "human"}, {"mode": "waiting"}])
def test_nor_what_is_not_for_the_bot_alone(other: dict[str, object]) -> None:
    assert news(replace(SHE, **other), said(Typed("coucou")), NOW) == ()  # type: ignore[arg-type]  # a field and its value
