"""Better words for a line of the CV, from the console to Telegram: asked for, taken, put back, by thumb."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.app import App
from tests.bot.mentors.pages.test_conversation import id_of
from tests.bot.mentors.pages.test_ideas import picks
from tests.bot.mentors.pages.test_ideas_browser import BETTER, TASK, has_cv
from tests.bot.mentors.pages.windows import mentor
from tests.bot.mentors.test_telegram import PATIENCE, service
from tests.bot.web.rooms import visitor
from tests.fakes.bot_api import BotApi
from tests.fakes.bot_api.player import Player
from tests.fakes.bot_api.world import Person

ASKS = ["> /start", "> [Parler à quelqu’un]", "> [18 à 25 ans]", "> [Mon CV à relire]", "> + [Français]",
        "> [D’accord]", "> [J’attends]"]  # fmt: skip
WHY = "Un nombre parle."


async def rest(app: App, api: BotApi) -> None:
    """Until all that was done is taken, answered and delivered."""
    async with asyncio.timeout(PATIENCE):
        await api.updates.empty.wait()
        await app.settled()
        await app.outbox.idle()


def papers(person: Person) -> list[str]:
    return [line.file_name or "photo" for line in person.said if line.content]


@pytest.mark.timeout(120)
async def test_an_idea_is_taken_and_put_back_in_telegram(tmp_path: Path) -> None:
    async with BotApi() as api, service(tmp_path, api) as (app, url), visitor(url) as lina:
        person = api.person(1000, language="fr")
        code = (await mentor(app, url)).rpartition("code=")[2]
        await lina.open(f"/sign-in?code={code}")
        await lina.send("/sign-in", {"code": code})
        thumb = Player(person, lambda: rest(app, api))
        await thumb.play(ASKS)
        await has_cv(app)
        await lina.open("/mentor")
        await lina.send("/mentor", {"next": "1"}, follow=False)
        path = lina.location.partition("?")[0]
        await person.sees("Lina est là", PATIENCE)

        await lina.open(path)
        given = {"line": picks(lina.html)[TASK], "text": BETTER, "why": WHY, "id": id_of(lina.html)}
        await lina.send(f"{path}/suggest", given)
        await person.sees(WHY, PATIENCE)
        [idea] = [line for line in person.said if WHY in line.text]
        assert TASK in idea.text
        assert BETTER in idea.text
        assert idea.labels[:2] == ["Prendre", "Garder le mien"]

        await thumb.play(["> [Garder le mien]"])
        await person.sees("tu gardes ta phrase", PATIENCE)
        assert papers(person) == []
        await person.taps("Prendre", among=idea.id)
        await person.taps("Prendre", among=idea.id)
        await person.sees("C’est déjà sur ton CV", PATIENCE)
        await person.until(lambda: len(papers(person)) == 3, PATIENCE)
        await lina.open(path)
        assert "prise, elle est sur le CV" in lina.text
        assert person.screen().count("C’est pris") == 1

        await lina.send(f"{path}/close", {"outcome": "done"})
        await person.sees("C’est fini avec Lina", PATIENCE)
        await person.taps("Garder le mien", among=idea.id)
        await person.sees("je remets ta phrase", PATIENCE)
        await rest(app, api)
    assert not person.waiting_taps
    assert api.invalid == []
