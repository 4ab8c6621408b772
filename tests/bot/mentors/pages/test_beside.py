"""What stands beside an open conversation goes on with it; for nobody else."""

from __future__ import annotations

import re

from bot.mentors.pages.beside import RECENT
from tests.bot.mentors.pages.house import House, mentor
from tests.bot.mentors.pages.test_conversation import taken, theirs
from tests.bot.web.rooms import Visitor

ANGRY = "ferme ta gueule tu sers à rien"


def offered(html: str) -> list[str]:
    return re.findall(r'data-text="([^"]+)"', html)


async def test_a_rising_tone_is_met_with_sentences_for_the_box(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await theirs(house, "wesh j’ai un taf")
    assert await lina.open(f"{path}/beside?seq=1") == 200
    assert re.search(r"<dt[^>]*>taf</dt>", lina.html)
    assert offered(lina.html) == []
    await theirs(house, ANGRY, first=2)
    await lina.open(f"{path}/beside?seq=2")
    assert "Le ton monte" in lina.text
    assert offered(lina.html)
    await lina.open(path)
    assert "Le ton monte" in lina.text, "the same on the page"


async def test_what_was_long_ago_is_no_longer_the_tone(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await theirs(house, ANGRY, *(f"d’accord {at}" for at in range(RECENT)))
    await lina.open(f"{path}/beside?seq={RECENT + 1}")
    assert "Le ton monte" not in lina.text
    for nonsense in ("", "?seq=", "?seq=x", "?seq=-5", "?seq=" + "9" * 30):
        assert await lina.open(f"{path}/beside{nonsense}") == 200


async def test_of_somebody_elses_conversation_nothing_is_told(lina: Visitor, omar: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await theirs(house, ANGRY)
    await mentor(omar, house, "Omar")
    assert await omar.open(f"{path}/beside?seq=1") == 404
    assert "Le ton monte" not in omar.text
