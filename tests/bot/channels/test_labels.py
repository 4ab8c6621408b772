"""What the checks are told is what the channels do."""

from __future__ import annotations

import pytest

from bot.channels import web
from bot.channels.labels import labels
from bot.channels.model import Capabilities, Message
from bot.channels.plan import plan
from bot.channels.telegram.keyboard import TELEGRAM
from flows.events import Button

CAN = {"Telegram": TELEGRAM, "la page web": web.CAPABILITIES}


def shows(can: Capabilities, size: int, *, many: bool) -> bool:
    """Whether a button of this size is shown whole on it."""
    label = "é" * size
    made = plan(Message(1, "bot", "?", choices=(Button("a", label), Button("b", "B")), many=many), can)
    return any(label in button.label for row in made.rows for button in row)


@pytest.mark.parametrize("name", CAN)
@pytest.mark.parametrize("many", [False, True])
def test_a_button_of_that_size_is_shown_and_one_longer_is_not(name: str, many: bool) -> None:
    (one,) = [one for one in labels() if one.channel == name]
    limit = one.ticked if many else one.most
    assert shows(CAN[name], limit, many=many)
    assert not shows(CAN[name], limit + 1, many=many)


def test_of_channels_that_are_on() -> None:
    assert {one.channel for one in labels()} == set(CAN)
    assert {one.channel for one in labels(telegram=False)} == {"la page web"}
