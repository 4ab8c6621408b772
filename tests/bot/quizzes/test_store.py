from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bot.cvs.store import learned
from bot.quizzes import store
from bot.quizzes.model import Round
from bot.storage.engine import Database
from bot.storage.tables.quizzes import quiz_results
from tests.bot.quizzes.conftest import NOON

GOOD = Round("droits", "Mes droits", 7, 8, won=True)


async def test_the_best_round_stays_and_a_badge_too(house: Database) -> None:
    async with house.write() as db:
        for score in (3, 7, 5):
            one = replace(GOOD, score=score, won=score > 5)
            assert await store.note(db, NOON + timedelta(hours=score), 1, one) is False
        row = (await db.execute(select(quiz_results))).one()
        assert (row.best, row.questions, row.badge, row.done_at) == (7, 8, True, NOON + timedelta(hours=5))
        assert await store.badges(db, 1) == 1


async def test_what_counts_is_the_share_of_good_answers(house: Database) -> None:
    """Staff may have taken a question out, or added some."""
    async with house.write() as db:
        await store.note(db, NOON, 1, replace(GOOD, score=3, questions=4))
        await store.note(db, NOON, 1, replace(GOOD, score=5, questions=10))
        await store.note(db, NOON, 1, replace(GOOD, score=4, questions=5))
        row = (await db.execute(select(quiz_results))).one()
        assert (row.best, row.questions) == (4, 5)


async def test_of_who_has_agreed_to_nothing_nothing_is_kept(house: Database) -> None:
    async with house.write() as db:
        assert await store.note(db, NOON, 2, GOOD) is None
        assert not await store.to_cv(db, 2, "droits")
        assert (await db.execute(select(quiz_results))).all() == []


async def test_only_a_badge_goes_on_the_cv_in_the_words_of_its_language(house: Database) -> None:
    async with house.write() as db:
        await store.note(db, NOON, 1, replace(GOOD, score=2, won=False))
        assert not await store.to_cv(db, 1, "droits")
        assert await learned(db, 1, "fr") == []
        await store.note(db, NOON, 1, GOOD)
        await store.note(db, NOON - timedelta(days=40), 1, replace(GOOD, quiz="maison", title="Chez nous"))
        assert await learned(db, 1, "fr") == [], "they were not asked yet"
        assert await store.to_cv(db, 1, "droits")
        assert await store.to_cv(db, 1, "maison")
        assert await store.note(db, NOON, 1, GOOD) is True, "it is there already"
        told = [[(extra.title, extra.start) for extra in await learned(db, 1, at)] for at in ("fr", "en")]
    assert told == [
        [("Bases du droit du travail", "2026-11"), ("Chez nous", "2026-10")],
        [("Basics of French labour law", "2026-11"), ("Chez nous", "2026-10")],
    ]


async def test_given_to_the_person_and_erased(house: Database) -> None:
    async with house.write() as db:
        await store.note(db, NOON, 1, GOOD)
        one = {"quiz": "droits", "best": 7, "of": 8, "on_cv": False, "done_at": NOON.isoformat()}
        assert await store.export(db, 1) == {"quizzes": [one]}
        await store.erase(db, 1)
        assert await store.export(db, 1) == {"quizzes": []}
