"""SOS is answered whatever is broken around it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.channels.model import Address, Incoming
from bot.conversation import Conversation
from bot.ports import Line
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from flows.events import Typed
from tests.fakes.clock import FakeTime
from tests.fakes.flows import SmallFlows


def broken(locale: str) -> Sequence[Line]:
    raise RuntimeError("the catalog can't be read")


async def test_it_does_not_depend_on_its_own_catalog(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    talk = Conversation(database, SmallFlows(), feeds=Feeds(database), clock=FakeTime().clock, sos=broken)
    call = Incoming(Address("web", "web", "a"), "1", Typed("sos"), FakeTime().now(), ("en-GB",))
    answer = await talk.take(call)
    assert "112: emergencies" in answer.messages[0].text
    assert [line.text for line in answer.messages[1:]] == ["hello en-GB", "question 0"]
    assert "SOS could not be said in its own words: RuntimeError" in caplog.text
