"""Beside the conversation: taps stop spinning and leave a trace, groups get a true word, blocks are told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.model import Address, Message
from bot.channels.sending import Sent
from bot.channels.telegram.api import Api
from bot.channels.telegram.aside import Aside
from bot.channels.telegram.keyboard import chosen
from bot.channels.telegram.receive import read
from bot.channels.telegram.send import TelegramSender
from bot.errors import Unavailable
from bot.i18n import translator
from flows.events import Button
from tests.bot.channels.telegram.conftest import HERE
from tests.fakes.bot_api import DOWN, BotApi, Person

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
QUESTION = Message(3, "bot", "Par quoi ?", (Button("1.cv", "Mon CV"), Button("1.l", "Langue")), (Button("!sos", "🆘"),))


class Told:
    def __init__(self) -> None:
        self.reached: list[tuple[Address, bool]] = []

    async def reach(self, address: Address, reachable: bool) -> None:
        self.reached.append((address, reachable))


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
async def aside(api: Api, sender: TelegramSender, told: Told) -> AsyncIterator[Aside]:
    aside = Aside(api, sender, translator, told.reach)
    yield aside
    await aside.close()


async def happen(aside: Aside, bot_api: BotApi) -> None:
    """All updates that wait, and everything they start."""
    for update in list(bot_api.updates.pending.values()):
        aside.after(read(update, "1", NOW))
    bot_api.updates.pending.clear()
    await aside.close()


async def test_a_tap_stops_spinning_and_shows_what_was_taken(
    aside: Aside, bot_api: BotApi, person: Person, sender: TelegramSender
) -> None:
    await sender.send(HERE, QUESTION, None)
    await person.taps("Mon CV")
    await happen(aside, bot_api)
    assert person.screen() == "< Par quoi ?\n  [✓ Mon CV]"
    assert not person.waiting_taps
    await person.taps("✓ Mon CV")
    await happen(aside, bot_api)
    assert person.screen() == "< Par quoi ?\n  [✓ Mon CV]"
    assert not person.waiting_taps


async def test_a_tap_on_an_older_question_leaves_it_alone(
    aside: Aside, bot_api: BotApi, person: Person, sender: TelegramSender
) -> None:
    await sender.send(HERE, QUESTION, None)
    await sender.send(HERE, Message(5, "bot", "Et ça ?", (Button("2.oui", "Oui"),)), None)
    await person.taps("Mon CV")
    await happen(aside, bot_api)
    assert person.screen() == "< Par quoi ?\n  [Mon CV] [Langue]\n  [🆘]\n< Et ça ?\n  [Oui]"


async def test_a_failure_here_is_nobodys_loss(aside: Aside, bot_api: BotApi, person: Person) -> None:
    bot_api.faults.plan("answerCallbackQuery", [DOWN])
    person.taps_data("x", person.add({"text": "?"}, mine=True))
    await happen(aside, bot_api)
    assert [call.method for call in bot_api.calls if call.code == 200] == ["getMe"]


def keys(*labels: str) -> list[list[Mapping[str, Any]]]:
    named = zip(("1.a", "1.b", "!done"), labels, strict=False)
    return [[{"text": label, "callback_data": data}] for data, label in named]


@pytest.mark.parametrize(
    ("rows", "data", "left"),
    [
        (keys("Oui", "Non"), "1.b", ["✓ Non"]),
        (keys("Oui", "Non"), "9.zz", None),
        (keys("☑ Foot", "☐ Danse", "C'est tout"), "1.a", None),
        (keys("☑ Foot", "☐ Danse", "C'est tout"), "!done", ["☑ Foot"]),
        (keys("☐ Foot", "☐ Danse", "C'est tout"), "!done", ["✓ C'est tout"]),
        ([[{"text": "☰ Plus", "callback_data": "!more"}]], "!more", None),
        ([[{"text": "Je ne sais pas", "callback_data": "!dontknow"}]], "!dontknow", ["✓ Je ne sais pas"]),
        ([[{"text": "Site", "url": "https://example.org"}]], "1.a", None),
        ([], "1.a", None),
    ],
)
def test_what_is_left_of_an_answered_question(
    rows: Sequence[Sequence[Mapping[str, Any]]], data: str, left: list[str] | None
) -> None:
    keyboard = chosen(rows, data)
    labels = None if keyboard is None else [key["text"] for row in rows_of(keyboard) for key in row]
    assert labels == left


def rows_of(keyboard: Mapping[str, Any]) -> list[list[dict[str, str]]]:
    return list(keyboard["inline_keyboard"])


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_in_a_group_it_says_why_and_leaves(aside: Aside, bot_api: BotApi, kind: str) -> None:
    group = bot_api.group(-100, kind)
    await group.adds_bot()
    await group.says("Salut le bot")
    await happen(aside, bot_api)
    assert [line.text for line in group.said] == [
        "Ici tout le monde peut lire. Je parle seulement en privé, alors je sors.\n"
        "Écris-moi ici\u00a0: https://t.me/PasserelleTestBot"
    ]
    assert group.left


async def test_a_channel_is_left_without_a_word(aside: Aside, bot_api: BotApi) -> None:
    channel = bot_api.group(-200, "channel")
    await channel.says("Annonce")
    await happen(aside, bot_api)
    assert channel.left
    assert channel.said == []


async def test_blocking_is_told(aside: Aside, bot_api: BotApi, person: Person, told: Told) -> None:
    await person.blocks()
    await person.unblocks()
    await happen(aside, bot_api)
    assert told.reached == [(HERE, False), (HERE, True)]


async def test_a_database_that_is_away_harms_nothing(api: Api, sender: TelegramSender, bot_api: BotApi) -> None:
    async def away(address: Address, reachable: bool) -> None:
        raise Unavailable("away")

    aside = Aside(api, sender, translator, away)
    await bot_api.person(7).blocks()
    await happen(aside, bot_api)
    bot_api.person(7).blocked = False
    assert isinstance(await sender.send(HERE, QUESTION, None), Sent)
