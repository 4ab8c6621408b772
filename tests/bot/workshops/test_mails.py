"""E-mails about a seat: sent when they hold, to who asked for them; late, dead, refused and ended ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import insert, select, update

from bot.errors import Unavailable
from bot.ports import Later, Outcome
from bot.storage.engine import Database
from bot.storage.tables.files import files
from bot.storage.tables.people import addresses, people
from bot.storage.types import micros
from bot.workshops.mails import MAIL, STOP
from bot.workshops.store import edit, mailboxes
from flows.events import JsonValue
from tests.bot.workshops.room import DAY, HOUR, ROOT, SEALER, Room, told
from tests.fakes.team import FakePost

AMINA = "amina@exemple.fr"


@dataclass
class House:
    room: Room
    post: FakePost
    workshop: int = 0
    planned: list[Later] = field(default_factory=list)

    async def asks(self, person: int = 1, locale: str = "fr") -> Outcome:
        return await self.keep(
            await self.room.run("workshops.by_mail", person, {"address": AMINA}, channel="web", locale=locale)
        )

    async def book(self, person: int = 1, channel: str = "web") -> Outcome:
        args: Mapping[str, JsonValue] = {"workshop": self.workshop}
        return await self.keep(await self.room.run("workshops.book", person, args, channel=channel))

    async def keep(self, outcome: Outcome) -> Outcome:
        self.planned += outcome.effects
        return outcome

    async def work(self) -> list[str]:
        """All that is planned, as `Effects` would; gives what became of each."""
        done, self.planned = self.planned, []
        send = self.room.domain.effects[MAIL]
        return [str((await send(1, later.payload))["state"]) for later in done]

    async def until(self, at: timedelta) -> None:
        for _, _, _, outcome in await self.room.until(self.room.now + at):
            await self.keep(outcome)


@pytest.fixture
async def house(database: Database) -> House:
    post = FakePost()
    room = Room(database, mailer=post, channel="web")
    await room.people(3)
    return House(room, post, await room.workshop(room.now + 3 * DAY))


async def test_the_first_comes_at_once_with_the_calendar_file(house: House) -> None:
    assert not (await house.book()).effects, "nobody was asked yet"
    assert "amina@exemple.fr" in told(await house.asks())[0]
    assert await house.work() == ["sent"]
    [mail] = house.post.sent
    assert (mail.to, mail.locale) == (AMINA, "fr")
    assert mail.subject == "Ta place est gardée\u00a0: mardi 24 novembre, 13:00"
    assert mail.unsubscribe.startswith(f"{ROOT}{STOP}/")
    assert mail.unsubscribe in mail.text
    assert mail.calendar.startswith(b"BEGIN:VCALENDAR")
    assert "METHOD:PUBLISH" in mail.calendar.decode()


async def test_both_reminders_come_in_time(house: House) -> None:
    await house.book()
    await house.asks()
    await house.until(2 * DAY + HOUR)
    assert [str(later.payload["about"]) for later in house.planned] == ["booked", "remind"]
    await house.until(DAY - 2 * HOUR)
    assert [str(later.payload["about"]) for later in house.planned] == ["booked", "remind", "remind"]
    assert len({later.key for later in house.planned}) == 3


async def test_changed_then_cancelled(house: House) -> None:
    await house.book()
    await house.asks()
    before = (await house.room.load(house.workshop)).draft
    after = replace(before, starts_at=before.starts_at + DAY, ends_at=before.ends_at + DAY)
    await house.room.change(lambda db: edit.change(db, SEALER, house.room.now, house.workshop, after))
    await house.until(HOUR)
    await house.room.change(lambda db: edit.cancel(db, SEALER, house.room.now, house.workshop))
    await house.until(HOUR)
    assert await house.work() == ["dropped", "dropped", "sent"], "only what is still so"
    [mail] = house.post.sent
    assert mail.subject.startswith("Ton atelier est annulé")
    assert "METHOD:CANCEL" in mail.calendar.decode()


async def test_on_telegram_nobody_gets_e_mails(house: House) -> None:
    await house.asks(2)
    assert not (await house.book(2, channel="telegram")).effects


@pytest.mark.parametrize(("left", "state"), [(False, "dropped"), (True, "sent")])
async def test_who_went_on_in_telegram_is_reminded_there_alone(house: House, left: bool, state: str) -> None:
    """The reminder was planned for the page; who blocked the bot since is reached by e-mail and nowhere else."""
    await house.book()
    await house.asks()
    assert await house.work() == ["sent"]
    await house.until(2 * DAY + HOUR)
    values = {"person_id": 1, "channel": "telegram", "account": "b", "chat": "7", "created_at": house.room.now}
    values["unreachable_at"] = house.room.now if left else None
    async with house.room.database.write() as db:
        id = await db.scalar(insert(addresses).values(values).returning(addresses.c.id))
        await db.execute(update(people).where(people.c.id == 1).values(address_id=id))
    assert await house.work() == [state]


async def test_a_dead_server_for_two_days_and_nothing_comes_late(house: House) -> None:
    await house.book()
    await house.asks()
    await house.work()
    house.post.answer = None
    await house.until(2 * DAY + HOUR)
    kept = list(house.planned)
    with pytest.raises(Unavailable):
        await house.work()
    house.planned, house.post.answer = kept, True
    house.room.time.forward(hours=2)
    assert await house.work() == ["dropped"], "an hour and a half is late"
    house.room.time.forward(days=2)
    house.planned = kept
    assert await house.work() == ["dropped"]
    assert len(house.post.sent) == 1


async def test_not_at_night(house: House) -> None:
    """A change that could not be sent by day waits for the morning, once; a reminder does not come at all."""
    await house.book()
    await house.asks()
    await house.work()
    before = (await house.room.load(house.workshop)).draft
    after = replace(before, starts_at=before.starts_at + DAY, ends_at=before.ends_at + DAY)
    await house.room.change(lambda db: edit.change(db, SEALER, house.room.now, house.workshop, after))
    await house.until(HOUR)
    [change] = house.planned
    house.room.time.at = house.room.now.replace(hour=22)
    value = await house.room.domain.effects[MAIL](1, change.payload)
    assert value["state"] == "later"
    again = await house.room.happen(1, f"{MAIL}.done", value)
    [later] = again.effects
    assert later.due_at is not None
    assert (later.due_at.hour, dict(later.payload)) == (7, dict(change.payload))
    reminder = {**change.payload, "about": "remind"}
    assert (await house.room.domain.effects[MAIL](1, reminder))["state"] == "dropped"


async def test_an_address_that_takes_none_is_erased_and_they_hear_of_it(house: House) -> None:
    await house.book()
    planned = (await house.asks()).effects[0]
    house.post.answer = False
    value = await house.room.domain.effects[MAIL](1, planned.payload)
    assert "ne marche pas" in told(await house.room.happen(1, f"{MAIL}.done", value))[0]
    assert told(await house.room.happen(1, f"{MAIL}.done", value)) == [], "once"
    assert await house.work() == ["dropped"]


async def test_a_better_address_given_meanwhile_stays(house: House) -> None:
    await house.book()
    planned = (await house.asks()).effects[0]
    house.post.answer = False
    value = await house.room.domain.effects[MAIL](1, planned.payload)
    await house.asks()
    assert told(await house.room.happen(1, f"{MAIL}.done", value)) == []
    async with house.room.database.read() as db:
        assert await mailboxes.of_person(db, SEALER, 1) is not None


async def test_who_gives_the_seat_up_hears_no_more(house: House) -> None:
    await house.book()
    await house.asks()
    await house.room.run("workshops.give_up", 1, {"workshop": house.workshop}, channel="web")
    assert await house.work() == ["dropped"]


async def test_a_seat_that_became_free(house: House) -> None:
    for person in (2, 3, 1):
        await house.book(person)
    await house.asks()
    await house.room.run("workshops.give_up", 2, {"workshop": house.workshop}, channel="web")
    await house.until(timedelta(minutes=1))
    assert await house.work() == ["dropped", "sent"], "they wait no more when the first e-mail is sent"
    assert "jusqu’à 13:30" in house.post.sent[0].text
    assert not house.post.sent[0].calendar
    taken = await house.keep(await house.room.run("workshops.book", 1, {"workshop": house.workshop}, channel="web"))
    assert taken.value == {"state": "booked"}
    assert await house.work() == ["sent"]
    assert b"STATUS:CONFIRMED" in house.post.sent[1].calendar, "once it is theirs, it comes with the file"


@pytest.mark.parametrize(("hour", "state"), [(8, "sent"), (9, "later")], ids=["before ten", "at ten"])
async def test_what_is_cancelled_at_night_comes_before_they_leave(house: House, hour: int, state: str) -> None:
    """Hours in UTC: Paris is one ahead."""
    starts = (house.room.now + DAY).replace(hour=hour)
    house.workshop = await house.room.workshop(starts)
    await house.book()
    await house.asks()
    assert await house.work() == ["sent"]
    house.room.time.at = house.room.now.replace(hour=22)
    await house.room.change(lambda db: edit.cancel(db, SEALER, house.room.now, house.workshop))
    outcome = await house.room.happen(1, edit.CANCELLED, {"workshop": house.workshop, "sequence": 1})
    if state == "sent":
        await house.keep(outcome)
        assert await house.work() == ["sent"]
        return
    assert not outcome.effects, "it is said in the morning, and mailed then"
    payload: Mapping[str, JsonValue]
    payload = {"about": "cancelled", "workshop": house.workshop, "sequence": 1, "until": micros(starts)}
    assert (await house.room.domain.effects[MAIL](1, payload))["state"] == "later"


async def test_who_waits_hears_that_they_do_and_has_no_file_that_says_more(house: House) -> None:
    for person in (2, 3, 1):
        await house.book(person)
    await house.asks()
    assert await house.work() == ["sent"]
    [mail] = house.post.sent
    assert mail.subject == "Tu es sur la liste d’attente\u00a0: mardi 24 novembre, 13:00"
    assert "Tu attends une place" in mail.text
    assert not mail.calendar
    await house.room.change(lambda db: edit.cancel(db, SEALER, house.room.now, house.workshop))
    await house.until(HOUR)
    assert await house.work() == ["sent"]
    assert not house.post.sent[1].calendar


async def test_who_waits_and_put_it_into_their_calendar_has_it_kept_right(house: House) -> None:
    for person in (2, 3, 1):
        await house.book(person)
    file = (await house.room.run("workshops.entry", 1, channel="web")).lines[0].files[0]
    await house.asks()
    assert await house.work() == ["sent"]
    assert not house.post.sent[0].calendar, "they have it already"
    before = (await house.room.load(house.workshop)).draft
    after = replace(before, starts_at=before.starts_at + DAY, ends_at=before.ends_at + DAY)
    await house.room.change(lambda db: edit.change(db, SEALER, house.room.now, house.workshop, after))
    await house.until(HOUR)
    assert await house.work() == ["sent"]
    await house.room.change(lambda db: edit.cancel(db, SEALER, house.room.now, house.workshop))
    await house.until(HOUR)
    assert await house.work() == ["sent"]
    async with house.room.database.read() as db:
        body = await db.scalar(select(files.c.body).where(files.c.id == file.id))
    texts = [bytes(body or b""), *(mail.calendar for mail in house.post.sent[1:])]
    entries = [Calendar.from_ical(text).walk("VEVENT")[0] for text in texts]
    assert [str(one["STATUS"]) for one in entries] == ["TENTATIVE", "TENTATIVE", "CANCELLED"]
    assert len({str(one["UID"]) for one in entries}) == 1
    assert [int(str(one["SEQUENCE"])) for one in entries] == [0, 1, 2]


async def test_who_is_erased_gets_nothing_that_was_planned(house: House) -> None:
    await house.book()
    await house.asks()
    async with house.room.database.write() as db:
        await db.execute(people.delete().where(people.c.id == 1))
    assert await house.work() == ["dropped"]


async def test_in_their_language(house: House) -> None:
    await house.room.change(lambda db: db.execute(update(people).values(locale="ar")))
    await house.book()
    await house.asks(locale="ar")
    await house.work()
    assert (house.post.sent[0].locale, house.post.sent[0].subject[:5]) == ("ar", "مكانك")


async def test_where_no_server_is_set_nothing_is_planned(database: Database) -> None:
    room = Room(database)
    await room.people(1)
    id = await room.workshop(room.now + 3 * DAY)
    assert not room.domain.effects
    assert not (await room.run("workshops.book", 1, {"workshop": id}, channel="web")).effects
    assert (await room.run("workshops.by_mail", 1, {"address": AMINA}, channel="web")).value is None
