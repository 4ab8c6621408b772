"""What the robot says itself is changed by who may publish, and said at once when somebody stands by it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.offering import shipped
from bot.storage.engine import Database
from bot.studio.rules.translating import mark
from tests.bot.studio.house import House, house

ROBOT = "/staff/texts/es/robot"
BACK = "engine/back"


@pytest.fixture
async def studio(database: Database) -> AsyncIterator[House]:
    async with house(database, shelf=lambda given: replace(given, catalogs=shipped())) as made:
        yield made


def said(studio: House, key: str = BACK, locale: str = "es") -> tuple[str, str]:
    return studio.shelf.library.texts.raw(locale, key)


def sent(was: str, text: str, *, read: bool = True, key: str = BACK) -> dict[str, str]:
    ticked = {f"read:{key}": "1"} if read else {}
    return {f"text:{key}": text, f"seen:{key}": mark(was), **ticked}


async def test_a_text_that_somebody_stands_by_is_said_at_once(studio: House) -> None:
    was = said(studio)[0]
    async with studio.someone("publisher") as she:
        for lang in ("fr", "en", "ar"):
            assert await she.open(ROBOT, lang) == 200
            assert f'name="text:{BACK}"' in she.html
        await she.send(ROBOT, sent(was, "Atrás", read=False))
        assert "Gardé : 1." in she.text
        assert said(studio)[0] == was, "nobody has read it over"
        await she.send(ROBOT, sent("Atrás", "Hacia atrás"))
        assert said(studio)[0] == "Hacia atrás"
        assert "Publisher" in she.text
        await she.send(ROBOT, sent("Hacia atrás", "Hacia atrás"))
        assert "Gardé : 0." not in she.text, "nothing is new"
    again = await studio.shelf.refresh(studio.database)
    assert not again


async def test_what_is_wrong_is_told_and_the_rest_is_kept(studio: House) -> None:
    was, more = said(studio)[0], said(studio, "engine/menu")[0]
    fields = {
        **sent(was, "x" * 100),
        **sent(more, "El menú", key="engine/menu"),
        **sent("not what stands there", "Hecho", key="engine/done"),
        "text:engine/nothing": "x",
        "text:welcome//title": "x",
    }
    async with studio.someone("admin") as she:
        await she.open(ROBOT)
        assert await she.send(ROBOT, fields) == 400
        assert "À revoir : 2." in she.text
        assert "trop long pour un bouton" in she.text
        assert "entre-temps" in she.text
        assert "x" * 100 in she.html, "what they wrote is still there"
    assert said(studio)[0] == was
    assert said(studio, "engine/menu")[0] == "El menú"


@pytest.mark.parametrize("begun", [False, True], ids=["of-the-service", "of-the-team"])
async def test_of_two_who_save_together_the_second_sees_what_the_first_wrote(studio: House, begun: bool) -> None:
    was = said(studio)[0]
    async with studio.someone("publisher") as she, studio.someone("admin") as he:
        await she.open(ROBOT)
        if begun:
            await she.send(ROBOT, sent(was, "Volver", read=False))
            was = "Volver"
        await asyncio.gather(she.open(ROBOT), he.open(ROBOT))
        done = await asyncio.gather(she.send(ROBOT, sent(was, "Atrás")), he.send(ROBOT, sent(was, "Hacia atrás")))
        assert sorted(done) == [200, 400]
        first, second = (("Atrás", "Hacia atrás"), he) if done[0] == 200 else (("Hacia atrás", "Atrás"), she)
        assert f"« {first[0]} »" in second.text.replace("\u202f", " ").replace("\xa0", " ")
        assert f">\n{first[1]}</textarea>" in second.html
        assert said(studio)[0] == first[0]
        assert await second.send(ROBOT, sent(first[0], first[1])) == 200, "seen now"
    assert said(studio)[0] == first[1]


async def test_only_who_may_publish_changes_what_is_said(studio: House) -> None:
    was = said(studio)[0]
    for who in ("reader", "translator", "editor"):
        async with studio.someone(who) as they:
            assert await they.open(ROBOT) == 200
            assert " readonly" in they.html
            assert await they.send(ROBOT, sent(was, "Atrás")) == 403
    async with studio.someone("host") as he:
        assert await he.open(ROBOT) == 403
    async with studio.someone("admin") as she:
        assert await she.open("/staff/texts/xx/robot") == 404
        assert await she.open("/staff/texts/fr/robot") == 404
    assert said(studio)[0] == was


async def test_a_language_begun_here_says_them_too_and_text_stays_text(studio: House) -> None:
    async with studio.someone("admin") as she:
        await she.open("/staff/texts")
        await she.send("/staff/texts", {"locale": "tr"})
        assert "/staff/texts/tr/robot?lang=fr" in she.html
        await she.open("/staff/texts/tr/robot")
        await she.send("/staff/texts/tr/robot", sent("", "Geri <b>", key=BACK))
        assert "Geri &lt;b&gt;" in she.html
        assert "<b>" not in she.html
    assert said(studio, locale="tr") == ("Geri <b>", "tr")
    assert "tr" not in studio.shelf.library.offered
