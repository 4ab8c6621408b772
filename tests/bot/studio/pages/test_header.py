"""The header, the file down and up, and flows that are new."""

from __future__ import annotations

import pytest
from aiohttp import FormData

from bot.studio.store import drafts
from tests.bot.studio.forms import form
from tests.bot.studio.house import CV, House
from tests.bot.web.rooms import Visitor

HEADER = "/staff/flows/cv/header"


@pytest.fixture
def dialect() -> str:
    return "sqlite"


async def source(studio: House, flow: str = "cv") -> str | None:
    async with studio.database.read() as db:
        draft, _ = await drafts.get(db, flow)
    return draft.written.source if draft else None


async def up(she: Visitor, body: bytes, version: str, flow: str = "cv") -> int:
    data = FormData()
    data.add_field("token", she.token)
    data.add_field("version", version)
    data.add_field("file", body, filename="x.yaml", content_type="text/yaml")
    async with she.session.post(f"/staff/flows/{flow}/yaml", data=data, headers={"Origin": she.base}) as response:
        she.html = await response.text()
        return response.status


async def test_the_header_changes_by_lines(studio: House, she: Visitor) -> None:
    await she.open(HEADER)
    fields = form(she.html, "was")
    await she.send(HEADER, fields)
    assert await source(studio) is None
    await she.send(HEADER, {**fields, "title": "Ton CV", "words": "cv, le cv", "resume": "1"})
    changed = CV.replace("title: Mon CV\n", "title: Ton CV\nresume: yes\nwords: |-\n  cv, le cv\n")
    assert await source(studio) == changed
    assert await she.send(HEADER, {**fields, "title": "Autre"}) == 409
    assert "Ton CV" in she.text
    assert await source(studio) == changed


async def test_the_same_file_comes_back(studio: House, she: Visitor) -> None:
    await she.open(HEADER)
    assert await up(she, CV.encode(), "0") == 200
    assert await source(studio) is None
    await she.open(HEADER)
    assert await up(she, ("\ufeff" + CV.replace("Ton prénom", "Toi")).replace("\n", "\r\n").encode(), "0") == 200
    assert await source(studio) == CV.replace("Ton prénom", "Toi")


async def test_a_file_made_on_an_older_draft_is_shown_first(studio: House, she: Visitor) -> None:
    await she.open(HEADER)
    await up(she, CV.replace("prénom", "petit nom").encode(), "0")
    await she.open(HEADER)
    assert await up(she, CV.replace("prénom", "nom").encode(), "0") == 409
    assert "<del>" in she.html
    assert "petit nom" in (await source(studio) or "")
    await she.send("/staff/flows/cv/yaml", form(she.html, "source"))
    assert await source(studio) == CV.replace("prénom", "nom")


HOSTILE = (
    b"", b"\xff\xfe\x00", b"\x00", b"flow: cv\n  title: [", b"- a\n- b", b"flow: autre\ntitle: A\nsteps: []",
    b"[" * 20_000, b"&x a: *x", b"!!python/object:os.system x", b"%YAML 9.9\n---\nflow: autre", b"a" * 500_000,
    b"flow: [cv]\n", b"? {a: b}\n: c\n", b"\xef\xbb\xbf",
)  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
async def test_a_hostile_file_is_refused_with_its_place(studio: House, she: Visitor, body: bytes) -> None:
    await she.open(HEADER)
    assert await up(she, body, "0") in (400, 413)
    assert 'class="problems"' not in she.html or "<code>cv:" in she.html
    assert await source(studio) is None


async def test_a_new_flow_begins_as_a_draft(studio: House, she: Visitor) -> None:
    await she.open("/staff/flows")
    fields = form(she.html, "title")
    await she.send("/staff/flows", {**fields, "title": "Été : à la <mer> !"})
    assert "Été : à la" in she.text
    assert "pas publié" in she.text
    assert await source(studio, "ete_a_la_mer")
    await she.open("/staff/flows")
    await she.send("/staff/flows", {**fields, "title": "Mon CV"})
    assert await source(studio, "mon_cv")
    for title in ("cv", " ", "مرحبا"):
        await she.open("/staff/flows")
        await she.send("/staff/flows", {**fields, "title": title})
    assert await source(studio, "cv_2")
    assert await source(studio, "cv") is None
    assert await source(studio, "parcours_2")
