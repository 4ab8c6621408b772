"""The training on its page: answered whole, explained, passed once and for all."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from bot.mentors.pages.training import BASE
from bot.mentors.training import SHIPPED, load
from bot.storage.tables import mentors as t
from tests.bot.mentors.pages.house import House, sign_in
from tests.bot.mentors.pages.office import team_site
from tests.bot.web.rooms import Visitor, visitor

COURSE = load(SHIPPED)["fr"]
RIGHT = {one.id: one.right for one in COURSE.questions}
WRONG = {one.id: next(id for id in one.choices if id != one.right) for one in COURSE.questions}


async def trained(house: House) -> object:
    async with house.database.read() as db:
        return await db.scalar(select(t.mentors.c.trained_at))


async def test_passed_and_explained(leo: Visitor, house: House) -> None:
    assert await leo.open(BASE) == 200
    assert leo.html.count("<fieldset") == len(COURSE.questions)
    assert "Bonne réponse" not in leo.text
    assert await leo.send(BASE, RIGHT) == 200
    assert f"Réussi : {len(RIGHT)} sur {len(RIGHT)}".replace(" :", "\u00a0:") in leo.text.replace(" :", "\u00a0:")
    assert leo.text.count("Bonne réponse") == len(RIGHT)
    assert "Votre réponse" not in leo.text
    assert await trained(house) == house.time.now()


async def test_one_too_few_is_not_enough_and_can_be_done_again(leo: Visitor, house: House) -> None:
    few = RIGHT | dict(list(WRONG.items())[: len(RIGHT) - COURSE.enough + 1])
    await leo.open(BASE)
    assert await leo.send(BASE, few) == 200
    assert f"il en faut {COURSE.enough}" in leo.text
    assert "Votre réponse" in leo.text
    assert await trained(house) is None
    await leo.send(BASE, RIGHT)
    first = await trained(house)
    assert first is not None
    house.time.forward(days=1)
    await leo.send(BASE, WRONG)
    assert await trained(house) == first, "once passed, a worse try takes nothing away"
    async with house.database.read() as db:
        tries = (await db.execute(select(t.trainings.c.score, t.trainings.c.passed).order_by(t.trainings.c.id))).all()
    assert [tuple(one) for one in tries] == [(COURSE.enough - 1, False), (len(RIGHT), True), (0, False)]


async def test_what_is_left_out_is_said_and_the_rest_kept(leo: Visitor, house: House) -> None:
    some = {id: value for id, value in RIGHT.items() if id not in ("meet", "insta")}
    await leo.open(BASE)
    assert await leo.send(BASE, some | {"insta": "nope", "extra": "x" * 9000}) == 400
    assert "Il manque une réponse" in leo.text
    assert 'href="#meet"' in leo.html
    assert leo.html.count(" checked") == len(some)
    assert await leo.send(BASE, {}) == 400
    async with house.database.read() as db:
        assert (await db.execute(select(t.trainings.c.id))).all() == []


async def test_in_the_language_of_the_page(leo: Visitor) -> None:
    await leo.open(f"{BASE}?lang=ar", lang="ar")
    assert 'lang="ar" dir="rtl"' in leo.html
    assert "تدريب المرشدين" in leo.text
    await leo.open(f"{BASE}?lang=en", lang="en")
    assert "Training for mentors" in leo.text


async def test_only_the_team_and_only_with_their_own_form(leo: Visitor, house: House, team: str) -> None:
    await leo.open(BASE)
    assert await leo.send(BASE, RIGHT, token="") == 403
    assert await leo.send(BASE, RIGHT, origin="https://else.example") == 403
    assert await trained(house) is None
    async with visitor(team) as host:
        await sign_in(host, house, "host", "Chez Momo")
        assert await host.open(BASE) == 403


async def test_an_association_has_its_own(house: House, tmp_path: Path) -> None:
    for path in SHIPPED.glob("*.yaml"):
        (tmp_path / path.name).write_text(
            path.read_text("utf-8").replace("La formation des mentors", "Chez nous"), "utf-8"
        )
    async with team_site(house, None, folder=tmp_path) as base, visitor(base) as who:
        await sign_in(who, house, "mentor", "Léo")
        await who.open(BASE)
        assert "Chez nous" in who.text
