"""Where people stop: seen by whoever may, in groups that are nobody's, as a page and as a sheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.releases.model import Written
from bot.storage.stops import Tally, add_up, write
from bot.studio.store import drafts
from flows.tracks import Passage
from tests.bot.studio.house import House
from tests.bot.web.rooms import Visitor

EVIL = "<script>zz9()</script>"


async def walk(
    studio: House,
    people: int,
    steps: Sequence[str] = ("cv/nom", "cv/travail"),
    *,
    locale: str = "fr",
    channel: str = "web",
    campaign: str = "",
    seconds: int = 12,
    gone: bool = False,
    ago: int = 0,
) -> None:
    """So many people answer these steps; with `gone`, all but the last, where they fall silent."""
    tally, before = Tally(), ""
    for step in steps:
        for _ in range(people):
            one = Passage(locale, before, bool(before), False, False, seconds if before else None, step, True)
            tally.add(one, channel, campaign)
        before = step
    if gone:
        tally.gone((before, locale, channel, campaign), people)
    else:
        for _ in range(people):
            tally.add(Passage(locale, before, True, False, False, seconds, "", False), channel, campaign)
    async with studio.database.write() as db:
        await write(db, tally, studio.time.now() - timedelta(days=ago))
        await add_up(db)


def table(she: Visitor) -> dict[str, list[str]]:
    """First cell's name → the numbers of the other cells as they are read out."""
    found = {}
    for row in re.findall(r"<tr[^>]*>\s*<th scope=\"row\".*?</tr>", she.html, re.DOTALL):
        name = re.search(r"<code>([^<]*)</code>", row)
        cells = re.findall(r"<td>(.*?)</td>", row, re.DOTALL)
        assert name
        plain = [re.sub(r"<[^>]+>", "", re.sub(r'<span aria-hidden="true">.*?</span>', "", cell)) for cell in cells]
        found[name[1]] = [" ".join(cell.replace("\u00a0", " ").replace("\u202f", " ").split()) for cell in plain]
    return found


FEW = "moins de 5"


async def test_where_people_leave_is_seen_step_by_step(studio: House) -> None:
    await walk(studio, 21)
    await walk(studio, 12, gone=True)
    async with studio.someone("coordinator") as she:
        assert await she.open("/staff/flows/cv/stops") == 200
        assert table(she) == {
            "nom": ["35", "35 (100 %)", FEW, FEW, FEW, "5 à 15 s"],
            "travail": ["35", "20 (57 %)", "10 (29 %)", FEW, FEW, "5 à 15 s"],
            "metier": [FEW, FEW, FEW, FEW, FEW, ""],
        }
        assert "on s’en va surtout ici" in she.text.partition("travail")[2].partition("metier")[0]
        assert await she.open("/staff/stops") == 200
        assert table(she)["cv"] == ["35", "travail Tu as déjà travaillé ?", "10 (29 %)"]
        assert table(she)["welcome"] == [FEW, "", FEW]


async def test_by_language_channel_and_campaign(studio: House) -> None:
    await walk(studio, 20, campaign="affiche")
    await walk(studio, 10, locale="ar", channel="telegram")
    async with studio.someone("reader") as she:
        for query, arrived in (
            ("", "30"),
            ("locale=ar", "10"),
            ("channel=web", "20"),
            ("campaign=%3Daffiche", "20"),
            ("campaign=%3D", "10"),
            ("campaign=%3D&locale=fr", FEW),
            ("locale=uk&channel=pigeon&campaign=affiche", "30"),
        ):
            assert await she.open(f"/staff/flows/cv/stops?{query}") == 200
            assert table(she)["nom"][0] == arrived, query


async def test_four_are_nowhere_to_be_seen_also_by_subtraction(studio: House) -> None:
    await walk(studio, 40)
    await walk(studio, 4, locale="ar")
    async with studio.someone("admin") as she:
        await she.open("/staff/flows/cv/stops")
        assert table(she)["nom"][0] == "45"
        assert '<option value="ar"' not in she.html.partition('id="locale"')[2].partition("</select>")[0]
        await she.open("/staff/flows/cv/stops?locale=ar")
        assert table(she)["nom"][0] == "45", "nobody can choose it"
        await she.open("/staff/flows/cv/stops?locale=fr")
        assert table(she)["nom"][0] in ("45", FEW)


