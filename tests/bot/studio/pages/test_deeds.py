"""Move, copy, rename, delete: what would break is said before, and nothing happens by accident."""

from __future__ import annotations

import pytest

from bot.studio.store import drafts
from flows import editing
from tests.bot.studio.forms import form
from tests.bot.studio.house import House
from tests.bot.web.rooms import Visitor

FIN = "/staff/flows/cv/step/fin/more"


@pytest.fixture
def dialect() -> str:
    return "sqlite"


async def ids(studio: House) -> list[str]:
    async with studio.database.read() as db:
        draft, _ = await drafts.get(db, "cv")
    return [str(step["id"]) for step in editing.steps(draft.written.source) or ()] if draft else []


async def do(she: Visitor, path: str, deed: str, **fields: str) -> int:
    await she.open(path)
    return await she.send(path, {**form(she.html, "was"), "deed": deed, **fields}, follow=False)


async def test_what_would_break_is_said_before(studio: House, she: Visitor) -> None:
    await she.open(FIN)
    assert '<a href="/staff/flows/cv#travail">travail</a> <code>go</code>' in she.html
    assert await do(she, FIN, "delete") == 400
    assert "Cochez la case" in she.text
    assert await ids(studio) == []
    assert await do(she, FIN, "delete", sure="1") == 303
    assert await ids(studio) == ["nom", "travail", "metier"]
    await she.open("/staff/flows/cv")
    assert "n’est ni une étape" in she.text.replace("'", "’")


async def test_moves_and_copies(studio: House, she: Visitor) -> None:
    assert await do(she, FIN, "move", after="nom") == 303
    assert await ids(studio) == ["nom", "fin", "travail", "metier"]
    assert await do(she, FIN, "move", after="") == 303
    assert await ids(studio) == ["fin", "nom", "travail", "metier"]
    assert await do(she, FIN, "duplicate", new="fin") == 400
    assert await do(she, FIN, "duplicate", new="Fin !") == 400
    assert await do(she, FIN, "duplicate", new="f" * 49) == 400
    assert await do(she, FIN, "duplicate", new="fin_2") == 303
    assert await ids(studio) == ["fin", "fin_2", "nom", "travail", "metier"]
    assert await do(she, FIN, "explode") == 400
    assert await do(she, FIN, "move", after="rien") == 409


async def test_a_new_name_is_followed_by_arrows_and_translations(studio: House, she: Visitor) -> None:
    assert await do(she, FIN, "rename", new="bout") == 303
    assert she.location.endswith("#bout")
    assert await do(she, "/staff/flows/cv/step/nom/more", "rename", new="prenom") == 303
    async with studio.database.read() as db:
        draft, _ = await drafts.get(db, "cv")
    assert draft
    step = editing.step(draft.written.source, "travail")
    assert step
    assert step["go"] == {"none": "bout"}
    assert draft.written.texts["en"] == {"cv/prenom/ask": "Your first name?", "cv/travail/choices/job": "Yes"}


async def test_a_step_that_changed_meanwhile_is_not_deleted(studio: House, she: Visitor) -> None:
    await she.open(FIN)
    seen = form(she.html, "was")
    async with studio.someone("other") as he:
        path = "/staff/flows/cv/step/fin"
        await he.open(path)
        await he.send(path, {**form(he.html, "was"), "say": "Autre chose."})
    assert await she.send(FIN, {**seen, "deed": "delete", "sure": "1"}) == 409
    assert "fin" in await ids(studio)
    assert await she.send("/staff/flows/cv/step/rien/more", {**seen, "deed": "move"}) == 404
    assert await she.open("/staff/flows/cv/step/rien/more") == 404
