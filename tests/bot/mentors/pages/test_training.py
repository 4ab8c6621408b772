"""The training on its page: one question at a time, explained, passed once and for all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.mentors.pages.training import BASE
from bot.mentors.store.training import LEFT, retain
from bot.storage.tables import mentors as t
from flows.loader import load
from flows.model import TRAINING, Library
from tests.bot.mentors.course import RIGHT, WRONG
from tests.bot.mentors.pages.house import House, sign_in
from tests.bot.mentors.pages.office import team_site
from tests.bot.web.rooms import Visitor, visitor

MOST, ENOUGH = len(RIGHT), 12


async def trained(house: House) -> object:
    async with house.database.read() as db:
        return await db.scalar(select(t.mentors.c.trained_at))


async def tries(house: House) -> list[tuple[int, int, bool]]:
    async with house.database.read() as db:
        query = select(t.trainings.c.score, t.trainings.c.most, t.trainings.c.passed).order_by(t.trainings.c.id)
        return [(row.score, row.most, row.passed) for row in await db.execute(query)]


async def tap(who: Visitor, done: int, choice: str) -> None:
    assert await who.send(BASE, {"done": str(done), "tap": choice}) == 200


async def go(who: Visitor, answers: list[str]) -> None:
    await who.open(BASE)
    for done, choice in enumerate(answers):
        await tap(who, done, choice)


def so_many(right: int) -> list[str]:
    return [*list(RIGHT.values())[:right], *list(WRONG.values())[right:]]


async def test_passed_and_explained_as_it_goes(leo: Visitor, house: House) -> None:
    assert await leo.open(BASE) == 200
    assert "1/15" in leo.text
    assert "Plutôt" not in leo.text
    await tap(leo, 0, next(iter(WRONG.values())))
    assert "Plutôt" in leo.text
    assert "« Le seum »" in leo.text.replace("\u202f", " ").replace("\u00a0", " ")
    assert "2/15" in leo.text
    assert await trained(house) is None
    for done, choice in enumerate([*RIGHT.values()][1:], 1):
        await tap(leo, done, choice)
    assert f"{MOST - 1} sur {MOST}. Merci" in leo.text
    assert await trained(house) == house.time.now()
    assert 'name="tap"' not in leo.html


async def test_one_too_few_is_not_enough_and_can_be_done_again(leo: Visitor, house: House) -> None:
    await go(leo, so_many(ENOUGH - 1))
    assert f"il en faut {ENOUGH}" in leo.text
    assert await trained(house) is None
    assert await leo.send(BASE, {"again": "1"}) == 200
    await go(leo, so_many(MOST))
    first = await trained(house)
    assert first is not None
    house.time.forward(days=1)
    await leo.send(BASE, {"again": "1"})
    await go(leo, so_many(0))
    assert await trained(house) == first, "once passed, a worse try takes nothing away"
    assert await tries(house) == [(ENOUGH - 1, MOST, False), (MOST, MOST, True), (0, MOST, False)]


async def test_twice_late_forged_and_empty(leo: Visitor, house: House) -> None:
    first, second = [*RIGHT.values()][:2]
    await go(leo, [first])
    await tap(leo, 0, first)
    assert "2/15" in leo.text
    assert "3/15" not in leo.text
    for choice in ("", "nope", "!back", "!menu", first, "x" * 9000):
        await tap(leo, 1, choice)
    assert await leo.send(BASE, {"done": "1", "text": "menu"}) == 200
    assert await leo.send(BASE, {"tap": second}) == 200
    assert "3/15" not in leo.text
    await tap(leo, 1, second)
    assert "3/15" in leo.text
    async with house.database.read() as db:
        assert await db.scalar(select(t.training_goes.c.done)) == 2


async def test_the_last_answer_sent_twice_is_one_try(leo: Visitor, house: House) -> None:
    await go(leo, so_many(MOST))
    await tap(leo, MOST - 1, [*RIGHT.values()][-1])
    assert await tries(house) == [(MOST, MOST, True)]


async def test_it_goes_on_where_it_was_left_and_is_gone_after_a_month(leo: Visitor, house: House) -> None:
    await go(leo, so_many(MOST)[:3])
    house.time.forward(days=LEFT.days)
    await leo.open(BASE)
    assert "4/15" in leo.text
    async with house.database.write() as db:
        assert await retain(db, house.time.now()) == 0
        assert await retain(db, house.time.now() + timedelta(seconds=1)) == 1
    await leo.open(BASE)
    assert "4/15" not in leo.text


async def test_in_the_language_of_the_page(leo: Visitor) -> None:
    await leo.open(f"{BASE}?lang=ar", lang="ar")
    assert 'lang="ar" dir="rtl"' in leo.html
    assert "تدريب المرشدين" in leo.text
    await leo.open(f"{BASE}?lang=en", lang="en")
    assert "Training for mentors" in leo.text


async def test_only_the_team_and_only_with_their_own_form(leo: Visitor, house: House, team: str) -> None:
    await leo.open(BASE)
    form = {"done": "0", "tap": next(iter(RIGHT.values()))}
    assert await leo.send(BASE, form, token="") == 403
    assert await leo.send(BASE, form, origin="https://else.example") == 403
    await leo.open(BASE)
    assert "2/15" not in leo.text
    async with visitor(team) as host:
        await sign_in(host, house, "host", "Chez Momo")
        assert await host.open(BASE) == 403


OWN = f"""
flow: {TRAINING}
title: Chez nous
steps:
  - id: lues
    ask: Vous avez lu quoi ?
    choose: many
    dontknow: no
    choices:
      a: {{label: La charte, score: 1}}
      b: {{label: Le guide, score: 1}}
  - id: mot
    ask: Un mot ?
    type: text
    dontknow: no
  - id: fin
    say: Merci, {{score}}.
"""


def own(text: str) -> Library:
    library = load({"a.yaml": text}).library
    assert library is not None
    return library


@pytest.mark.parametrize(("picked", "passed"), [(("a", "b"), True), (("a",), False)])
async def test_an_association_writes_its_own_with_boxes_and_words(
    house: House, picked: tuple[str, ...], passed: bool
) -> None:
    library = own(OWN)
    async with team_site(house, None, library=lambda: library) as base, visitor(base) as who:
        await sign_in(who, house, "mentor", "Léo")
        await who.open(BASE)
        assert "Chez nous" in who.text
        await who.send(BASE, [("done", "0"), *(("pick", id) for id in picked)])
        assert 'name="text"' in who.html
        await who.send(BASE, {"done": "1", "text": "  "})
        await who.send(BASE, {"done": "1", "text": "Salut"})
        assert ("Réussi" in who.text) is passed
        assert await tries(house) == [(len(picked), 2, passed)]


async def test_what_staff_publish_is_played_from_the_next_page_on(house: House) -> None:
    served = [own(OWN)]
    async with team_site(house, None, library=lambda: served[-1]) as base, visitor(base) as who:
        await sign_in(who, house, "mentor", "Léo")
        await who.open(BASE)
        await who.send(BASE, [("done", "0"), ("pick", "a"), ("pick", "b")])
        served.append(own(OWN.replace("      b: {label: Le guide, score: 1}\n", "")))
        await who.open(BASE)
        assert "Vous avez lu quoi" in who.text
        assert 'name="text"' not in who.html
        await who.send(BASE, [("done", "0"), ("pick", "a")])
        await who.send(BASE, {"done": "1", "text": "Salut"})
        assert await tries(house) == [(1, 1, True)]
