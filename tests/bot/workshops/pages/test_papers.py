"""A kit chosen, a workshop made of it, its papers taken home; a sheet only by who holds the workshop."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from bot.workshops.kits.reader import kits
from bot.workshops.pages.staff import BASE as STAFF
from tests.bot.web.rooms import Visitor
from tests.bot.workshops.pages.house import FORM, XSS, Shelf, make, stored

TYPES = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


async def taken(who: Visitor, path: str) -> tuple[int, str, bytes]:
    """Status, type and content of a file."""
    async with who.session.get(path, allow_redirects=False) as response:
        return response.status, response.headers.get("Content-Type", ""), await response.read()


def opens(kind: str, data: bytes) -> bool:
    return data.startswith(b"%PDF-") if kind == "pdf" else ZipFile(BytesIO(data)).testzip() is None


async def test_all_kits_are_shown_with_what_they_are(momo: Visitor, team: Visitor) -> None:
    for who, base in ((momo, "/host"), (team, STAFF)):
        assert await who.open(f"{base}/kits") == 200
        for kit in kits():
            assert kit.title in who.text
            assert f"{base}/new?kit={kit.slug}" in who.html
    await momo.open("/host")
    assert 'href="/host/kits' in momo.html


async def test_a_workshop_from_a_kit_needs_day_hour_and_town_and_the_next_one_less(momo: Visitor, shelf: Shelf) -> None:
    await momo.open("/host/new?kit=write_cv")
    assert 'value="Faire son CV"' in momo.html
    few = {"kit": "write_cv", "title": "Faire son CV", "date": "2026-12-01", "start": "14:00", "near": "93200"}
    few |= {"languages": "fr", "seats": "8", "stop": "métro Basilique"}
    assert await momo.send("/host/new", few, follow=False) == 303, momo.text
    one = await stored(shelf, momo.location.split("/")[2].partition("?")[0])
    assert (one.draft.kit, (one.draft.ends_at - one.draft.starts_at).seconds) == ("write_cv", 90 * 60)
    await momo.open("/host/new?kit=one_minute")
    assert 'value="métro Basilique"' in momo.html
    assert 'value="14:00"' in momo.html
    assert 'value="10"' in momo.html, "seats of that kit"


async def test_a_kit_nobody_knows_is_none_and_what_is_wrong_in_the_folded_part_is_seen(
    momo: Visitor, shelf: Shelf
) -> None:
    for slug in ("nothing", XSS, "write-cv", ""):
        assert await momo.open(f"/host/new?kit={slug}") == 200
        assert "Prendre un autre modèle" not in momo.text
    key = await make(momo, kit="nothing")
    assert (await stored(shelf, key)).draft.kit == ""
    await momo.open("/host/new?kit=write_cv")
    assert "<details open" not in momo.html.replace('<details class="fields" open', "<details open")
    assert await momo.send("/host/new", FORM | {"kit": "write_cv", "title": "", "price": "cher"}) == 400
    assert '<details class="fields" open' in momo.html
    assert "Prendre un autre modèle" in momo.text


async def test_the_kit_stays_when_the_workshop_changes(momo: Visitor, shelf: Shelf) -> None:
    key = await make(momo, kit="write_cv")
    await momo.open(f"/host/{key}/edit")
    await momo.send(f"/host/{key}/edit", FORM | {"title": "Autrement", "kit": "one_minute"})
    one = await stored(shelf, key)
    assert (one.draft.title, one.draft.kit) == ("Autrement", "write_cv")


@pytest.mark.parametrize("kind", ["pdf", "docx"])
async def test_papers_of_a_kit_are_for_hosts_and_staff(momo: Visitor, team: Visitor, she: Visitor, kind: str) -> None:
    for paper in ("guide", "handout"):
        for who, base in ((momo, "/host"), (team, STAFF)):
            status, type, data = await taken(who, f"{base}/kits/write_cv/{paper}.{kind}")
            assert (status, type) == (200, TYPES[kind])
            assert opens(kind, data)
    assert (await taken(she, f"/host/kits/write_cv/guide.{kind}"))[0] == 303
    assert (await taken(momo, f"{STAFF}/kits/write_cv/guide.{kind}"))[0] == 403
    for path in (f"nothing/guide.{kind}", "write_cv/guide.exe", f"write_cv/plan.{kind}", f"../write_cv/guide.{kind}"):
        assert (await taken(momo, f"/host/kits/{path}"))[0] == 404


@pytest.mark.parametrize("kind", ["pdf", "docx"])
async def test_the_sheet_of_a_workshop_is_for_who_holds_it(
    momo: Visitor, zoe: Visitor, team: Visitor, she: Visitor, kind: str
) -> None:
    key = await make(momo, title="Visiter le fournil 🎉", kit="company_visit")
    assert f"/host/{key}/attendance.{kind}" in momo.html
    assert "/host/kits/company_visit/guide.pdf" in momo.html
    for who, base in ((momo, "/host"), (team, STAFF)):
        status, type, data = await taken(who, f"{base}/{key}/attendance.{kind}")
        assert (status, type) == (200, TYPES[kind])
        assert opens(kind, data)
    await zoe.open("/host")
    assert (await taken(zoe, f"/host/{key}/attendance.{kind}"))[0] == 404
    assert (await taken(she, f"/host/{key}/attendance.{kind}"))[0] == 303
    assert (await taken(momo, f"/host/nowhere/attendance.{kind}"))[0] == 404
