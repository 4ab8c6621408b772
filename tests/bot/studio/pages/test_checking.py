"""The page of what is wrong: said in words, at its step; one tap mends it in the draft."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator

import pytest

from bot.releases.model import Written
from bot.storage.engine import Database
from bot.studio.store import drafts
from tests.bot.studio.house import CV, House, house

WRONG = CV.replace("go: {none: fin}", "go:\n      none: fni").replace("Ton prénom", "Il faut dire ton <b>nom</b>")


@pytest.fixture
async def studio(database: Database) -> AsyncIterator[House]:
    async with house(database) as made:
        yield made


async def draft(studio: House, source: str, version: int = 0) -> None:
    async with studio.database.write() as db:
        await drafts.save(db, Written("cv", source, {}), on_version=version, based_on=None, by=1, now=studio.time.now())


async def written(studio: House) -> str:
    async with studio.database.read() as db:
        found, _ = await drafts.get(db, "cv")
    return found.written.source if found else ""


def fields(page: str) -> dict[str, str]:
    """Of the first form that mends something."""
    form = page.partition('/check">')[2].partition("</form>")[0]
    return {
        html.unescape(name): html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)
    }


async def test_what_is_wrong_is_said_at_its_step(studio: House) -> None:
    await draft(studio, WRONG)
    for lang in ("fr", "en", "ar"):
        async with studio.someone("editor") as she:
            assert await she.open("/staff/flows/cv/check", lang) == 200
            assert "Tu voulais dire « fin »" in she.text
            assert f'<a href="/staff/flows/cv?lang={lang}#travail">' in she.html
            assert "Écrire « fin »" in she.text
    async with studio.someone("reader") as he:
        await he.open("/staff/flows/cv/check")
        assert "Empêchent de publier : 1" in he.text
        assert "À regarder : 2" in he.text
        assert '<form method="post" action="/staff/flows' not in he.html


async def test_nothing_wrong_is_said_too(studio: House) -> None:
    async with studio.someone("translator") as she:
        await she.open("/staff/flows/welcome/check")
        assert "Rien à corriger." in she.text


async def test_one_tap_mends_the_draft_and_nothing_else(studio: House) -> None:
    await draft(studio, WRONG)
    async with studio.someone("editor") as she:
        await she.open("/staff/flows/cv/check")
        sent = fields(she.html)
        assert await she.send("/staff/flows/cv/check", sent) == 200
        assert "C’est corrigé dans le brouillon." in she.text or "C'est corrigé dans le brouillon." in she.text
        assert await written(studio) == WRONG.replace("fni", "fin")
        await she.send("/staff/flows/cv/check", sent)
        assert "a changé entre-temps" in she.text
        assert await written(studio) == WRONG.replace("fni", "fin")


async def test_only_those_who_write_mend(studio: House) -> None:
    await draft(studio, WRONG)
    async with studio.someone("editor") as she:
        await she.open("/staff/flows/cv/check")
        sent = fields(she.html)
    for who in ("reader", "translator", "host"):
        async with studio.someone(who) as they:
            assert await they.send("/staff/flows/cv/check", sent) == 403
    assert await written(studio) == WRONG


async def test_a_place_that_nobody_offered_changes_nothing(studio: House) -> None:
    await draft(studio, WRONG)
    async with studio.someone("editor") as she:
        await she.open("/staff/flows/cv/check")
        for place in ("", "missing_target/steps/0/id", "../../x", "missing_target/steps/1/go/none/" + "x" * 5000):
            await she.send("/staff/flows/cv/check", {**fields(she.html), "place": place})
            await she.open("/staff/flows/cv/check")
    assert await written(studio) == WRONG
