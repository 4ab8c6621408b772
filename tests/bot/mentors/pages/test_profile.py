"""A mentor says who they are here; what would lead to them outside is refused."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from bot.mentors.pages.profile import BASE
from bot.mentors.store import vettings
from bot.storage import team
from bot.storage.tables import mentors as t
from bot.storage.tables.accounts import account_chats, accounts
from bot.storage.team import Asked
from tests.bot.mentors import rows
from tests.bot.mentors.pages.house import House, sign_in
from tests.bot.mentors.pages.office import SOON, team_site
from tests.bot.storage.rows import person, put
from tests.bot.web.rooms import Visitor, visitor
from tests.fakes.team import FakePost

FORM = [("save", "1"), ("alias", "Léo"), ("company", "Chez Momo"), ("zone", "Europe/Paris"), ("capacity", "3"),
        ("language", "fr"), ("language", "ar"), ("topic", "cv"), ("topic", "letter")]  # fmt: skip


def but(**changed: str) -> list[tuple[str, str]]:
    """The form with other values."""
    return [(name, changed.get(name, value)) for name, value in FORM]


async def row(house: House) -> tuple[str | None, int] | None:
    async with house.database.read() as db:
        found = (await db.execute(select(t.mentors.c.alias, t.mentors.c.capacity))).one_or_none()
    return None if found is None else (found.alias, found.capacity)


async def test_filled_in_once_and_changed(leo: Visitor, house: House) -> None:
    assert await leo.open(BASE) == 200
    assert leo.text.count("à faire") == 3
    assert await leo.send(BASE, FORM) == 200
    assert "C’est gardé" in leo.text
    assert leo.text.count("à faire") == 2
    assert await row(house) == ("Léo", 3)
    less = [pair for pair in but(capacity="1") if pair != ("language", "ar")]
    assert await leo.send(BASE, less) == 200
    async with house.database.read() as db:
        assert list(await db.scalars(select(t.mentor_languages.c.language))) == ["fr"]
        assert set(await db.scalars(select(t.mentor_topics.c.topic))) == {"cv", "letter"}
    assert await row(house) == ("Léo", 1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"alias": "Dupont"}, "Pas votre nom de famille"),
        ({"alias": "Martin"}, "Pas votre nom de famille"),
        ({"alias": "Léo D."}, "Un seul mot"),
        ({"alias": "06 12 34 56 78"}, "mène à vous"),
        ({"alias": "<script>x</script>"}, "Un seul mot"),
        ({"company": "momo@mail.example"}, "sans adresse ni contact"),
        ({"zone": "../../etc/passwd"}, "une heure de la liste"),
        ({"capacity": "99"}, "de 1 à 5"),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_lost(
    leo: Visitor, house: House, changed: dict[str, str], said: str
) -> None:
    await leo.open(BASE)
    assert await leo.send(BASE, but(**changed)) == 400
    assert said in leo.text
    assert leo.html.count('aria-invalid="true"') == 1
    assert re.search(r'value="ar" checked', leo.html)
    assert "<script>" not in leo.html
    assert await row(house) is None


async def test_a_name_is_one_mentors(leo: Visitor, team: str, house: House) -> None:
    await leo.open(BASE)
    await leo.send(BASE, FORM)
    async with visitor(team) as other:
        await sign_in(other, house, "mentor", "Leonora Petit")
        await other.open(BASE)
        assert await other.send(BASE, but(alias="LEO")) == 400
        assert "s’appelle déjà ainsi" in other.text
        assert await other.send(BASE, but(alias="Nora")) == 200
    assert await leo.send(BASE, FORM) == 200, "one's own name is no other's"


async def test_a_break_and_back(leo: Visitor, house: House) -> None:
    await leo.open(BASE)
    await leo.send(BASE, FORM)
    await leo.send(BASE, {"pause": "1"})
    assert "Vous êtes en pause" in leo.text
    async with house.database.read() as db:
        first = await db.scalar(select(t.mentors.c.paused_at))
    house.time.forward(hours=1)
    await leo.send(BASE, {"pause": "1"})
    async with house.database.read() as db:
        assert await db.scalar(select(t.mentors.c.paused_at)) == first is not None
    await leo.send(BASE, {"resume": "1"})
    async with house.database.read() as db:
        assert await db.scalar(select(t.mentors.c.paused_at)) is None


async def test_what_they_are_trusted_with_is_shown(leo: Visitor, ana: Visitor, house: House) -> None:
    await leo.open(BASE)
    await leo.send(BASE, FORM)
    async with house.database.write() as db:
        ids = {row.name: row.id for row in await db.execute(select(accounts.c.id, accounts.c.name))}
        now = house.time.now()
        assert await vettings.give(db, now, ids["Ana Ruiz"], ids["Léo Dupont-Martin"], "adults", now + 30 * SOON)
    await leo.open(BASE)
    assert "Accord pour les personnes majeures, jusqu’au 21 déc. 2026" in leo.text


async def test_only_mentors_and_only_with_their_own_form(leo: Visitor, ana: Visitor, house: House) -> None:
    assert await ana.open(BASE) == 403
    await leo.open(BASE)
    assert await leo.send(BASE, FORM, token="") == 403
    assert await leo.send(BASE, FORM, origin="https://else.example") == 403
    assert await row(house) is None


# -- e-mail ---------------------------------------------------------------------------------------------------
async def address(house: House) -> str | None:
    async with house.database.read() as db:
        found: str | None = await db.scalar(select(t.mentor_addresses.c.address))
    return found


def code(post: FakePost) -> str:
    found = re.search(r"\d{8}", post.sent[-1].text)
    assert found
    return found[0]


async def test_an_address_is_kept_once_its_mail_was_read(leo: Visitor, house: House, post: FakePost) -> None:
    await leo.open(BASE)
    assert await leo.send(BASE, {"mail": "1", "address": "leo@mail.example"}) == 200
    assert "Un code est parti" in leo.text
    assert await address(house) is None
    (mail,) = post.sent
    assert mail.to == "leo@mail.example"
    assert "http" not in mail.text
    await leo.send(BASE, {"confirm": "1", "address": "leo@mail.example", "code": "00000000"})
    assert "pas le bon code" in leo.text
    await leo.send(BASE, {"confirm": "1", "address": "else@mail.example", "code": code(post)})
    assert "pas le bon code" in leo.text, "a code proves the address that it went to"
    spaced = f" {code(post)[:4]} {code(post)[4:]} "
    await leo.send(BASE, {"confirm": "1", "address": "leo@mail.example", "code": spaced})
    assert "Adresse vérifiée" in leo.text
    assert await address(house) == "leo@mail.example"
    await leo.send(BASE, {"confirm": "1", "address": "leo@mail.example", "code": code(post)})
    assert "pas le bon code" in leo.text, "a code is used once"
    await leo.send(BASE, {"unmail": "1"})
    assert await address(house) is None


async def test_a_code_is_old_after_half_an_hour_and_a_newer_one_ends_it(
    leo: Visitor, house: House, post: FakePost
) -> None:
    await leo.open(BASE)
    await leo.send(BASE, {"mail": "1", "address": "leo@mail.example"})
    first = code(post)
    await leo.send(BASE, {"mail": "1", "address": "leo@mail.example"})
    await leo.send(BASE, {"confirm": "1", "address": "leo@mail.example", "code": first})
    assert "pas le bon code" in leo.text
    house.time.forward(minutes=30)
    await leo.send(BASE, {"confirm": "1", "address": "leo@mail.example", "code": code(post)})
    assert "pas le bon code" in leo.text
    assert await address(house) is None


async def test_somebody_elses_code_is_good_for_nothing(
    leo: Visitor, ana: Visitor, house: House, post: FakePost
) -> None:
    await leo.open(BASE)
    await leo.send(BASE, {"mail": "1", "address": "leo@mail.example"})
    await ana.open("/staff/mentors")
    await ana.send("/staff/mentors", {"confirm": "1", "address": "leo@mail.example", "code": code(post)})
    assert "pas le bon code" in ana.text
    assert await address(house) is None


@pytest.mark.parametrize("typed", ["leo", "", "a@b.co, c@d.co", "leo@mail.example\r\nBcc: x@y.fr", "@", "x" * 5000])
async def test_what_is_no_address(leo: Visitor, post: FakePost, typed: str) -> None:
    await leo.open(BASE)
    await leo.send(BASE, {"mail": "1", "address": typed})
    assert "ne reçoit pas de mail" in leo.text
    assert post.sent == []


async def test_a_mail_server_that_is_away_or_refuses(leo: Visitor, post: FakePost) -> None:
    await leo.open(BASE)
    post.answer = None
    await leo.send(BASE, {"mail": "1", "address": "leo@mail.example"})
    assert "n’est pas parti" in leo.text
    post.answer = False
    await leo.send(BASE, {"mail": "1", "address": "leo@mail.example"})
    assert "ne reçoit pas de mail" in leo.text


async def test_without_a_mail_server_nothing_of_it(house: House) -> None:
    async with team_site(house, None) as base, visitor(base) as who:
        await sign_in(who, house, "mentor", "Léo")
        await who.open(BASE)
        assert 'name="address"' not in who.html
        await who.send(BASE, {"mail": "1", "address": "leo@mail.example"})
        assert who.status == 400


async def test_told_by_telegram_once_their_chat_is_linked_and_they_want_it(leo: Visitor, house: House) -> None:
    await leo.open(BASE)
    assert 'name="telegram"' not in leo.html
    await leo.send(BASE, [("telegram", "1")])
    async with house.database.write() as db:
        id = await db.scalar(select(accounts.c.id).where(accounts.c.name == "Léo Dupont-Martin")) or 0
        assert await team.asked(db, id) == Asked()
    await person(house.database, 77)
    await put(house.database, account_chats, {"account_id": id, "person_id": 77, "since": rows.NOON})
    for button, wanted in (("telegram", True), ("untelegram", False)):
        await leo.open(BASE)
        assert f'name="{button}"' in leo.html
        await leo.send(BASE, [(button, "1")])
        async with house.database.read() as db:
            assert (await team.asked(db, id)).telegram is wanted
        assert ("arrivent aussi par Telegram" in leo.text, "Plus rien ne part" in leo.text) == (wanted, not wanted)
