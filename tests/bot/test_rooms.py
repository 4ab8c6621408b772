"""What all rooms together keep of a person: theirs to read, and gone when they say so."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef, Message
from bot.config import load
from bot.cvs import store as cvs_store
from bot.cvs.model import Remarks
from bot.letters import store as letters_store
from bot.people.actions import everything, everywhere
from bot.ports import Domain, Mail
from bot.quizzes import store as quiz_store
from bot.quizzes.model import Round
from bot.received import store as received_store
from bot.rooms import Behind, domains, mailer
from bot.storage import consents
from bot.storage.bodies import seal_message
from bot.storage.engine import Database
from bot.storage.papers import Body, Paper
from bot.storage.sealed import Identity, seal_json
from bot.storage.stored_files import row
from bot.storage.tables.accounts import account_chats, accounts
from bot.storage.tables.conversation import messages, seen, sessions
from bot.storage.tables.files import files
from bot.storage.tables.handovers import handovers
from bot.storage.tables.keys import person_keys
from bot.storage.tables.later import effects, events, parked
from bot.storage.tables.meta import metadata
from bot.storage.tables.people import addresses, people
from bot.storage.tables.safety import alerts, missed, safe_words, signs
from bot.storage.tables.workshops import seats, wishes, workshops
from bot.workshops.store import mailboxes
from cv_builder.letter import Wish
from cv_builder.model import CV
from cv_builder.renderer import Renderer
from flows.session import Entry, Session
from tests.bot.mentors.rows import CHIEF
from tests.bot.mentors.rows import all_of as mentors_rows
from tests.bot.workshops.rows import row as workshop_row
from tests.bot.workshops.rows import talk
from tests.fakes.clock import FakeTime
from tests.fakes.smtp import FakeSmtp

ME, OTHER = 1, 2
SEALER = Identity()
TIME = FakeTime()
WORD = "Zoubeida"
"""In everything that is kept of one of the two."""
STAY = ("addresses", "sessions", "seen", "person_keys")
"""Where a row without words stays: where they are answered, and what need not be answered twice."""
OF_A_PERSON = [table for table in metadata.sorted_tables if "person_id" in table.c]


@pytest.fixture
def rooms(database: Database) -> Sequence[Domain]:
    return domains(load(), database, Renderer(), TIME.clock, SEALER, Behind())


async def fill(database: Database, id: int, word: str) -> None:
    """A row in every table, the word in everything that can hold one."""
    async with database.write() as db:
        await _who_they_are(db, id, word)
        await _what_is_under_way(db, id, word)
        await _workshops(db, id)
        await mailboxes.keep(db, SEALER, TIME.now(), id, f"{word}@exemple.fr", f"mailbox {id}")
        await _cv_and_letter(db, id, word)
        await db.execute(
            accounts.insert().values(id=id, name=f"Momo {id}", name_key=f"momo {id}", created_at=TIME.now())
        )
        await db.execute(account_chats.insert().values(account_id=id, person_id=id, since=TIME.now()))
        await mentors_rows(db, id, word)
        await _distress(db, id, word)
        await quiz_store.note(db, TIME.now(), id, Round("droits", "Mes droits", 7, 8, won=True))


async def _who_they_are(db: AsyncConnection, id: int, word: str) -> None:
    now = TIME.now()
    known = {"id": id, "locale": "fr", "source": word, "created_at": now, "last_seen_at": now, "consent_at": now}
    known |= {"called_at": now, "safe_word_at": now}
    await db.execute(people.insert().values(known))
    for kind in consents.KINDS:
        await consents.decide(db, now, id, kind, agreed=True)
    await db.execute(person_keys.insert().values(person_id=id, wrapped=b"key"))
    at = {"id": id, "person_id": id, "channel": "web", "account": "web", "chat": f"chat {id}", "created_at": now}
    await db.execute(addresses.insert().values(at))
    repeat = {"address_id": id, "external_id": "x", "person_id": id, "first_seq": 1, "last_seq": 1, "at": now}
    await db.execute(seen.insert().values(repeat))
    state = Session(journals={"cv": {"prenom": Entry(f"{word} answered")}}).to_json().encode()
    await db.execute(sessions.insert().values(person_id=id, state=state, shown=1))
    line = {"person_id": id, "seq": 1, "direction": "in", "author": "me", "state": "kept", "priority": 1}
    body = seal_message(SEALER, id, Message(1, "me", f"{word} said"))
    await db.execute(messages.insert().values(line | {"body": body, "created_at": now}))


async def _what_is_under_way(db: AsyncConnection, id: int, word: str) -> None:
    now, said = TIME.now(), seal_json(SEALER, id, {"said": word})
    for later in (events, effects):
        work = {"person_id": id, "kind": "x", "key": f"{later.name} {id}", "payload": said, "due_at": now}
        await db.execute(later.insert().values(work))
    aside = {"person_id": id, "what": "turn", "kind": "x", "payload": said, "error": "KeyError", "at": now}
    await db.execute(parked.insert().values(aside))
    await db.execute(handovers.insert().values(digest=str(id), person_id=id, expires_at=now))
    upload = FileRef(f"upload {id}", f"{word}.pdf", "application/pdf")
    await db.execute(files.insert(), [row(SEALER, id, upload, word.encode(), now)])
    for type in (received_store.WAITING, received_store.UNREAD):
        await received_store.wait(db, SEALER, id, f"{type} {id}", type, {"name": word}, now)


async def _workshops(db: AsyncConnection, id: int) -> None:
    now = TIME.now()
    await db.execute(workshops.insert().values(workshop_row(talk(id, 48.9, 2.4, now, taken=1))))
    seat = {"key": f"seat {id}", "workshop_id": id, "person_id": id, "state": "booked", "since": now}
    await db.execute(seats.insert().values(seat))
    around = {"person_id": id, "insee": "93066", "lat": 48.9, "lon": 2.4, "language": "fr", "wants_news": True}
    await db.execute(wishes.insert().values(around | {"created_at": now}))


async def _distress(db: AsyncConnection, id: int, word: str) -> None:
    """A sign that was noticed, an alert, and a line that the net missed; after the mentors, who flag."""
    now, by = TIME.now(), CHIEF
    await db.execute(safe_words.insert().values(person_id=id, body=seal_json(SEALER, id, f"{word} my own")))
    sign = {"person_id": id, "seq": 1, "at": now, "body": seal_json(SEALER, id, {"what": word, "strength": 1})}
    await db.execute(signs.insert().values(sign))
    await db.execute(alerts.insert().values(person_id=id, why="flag", by_account=by, at=now))
    await db.execute(missed.insert().values(person_id=id, seq=1, language="fr", by_account=by, at=now))


async def _cv_and_letter(db: AsyncConnection, id: int, word: str) -> None:
    """Documents of an older version, a sketch, an anonymous one beside it, a letter with its own."""
    now = TIME.now()

    def papers(*formats: str) -> list[Body]:
        return [
            (Paper(f"{format} {id}", format, f"{word}.{format.rpartition('/')[2]}", "x/x"), word.encode())
            for format in formats
        ]

    cvs_shelf, letters_shelf = cvs_store.shelf(SEALER), letters_store.shelf(SEALER)

    version = await cvs_store.save(db, SEALER, id, CV("fr", name=f"{word} on the page"), now)
    await cvs_shelf.keep(db, id, version, papers("pdf", "docx"), now)
    await cvs_shelf.add(db, id, version, papers("cvs.anonymous/anonymous"), now)
    await cvs_store.remark(db, SEALER, id, Remarks(("no_phone",), (("work 1", f"{word} left out"),)))
    version = await cvs_store.save(db, SEALER, id, CV("fr", name=f"{word} on the page"), now)
    await cvs_shelf.draw(db, id, version, papers("cvs.sketch/png"), now)
    wish = Wish("pass", "near", "morning", f"{word} to write to", f"{word} of my own")
    version = await letters_store.save(db, SEALER, id, wish, now)
    await letters_shelf.keep(db, id, version, papers("letter"), now)


async def rows_of(database: Database, id: int) -> dict[str, int]:
    """Rows by table; those without any are not named."""
    async with database.read() as db:
        counted = {
            table.name: await db.scalar(select(func.count()).where(table.c["person_id"] == id)) for table in OF_A_PERSON
        }
    return {name: count for name, count in counted.items() if count}


async def whole(database: Database) -> str:
    """Everything that lies in the database, as text."""
    async with database.read() as db:
        rows = [await db.execute(select(table)) for table in metadata.sorted_tables]
    return "\n".join(str(tuple(row)) for found in rows for row in found)


async def test_erasing_leaves_no_word_in_any_table_and_nothing_of_others_is_touched(
    database: Database, rooms: Sequence[Domain]
) -> None:
    await fill(database, ME, WORD)
    await fill(database, OTHER, "Bintou")
    assert set(await rows_of(database, ME)) == {table.name for table in OF_A_PERSON}, "a new table: fill it here, too"
    before = await rows_of(database, OTHER)
    async with database.write() as db:
        await everywhere(rooms, db, ME)
    assert await rows_of(database, ME) == dict.fromkeys(STAY, 1)
    assert await rows_of(database, OTHER) == before
    left = await whole(database)
    assert WORD not in left
    assert "Bintou" in left


async def test_their_data_holds_what_every_room_keeps(database: Database, rooms: Sequence[Domain]) -> None:
    await fill(database, ME, WORD)
    await fill(database, OTHER, "Bintou")
    async with database.read() as db:
        data = await everything(rooms, db, ME)
    told = json.dumps(data, ensure_ascii=False)
    for kept in ("answered", "said", "on the page", "left out", "to write to", "of my own", "noted", "promised"):
        assert f"{WORD} {kept}" in told, kept
    for kept in ("suggested", "handed over", "passed on"):  # by mentors, about them
        assert f"{WORD} {kept}" in told, kept
    for name in (f"{WORD}.{ending}" for ending in ("pdf", "docx", "anonymous", "png", "letter")):
        assert name in told, name
    assert {"people", "cvs", "letters", "workshops", "mentors"} <= set(data)
    assert "Bintou" not in told


GIVEN = {
    "people": ("people", "language"),
    "addresses": ("people", "reached_at"),
    "sessions": ("people", "answers"),
    "messages": ("people", "messages"),
    "files": ("people", "files"),
    "consents": ("people", "allowed"),
    "cvs": ("cvs", "resume"),
    "letters": ("letters", "wish"),
    "quiz_results": ("quizzes", "quizzes"),
    "account_chats": ("accounts", "account"),
    "aliases": ("mentors", "alias"),
    "handoffs": ("mentors", "requests"),
    "handoff_languages": ("mentors", "requests"),
    "handoff_tags": ("mentors", "requests"),
    "transfers": ("mentors", "passed_on"),
    "promises": ("mentors", "promises"),
    "notes": ("mentors", "notes"),
    "pairs": ("mentors", "their_mentor"),
    "suggestions": ("mentors", "suggestions"),
    "released": ("mentors", "lines_shown_unmasked"),
    "reports": ("mentors", "reports"),
    "reads": ("mentors", "read_by"),
    "appointments": ("mentors", "appointments"),
    "seats": ("workshops", "seats"),
    "wishes": ("workshops", "looked_around"),
    "mailboxes": ("workshops", "e_mails_to"),
    "safe_words": ("safety", "own_word_for_sos"),  # that there is one; not which
    "signs": ("safety", "noticed"),
    "alerts": ("safety", "team_told"),
    "missed": ("safety", "flagged_by_a_mentor"),
}
"""Table → the room and the name under which a person finds in their file what is in it."""
KEPT_BACK = {
    "seen": "numbers by which a message that comes twice is known; nothing of what it said",
    "person_keys": "the key itself: it opens nothing but what is in the file",
    "handovers": "digests of codes that work once, for a quarter of an hour",
    "events": "what the service is about to do, about things that are in the file",
    "effects": "as events",
    "parked": "what failed; the words are in the messages",
    "passed_files": "how far the masked copy of one of their files has come; the file is there",
    "held_lines": "what somebody else wrote and never said, because it would have harmed them",
    "handoff_log": "who of the team did what in a conversation; who read it is in the file",
    "samples": "whether the coordination looked at the mentor's work; that it read is in the file",
}
"""Table → why it is not in the file."""


async def test_every_table_of_a_person_is_in_their_file_or_says_why_not(
    database: Database, rooms: Sequence[Domain]
) -> None:
    await fill(database, ME, WORD)
    theirs = {t.name for t in metadata.sorted_tables if {"person_id", "handoff_id"} & set(t.c.keys())} | {"people"}
    assert set(GIVEN) | set(KEPT_BACK) == theirs, "a new table: give it to the person, or say here why not"
    assert not set(GIVEN) & set(KEPT_BACK)
    async with database.read() as db:
        data = await everything(rooms, db, ME)
    for table, (room, name) in GIVEN.items():
        found = data[room]
        assert isinstance(found, dict), table
        assert found.get(name), table


async def test_e_mails_go_out_in_the_name_of_who_runs_the_service_where_a_server_is_set() -> None:
    assert mailer(load(), TIME.clock) is None
    async with FakeSmtp().listening() as server:
        url = f"smtp://127.0.0.1:{server.port}"
        for more in ({}, {"public_url": "https://chat.example"}, {"mail_from": "bonjour@lepont.example"}):
            post = mailer(load(smtp_url=url, org_name="Le Pont", **more), TIME.clock)
            assert post is not None
            assert await post.send(Mail("amina@exemple.fr", "Demain", "À demain.", str(more)))
    senders = [str(got.message["From"]) for got in server.got]
    ours = ("passerelle@127.0.0.1", "passerelle@chat.example", "bonjour@lepont.example")
    assert senders == [f"Le Pont <{address}>" for address in ours]
