"""Better words for a line of the CV, over HTTP: what is offered, what is held back, what never leaves the page."""

from __future__ import annotations

import re
from html import unescape

from sqlalchemy import select, update

from bot.storage.sealed import open_json
from bot.storage.tables import mentors as t
from bot.storage.tables.later import events
from tests.bot.mentors.pages.house import SEALER, House, mentor
from tests.bot.mentors.pages.test_conversation import id_of, reads, taken
from tests.bot.web.rooms import Visitor

TILL, COOK = "Encaisser les clients", "Cuisiner"
BETTER = "Encaisser 80 clients par jour"


def picks(html: str) -> dict[str, str]:
    """Text → its name in the form."""
    found = re.findall(r'name="line" value="([^"]+)" required><span[^>]*><bdi>([^<]+)', html)
    return {unescape(text): unescape(name) for name, text in found}


async def opened(who: Visitor, house: House) -> str:
    house.sheets.lines = (TILL, COOK)
    path = await taken(who, house)
    await who.open(path)
    return path


async def suggest(who: Visitor, path: str, text: str, line: str = TILL, **fields: str) -> int:
    given = {"line": picks(who.html).get(line, line), "text": text, "id": id_of(who.html)}
    return await who.send(f"{path}/suggest", given | fields)


async def rows(house: House) -> list[tuple[str, str]]:
    async with house.database.read() as db:
        found = await db.execute(select(t.suggestions.c.state, t.suggestions.c.body).order_by(t.suggestions.c.id))
        return [(row.state, open_json(SEALER, 1, row.body)["after"]) for row in found]


async def test_a_line_is_chosen_written_better_and_offered(lina: Visitor, house: House) -> None:
    path, looked = await opened(lina, house), house.looked
    await suggest(lina, path, f"  {BETTER}\n", why="Un nombre parle.")
    assert "C’est proposé" in lina.text
    assert await rows(house) == [("offered", BETTER)]
    assert house.looked == looked + 1
    assert "proposée, pas encore de réponse" in lina.text
    async with house.database.read() as db:
        assert await db.scalar(select(events.c.kind).where(events.c.kind == "mentors.suggested"))


async def test_a_double_press_is_one_and_reload_does_nothing(lina: Visitor, house: House) -> None:
    path = await opened(lina, house)
    id, line, token = id_of(lina.html), picks(lina.html)[TILL], lina.token
    for _ in range(2):
        assert await lina.send(f"{path}/suggest", {"line": line, "text": BETTER, "id": id}, token=token) == 200
    assert len(await rows(house)) == 1
    await lina.open(path)
    assert len(await rows(house)) == 1


async def test_a_page_that_is_older_than_the_cv_changes_nothing(lina: Visitor, house: House) -> None:
    path = await opened(lina, house)
    house.sheets.lines = ("Tenir la caisse", COOK)
    await suggest(lina, path, BETTER)
    assert "Le CV a changé entre-temps" in lina.text
    house.sheets.lines = ()
    await suggest(lina, path, BETTER, line="work 1 task 1~0")
    assert "Le CV a changé entre-temps" in lina.text
    assert await rows(house) == []


async def test_what_says_nothing_new_or_can_t_be_printed(lina: Visitor, house: House) -> None:
    path = await opened(lina, house)
    for text in ("", "   ", TILL):
        await suggest(lina, path, text)
        assert "Écrivez la ligne autrement" in lina.text
    await suggest(lina, path, "استقبال الزبائن")
    assert "dans la langue du CV" in lina.text
    assert await rows(house) == []


async def test_a_contact_in_it_waits_for_a_coordinator(lina: Visitor, house: House) -> None:
    path = await opened(lina, house)
    await suggest(lina, path, "Encaisser, appelle le 06 12 34 56 78")
    assert "Pas encore envoyé" in lina.text
    await suggest(lina, path, BETTER, why="Écris-moi : lina@exemple.fr")
    assert await rows(house) == []
    async with house.database.read() as db:
        held = [open_json(SEALER, 1, body) for body in await db.scalars(select(t.held_lines.c.body))]
    assert [one["found"] for one in held] == [["phone"], ["mail"]]
    assert held[1]["suggests"] == {
        "line": "line 1", "before": TILL, "after": BETTER, "why": "Écris-moi : lina@exemple.fr", "version": 1,
    }  # fmt: skip
    assert held[0]["text"].startswith(f"{TILL}\n→ Encaisser")


async def test_a_long_text_is_cut_as_the_page_would(lina: Visitor, house: House) -> None:
    path = await opened(lina, house)
    await suggest(lina, path, "Encaisser " * 60)
    [(_, after)] = await rows(house)
    assert len(after) <= 180


async def test_what_became_of_it_is_seen(lina: Visitor, house: House) -> None:
    path = await opened(lina, house)
    await suggest(lina, path, BETTER)
    for state, words in (("taken", "prise, elle est sur le CV"), ("kept", "garde sa phrase"), ("past", "a changé")):
        async with house.database.write() as db:
            await db.execute(update(t.suggestions).values(state=state))
        assert await lina.open(f"{path}/cv") == 200
        assert words in lina.text
        assert "<html" not in lina.html


async def test_what_nobody_could_read_stands_apart_to_be_translated(lina: Visitor, house: House) -> None:
    house.sheets.lines, house.sheets.unread = (TILL,), ("خياطة",)
    house.sheets.foreign = (TILL,)
    path = await taken(lina, house)
    await lina.open(path)
    assert "à traduire ?" in lina.text
    assert "À traduire : pas encore sur le CV" in lina.text.replace("\u00a0", " ")
    await suggest(lina, path, "Couture", line="خياطة")
    assert await rows(house) == [("offered", "Couture")]


async def test_what_names_or_reaches_them_is_not_shown_though_it_is_on_no_page(lina: Visitor, house: House) -> None:
    house.sheets.lines, house.sheets.called = (TILL,), ("Amina Konaté",)
    house.sheets.unread = ("خياطة", "مخبز Konaté", "خياطة 0612345678", "لاجئة")
    path = await taken(lina, house)
    await lina.open(path)
    assert "خياطة" in picks(lina.html)
    assert "Konaté" not in lina.html
    assert "0612345678" not in lina.html
    assert "لاجئة" not in lina.html


async def test_only_by_who_holds_the_conversation_and_only_with_a_token(
    lina: Visitor, omar: Visitor, house: House
) -> None:
    path = await opened(lina, house)
    line = picks(lina.html)[TILL]
    await mentor(omar, house, "Omar")
    await omar.open("/mentor")
    assert await omar.send(f"{path}/suggest", {"line": line, "text": BETTER}) == 404
    assert await omar.open(f"{path}/cv") == 404
    assert ("refused", path.rpartition("/")[2]) in await reads(house)
    assert await lina.send(f"{path}/suggest", {"line": line, "text": BETTER}, token="") == 403
    assert await rows(house) == []


async def test_a_conversation_that_is_taken_away_meanwhile(lina: Visitor, house: House) -> None:
    path = await opened(lina, house)
    async with house.database.write() as db:
        await db.execute(update(t.handoffs).values(state="closed"))
    assert await suggest(lina, path, BETTER) == 404
    assert await rows(house) == []


async def test_to_see_the_cv_is_a_reading_that_they_can_ask_about(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await lina.open(path)
    assert "cv" not in {what for what, _ in await reads(house)}
    assert await lina.open(f"{path}/cv") == 404, "there is none"
    house.sheets.lines = (TILL,)
    await lina.open(path)
    assert ("cv", path.rpartition("/")[2]) in await reads(house)