async def test_the_time_can_be_chosen(studio: House) -> None:
    await walk(studio, 10)
    await walk(studio, 20, ago=40)
    await walk(studio, 30, ago=400)
    async with studio.someone("editor") as she:
        for query, arrived in (
            ("", "30"),
            ("when=all", "60"),
            ("when=202611", "10"),
            ("when=202610", "20"),
            ("when=199901", "30"),
            ("when=%D9%A1&x=1", "30"),
            ("when=99999999999999999999", "30"),
        ):
            await she.open(f"/staff/flows/cv/stops?{query}")
            assert table(she)["nom"][0] == arrived, query
        assert "novembre 2026" in she.text
        await she.open("/staff/stops?span=12")
        assert table(she)["cv"][0] == "30"


async def test_who_may_look(studio: House) -> None:
    for who, status in (("host", 403), ("translator", 403), ("reader", 200), ("publisher", 200), ("coordinator", 200)):
        async with studio.someone(who) as they:
            for page in (
                "/staff/stops",
                "/staff/flows/cv/stops",
                "/staff/flows/cv/stops/picture",
                "/staff/flows/cv/stops.csv",
            ):
                assert await they.open(page) == status, (who, page)
    async with studio.someone("admin") as she:
        assert await she.open("/staff/flows/rien/stops") == 404


async def test_the_numbers_stand_on_the_picture_and_lead_back_to_their_line(studio: House) -> None:
    await walk(studio, 21, campaign="affiche", gone=True)
    await walk(studio, 6, locale="ar")
    async with studio.someone("coordinator") as she:
        await she.open("/staff/flows/cv/stops?campaign=%3Daffiche")
        assert 'id="s-travail"' in she.html
        link = re.search(r'href="(/staff/flows/cv/stops/picture[^"]*)"', she.html)
        assert link
        assert await she.open(link[1].replace("&amp;", "&")) == 200
        assert "20 arrivent · 20 s’en vont" in she.text
        assert "/staff/flows/cv/stops?lang=fr&amp;campaign=%3Daffiche#s-travail" in she.html


async def test_a_flow_that_is_not_served_has_no_picture_yet(studio: House) -> None:
    written = Written("neuf", "flow: neuf\ntitle: Neuf\nsteps:\n  - id: a\n    ask: Quoi ?\n    type: text\n", {})
    async with studio.database.write() as db:
        await drafts.save(db, written, on_version=0, based_on=None, by=1, now=studio.time.now())
    async with studio.someone("admin") as she:
        assert await she.open("/staff/flows/neuf/stops") == 200
        assert table(she) == {}
        assert await she.open("/staff/flows/neuf/stops/picture") == 404


async def test_a_step_that_is_gone_is_still_counted(studio: House) -> None:
    await walk(studio, 9, ("cv/ancienne",))
    async with studio.someone("admin") as she:
        await she.open("/staff/flows/cv/stops")
        assert table(she)["ancienne"][0] == "10"
        assert "étape retirée" in she.text


async def test_the_sheet_has_the_same_numbers_and_no_formula(studio: House) -> None:
    await walk(studio, 21, campaign="=HYPERLINK(1)")
    await walk(studio, 3, campaign="rare", locale="ar")
    async with studio.someone("reader") as she:
        await she.open("/staff/flows/cv/stops.csv")
        assert she.headers["Content-Type"] == "text/csv; charset=utf-8"
        lines = list(csv.DictReader(io.StringIO(she.html.lstrip("\ufeff")), delimiter=";"))
    assert [(line["Étape"], line["Par"], line["Arrivées"]) for line in lines[:2]] == [
        ("nom", "", "25"),
        ("travail", "", "25"),
    ]
    assert not any("rare" in value or value.startswith("=") for line in lines for value in line.values())


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
async def test_nothing_written_by_others_is_run(studio: House, lang: str) -> None:
    await walk(studio, 20, campaign=EVIL)
    async with studio.someone("admin") as she:
        assert await she.open("/staff/flows/cv/stops", lang) == 200
        assert EVIL not in she.html
        assert "zz9" in she.html
