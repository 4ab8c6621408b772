"""Asking a strict server: politely, briefly, and never twice for the same."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from bot.errors import Unavailable
from bot.maps.client import QUEUE_S, REMEMBERED, Maps, Pace
from bot.maps.services import SERVICES, Hit
from bot.people.resolvers import commune
from flows.events import JsonValue
from tests.fakes.geocoder import FakeGeocoder, Kind


@dataclass
class Watch:
    """Seconds that only pass when somebody waits."""

    at: float = 100.0
    waited: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.at

    async def pause(self, seconds: float) -> None:
        self.waited.append(round(seconds, 3))
        self.at += seconds


def named(hit: Hit) -> Mapping[str, JsonValue] | None:
    return commune(hit.insee, hit.lat, hit.lon, hit.town)


def maps(server: FakeGeocoder, watch: Watch | None = None, whole_s: float = 8.0) -> Maps:
    watch, service = watch or Watch(), SERVICES[server.kind]
    pace = Pace(service.every_s, watch.now, watch.pause)
    return Maps(service, named, "Passerelle (https://chat.example.org)", pace, b"by chance", server.url, whole_s)


@pytest.mark.parametrize("kind", ["geoplateforme", "nominatim"])
async def test_a_quarter_is_found_in_its_town(kind: Kind) -> None:
    async with FakeGeocoder(kind).listening() as server:
        found = await maps(server).find("La Noue")
        assert [place["name"] for place in found] == ["Bagnolet"]
        assert found[0] == {"insee": "93006", "name": "Bagnolet", "dep": "93"}
        several = await maps(server).find("rue de la Guinguette")
        assert [place["name"] for place in several] == ["Pantin", "Bagnolet"]
        assert await maps(server).find("Atlantide") == []
    assert (server.refused, server.asked[0]) == ([], "La Noue")


async def test_the_same_words_are_asked_once_and_not_all_are_remembered() -> None:
    async with FakeGeocoder().listening() as server:
        asking = maps(server)
        for _ in range(3):
            await asking.find("La Noue")
        await asking.find("la noue")
        assert len(server.asked) == 1
        for number in range(REMEMBERED):
            await asking.find(f"nulle part {number}")
        await asking.find("la noue")
        assert len(server.asked) == REMEMBERED + 2


async def test_one_question_a_second_and_no_long_queue() -> None:
    watch = Watch()
    async with FakeGeocoder("nominatim").listening() as server:
        asking = maps(server, watch)
        for number in range(3):
            await asking.find(f"rue {number}")
        assert watch.waited == [1.0, 1.0]
    pace = Pace(1.0, lambda: 0.0, Watch().pause)
    for _ in range(int(QUEUE_S) + 1):
        await pace.turn()
    with pytest.raises(Unavailable):
        await pace.turn()


@pytest.mark.parametrize("mood", ["broken", "huge", "failing", "away", "elsewhere", "slow", "dripping"])
async def test_a_server_in_a_bad_mood_is_no_answer(mood: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "bot"):
        async with FakeGeocoder(mood=mood).listening() as server:
            asking = maps(server, whole_s=0.2)
            with pytest.raises(Unavailable) as failed:
                await asking.find("12 rue Zoubeida")
            server.mood = "fine"
            assert await asking.find("la noue"), "what failed is not remembered"
    assert "Zoubeida" not in caplog.text + str(failed.value)


@pytest.mark.parametrize("kind", ["geoplateforme", "nominatim"])
async def test_another_country_is_no_answer_not_even_the_nearest_commune(kind: Kind) -> None:
    async with FakeGeocoder(kind).listening() as server:
        assert await maps(server).find("Grand Place de Tournai") == []


async def test_nobody_there() -> None:
    async with FakeGeocoder().listening() as server:
        asking = maps(server)
    with pytest.raises(Unavailable):
        await asking.find("la noue")
