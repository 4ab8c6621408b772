"""What the API takes, in its nastiest shape: a clear 4xx, nothing done; odd words arrive as they are."""

from __future__ import annotations

import json

import pytest

from flows.events import Picked, Tapped, Typed
from tests.bot.web.conftest import Client, Talk
from tests.bot.web.double import House

KEY = "k" * 48
BAD_BODIES: dict[str, bytes] = {
    "empty": b"",
    "not json": b"{",
    "two documents": b"{}{}",
    "a list": b"[]",
    "null": b"null",
    "deep": b"[" * 100_000,
    "latin-1": '{"key": null, "id": "é"}'.encode("latin-1"),
    "lone surrogate": b'{"key": null, "id": "1", "text": "\\ud800"}',
    "NUL in a text": b'{"key": null, "id": "1", "text": "a\\u0000b"}',
    "NUL in an id": b'{"key": null, "id": "\\u0000"}',
    "no id": b'{"key": null}',
    "empty id": b'{"key": null, "id": ""}',
    "long id": json.dumps({"key": None, "id": "x" * 65}).encode(),
    "number as id": b'{"key": null, "id": 1}',
    "number as key": b'{"key": 1, "id": "1"}',
    "list as text": b'{"key": null, "id": "1", "text": ["a"]}',
    "object as choice": b'{"key": null, "id": "1", "choice": {"id": "x"}}',
    "empty choice": b'{"key": null, "id": "1", "choice": ""}',
    "long choice": json.dumps({"key": None, "id": "1", "choice": "é" * 33}).encode(),
    "text as choices": b'{"key": null, "id": "1", "choices": "x"}',
    "many choices": json.dumps({"key": None, "id": "1", "choices": ["x"] * 101}).encode(),
    "null among choices": b'{"key": null, "id": "1", "choices": [null]}',
    "place without lon": b'{"key": null, "id": "1", "place": {"lat": 1}}',
    "place as text": b'{"key": null, "id": "1", "place": {"lat": "1", "lon": "2"}}',
    "place off the earth": b'{"key": null, "id": "1", "place": {"lat": 91, "lon": 2}}',
    "place nowhere": b'{"key": null, "id": "1", "place": {"lat": NaN, "lon": Infinity}}',
    "place true": b'{"key": null, "id": "1", "place": {"lat": true, "lon": false}}',
    "strange locale": b'{"key": null, "id": "1", "locale": "../../etc"}',
    "long source": json.dumps({"key": None, "id": "1", "source": "x" * 65}).encode(),
    "two things": b'{"key": null, "id": "1", "text": "a", "choice": "b"}',
    "10^5 characters": json.dumps({"key": None, "id": "1", "text": "x" * 100_000}).encode(),
    "1 MB": json.dumps({"key": None, "id": "1", "text": "x" * 1_000_000}).encode(),
    "unknown key": json.dumps({"key": KEY, "id": "1", "text": "allô"}).encode(),
    "no key at all": b'{"key": "", "id": "1", "text": "a"}',
    "path as key": b'{"key": "../../../../etc/passwd", "id": "1", "text": "a"}',
    "SQL as key": b'{"key": "\' OR 1=1 --0123456789", "id": "1", "text": "a"}',
}


@pytest.mark.parametrize("name", BAD_BODIES)
async def test_a_bad_body_is_refused_in_words_and_does_nothing(client: Client, house: House, name: str) -> None:
    async with client.post(
        "/api/chat", data=BAD_BODIES[name], headers={"Content-Type": "application/json"}
    ) as response:
        assert 400 <= response.status < 500, await response.text()
        answer = await response.json()
    assert set(answer) == {"error", "message"}
    assert answer["message"]
    assert house.taken == []
    assert "passwd" not in answer["message"]


async def test_a_body_of_another_type_is_415(client: Client) -> None:
    async with client.post("/api/chat", data=b'{"key": null, "id": "1"}', headers={"Content-Type": "text/plain"}) as r:
        assert r.status == 415


async def test_a_known_key_with_nothing_to_say(client: Client, talk: Talk, house: House) -> None:
    for said in ({}, {"text": ""}, {"text": " \n\t"}, {"locale": "ar"}):
        async with client.post("/api/chat", json={"key": talk.key, "id": "n", **said}) as response:
            assert (response.status, (await response.json())["error"]) == (400, "nothing_said")
    assert len(house.taken) == 1


ODD_WORDS = {
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "formula": '=HYPERLINK("http://evil")',
    "marks": "\u200b\u202e\u2066Amina\u2069\ufeff",
    "10,000 characters": "é" * 10_000,
    "template": "{{ 7*7 }} {% raw %} ${7*7}",
    "scripts": "أمينة 李 Аміна 👩🏽‍🔧",
    "line breaks": "a\r\nb\u2028c",
}


@pytest.mark.parametrize("name", ODD_WORDS)
async def test_odd_words_arrive_as_they_are(talk: Talk, house: House, name: str) -> None:
    await talk.say(text=ODD_WORDS[name])
    assert house.taken[-1].said == Typed(ODD_WORDS[name])


async def test_unknown_choices_are_the_flows_business(talk: Talk, house: House) -> None:
    await talk.say(choice="zzz")
    await talk.say(choices=[])
    assert [i.said for i in house.taken[1:]] == [Tapped("zzz"), Picked(())]
