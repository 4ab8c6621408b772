"""A mentor hears of their appointments, where they asked for it; nobody's name goes along."""

from __future__ import annotations

import pytest

from bot.errors import Unavailable
from bot.i18n import translator
from bot.mentors.telling.appointments import Appointed, said
from bot.storage.types import micros
from flows.events import JsonValue
from tests.bot.mentors.rows import NOON
from tests.fakes.team import FakeTeller

NEWS: dict[str, JsonValue] = {"account": 1, "what": "booked", "at": micros(NOON), "key": "7/0/booked"}


async def test_told_by_their_clock_and_no_name() -> None:
    teller = FakeTeller()
    await Appointed(teller, translator)(5, NEWS)
    [(account, notice)] = teller.told
    assert (account, notice.key, notice.page, notice.urgent) == (1, "mentor/7/0/booked", "/mentor", False)
    assert notice.text == "Un rendez-vous est réservé avec vous : samedi 21 novembre, 13:00."


@pytest.mark.parametrize(("what", "urgent"), [("moved", False), ("cancelled", False), ("soon", True), ("now", True)])
async def test_the_hour_they_chose_may_ring_at_night(what: str, urgent: bool) -> None:
    teller = FakeTeller()
    await Appointed(teller, translator)(5, {**NEWS, "what": what})
    assert teller.notices[0].urgent is urgent


async def test_nothing_strange_is_told_and_what_failed_is_tried_again() -> None:
    teller = FakeTeller()
    strange: list[dict[str, JsonValue]] = [{}, {"account": "1"}, {"account": 1, "what": "booked"}]
    for payload in strange:
        await Appointed(teller, translator)(5, payload)
    assert teller.told == []
    teller.answer = None
    with pytest.raises(Unavailable):
        await Appointed(teller, translator)(5, NEWS)


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
def test_all_news_have_words(locale: str) -> None:
    words = translator(locale)
    assert len({said(what, "x", words) for what in ("booked", "moved", "cancelled", "soon", "now")}) == 5
