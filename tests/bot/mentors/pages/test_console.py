"""`/mentor`: a mentor sees how many wait, takes the next one, and nobody else's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select, update

from bot.mentors.store import promises, queue, transfers
from bot.storage.tables import mentors as t
from bot.storage.tables.later import events
from tests.bot.mentors.pages.house import SEALER, House, disable, mentor, sign_in
from tests.bot.mentors.rows import agreed, handoff
from tests.bot.storage.rows import person
from tests.bot.web.rooms import Visitor

HOUR = timedelta(hours=1)


async def waits(house: House, *ids: int, languages: Sequence[str] = ("fr",)) -> list[int]:
    found = []
    for id in ids:
        await person(house.database, id, age_band="18_25")
        async with house.database.write() as db:
            await agreed(db, id)
            found.append(await handoff(db, id, languages=languages))
    return found


async def held(house: House) -> list[tuple[int, str, int | None]]:
    async with house.database.read() as db:
        query = select(t.handoffs.c.id, t.handoffs.c.state, t.handoffs.c.mentor_id).order_by(t.handoffs.c.id)
        return [(row.id, row.state, row.mentor_id) for row in await db.execute(query)]


async def test_how_many_wait_and_how_long_but_not_who(lina: Visitor, house: House) -> None:
    await mentor(lina, house, "Lina")
    await waits(house, 1, 2)
    await waits(house, 3, languages=("ar",))
    house.time.forward(minutes=12)
    assert await lina.open("/mentor") == 200
    assert "2 attendent · français depuis 12 minutes" in lina.text
    assert "Mésange" not in lina.text
    assert "arabe" not in lina.text, "she does not speak it: nobody she may take"


async def test_the_next_one_is_hers_and_a_second_press_takes_another_never_the_same(
    lina: Visitor, house: House
) -> None:
    id = await mentor(lina, house, "Lina")
    one, two, _three = await waits(house, 1, 2, 3)
    await lina.open("/mentor")
    assert await lina.send("/mentor", {"next": "1"}) == 200
    assert "Mésange 1" in lina.text
    await lina.open("/mentor")
    await lina.send("/mentor", {"next": "1"})
    await lina.open("/mentor")
    await lina.send("/mentor", {"next": "1"})
    assert "autant de conversations que prévu" in lina.text
    assert (await held(house))[:2] == [(one, "held", id), (two, "held", id)]
    assert "Mésange 1" in lina.text
    assert "attend votre réponse depuis" in lina.text
    assert house.looked == 3


async def test_nobody_waits(lina: Visitor, house: House) -> None:
    await mentor(lina, house, "Lina")
    await lina.open("/mentor")
    await lina.send("/mentor", {"next": "1"})
    assert "Personne n’attend en ce moment" in lina.text


async def test_who_may_not_yet_is_told_why_and_gets_nobody(lina: Visitor, omar: Visitor, house: House) -> None:
    id = await mentor(lina, house, "Lina")
    await waits(house, 1)
    for change, told, link in (
        ({"paused_at": house.time.now()}, "Vous êtes en pause", "/mentor/profile"),
        ({"trained_at": None}, "courte formation", "/mentor/training"),
    ):
        async with house.database.write() as db:
            await db.execute(update(t.mentors).values(change))
        await lina.open("/mentor")
        assert told in lina.text
        assert f'<a href="{link}?lang=fr">' in lina.html
        assert await lina.send("/mentor", {"next": "1"}) == 200
        assert "ne pouvez pas encore" in lina.text
    async with house.database.write() as db:
        await db.execute(update(t.mentors).values(trained_at=house.time.now(), paused_at=None))
        await db.execute(update(t.vettings).values(expires_at=house.time.now()))
    await lina.open("/mentor")
    assert "vérification n’est pas faite, ou elle a expiré" in lina.text
    await lina.send("/mentor", {"next": "1"})
    assert [(state, who) for _, state, who in await held(house)] == [("waiting", None)]
    await sign_in(omar, house, "mentor", "Omar")
    assert await omar.open("/mentor") == 200
    assert "votre profil, puis une courte formation" in omar.text
    assert '<a href="/mentor/profile?lang=fr">' in omar.html
    assert await omar.send("/mentor", {"next": "1"}) == 200
    await disable(house, id)
    assert await lina.open("/mentor", follow=False) == 303


async def test_there_for_an_hour_then_no_longer(lina: Visitor, house: House) -> None:
    await mentor(lina, house, "Lina")
    await lina.open("/mentor")
    await lina.send("/mentor", {"until": "60"})
    assert "Vous êtes là. Fin : aujourd’hui à 14:00." in lina.text
    async with house.database.read() as db:
        assert await db.scalar(select(t.mentors.c.on_duty_until)) == house.time.now() + HOUR
    await lina.send("/mentor", {"until": "0"})
    assert "vous n’êtes plus là" in lina.text
    for odd in ("999999", "x", "-5"):
        await lina.send("/mentor", {"until": odd})
    async with house.database.read() as db:
        assert await db.scalar(select(t.mentors.c.on_duty_until)) is None


async def test_a_promise_is_kept_or_taken_up_again(lina: Visitor, omar: Visitor, house: House) -> None:
    id = await mentor(lina, house, "Lina")
    await waits(house, 1)
    now = house.time.now()
    async with house.database.write() as db:
        taken = await queue.claim(db, SEALER, now, id)
        assert taken is not None
        promised = await promises.make(db, SEALER, now, id, taken.id, "Je relis ta lettre", now + HOUR)
        await db.execute(update(t.handoffs).values(state="closed"))
    house.time.forward(hours=2)
    await lina.open("/mentor")
    assert "Je relis ta lettre" in lina.text
    assert "en retard" in lina.text
    await mentor(omar, house, "Omar")
    await omar.open("/mentor")
    assert "Je relis" not in omar.text
    await omar.send("/mentor", {"resume": promised})
    assert "rien n’a changé" in omar.text
    await omar.send("/mentor", {"keep": promised})
    assert "rien n’a changé" in omar.text
    await lina.send("/mentor", {"resume": promised})
    assert "Mésange 1" in lina.text
    assert [state for _, state, _ in await held(house)] == ["closed", "held"]
    await lina.open("/mentor")
    await lina.send("/mentor", {"keep": promised})
    assert "Promesse tenue" in lina.text
    assert "Je relis" not in lina.text


async def test_an_offer_is_accepted_once_declined_and_told_late(lina: Visitor, omar: Visitor, house: House) -> None:
    one, two = await mentor(lina, house, "Lina"), await mentor(omar, house, "Omar")
    await waits(house, 1)
    now = house.time.now()
    async with house.database.write() as db:
        taken = await queue.claim(db, SEALER, now, one)
        assert taken is not None
        offer = await transfers.offer(db, SEALER, now, one, taken.id, two, "Il parle de plomberie")
    await omar.open("/mentor")
    assert "Il parle de plomberie" in omar.text
    await omar.send("/mentor", {"decline": offer})
    assert "reste chez votre collègue" in omar.text
    async with house.database.write() as db:
        again = await transfers.offer(db, SEALER, now, one, taken.id, two, "Vraiment")
    await omar.open("/mentor")
    await omar.send("/mentor", {"accept": offer})
    assert "rien n’a changé" in omar.text, "a button of an older page"
    await omar.send("/mentor", {"accept": again})
    assert "Mésange 1" in omar.text
    assert await held(house) == [(taken.id, "held", two)]
    assert await lina.open(f"/mentor/c/{taken.id}") == 404


async def test_guarded_like_every_page(lina: Visitor, omar: Visitor, house: House) -> None:
    await mentor(lina, house, "Lina")
    await waits(house, 1)
    await lina.open("/mentor")
    assert await lina.send("/mentor", {"next": "1"}, token="") == 403
    assert await lina.send("/mentor", {"next": "1"}, origin="https://else.example") == 403
    await sign_in(omar, house, "host", "Omar")
    assert await omar.open("/mentor") == 403
    assert [state for _, state, _ in await held(house)] == ["waiting"]
    async with house.database.read() as db:
        assert (await db.scalars(select(events.c.kind).where(events.c.kind == "mentors.taken"))).all() == []


async def test_what_changes_while_it_is_open_is_a_piece_with_its_own_buttons(lina: Visitor, house: House) -> None:
    id = await mentor(lina, house, "Lina")
    await waits(house, 1)
    await lina.open("/mentor?part")
    assert "<html" not in lina.html
    assert 'data-count="1"' in lina.html
    async with house.database.write() as db:
        await queue.claim(db, SEALER, house.time.now(), id)
    await lina.open("/mentor?part")
    assert "/mentor/c/" in lina.html
