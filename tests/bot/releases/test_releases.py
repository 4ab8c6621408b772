"""Revisions and releases, on both databases: what is served, what is kept for who began before, what upgrades do."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace

import pytest
from sqlalchemy import insert

from bot.errors import Misconfigured
from bot.library import engine_texts, shipped
from bot.offering import Shipped
from bot.ports import Domain, Outcome, Turn
from bot.releases import store
from bot.releases.model import Release, Written
from bot.releases.opening import opened, parsed_value
from bot.releases.shelf import Shelf, composed, rewritten
from bot.releases.shipping import NOTE, ship
from bot.storage import reviews
from bot.storage.engine import Database
from bot.storage.reviews import Review
from bot.storage.tables.conversation import sessions
from bot.storage.tables.people import people
from flows.model import Library
from flows.phrases import PHRASES
from flows.text import Texts
from tests.fakes.clock import FakeTime

TIME = FakeTime()
NOW = TIME.now()
ONE = "flow: one\ntitle: Un\nsteps:\n  - {id: name, ask: Ton nom ?, type: text, save: name}\n"
TWO = "flow: two\ntitle: Deux\nsteps:\n  - {id: hi, say: Salut.}  # un mot\n"


def one(source: str = ONE, **english: str) -> Written:
    texts = {f"one/name/{field}": text for field, text in english.items()}
    return Written("one", source, {"en": texts} if texts else {})


def two(source: str = TWO) -> Written:
    return Written("two", source, {})


async def start(database: Database, *files: Written) -> Release:
    """As a start of the service with these files."""
    async with database.write() as db:
        made = await ship(db, [(file, parsed_value(file.source)) for file in files], NOW, await store.newest(db))
    assert made is not None
    return made


async def staff(
    database: Database,
    written: Written | None,
    flow: str = "one",
    moves: dict[str, str] | None = None,
    on: dict[str, int] | None = None,
) -> Release | None:
    """Publishes over what is served, or over what the author saw (`on`); None takes the flow out."""
    async with database.write() as db:
        served = await store.newest(db)
        assert served is not None
        based_on = {flow: (on or served.flows).get(flow)}
        revision = None
        if written is not None:
            revision = await store.add(db, written, parsed_value(written.source), origin="staff", by=None, now=NOW)
        return await store.publish(
            db, {flow: revision}, based_on=based_on, moves=moves or {}, note="mieux", by=None, now=NOW
        )


async def shelf(database: Database) -> Shelf:
    found = Shelf(Library({}, Texts({}, {})), texts=engine_texts())
    await found.refresh(database)
    return found


async def somebody_at(database: Database, person: int, spot: str, release: int) -> None:
    async with database.write() as db:
        await db.execute(insert(people).values(id=person, locale="fr", created_at=NOW, last_seen_at=NOW))
        await db.execute(insert(sessions).values(person_id=person, state=b"x", spot=spot, release=release))


# -- what we ship ---------------------------------------------------------------------------------------------
async def test_the_first_start_serves_the_files_and_the_next_changes_nothing(database: Database) -> None:
    first = await start(database, one(ask="Your name?"), two())
    assert (first.note, sorted(first.flows)) == (NOTE, ["one", "two"])
    assert await start(database, one(ask="Your name?"), two()) == first
    served = (await shelf(database)).library
    assert sorted(served.flows) == ["one", "two"]
    assert served.texts.get("en", "one/name/ask", lambda _: "") == "Your name?"
    assert served.texts.get("ar", "engine/yes", lambda _: "") == "نعم"


async def test_a_changed_file_is_served_and_one_that_is_gone_is_not(database: Database) -> None:
    await start(database, one(), two())
    later = await start(database, one(ONE.replace("Ton nom", "Ton prénom")))
    assert sorted(later.flows) == ["one"]
    assert (await shelf(database)).library.texts.get("fr", "one/name/ask", lambda _: "").startswith("Ton prénom")


async def test_a_translation_alone_is_a_change(database: Database) -> None:
    first = await start(database, one(ask="Your name?"))
    assert (await start(database, one(ask="Your first name?"))).id > first.id


async def test_what_staff_changed_stays_through_an_upgrade(database: Database) -> None:
    await start(database, one(), two())
    theirs = await staff(database, one(ONE.replace("Ton nom", "Comment tu t'appelles")))
    assert theirs is not None
    upgraded = await start(database, one(ONE.replace("Ton nom", "Ton prénom")), two(TWO.replace("Salut", "Coucou")))
    assert upgraded.flows["one"] == theirs.flows["one"]
    assert upgraded.flows["two"] != theirs.flows["two"]
    async with database.read() as db:
        ours = (await store.shipped(db))["one"]
    assert "Ton prénom" in ours.written.source, "it is there to be offered"


async def test_what_staff_took_out_stays_out(database: Database) -> None:
    await start(database, one(), two())
    assert await staff(database, None, "two") is not None
    assert sorted((await start(database, one(), two(TWO.replace("Salut", "Coucou")))).flows) == ["one"]


async def test_going_back_to_a_shipped_one_stays_until_the_files_change(database: Database) -> None:
    first = await start(database, one())
    second = await start(database, one(ONE.replace("Ton nom", "Ton prénom")))
    async with database.write() as db:
        back = await store.publish(
            db, {"one": first.flows["one"]}, based_on=second.flows, moves={}, note="retour", by=None, now=NOW
        )
    assert back is not None
    assert await start(database, one(ONE.replace("Ton nom", "Ton prénom"))) == back
    third = await start(database, one(ONE.replace("Ton nom", "Qui es-tu")))
    assert third.flows["one"] not in (first.flows["one"], second.flows["one"])


# -- what staff publish ---------------------------------------------------------------------------------------
async def test_nobody_overwrites_what_somebody_else_published_meanwhile(database: Database) -> None:
    seen = dict((await start(database, one(), two())).flows)
    assert await staff(database, one(ONE.replace("Ton nom", "A")), on=seen) is not None
    assert await staff(database, one(ONE.replace("Ton nom", "B")), on=seen) is None
    assert await staff(database, two(TWO.replace("Salut", "Coucou")), "two", on=seen) is not None
    assert (await shelf(database)).library.texts.get("fr", "one/name/ask", lambda _: "").startswith("A")


async def test_ten_at_once_and_one_wins(database: Database) -> None:
    seen = dict((await start(database, one())).flows)
    tries = [staff(database, one(ONE.replace("Ton nom", f"Nom {at}")), on=seen) for at in range(10)]
    made = await asyncio.gather(*tries)
    assert sum(release is not None for release in made) == 1


async def test_the_same_text_again_is_the_same_revision(database: Database) -> None:
    first = await start(database, one())
    other, back = one(ONE.replace("Ton nom", "A")), one(ONE.replace("Ton nom", "B"))
    made = [await staff(database, written) for written in (other, other, back, other)]
    assert all(release is not None and release.id > first.id for release in made)
    assert made[0] == made[1], "nothing changed: no new release"
    async with database.read() as db:
        assert len(await store.of_flow(db, "one")) == 4
        assert [release.note for release in await store.releases(db)] == ["mieux"] * 3 + [NOTE]


# -- who is in the middle -------------------------------------------------------------------------------------
async def test_a_shelf_keeps_what_people_are_in_the_middle_of(database: Database) -> None:
    first = await start(database, one())
    await somebody_at(database, 1, "one/name", first.id)
    await somebody_at(database, 2, "", first.id)
    second = await staff(database, one(ONE.replace("id: name", "id: surname")), moves={"one/name": "surname"})
    third = await staff(database, one(ONE.replace("id: name", "id: who")), moves={"one/surname": "who"})
    assert second is not None
    assert third is not None
    found = await shelf(database)
    began = found.began(first.id)
    assert began is not None
    assert began.flows["one"].step("name")
    assert found.library.flows["one"].step("who")
    assert found.began(second.id) is None, "nobody is in the middle of it"
    assert found.moves(first.id) == {"one/name": "who", "one/surname": "who"}
    async with database.read() as db:
        assert await store.in_use(db) == {first.id: 1}
        assert await store.standing(db, "one") == {("name", first.id): 1}


async def test_names_with_a_bar_below_are_names(database: Database) -> None:
    await start(database, one())
    await somebody_at(database, 1, "oneXa/name", 1)
    await somebody_at(database, 2, "one_a/name", 1)
    async with database.read() as db:
        assert await store.standing(db, "one_a") == {("name", 1): 1}


async def test_nothing_new_is_not_read_again(database: Database) -> None:
    await start(database, one())
    found = await shelf(database)
    library = found.library
    assert not await found.refresh(database)
    assert found.library is library


async def test_a_language_opens_when_its_texts_are_read_over(database: Database) -> None:
    """Nothing is published: the other processes serve it, too, when they look."""
    source = "flow: welcome\ntitle: A\nsteps:\n  - {id: x, say: Salut.}\n"
    texts = {"welcome//title": "A", "welcome/x/say": "Hola."}
    await start(database, Written("welcome", source, {"es": texts}))
    engine = {"es": {key: f"es {text}" for key, text in PHRASES.items() if "{" not in text}}
    found = Shelf(Library({}, Texts({}, {})), texts=engine, catalogs={"es": Shipped("es", draft=True)})
    assert await found.refresh(database)
    assert "es" not in found.library.offered
    there = found.library.texts.catalogs["es"]
    done = [key for key in there if key.startswith(("welcome/", "engine/sos"))]
    reviews_of = [Review("flows", "es", key, "", there[key], reviewed=True, by=None, at=NOW) for key in done]
    async with database.write() as db:
        await reviews.keep(db, reviews_of)
    assert await found.refresh(database)
    assert "es" in found.library.offered
    assert not await found.refresh(database)
    async with database.write() as db:
        await reviews.keep(db, [replace(reviews_of[0], reviewed=False)])
    assert await found.refresh(database), "in the same instant, as another process may write"
    assert "es" not in found.library.offered


def test_moves_lead_on() -> None:
    def release(id: int, **moves: str) -> Release:
        return Release(id, {}, {f"a/{spot}": target for spot, target in moves.items()}, "", None, NOW)

    assert composed([release(2, b="c"), release(1, x="b")]) == {"a/x": "c", "a/b": "c"}


# -- at the start ---------------------------------------------------------------------------------------------
async def test_ours_are_served_whole(database: Database) -> None:
    found = await shelf_of_ours(database)
    assert set(found.library.flows) == {written.flow for written in shipped()}
    assert set(found.library.locales) == {"fr", "en", "ar", "es", "pt", "uk"}


async def shelf_of_ours(database: Database) -> Shelf:
    files = shipped()
    await start(database, *files)
    return await shelf(database)


async def test_a_file_with_an_error_stops_the_start(database: Database) -> None:
    with pytest.raises(Misconfigured, match="unknown_action"):
        await opened(None, database, TIME.clock, [])


async def test_the_next_start_serves_the_same(database: Database) -> None:
    first = await shelf_of_ours(database)
    steps = [step for flow in first.library.flows.values() for step in flow.steps]

    async def nothing(turn: Turn, answers: Mapping[str, object], args: Mapping[str, object]) -> Outcome:
        return Outcome()

    room = Domain("all", actions={step.do: nothing for step in steps if step.do})
    again = await opened(None, database, TIME.clock, [room])
    assert (again.number, again.library.flows) == (first.number, first.library.flows)


# -- versions of the service ----------------------------------------------------------------------------------
async def test_back_to_the_version_before_and_on_again(database: Database) -> None:
    old, new = one(), one(ONE.replace("Ton nom", "Ton prénom"))
    for file in (old, new, old, new, new):
        await start(database, file)
        asked = (await shelf(database)).library.texts.get("fr", "one/name/ask", lambda _: "")
        assert asked.startswith("Ton prénom" if file is new else "Ton nom")


async def test_what_staff_went_back_to_stays_though_we_shipped_it_before(database: Database) -> None:
    old, new = one(), one(ONE.replace("Ton nom", "Ton prénom"))
    for file in (old, new, old):
        await start(database, file)
    async with database.read() as db:
        second = next(found for found in await store.of_flow(db, "one") if found.written.digest == new.digest)
        served = await store.newest(db)
    assert served is not None
    async with database.write() as db:
        back = await store.publish(
            db, {"one": second.id}, based_on=served.flows, moves={}, note="retour", by=None, now=NOW
        )
    assert await start(database, old) == back


async def newer(database: Database, source: str) -> None:
    """Published by a process of a newer version, whose words this one may not know."""
    written = one(source)
    async with database.write() as db:
        served = await store.newest(db)
        assert served is not None
        id = await store.add(db, written, parsed_value(source), origin="staff", by=None, now=NOW)
        await store.publish(db, {"one": id}, based_on=served.flows, moves={}, note="", by=None, now=NOW)


class Ear(logging.Handler):
    """Says that something was logged."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.set()


