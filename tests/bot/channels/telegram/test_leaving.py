"""« Mes données » and « effacer » in Telegram, in the middle of a life: a seat, a mentor who talks, a promise."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from sqlalchemy import func, select

from bot.storage.tables.mentors import handoffs
from bot.storage.tables.people import people
from bot.storage.tables.workshops import workshops
from tests.bot.channels.telegram.test_whole_chats import WAIT, passes, rest, telegram
from tests.bot.test_rooms import rows_of
from tests.conversations.engine_chat import START
from tests.conversations.village import Village
from tests.fakes.bot_api import BotApi, Person
from tests.fakes.bot_api.player import Player
from tests.fakes.clock import FakeTime

LIFE = (
    "! mentor Lina fr",
    "! workshops cv",
    "> (start)",
    "> [Atelier près de moi]",
    "> 93200",
    "> [1 · mar. 24, 14:00]",
    "> [D’accord]",
    "> [Menu]",
    "> [Mon CV]",
    "> Zoubeida Secretova",
    "> /mesdonnees",
)
TALK = (
    "> [Menu]",
    "> [Parler à quelqu’un]",
    "> [18 à 25 ans]",
    "> [Autre chose]",
    "> + [Français]",
    "> [D’accord]",
    "> [J’attends]",
    "! Lina takes",
    "> je vis chez Madame Grimaud",
    "! Lina says Bonjour Zoubeida",
    "! Lina promises 2",
)


def files(person: Person) -> list[bytes]:
    """The archives that came."""
    return [line.content for line in person.said if line.content and (line.file_name or "").endswith(".zip")]


async def test_all_that_is_kept_comes_as_a_file_and_all_of_it_goes(bot_api: BotApi, tmp_path: Path) -> None:
    person, time = bot_api.person(4711, language="fr"), FakeTime(START)
    async with telegram(tmp_path, bot_api, time.clock) as app:
        village, player = Village(app.database, app.keys), Player(person, lambda: rest(app, bot_api))

        async def lives(*acts: str) -> None:
            for act in acts:
                if act.startswith("! "):
                    await village.happens(act[2:], time.now())
                    await rest(app, bot_api)
                else:
                    await player.act(act[2:])

        await lives(*LIFE)
        await person.until(lambda: bool(files(person)), WAIT)
        with zipfile.ZipFile(BytesIO(files(person)[0])) as file:
            told = b"".join(file.read(name) for name in file.namelist() if name.endswith(".json"))
        assert b"Zoubeida Secretova" in told
        await rest(app, bot_api)
        await lives(*TALK, "> /effacer", "> [Tout effacer]", "> [Tout effacer]")
        assert "24 h" in person.screen().replace("\u00a0", " ")
        async with app.database.read() as db:
            id = await db.scalar(select(func.max(people.c.id)).where(people.c.erase_at.is_not(None)))
        assert id is not None
        assert (await rows_of(app.database, id)).keys() >= {"seats", "handoffs", "promises", "messages"}
        await passes(app, time, "25 hours")
        await rest(app, bot_api)
        await app.forget.due()  # what the service does every few minutes, of its own time
        assert await rows_of(app.database, id) == {}
        async with app.database.read() as db:
            assert await db.scalar(select(func.sum(workshops.c.taken))) == 0, "their seat is free"
            assert await db.scalar(select(func.count()).select_from(handoffs)) == 0
        heard = len(person.said)
        await passes(app, time, "5 days")
        await rest(app, bot_api)
        assert len(person.said) == heard, "no reminder, no promise: there is nobody to tell"
        await lives("> (start)")
        assert "Salut" in person.said[heard].text, "somebody new"
