"""From the invitation of a host to the last question after the workshop, on the whole bot: nobody helps in between."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.accounts import store as accounts
from bot.accounts.model import Role
from bot.accounts.rules import address_of
from bot.app import compose, web_app
from bot.channels.model import Message
from bot.config import load
from bot.storage.tables.conversation import messages
from bot.web.metrics import Metered
from bot.web.server import serve
from bot.workshops.store import edit, seats
from bot.workshops.store.workshops import add
from flows.events import Started, Tapped, Typed
from tests.bot.studio.forms import form
from tests.bot.web.rooms import Visitor, visitor
from tests.bot.workshops.rows import talk
from tests.conversations.engine_chat import START
from tests.conversations.village import Village
from tests.conversations.whole_chat import ADDRESS, WholeChat, whole_chat
from tests.fakes.clock import FakeTime

DAY = timedelta(days=1)
KIT = "write_cv"


@asynccontextmanager
async def house(folder: Path) -> AsyncIterator[tuple[WholeChat, str]]:
    time = FakeTime(START)
    async with compose(load(data_dir=folder), time.clock) as app:
        runner = await serve(web_app(app, Metered(app.conversation, app.metrics), demo=False), "127.0.0.1", 0)
        try:
            chat = WholeChat(app, time, "fr", Village(app.database, app.keys), ADDRESS)
            yield chat, f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()


async def invited(who: Visitor, chat: WholeChat, role: Role, name: str) -> None:
    """Follows the link that stands in their invitation."""
    async with chat.app.database.write() as db:
        opened = await accounts.invite(db, role, name, chat.now, chat.app.clock.new_id)
    assert opened is not None
    assert await who.open(address_of("", opened.code)) == 200
    assert await who.send("/sign-in", {"code": opened.code}) == 200


def text(said: Sequence[Message]) -> str:
    return "\n".join(line.text for line in said)


async def taps(chat: WholeChat, said: Sequence[Message], label: str) -> Sequence[Message]:
    choices = {choice.label: choice.id for line in said for choice in line.choices}
    id = next(id for known, id in choices.items() if label in known)
    return await chat.say(Tapped(id))


async def printed(who: Visitor, path: str) -> bytes:
    async with who.session.get(path) as response:
        assert response.status == 200
        return await response.read()


async def made(momo: Visitor, day: str) -> str:
    """A workshop from a kit: a day, an hour, a town."""
    await momo.open(f"/host/new?kit={KIT}")
    given = form(momo.html, "near") | {"date": day, "start": "14:00", "near": "93200"}
    assert await momo.send("/host/new", given) == 200, momo.text
    assert "relit votre premier atelier" in momo.text
    found = re.search(r"/host/([\w-]+)/attendance\.pdf", momo.html)
    assert found
    return found[1]


async def test_a_workshop_from_the_invitation_to_the_closing(tmp_path: Path) -> None:
    async with house(tmp_path) as (chat, base), visitor(base) as momo, visitor(base) as team:
        await invited(momo, chat, "host", "Boulangerie Momo")
        await invited(team, chat, "admin", "Équipe")
        key = await made(momo, (START + 3 * DAY).date().isoformat())
        for paper in (f"/host/{key}/attendance", f"/host/kits/{KIT}/guide", f"/host/kits/{KIT}/handout"):
            assert (await printed(momo, f"{paper}.pdf")).startswith(b"%PDF")
            assert (await printed(momo, f"{paper}.docx")).startswith(b"PK")

        await chat.say(Started(("fr",)))
        assert "Faire son CV" not in text(await chat.say(Typed("atelier à st denis 93"))), "nobody has read it yet"
        await team.open(f"/staff/workshops/{key}")
        assert "On fait ton CV ensemble" in team.text, "what people will read is read first"
        await team.send(f"/staff/workshops/{key}/approve")

        await chat.say(Typed("menu"))
        found = await chat.say(Typed("atelier à st denis 93"))
        booked = await taps(chat, await taps(chat, found, "14:00"), "D’accord")
        number = re.search(r"ton numéro suffit\s: (\d+)", text(booked))
        assert number, text(booked)

        reminded = text(await chat.passes(2 * DAY))
        assert "c’est demain à 14:00" in reminded
        assert number[1] in reminded
        await chat.passes(DAY - timedelta(hours=4))
        await momo.open(f"/host/{key}")
        assert f"Personne n° {number[1]}" in momo.text.replace("\u00a0", " ")
        seat = re.search(r'name="(seat-\d+)"', momo.html)
        assert seat
        await momo.send(f"/host/{key}/attendance", {seat[1]: "came"})
        assert "terminé" in momo.text

        after = text(await chat.passes(DAY))
        assert "Faire son CV" in after
        assert "?" in after


@pytest.mark.parametrize("state", ["sent", "dropped"])
async def test_what_telegram_did_not_take_by_day_is_said_again_the_next_morning(tmp_path: Path, state: str) -> None:
    """The line meant is the very one that was said, whatever else was said around it."""
    async with whole_chat(tmp_path, "fr", "telegram") as chat:
        await chat.say(Started(("fr",)))
        one = talk(1, 48.9362, 2.3574, chat.now + 4 * DAY).draft
        moved = replace(one, starts_at=one.starts_at + DAY, ends_at=one.ends_at + DAY)
        async with chat.app.database.write() as db:
            made = await add(db, one, "open", "key", chat.now)
            await seats.book(db, chat.now, chat.person, made.id, "seat")
            await edit.change(db, chat.app.keys, chat.now, made.id, moved)
        [changed] = [line for line in await chat.rest() if "a changé" in line.text]
        async with chat.app.database.write() as db:
            said = (messages.c.person_id == chat.person, messages.c.seq == changed.seq)
            assert (await db.execute(update(messages).where(*said).values(state=state))).rowcount == 1
        assert ("a changé" in text(await chat.passes(DAY))) == (state == "dropped")
        assert "a changé" not in text(await chat.passes(DAY)), "that one came"
