"""The player does what a thumb can do, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.bot_api import BotApi, Person
from tests.fakes.bot_api.player import Player

BOXES = [
    [{"text": "☐ Foot", "callback_data": "2.f"}, {"text": "☑ Danse", "callback_data": "2.d"}],
    [{"text": "C’est bon", "callback_data": "2.!done"}],
    [{"text": "🆘", "callback_data": "!sos"}],
]
NUMBERED = [[{"text": "1", "callback_data": "3.a"}, {"text": "2", "callback_data": "3.b"}]]


async def nothing() -> None:
    """There is no bot to rest."""


def asked(person: Person, text: str, rows: list[list[dict[str, Any]]]) -> None:
    person.add({"text": text, "reply_markup": {"inline_keyboard": rows}}, mine=True)


def done(api: BotApi) -> list[Any]:
    found: list[Any] = []
    for update in api.updates.pending.values():
        if "callback_query" in update:
            found.append(update["callback_query"]["data"])
        elif "message" in update:
            kinds = {"text", "sticker", "location", "contact"} & update["message"].keys()
            found += [update["message"][kind] if kind == "text" else kind for kind in kinds]
        else:
            found.append(next(kind for kind in update if kind != "update_id"))
    return found


async def test_plays_a_talk() -> None:
    api = BotApi(wrong_on_purpose=True)
    person = api.person(7)
    asked(person, "Avant ?", [[{"text": "✓ Oui", "callback_data": "1.o"}]])
    asked(person, "Lequel ?\n1. Un très long choix\n2. Encore un", NUMBERED)
    asked(person, "Tu aimes ?", BOXES)
    player = Player(person, nothing)
    talk = """# rien
> amina k
< Salut
> + [Foot] + [Danse]
> (🆘)
> [Encore un]
> (old) [Oui]
> (3 ab)
> (sticker)
> (location)
> (contact)
> (start)
> (edit)"""
    await player.play(talk.splitlines())
    assert done(api) == [
        "amina k", "2.f", "2.d", "2.!done", "!sos", "3.b", "1.o", "ababab", "sticker", "location", "contact", "/start",
        "edited_message",
    ]  # fmt: skip


@pytest.mark.parametrize("act", ["[Non]", "(old) [Foot]", "+ [Foot]"])
async def test_what_is_not_there_fails_with_the_screen(act: str) -> None:
    person = BotApi(wrong_on_purpose=True).person(7)
    asked(person, "Oui ?", [[{"text": "☐ Foot", "callback_data": "1.o"}]])
    with pytest.raises(AssertionError, match="The screen:\n< Oui"):
        await Player(person, nothing).act(act)
