"""A running chat while the flows change: over the whole service, with a real database."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from bot.app import App, compose
from bot.channels.model import Address, Incoming, Said
from bot.config import load
from bot.releases import store
from bot.releases.model import Written
from bot.releases.opening import parsed_value
from bot.storage.tables.conversation import sessions
from flows.events import Started, Typed
from tests.fakes.clock import FakeTime

TIME = FakeTime()
HERE = Address("web", "", "k")


async def say(app: App, id: str, said: Said) -> list[str]:
    answer = await app.conversation.take(Incoming(HERE, id, said, TIME.now(), ("fr",)))
    return [message.text for message in answer.messages]


async def change(app: App, before: str, after: str) -> None:
    """Staff publish the greeting with other words."""
    async with app.database.write() as db:
        newest = await store.newest(db)
        assert newest is not None
        kept = (await store.revisions(db, [newest.flows["welcome"]]))[newest.flows["welcome"]].written
        assert before in kept.source
        written = Written("welcome", kept.source.replace(before, after), kept.texts)
        now = app.clock.now()
        revision = await store.add(db, written, parsed_value(written.source), origin="staff", by=None, now=now)
        await store.publish(db, {"welcome": revision}, based_on=newest.flows, moves={}, note="mots", by=None, now=now)
    await app.served.shelf.refresh(app.database)


async def where(app: App) -> tuple[str | None, int | None]:
    async with app.database.read() as db:
        return tuple((await db.execute(select(sessions.c.spot, sessions.c.release))).one())


async def test_words_change_under_a_running_chat_and_back(tmp_path: Path) -> None:
    async with compose(load(data_dir=tmp_path), TIME.clock) as app:
        await say(app, "1", Started(("fr",)))
        assert await where(app) == ("welcome/depart", 1)
        await change(app, "Tu commences par quoi ?", "Par quoi on commence ?")
        said = await say(app, "2", Typed("xyzzy"))
        assert "Par quoi on commence" in said[-1]
        assert await where(app) == ("welcome/depart", 2)
        await change(app, "Par quoi on commence ?", "Tu commences par quoi ?")
        assert "Tu commences par quoi" in (await say(app, "3", Typed("xyzzy")))[-1]


async def test_who_stands_at_a_step_that_is_gone_finishes_with_what_they_began(tmp_path: Path) -> None:
    async with compose(load(data_dir=tmp_path), TIME.clock) as app:
        await say(app, "1", Started(("fr",)))
        await change(app, "id: depart", "id: debut")
        assert "Tu commences par quoi" in (await say(app, "2", Typed("xyzzy")))[-1]
        assert await where(app) == ("welcome/depart", 1)
        await say(app, "3", Typed("menu"))
        await say(app, "4", Typed("xyzzy"))
        assert await where(app) == ("menu/quoi", 2), "from there on all is new"


async def test_a_service_that_starts_again_still_has_what_they_began_with(tmp_path: Path) -> None:
    async with compose(load(data_dir=tmp_path), TIME.clock) as app:
        await say(app, "1", Started(("fr",)))
        await change(app, "id: depart", "id: debut")
    async with compose(load(data_dir=tmp_path), TIME.clock) as app:
        assert app.served.shelf.number == 2
        assert app.served.shelf.began(1) is not None
        said = await say(app, "2", Typed("xyzzy"))
        assert "Tu commences par quoi" in said[-1]


async def test_a_folder_of_their_own_is_served_as_it_is(tmp_path: Path) -> None:
    flows = tmp_path / "flows"
    flows.mkdir()
    (flows / "welcome.yaml").write_text("flow: welcome\ntitle: A\nsteps:\n  - {id: a, ask: Quoi ?, type: text}\n")
    async with compose(load(data_dir=tmp_path, flows_dir=flows), TIME.clock) as app:
        assert (await say(app, "1", Started(("fr",))))[-1].startswith("Quoi")
        assert await where(app) == ("welcome/a", 0)
        async with app.database.read() as db:
            assert await store.newest(db) is None
