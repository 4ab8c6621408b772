"""The API of the web chat, clause by clause of DESIGN §6."""

from __future__ import annotations

from hashlib import sha256

from bot.channels.model import FileRef
from flows.events import Located, Picked, Started, Tapped, Typed
from tests.bot.web.conftest import Client, Talk
from tests.bot.web.double import House

MESSAGE = {
    "seq", "from", "text", "choices", "controls", "expects", "files", "replaces", "many", "selected", "done", "clears",
}  # fmt: skip


async def test_no_key_starts_a_new_conversation_with_the_greeting(client: Client, house: House) -> None:
    answer = await Talk(client).say(locale="ar", source="affiche-gare")
    assert set(answer) == {"key", "seq", "locale", "dir", "mode", "messages"}
    assert (answer["locale"], answer["dir"], answer["mode"]) == ("ar", "rtl", "bot")
    assert [m["from"] for m in answer["messages"]] == ["bot", "bot"]
    assert all(set(m) == MESSAGE for m in answer["messages"])
    assert answer["seq"] == answer["messages"][-1]["seq"] == 2
    first = house.taken[0]
    assert isinstance(first.said, Started)
    assert first.source == "affiche-gare"
    assert first.locales[0] == "ar"


async def test_the_key_is_long_and_only_its_hash_is_an_address(talk: Talk, house: House) -> None:
    assert len(talk.key) == 48
    assert set(house.people) == {sha256(talk.key.encode()).hexdigest()}


async def test_two_starts_with_the_same_id_are_two_people(client: Client, house: House) -> None:
    one, two = Talk(client), Talk(client)
    assert (await one.say())["key"] != (await two.say())["key"]
    assert len(house.people) == 2


async def test_words_that_come_first_are_heard(client: Client, house: House) -> None:
    answer = await Talk(client).say(text="sos")
    assert isinstance(house.taken[0].said, Typed)
    assert answer["messages"][0]["from"] == "bot"


async def test_everything_that_can_be_said(talk: Talk, house: House) -> None:
    await talk.say(choice="1.cv")
    await talk.say(choices=["2.cuisine", "2.papiers"])
    await talk.say(text="06 12 34 56 78")
    answer = await talk.say(place={"lat": 45.76, "lon": 4})
    assert [i.said for i in house.taken[1:]] == [
        Tapped("1.cv"),
        Picked(("2.cuisine", "2.papiers")),
        Typed("06 12 34 56 78"),
        Located(45.76, 4.0),
    ]
    assert [m["expects"] for m in answer["messages"]] == ["file"]
    assert answer["messages"][0]["controls"][0] == {"id": "!dontknow", "label": "Je ne sais pas"}


async def test_the_same_id_twice_gives_the_same_answer_once(talk: Talk, house: House, client: Client) -> None:
    body = {"key": talk.key, "id": "again", "choice": "1.cv"}
    first = await (await client.post("/api/chat", json=body)).json()
    second = await (await client.post("/api/chat", json=body)).json()
    assert first == second
    assert len(house.taken) == 2


async def test_ids_count_per_conversation(client: Client) -> None:
    one, two = Talk(client), Talk(client)
    for person in (one, two):
        await person.say()
        answer = await person.say(choice="1.cv")
        assert answer["messages"][0]["expects"] == "choices"


async def test_a_stale_choice_is_answered(talk: Talk) -> None:
    await talk.say(choice="1.cv")
    answer = await talk.say(choice="1.atelier")
    assert "première réponse" in answer["messages"][0]["text"]
    assert answer["messages"][0]["choices"] == [{"id": "!change", "label": "Changer"}]


async def test_messages_gives_the_whole_transcript_and_what_came_after(talk: Talk, client: Client) -> None:
    await talk.say(choice="1.cv")
    whole = await (await client.get("/api/chat/messages", params={"key": talk.key, "after": "0"})).json()
    assert [(m["seq"], m["from"]) for m in whole["messages"]] == [(1, "bot"), (2, "bot"), (3, "me"), (4, "bot")]
    assert whole["messages"][2]["text"] == "Faire mon CV"
    rest = await (await client.get("/api/chat/messages", params={"key": talk.key, "after": "3"})).json()
    assert [m["seq"] for m in rest["messages"]] == [4]
    assert rest["seq"] == 4


async def test_a_long_transcript_comes_whole(talk: Talk, client: Client, house: House) -> None:
    for n in range(450):
        house.later(talk.chat, f"ligne {n}")
    whole = await (await client.get("/api/chat/messages", params={"key": talk.key})).json()
    assert [m["seq"] for m in whole["messages"]] == list(range(1, 453))


async def test_a_changed_message_names_the_one_it_replaces(talk: Talk, client: Client, house: House) -> None:
    house.replace_last(talk.chat, "Et maintenant ?")
    whole = await (await client.get("/api/chat/messages", params={"key": talk.key, "after": "2"})).json()
    assert [(m["seq"], m["replaces"]) for m in whole["messages"]] == [(3, 2)]


async def test_files_have_an_address_that_works_without_a_key(talk: Talk, client: Client, house: House) -> None:
    ref = await house.put(1, "CV Amina é.pdf", "application/pdf", b"%PDF-1.7 x")
    house.later(talk.chat, "Voilà ton CV.", (FileRef(ref.id, ref.name, ref.type, "CV d’Amina"),))
    whole = await (await client.get("/api/chat/messages", params={"key": talk.key, "after": "2"})).json()
    [file] = whole["messages"][0]["files"]
    assert file == {"name": ref.name, "type": "application/pdf", "url": f"/files/{ref.id}", "alt": "CV d’Amina"}
    got = await client.get(file["url"])
    assert await got.read() == b"%PDF-1.7 x"
    assert got.headers["Content-Type"] == "application/pdf"
    assert got.headers["Content-Disposition"] == "attachment; filename*=UTF-8''CV%20Amina%20%C3%A9.pdf"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got.headers["Content-Security-Policy"]


async def test_a_key_opens_only_its_own(client: Client, talk: Talk, house: House) -> None:
    other = Talk(client)
    await other.say()
    await other.say(text="secret de l’autre")
    async with client.get("/api/chat/messages", params={"key": talk.key}) as response:
        assert "secret" not in await response.text()
    for key in (other.chat, other.key[:-1], other.key + "x", other.key.swapcase(), ""):
        for path in ("/api/chat/messages", "/api/chat/stream"):
            async with client.get(path, params={"key": key}) as response:
                assert response.status == 404
