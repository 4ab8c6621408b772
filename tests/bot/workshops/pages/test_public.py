"""What everybody sees: what is to come, what is near, one page and one calendar file each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from bot.workshops.importer.formats import parse
from bot.workshops.model import Spot, State
from bot.workshops.pages import public
from bot.workshops.pages.public import PAGE
from bot.workshops.store import edit
from flows.events import JsonValue
from tests.bot.web.conftest import SITE
from tests.bot.web.rooms import Visitor, rooms, visitor
from tests.bot.workshops.pages.house import SAINT_DENIS, XSS, Shelf
from tests.bot.workshops.room import SEALER

MENDE = Spot("Mairie", "", "Mende", "48095", "", 44.5181, 3.5013)
ONLINE = Spot(online=True, link="https://visio.example/secret")


async def test_what_is_to_come_is_listed_the_soonest_first(she: Visitor, shelf: Shelf) -> None:
    assert await she.open("/workshops") == 200
    assert "rien pour le moment" in she.text
    await shelf.hold("Plus tard", days=9)
    await shelf.hold("Bientôt là", days=2)
    await shelf.hold("En cours", days=-0.05)
    await shelf.hold("Fini", days=-2)
    for state in ("draft", "pending", "cancelled", "closed"):
        await shelf.hold(f"Pas public {state}", state=state)
    await she.open("/workshops")
    places = [she.text.index(title) for title in ("En cours", "Bientôt là", "Plus tard")]
    assert places == sorted(places)
    assert "Fini" not in she.text
    assert "Pas public" not in she.text
    assert "mardi 24 novembre" not in she.text.partition("Plus tard")[2]
    assert "Saint-Denis" in she.text
    assert "langue : français et arabe" in she.text.replace("\u00a0", " ")


async def test_the_list_is_found_from_the_menu_of_every_page(she: Visitor) -> None:
    for path in ("/", "/sos", "/sign-in"):
        assert await she.open(path) == 200
        assert 'href="/workshops?lang=fr"' in she.html


async def test_near_a_place_the_nearest_first_with_how_far(she: Visitor, shelf: Shelf) -> None:
    await shelf.hold("À Saint-Denis")
    await shelf.hold("À Aubervilliers", spot=Spot("", "", "Aubervilliers", "93001", "", 48.9145, 2.3822))
    await shelf.hold("À Mende", spot=MENDE, days=1)
    await shelf.hold("De chez soi", spot=ONLINE)
    await she.open("/workshops?near=93200")
    assert "Autour de Saint-Denis (93)" in she.text
    places = [she.text.index(title) for title in ("À Saint-Denis", "À Aubervilliers", "En ligne, de chez toi")]
    assert places == sorted(places)
    assert "À 3 km" in she.text
    assert "À Mende" not in she.text
    assert "visio" not in she.html
    await she.open("/workshops?near=mende")
    assert "À Mende" in she.text
    assert "À Saint-Denis" not in she.text


async def test_a_doubt_is_a_question_never_a_wrong_town(she: Visitor, shelf: Shelf) -> None:
    await shelf.hold()
    await she.open("/workshops?near=Saint-Denis")
    assert "C’est laquelle" in she.text
    assert "Faire son CV" not in she.text
    assert "/workshops?insee=93066&amp;lang=fr" in she.html
    await she.open("/workshops?insee=93066")
    assert "Autour de Saint-Denis (93)" in she.text
    assert "Faire son CV" in she.text
    for lost in ("?near=Trifouilly", "?insee=00000", "?near=%00%ED%A0%80x", f"?near={'x' * 5000}", f"?near={XSS}"):
        assert await she.open(f"/workshops{lost}") == 200
        assert "pas trouvé cette ville" in she.text
        assert "<script>alert" not in she.html


async def test_pages_are_turned(she: Visitor, shelf: Shelf) -> None:
    for number in range(PAGE + 2):
        await shelf.hold(f"Atelier n° {number:02}", days=1 + number)
    await she.open("/workshops")
    assert "Plus tard" in she.text
    assert f"n° {PAGE:02}" not in she.text
    await she.open("/workshops?page=1")
    assert f"n° {PAGE + 1:02}" in she.text
    assert "Plus tôt" in she.text
    for odd in ("-1", "x", "99999", "²", ""):
        assert await she.open(f"/workshops?page={odd}") == 200


async def test_one_page_each_in_every_language(she: Visitor, shelf: Shelf) -> None:
    one = await shelf.hold(host="Le Pont", summary=f"On écrit.\n{XSS}")
    for lang in ("fr", "en", "ar"):
        assert await she.open(f"/workshops/{one.key}", lang) == 200
        assert f'lang="{lang}"' in she.html
        assert "alert(1)" in she.text
        assert "<script>alert" not in she.html
        for said in ("4 rue du Port", "métro Basilique", "Le Pont"):
            assert said in she.text
        assert await she.open("/workshops?near=mende", lang) == 200
        assert await she.open("/workshops?near=saint-denis", lang) == 200
        assert await she.open("/workshops?near=nirgends", lang) == 200
        assert await she.open("/workshops?near=93200&page=2", lang) == 200


@pytest.mark.parametrize(
    ("state", "status", "said"),
    [
        ("open", 200, "Réserver ma place"),
        ("cancelled", 200, "est annulé"),
        ("closed", 200, "est passé"),
        ("pending", 404, "n’existe pas"),
        ("draft", 404, "n’existe pas"),
    ],
)
async def test_a_page_says_how_things_stand(she: Visitor, shelf: Shelf, state: State, status: int, said: str) -> None:
    one = await shelf.hold(state=state)
    assert await she.open(f"/workshops/{one.key}") == status
    assert said in she.text
    assert ("Réserver ma place" in she.text) == (state == "open")
    assert await she.open(f"/workshops/{one.key}.ics") == status


async def test_what_is_not_there_is_not_there(she: Visitor) -> None:
    for path in ("x", "x" * 500, "é", "..%2F", "%00"):
        assert await she.open(f"/workshops/{path}") == 404
        assert await she.open(f"/workshops/{path}.ics") == 404


async def test_calendars_hold_the_same_and_a_cancelled_one_says_so(she: Visitor, shelf: Shelf) -> None:
    one, _ = await shelf.hold("Le premier"), await shelf.hold("Le second", spot=ONLINE)
    await she.open("/workshops.ics")
    assert she.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "visio" not in she.html
    events = Calendar.from_ical(she.html).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["Le premier", "Le second"]
    assert str(events[0]["URL"]) == f"{she.base}/workshops/{one.key}"
    async with shelf.database.write() as db:
        await edit.cancel(db, SEALER, shelf.time.now(), one.id)
    for path in (f"/workshops/{one.key}.ics", "/workshops.ics"):
        await she.open(path)
        event = Calendar.from_ical(she.html).walk("VEVENT")[0]
        assert (str(event["SUMMARY"]), str(event["STATUS"]), event["SEQUENCE"]) == ("Le premier", "CANCELLED", 1)


async def test_what_staff_never_let_through_is_not_seen_once_it_is_cancelled(she: Visitor, shelf: Shelf) -> None:
    one = await shelf.hold("Pas relu", state="pending")
    async with shelf.database.write() as db:
        later = one.draft.starts_at + timedelta(hours=1)
        await edit.change(db, SEALER, shelf.time.now(), one.id, replace(one.draft, ends_at=later + timedelta(hours=2)))
        await edit.change(db, SEALER, shelf.time.now(), one.id, replace(one.draft, starts_at=later))
        await edit.cancel(db, SEALER, shelf.time.now(), one.id)
    assert await she.open(f"/workshops/{one.key}") == 404
    assert await she.open(f"/workshops/{one.key}.ics") == 404
    await she.open("/workshops.ics")
    assert "Pas relu" not in she.html


def test_a_value_without_a_code_is_no_town() -> None:
    odd: list[JsonValue] = [{}, {"insee": 3}, None, "93066"]
    assert [public.code(value) for value in odd] == [""] * 4
    assert public.code({"insee": SAINT_DENIS.insee}) == "93066"


async def test_agendas_can_read_a_page(she: Visitor, shelf: Shelf) -> None:
    """The importer reads what its own page says to search engines; nothing in it ends the script."""
    one = await shelf.hold(XSS, summary=f"On écrit. {XSS}")
    await she.open(f"/workshops/{one.key}")
    assert "<script>alert" not in she.html
    found = parse(she.html.encode(), ZoneInfo("Europe/Paris"), shelf.time.now())
    assert (found.kind, found.refused) == ("schema.org", ())
    assert found.rows[0].fields["venue"] == "Le Pont"
    assert found.drafts[0].starts_at == one.draft.starts_at


async def test_its_button_opens_the_chat_on_that_workshop(she: Visitor, shelf: Shelf) -> None:
    one, full = await shelf.hold(), await shelf.hold(seats=0)
    await she.open(f"/workshops/{one.key}")
    assert f'<input type="hidden" name="source" value="atelier_{one.key}">' in she.html
    assert "Réserver ma place" in she.text
    assert "t.me" not in she.html, "no bot there"
    await she.open(f"/workshops/{full.key}")
    assert "Liste d’attente" in she.text
    over: tuple[State, ...] = ("cancelled", "closed")
    for state in over:
        other = await shelf.hold(state=state)
        await she.open(f"/workshops/{other.key}")
        assert "atelier_" not in she.html


async def test_its_link_to_telegram_where_there_is_a_bot(shelf: Shelf) -> None:
    one = await shelf.hold()
    site = replace(SITE, telegram_bot=lambda: "passerelle_bot")
    async with rooms(shelf.time.clock, shelf.pages().routes, site=site) as base, visitor(base) as somebody:
        await somebody.open(f"/workshops/{one.key}")
        assert f'href="https://t.me/passerelle_bot?start=atelier_{one.key}"' in somebody.html
