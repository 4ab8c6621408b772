"""From Telegram to the console, through the whole service: a photo, a voice, an edited message, an album."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app import App, compose, serving
from bot.config import load
from bot.mentors.model import Wish
from bot.mentors.store import people, queue
from tests.bot.mentors.contacts.files.samples import SECRET, chunk, jpeg, opus, opus_tags
from tests.bot.mentors.pages.test_conversation import post
from tests.bot.mentors.pages.windows import mentor
from tests.bot.mentors.test_kill import picture
from tests.bot.web.rooms import Visitor, visitor
from tests.fakes.bot_api import BotApi
from tests.fakes.bot_api.world import Person

WISH = Wish("letter", ("fr",))
PHOTO, VOICE = jpeg((0xFE, SECRET)), opus(opus_tags(SECRET))
ALBUM = 3
PATIENCE = 60.0
LINE = re.compile(r'<div class="line person" data-seq="(\d+)">(.*?)</div>', re.DOTALL)


@asynccontextmanager
async def service(folder: Path, api: BotApi) -> AsyncIterator[tuple[App, str]]:
    settings = load(data_dir=folder, port=0, telegram_token=api.token, telegram_api_url=api.url, telegram_rate=0)
    async with compose(settings) as app, serving(app) as url:
        yield app, url


async def talks(app: App, url: str, person: Person, lina: Visitor) -> str:
    """They wait, Lina presses « Prendre la suivante »; the address of the conversation."""
    link = await mentor(app, url)
    code = link.rpartition("code=")[2]
    await lina.open(f"/sign-in?code={code}")
    await lina.send("/sign-in", {"code": code})
    await person.says("/start")
    await person.hears(1, PATIENCE)
    now = app.clock.now()
    async with app.database.write() as db:
        await people.agree(db, 1, app.clock.new_id(), now)
        await queue.ask(db, app.keys, now, 1, WISH, "adults", 1)
        await people.set_mode(db, 1, "waiting")
    await lina.open("/mentor")
    await lina.send("/mentor", {"next": "1"}, follow=False)
    await person.sees("Lina est là", PATIENCE)
    return lina.location.partition("?")[0]


async def read(lina: Visitor, path: str, ready: Callable[[str], bool]) -> list[tuple[str, str]]:
    """The person's lines as the console shows them (seq, HTML), once they are there."""
    for _ in range(2000):
        await lina.open(path)
        if "coming" not in lina.html and ready(lina.text):
            return LINE.findall(lina.html)
    raise AssertionError(lina.text)


async def files(lina: Visitor, lines: list[tuple[str, str]]) -> list[tuple[str, bytes]]:
    """Type and bytes of what can be opened from these lines."""
    found = []
    for seq, html in lines:
        for address in dict.fromkeys(re.findall(rf'"(/mentor/file/\d+/{seq})"', html)):
            async with lina.session.get(address) as response:
                assert response.status == 200
                found.append((response.content_type, await response.read()))
    return found


@pytest.mark.timeout(120)
async def test_what_a_person_sends_reaches_the_console_and_says_no_more_than_it_shows(tmp_path: Path) -> None:
    async with BotApi() as api, service(tmp_path, api) as (app, url), visitor(url) as lina:
        person = api.person(1000)
        path = await talks(app, url, person, lina)
        await person.says("Tu peux relire ?")
        await person.sends_photo(PHOTO)
        await person.sends_voice(VOICE, "écoute")
        await person.sends_album([picture(number, chunk(b"tEXt", SECRET)) for number in range(ALBUM)])
        await person.says("Je suis dispo")
        await person.edits("Je suis dispo au 06 12 34 56 78")
        await person.sees("Pour te protéger", PATIENCE)
        lines = await read(lina, path, lambda text: "(modifié)" in text)
        found = await files(lina, lines)
        assert "(modifié) Je suis dispo au [numéro caché]" in lina.text
        assert "06 12" not in lina.html
    assert [type for type, _ in found] == ["image/jpeg", "audio/ogg", *["image/png"] * ALBUM]
    assert [body for _, body in found[2:]] == [picture(number) for number in range(ALBUM)], "in order"
    assert not any(SECRET in body for _, body in found)
    assert all(SECRET in one for one in (PHOTO, VOICE)), "it was there"
    assert api.invalid == []


@pytest.mark.timeout(120)
async def test_a_voice_from_the_console_is_a_voice_there(tmp_path: Path) -> None:
    from_lina = opus(opus_tags(SECRET))
    async with BotApi() as api, service(tmp_path, api) as (app, url), visitor(url) as lina:
        person = api.person(1000)
        path = await talks(app, url, person, lina)
        await lina.open(path)
        await post(lina, path, {"id": "v1"}, ("Voix de Lina Durand.ogg", from_lina, "audio/ogg"))
        await person.until(lambda: any("voice" in line.raw for line in person.said), PATIENCE)
        [voice] = [line for line in person.said if "voice" in line.raw]
    assert voice.content is not None
    assert SECRET not in voice.content
    assert api.invalid == []