async def test_a_word_of_a_newer_format_is_not_served_and_stops_nothing(database: Database) -> None:
    await start(database, one())
    found = await shelf(database)
    before = found.library
    await newer(database, ONE + "  - {id: x, ask: Quoi ?, type: text, tomorrow: yes}\n")
    with pytest.raises(ValueError, match="another version"):
        await found.refresh(database)
    ear = Ear()
    logging.getLogger("bot.releases.shelf").addHandler(ear)
    running = asyncio.create_task(found.run(database, every=0))
    await ear.heard.wait()
    logging.getLogger("bot.releases.shelf").removeHandler(ear)
    assert not running.done()
    assert found.library is before
    running.cancel()


async def test_who_began_with_what_can_no_longer_be_walked_is_led(database: Database) -> None:
    first = await start(database, one(ONE + "  - {id: x, do: old.deed}\n"))
    await somebody_at(database, 1, "one/name", first.id)
    await start(database, one())
    found = Shelf(Library({}, Texts({}, {})), texts=engine_texts(), actions={"new.deed"})
    await found.refresh(database)
    assert found.began(first.id) is None
    assert found.library.flows["one"].step("name")


def test_what_the_engine_says_is_said_better_only_for_todays_french_and_with_its_values() -> None:
    ours = {"es": {"engine/back": "Volver", "engine/menu": "Menú"}}
    french = PHRASES["engine/back"]
    said = {
        ("es", "engine/back"): (french, "Atrás"),
        ("es", "engine/menu"): ("Un autre français", "Otro"),
        ("es", "engine/done"): (PHRASES["engine/done"], "Hecho {name}"),
        ("es", "engine/nothing"): ("Rien", "Nada"),
        ("tr", "engine/back"): (french, "Geri"),
    }
    assert rewritten(ours, said) == {
        "es": {"engine/back": "Atrás", "engine/menu": "Menú"},
        "tr": {"engine/back": "Geri"},
    }
    assert ours["es"]["engine/back"] == "Volver"
