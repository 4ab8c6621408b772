"""What is wrong is said while it is typed: beside its field, without saving anything."""

from __future__ import annotations

from typing import Any

import pytest

from bot.studio.store import drafts
from tests.bot.studio.forms import form
from tests.bot.studio.house import House
from tests.bot.web.rooms import Visitor

TRAVAIL = "/staff/flows/cv/step/travail"


@pytest.fixture
def dialect() -> str:
    return "sqlite"


async def check(she: Visitor, path: str, **typed: str) -> dict[str, Any]:
    """What comes back when these fields are typed into the form of this page."""
    await she.open(path)
    data = {**form(she.html, "was"), **typed, "token": she.token}
    async with she.session.post(f"{path}/check", data=data, headers={"Origin": she.base}) as answer:
        assert answer.status == 200
        found: dict[str, Any] = await answer.json()
        return found


def sentences(found: dict[str, Any]) -> dict[str, str]:
    return {field: " ".join(one["sentence"] for one in told) for field, told in found["fields"].items()}


async def test_each_problem_stands_beside_its_field(studio: House, she: Visitor) -> None:
    assert {one["severity"] for told in (await check(she, TRAVAIL))["fields"].values() for one in told} == {"warning"}
    found = await check(
        she, TRAVAIL, **{"ask": "Tu as {quoi} ?", "row.1.go": "nulle", "row.2.label": "Oui", "type": "nombre"}
    )
    assert set(sentences(found)) == {"type"}, "a word of the format first: the rest is not read yet"
    assert "number" in sentences(found)["type"]
    found = await check(she, TRAVAIL, **{"ask": "Tu as {quoi} ?", "row.1.go": "nulle", "row.2.label": "Oui"})
    told = sentences(found)
    assert "quoi" in told["ask"]
    assert "nulle" in told["row.1.go"]
    assert {one["severity"] for one in found["fields"]["ask"]} == {"error"}
    assert any(field.startswith("row.") and field.endswith(".label") for field in told), told
    async with studio.database.read() as db:
        draft, _ = await drafts.get(db, "cv")
    assert draft is None


async def test_conditions_are_said_in_plain_french_as_they_are_typed(she: Visitor) -> None:
    found = await check(she, TRAVAIL, when="nom is not empty")
    assert "on a répondu" in found["words"]["when"]
    assert (await check(she, TRAVAIL, when="nom es vide"))["fields"].keys() == {"when"}


async def test_what_it_breaks_elsewhere_is_said_for_the_form_as_a_whole(studio: House, she: Visitor) -> None:
    await check(she, TRAVAIL)
    await she.open(TRAVAIL)
    await she.send(TRAVAIL, {**form(she.html, "was"), "ask": "Et le travail ?"})
    found = await check(she, TRAVAIL, go="fin")
    assert "metier" in sentences(found)[""], "nobody comes to that step any more"


async def test_it_is_said_from_the_first_edit_of_what_is_published(studio: House, she: Visitor) -> None:
    assert "" not in sentences(await check(she, TRAVAIL)), "what was wrong elsewhere before is not said here"
    assert "metier" in sentences(await check(she, TRAVAIL, go="fin"))[""]
    async with studio.database.read() as db:
        assert await drafts.every(db) == {}


async def test_a_new_step_is_looked_at_too(she: Visitor) -> None:
    path = "/staff/flows/cv/new"
    assert (await check(she, path))["fields"] == {}
    found = await check(she, path, say="Et alors.", go="nulle")
    assert "nulle" in sentences(found)["go"]


async def test_the_header_is_looked_at_too(studio: House, she: Visitor) -> None:
    path = "/staff/flows/cv/header"
    assert (await check(she, path))["fields"] == {}
    assert "title" in sentences(await check(she, path, title=""))[""]
    found = await check(she, path, menu="x" * 300)
    assert set(sentences(found)) == {"menu"}
    assert (await check(she, path, title="Ton CV", menu="Mon CV"))["fields"] == {}
    async with studio.database.read() as db:
        assert await drafts.every(db) == {}


async def test_only_who_may_write_and_nothing_it_is_sent_breaks_it(studio: House, she: Visitor) -> None:
    await she.open(TRAVAIL)
    evil = {"token": she.token, "row.0.id": "</script>", "row.999.label": "x" * 5000, "way.0.id": "\0", "go": "[" * 900}
    for data, status in (({"token": she.token}, 200), (evil, 200), ({}, 403)):
        async with she.session.post(f"{TRAVAIL}/check", data=data, headers={"Origin": she.base}) as answer:
            assert answer.status == status
    async with studio.someone("reader") as he:
        await he.open("/staff/flows/cv")
        async with he.session.post(f"{TRAVAIL}/check", data={"token": he.token}, headers={"Origin": he.base}) as answer:
            assert answer.status == 403
