"""A mentor hears of their appointments, where they asked for it; nobody's name goes along."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import Unavailable
from bot.i18n import translator
from bot.mentors.telling.appointments import Appointed, said
from bot.storage.types import micros
from flows.events import JsonValue
from tests.bot.mentors.rows import NOON
from tests.fakes.clock import FakeTime
from tests.fakes.team import FakeTeller

NEWS: dict[str, JsonValue] = {"account": 1, "what": "booked", "at": micros(NOON), "key": "7/0/booked"}


async def test_told_by_their_clock_and_no_name() -> None:
    teller = FakeTeller()
    await Appointed(FakeTime().clock, teller, translator)(5, NEWS)
    [(account, notice)] = teller.told
    assert (account, notice.key, notice.page, notice.urgent) == (1, "mentor/7/0/booked", "/mentor", False)
    assert notice.text == "Un rendez-vous est réservé avec vous : samedi 21 novembre, 13:00."


@pytest.mark.parametrize(("what", "urgent"), [("moved", False), ("cancelled", False), ("soon", True), ("now", True)])
async def test_the_hour_they_chose_may_ring_at_night(what: str, urgent: bool) -> None:
    teller = FakeTeller()
    await Appointed(FakeTime().clock, teller, translator)(5, {**NEWS, "what": what})
    assert teller.notices[0].urgent is urgent


async def test_nothing_strange_is_told_and_what_failed_is_tried_again() -> None:
    teller = FakeTeller()
    strange: list[dict[str, JsonValue]] = [{}, {"account": "1"}, {"account": 1, "what": "booked"}]
    for payload in strange:
        await Appointed(FakeTime().clock, teller, translator)(5, payload)
    assert teller.told == []
    teller.answer = None
    with pytest.raises(Unavailable):
        await Appointed(FakeTime().clock, teller, translator)(5, NEWS)


async def test_what_could_not_be_told_in_time_is_dropped() -> None:
    teller, time = FakeTeller(answer=None), FakeTime()
    soon, tell = (
        NEWS | {"what": "soon", "until": micros(NOON + timedelta(hours=1))},
        Appointed(time.clock, teller, translator),
    )
    with pytest.raises(Unavailable):
        await tell(5, soon)
    teller.answer = True
    time.forward(hours=1)
    await tell(5, soon)
    assert teller.told == []
    await tell(5, NEWS | {"until": None})
    assert [notice.key for notice in teller.notices] == ["mentor/7/0/booked"]


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
def test_all_news_have_words(locale: str) -> None:
    words = translator(locale)
    assert len({said(what, "x", words) for what in ("booked", "moved", "cancelled", "soon", "now")}) == 5
