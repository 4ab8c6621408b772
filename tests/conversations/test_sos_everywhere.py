"""SOS in every state × language × channel × way to call: the numbers first, at once, and then back where they were."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, product
from pathlib import Path
from time import process_time
from typing import Any

from sqlalchemy import select, update

from bot import config
from bot.app import App, compose
from bot.channels.model import Address, Incoming, Message, Said
from bot.channels.sos import CLEAR, HUMAN, WORD
from bot.conversation.service import PULL
from bot.rooms import says_sos
from bot.safety import safe_words
from bot.storage.tables.conversation import messages, sessions
from bot.storage.tables.people import people
from flows.events import Started, Tapped, Typed
from tests.fakes.clock import FakeTime

UNDER = (HUMAN, CLEAR, WORD)
"""What is offered under the numbers, in every state."""
CHANNELS = ("web", "terminal", "telegram")
QUICK = 2.0
"""Seconds of the processor an answer may take; on a quiet machine it takes some milliseconds."""
WORD = "banane bleue"
OWN = Typed("Banane bleue, vite !")
"""A word that they chose, as one types it in a hurry."""
CALLS: tuple[Said, ...] = (Typed("sos"), Typed("/sos"), Tapped("!sos"))
WAYS: Mapping[str, Sequence[Said]] = {"web": CALLS, "terminal": CALLS[:2], "telegram": CALLS}
"""What a channel has; a terminal has no buttons."""
OWN_WAYS: Mapping[str, Sequence[Said]] = dict.fromkeys(CHANNELS, (OWN,))


@dataclass
class Someone:
    """A new person who reads `lang`."""

    app: App
    time: FakeTime
    address: Address
    lang: str
    ids: count[int]
    id: int = 0
    last: tuple[Message, ...] = ()

    async def says(self, said: Said) -> tuple[Message, ...]:
        incoming = Incoming(self.address, f"n{next(self.ids)}", said, self.time.now(), (self.lang,))
        answer = await self.app.conversation.take(incoming)
        self.id, self.last = answer.person_id, answer.messages
        return answer.messages

    async def taps(self, number: int = 0) -> None:
        """A button of the last question, whatever its language."""
        asked = next(line for line in reversed(self.last) if line.choices)
        await self.says(Tapped(asked.choices[number].id))

    async def set(self, **values: Any) -> None:
        async with self.app.database.write() as db:
            await db.execute(update(people).where(people.c.id == self.id).values(**values))


State = Callable[[Someone], Awaitable[None]]


async def stranger(who: Someone) -> None:
    """Their very first word."""


async def greeted(who: Someone) -> None:
    await who.says(Started((who.lang,)))


async def before_consent(who: Someone) -> None:
    await greeted(who)
    await who.taps()


async def in_a_question(who: Someone) -> None:
    await before_consent(who)
    await who.taps()


async def not_understood(who: Someone) -> None:
    await before_consent(who)
    await who.says(Typed("zzzz"))


async def in_a_menu(who: Someone) -> None:
    await in_a_question(who)
    await who.says(Tapped("!more"))


async def paused(who: Someone) -> None:
    await in_a_question(who)
    await who.says(Tapped("!pause"))


async def in_the_net(who: Someone) -> None:
    await in_a_question(who)
    await who.says(Typed("je veux mourir"))


async def waiting(who: Someone) -> None:
    await in_a_question(who)
    await who.set(mode="waiting")


async def with_a_mentor(who: Someone) -> None:
    await in_a_question(who)
    await who.set(mode="human")


async def banned(who: Someone) -> None:
    await in_a_question(who)
    await who.set(banned_at=who.time.now())


async def banned_with_a_mentor(who: Someone) -> None:
    await with_a_mentor(who)
    await who.set(banned_at=who.time.now())


async def soon_erased(who: Someone) -> None:
    await in_a_question(who)
    await who.set(erase_at=who.time.now())


async def unreadable(who: Someone) -> None:
    """What was kept of where they are is broken."""
    await in_a_question(who)
    async with who.app.database.write() as db:
        await db.execute(update(sessions).where(sessions.c.person_id == who.id).values(state=b"junk"))


STATES: tuple[State, ...] = (
    stranger, greeted, before_consent, in_a_question, not_understood, in_a_menu, paused, in_the_net, waiting,
    with_a_mentor, banned, banned_with_a_mentor, soon_erased, unreadable,
)  # fmt: skip
OFFERED = ("fr", "en", "ar")
"""Drafts are offered to nobody."""
DRAFTS = ("es", "pt", "uk")
"""Who chats in one of these goes on in it; here they are offered, as they are the day the team has read them over."""
LANGUAGES = (*OFFERED, *DRAFTS)
SILENT = (with_a_mentor, banned, banned_with_a_mentor, unreadable)
"""After the numbers nothing is asked: a human does, nobody may, or nobody can."""


async def calls(who: Someone, state: State, said: Said) -> None:
    await state(who)
    if said == OWN:
        await choose_a_word(who)
    asked = who.last[-1].text if who.last else ""
    begun = process_time()
    lines = await who.says(said)
    where = f"{state.__name__}, {who.lang}, {who.address.channel}, {said}"
    assert process_time() - begun < QUICK, where
    told = [line.text for line in says_sos(who.app.settings, who.app.served.words)(who.lang)]
    assert [line.text for line in lines[: len(told)]] == told, where
    assert [button.id for button in lines[len(told) - 1].controls] == list(UNDER), where
    after = lines[len(told) :]
    assert bool(after) is (state not in SILENT), where
    if after and state not in (stranger, not_understood, paused):
        assert after[-1].text == asked, where
    if who.address.channel not in PULL:
        async with who.app.database.read() as db:
            kept = select(messages.c.priority).where(
                messages.c.person_id == who.id, messages.c.seq.in_([line.seq for line in lines[: len(told)]])
            )
            assert set(await db.scalars(kept)) == {0}, f"{where}: overtakes everything on its way out"


async def choose_a_word(who: Someone) -> None:
    await who.set(consent_at=who.time.now())
    async with who.app.database.write() as db:
        await safe_words.choose(db, who.app.keys, who.time.now(), who.id, WORD)


async def everywhere(folder: Path, states: Sequence[State], ways: Mapping[str, Sequence[Said]]) -> int:
    """Each a new person; how many there were."""
    time, ids = FakeTime(), count(1)
    calling = [
        (state, lang, channel, way)
        for state, lang, channel in product(states, LANGUAGES, CHANNELS)
        for way in ways[channel]
    ]
    async with compose(config.load(data_dir=folder), time.clock) as app:
        assert set(app.served.library.offered) == set(OFFERED)
        app.served.shelf.library = replace(app.served.library, whole=None)
        assert set(app.served.library.offered) == set(LANGUAGES)
        for person, (state, lang, channel, way) in enumerate(calling):
            await calls(Someone(app, time, Address(channel, "bot", f"n{person}"), lang, ids), state, way)
        await app.conversation.idle()
    return len(calling)


def test_sos_in_every_state_every_language_every_channel_every_way(tmp_path: Path) -> None:
    assert asyncio.run(everywhere(tmp_path, STATES, WAYS)) == len(STATES) * len(LANGUAGES) * (3 + 2 + 3)


def test_a_word_of_their_own_in_every_state_every_language_every_channel(tmp_path: Path) -> None:
    """But for a stranger: of who has agreed to nothing, nothing is kept."""
    states = [state for state in STATES if state is not stranger]
    assert asyncio.run(everywhere(tmp_path, states, OWN_WAYS)) == len(states) * len(LANGUAGES) * len(CHANNELS)
