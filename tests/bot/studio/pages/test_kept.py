"""Kept tests on their page: what differs is seen before the young people see it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest

from bot.storage.engine import Database
from bot.studio.pages.desk import Desk
from bot.studio.pages.kept import results
from bot.studio.rules.kept import stopping
from tests.bot.studio.forms import form
from tests.bot.studio.house import CV, ONES, PARIS, House, house
from tests.bot.studio.pages.test_trying import do, draft, look
from tests.bot.web.rooms import Visitor

TESTS = "/staff/flows/cv/tests"


@pytest.fixture
async def here(database: Database) -> AsyncIterator[House]:
    async with house(database) as found:
        yield found


@pytest.fixture
async def zoe(here: House) -> AsyncIterator[Visitor]:
    """An editor who has kept a test of a whole chat."""
    async with here.someone("editor") as somebody:
        await do(somebody, {"text": "Zoé"}, flow="cv")
        await do(somebody, {"tap": "none"}, flow="cv")
        assert await do(somebody, {"name": "Sans travail"}, "/keep", flow="cv") == "kept"
        yield somebody


async def press(visitor: Visitor, path: str, **more: str) -> str:
    """The note that follows."""
    html = await look(visitor, TESTS)
    fields = {name: found[1] for name in ("test", "seen") if (found := re.search(f'name="{name}" value="(.*?)"', html))}
    assert await visitor.send(f"{TESTS}/{path}", {**fields, **more}, follow=False) == 303
    note = re.search(r"note=(\w+)", visitor.location)
    return note[1] if note else ""


async def stops(here: House) -> list[str]:
    """Names of the tests that stop a publish of the draft."""
    desk = Desk(here.database, here.time.clock, PARIS, lambda: here.shelf)
    held = await desk.of("cv")
    assert held is not None
    return [result.kept.name for result in stopping(await results(desk, held))]


async def test_it_passes_as_long_as_the_same_is_said(zoe: Visitor, here: House) -> None:
    html = await look(zoe, TESTS)
    assert "Sans travail" in html
    assert ">passe<" in html
    assert "<table" not in html
    assert await stops(here) == []


async def test_what_is_said_otherwise_stands_side_by_side(zoe: Visitor, here: House) -> None:
    await draft(here, CV.replace("C'est prêt", "Voilà"))
    html = await look(zoe, TESTS)
    assert html.count('class="differs"') == 1
    assert "C’est prêt, Zoé." in html
    assert "Voilà, Zoé." in html
    assert await stops(here) == ["Sans travail"]
    assert await press(zoe, "accept") == "accepted"
    assert ">passe<" in await look(zoe, TESTS)
    assert await stops(here) == []


async def test_only_what_was_seen_is_accepted(zoe: Visitor, here: House) -> None:
    await draft(here, CV.replace("C'est prêt", "Voilà"))
    await look(zoe, TESTS)
    assert await press(zoe, "accept", seen="0" * 16) == "other"
    assert await press(zoe, "accept", test="77") == "other"
    assert await stops(here) == ["Sans travail"]


async def test_a_step_that_went_is_told_and_not_accepted(zoe: Visitor, here: House) -> None:
    await do(zoe, {"from": "fin"}, "/start", flow="cv")
    assert await do(zoe, {"name": "La fin"}, "/keep", flow="cv") == "kept"
    await draft(here, CV.replace("id: fin", "id: finale").replace("none: fin", "none: finale"))
    html = await look(zoe, TESTS)
    assert "étape de départ" in html
    assert await stops(here) == ["La fin"]


async def test_it_is_opened_again_and_thrown_away(zoe: Visitor, here: House) -> None:
    await do(zoe, {"again": "1"}, "/start", flow="cv")
    assert "Zoé" not in await look(zoe, "/staff/flows/cv/try")
    await press(zoe, "open")
    assert "Zoé" in await look(zoe, "/staff/flows/cv/try")
    assert await press(zoe, "drop") == "dropped"
    assert "Sans travail" not in await look(zoe, TESTS)
    assert await press(zoe, "open", test="1") == "other"


async def test_a_reader_sees_and_changes_nothing(zoe: Visitor, here: House) -> None:
    async with here.someone("reader") as reader:
        assert "Sans travail" in await look(reader, TESTS)
        for path in ("accept", "drop"):
            assert await reader.send(f"{TESTS}/{path}", {"test": "1"}) == 403


async def test_a_name_stays_text(zoe: Visitor, here: House) -> None:
    await do(zoe, {"name": '"><script>zz9()</script>'}, "/keep", flow="cv")
    assert "<script>zz9" not in await look(zoe, TESTS)


async def test_whoever_kept_it_is_named(zoe: Visitor, here: House) -> None:
    assert ONES["editor"].name in await look(zoe, TESTS)


async def test_a_publish_waits_for_them(zoe: Visitor, here: House) -> None:
    await draft(here, CV.replace("C'est prêt", "Voilà"))
    publish = "/staff/flows/cv/publish"
    async with here.someone("publisher") as she:
        await she.open(publish)
        assert "Tests gardés qui ne passent plus" in she.text
        assert await she.send(publish, {**form(she.html, "note"), "seen": "1"}) == 409
        assert "rien n’est publié" in she.text
        assert await press(zoe, "accept") == "accepted"
        await she.open(publish)
        assert "Tests gardés qui" not in she.text
        assert await she.send(publish, {**form(she.html, "note"), "seen": "1"}) == 200
    assert here.shelf.library.texts.raw("fr", "cv/fin/say")[0] == "Voilà, {name}."
    assert ">passe<" in await look(zoe, TESTS)
