"""What a mentor did, and time, as the person lives it: looked up again in their own turn, said once or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from bot.channels.model import Message
from bot.mentors.rules.patience import GONE_AFTER, LOOKED_AT
from bot.mentors.store import held, held_lines, promises, queue, talk, transfers
from bot.mentors.store.tell import SAID, tell
from bot.storage.tables import mentors as t
from bot.storage.tables.accounts import accounts
from bot.storage.tables.mentors import vettings
from flows.events import Tapped
from tests.bot.mentors.house import Room, talking
from tests.bot.mentors.rows import CHIEF, SEALER

MINUTE = timedelta(minutes=1)
GONE = GONE_AFTER / MINUTE


def texts(lines: Sequence[Message]) -> list[str]:
    return [line.text for line in lines]


async def test_from_the_claim_on_the_bot_is_silent_and_the_sentence_is_the_mentors(room: Room) -> None:
    await room.ask()
    assert (await room.say("cv"))[-1].author == "bot"
    await room.claim()
    [came] = await room.rest()
    assert "Lina" in came.text
    assert [button.id for button in came.choices] == ["!m:leave"]
    assert await room.mode() == "human"
    await room.answer("Salut, c’est Lina")
    [said] = await room.rest()
    assert (said.author, said.text) == ("mentor", "Salut, c’est Lina")
    assert [button.id for button in said.controls] == [f"!m:report.{said.seq}", "!sos"]
    assert await room.say("merci") == []


async def test_a_sentence_pressed_twice_is_said_once_and_two_stay_in_order(room: Room) -> None:
    await talking(room)
    for text, id in (("un", "x"), ("un", "x"), ("deux", "y")):
        await room.answer(text, id=id)
    assert texts(await room.rest()) == ["un", "deux"]


async def test_a_sentence_of_somebody_whose_handoff_was_just_taken_away_is_never_said(room: Room) -> None:
    held = await talking(room)
    await room.answer("trop tard")
    async with room.database.write() as db:
        await queue.requeue(db, SEALER, room.now, held.id, "given_up", 1)
    said = texts(await room.rest())
    assert "trop tard" not in said
    assert said[0].startswith("La personne qui te parlait a dû partir.")
    assert await room.mode() == "waiting"
    await room.claim(2)
    assert "trop tard" not in texts(await room.rest())


async def test_a_sentence_put_down_before_a_colleague_took_over_is_still_said(room: Room) -> None:
    held = await talking(room)
    await room.answer("je te laisse avec Marc")
    async with room.database.write() as db:
        offered = await transfers.offer(db, SEALER, room.now, 1, held.id, 2, "")
        assert await transfers.accept(db, SEALER, room.now, 2, offered or 0)
        assert await talk.say(db, SEALER, room.now, 1, held.id, "late", "trop tard") is None
    assert [text.partition(",")[0] for text in texts(await room.rest())] == [
        "je te laisse avec Marc",
        "Marc prend la suite",
    ]


async def test_a_last_word_before_closing_is_said_even_when_nobody_looked_in_between(room: Room) -> None:
    """From the claim to the end within one second: all of it is heard, in order, and the bot is back."""
    held = await room.ask()
    await room.claim()
    await room.answer("Salut, tout est déjà bien. Au revoir !")
    async with room.database.write() as db:
        assert await talk.close(db, SEALER, room.now, 1, held.id, "done")
    came, said, over, question = texts(await room.rest())
    assert "Lina est là" in came
    assert said.endswith("Au revoir !")
    assert over.startswith("C’est fini avec Lina.")
    assert question.startswith("question")
    assert await room.mode() == "bot"


async def test_closed_by_somebody_who_was_cut_off_before_anything_was_heard(room: Room) -> None:
    held = await room.ask()
    await room.claim()
    await room.answer("trop tard")
    async with room.database.write() as db:
        assert await talk.close(db, SEALER, room.now, 1, held.id, "done")
        await db.execute(update(accounts).where(accounts.c.id == 1).values(disabled_at=room.now))
    assert texts(await room.rest())[0].startswith("C’était déjà fini.")
    assert await room.mode() == "bot"


async def test_who_never_heard_that_somebody_came_is_told_again_how_long_it_takes(room: Room) -> None:
    held = await room.ask()
    await room.rest()
    await room.claim()
    async with room.database.write() as db:
        await queue.requeue(db, SEALER, room.now, held.id, "given_up", 1)
    [told] = texts(await room.rest())
    assert told.startswith("C’est noté, tu attends une vraie personne.")
    assert (await room.handoff()).told_seq is not None
    assert await room.mode() == "waiting"


async def test_a_mentor_who_says_nothing_for_ten_minutes_is_gone(room: Room) -> None:
    await talking(room)
    await room.say("tu es là ?")
    assert await room.passes(minutes=GONE - 1) == []
    await room.say("allô ?")
    said = await room.passes(minutes=1)
    assert said[0].text.startswith("La personne qui te parlait a dû partir.")
    assert said[1].text.startswith("question"), "the bot is there meanwhile"
    now = await room.handoff()
    assert (now.state, now.front, now.mentor_id) == ("waiting", True, None)
    assert await room.mode() == "waiting"
    assert not await room.answer("pardon !", 1)


async def test_a_mentor_who_answers_in_time_is_not(room: Room) -> None:
    await talking(room)
    await room.say("tu es là ?")
    await room.passes(minutes=GONE - 1)
    await room.answer("oui")
    assert texts(await room.passes(minutes=GONE)) == ["oui"]
    assert (await room.handoff()).state == "held"


async def hold(room: Room) -> int:
    """Mentor 1 writes a number; its row."""
    async with room.database.write() as db:
        id = (await room.handoff()).id
        assert await held_lines.hold(db, SEALER, room.now, 1, id, f"{room.now}", "06 12 34 56 78", (), ["phone"])
        return int(await db.scalar(select(func.max(t.held_lines.c.id))) or 0)


async def test_a_sentence_a_coordinator_looks_at_is_an_answer_under_way(room: Room) -> None:
    await talking(room)
    await room.say("c’est quoi ton numéro ?")
    await room.passes(minutes=GONE - 1)
    id = await hold(room)
    [checked] = await room.passes(minutes=1)
    assert checked.text.startswith("Lina t’a écrit. Quelqu’un de l’équipe relit")
    assert await room.passes(minutes=3 * GONE) == [], "said once"
    assert (await room.handoff()).state == "held"
    async with room.database.write() as db:
        assert await held.let_through(db, SEALER, room.now, CHIEF, id) == "let_through"
    assert texts(await room.passes(minutes=5 * GONE)) == ["06 12 34 56 78"]
    assert (await room.handoff()).state == "held"


async def test_whose_sentence_is_refused_has_time_for_another_one(room: Room) -> None:
    await talking(room)
    await room.say("c’est quoi ton numéro ?")
    id = await hold(room)
    await room.passes(minutes=GONE + 5)
    async with room.database.write() as db:
        assert await held.refuse(db, SEALER, room.now, CHIEF, id, "Pas de numéro") == "refused"
    assert await room.passes(minutes=GONE - 1) == []
    assert (await room.passes(minutes=1))[0].text.startswith("La personne qui te parlait a dû partir.")


async def test_nobody_decides_for_an_hour_and_somebody_else_takes_them(room: Room) -> None:
    await talking(room)
    await room.say("c’est quoi ton numéro ?")
    id = await hold(room)
    said = await room.passes(minutes=LOOKED_AT / MINUTE - 1)
    assert len(said) == 1
    assert (await room.passes(minutes=1))[0].text.startswith("La personne qui te parlait a dû partir.")
    async with room.database.write() as db:
        assert await held.let_through(db, SEALER, room.now, CHIEF, id) == "late"


async def test_a_mentor_who_takes_somebody_and_never_says_a_word_is_gone_too(room: Room) -> None:
    await talking(room, answered=False)
    said = await room.passes(minutes=GONE)
    assert said[0].text.startswith("La personne qui te parlait a dû partir.")


async def test_a_person_who_says_nothing_keeps_their_mentor(room: Room) -> None:
    await talking(room)
    assert await room.passes(minutes=5 * GONE) == []
    assert (await room.handoff()).state == "held"


async def test_the_news_and_the_check_of_one_loss_are_told_once(room: Room) -> None:
    """The service was off: all is due at once."""
    await talking(room)
    await room.say("tu es là ?")
    room.house.time.forward(hours=3)
    async with room.database.write() as db:
        await queue.cut_off(db, SEALER, room.now)
    said = texts(await room.rest())
    assert len([text for text in said if text.startswith("La personne")]) == 1


@pytest.mark.parametrize("cut", ["disabled", "expired"])
async def test_a_mentor_who_is_cut_off_in_the_middle(room: Room, cut: str) -> None:
    await talking(room)
    async with room.database.write() as db:
        if cut == "disabled":
            await db.execute(update(accounts).where(accounts.c.id == 1).values(disabled_at=room.now))
        else:
            await db.execute(update(vettings).where(vettings.c.account_id == 1).values(expires_at=room.now))
    said = await room.say("tu es là ?")
    assert said[0].text.startswith("La personne qui te parlait a dû partir.")
    assert (await room.handoff()).front


async def test_a_sentence_put_down_before_the_account_was_closed_is_not_said_after(room: Room) -> None:
    await talking(room)
    await room.answer("donne-moi ton numéro")
    async with room.database.write() as db:
        await db.execute(update(accounts).where(accounts.c.id == 1).values(disabled_at=room.now))
    said = texts(await room.rest())
    assert "donne-moi ton numéro" not in said
    assert said[0].startswith("La personne")


async def test_a_vetting_that_runs_out_is_noticed_without_a_word_of_anybody(room: Room) -> None:
    await talking(room)
    said = await room.passes(days=60)
    assert said[0].text.startswith("La personne")


async def test_closed_by_the_mentor(room: Room) -> None:
    held = await talking(room)
    async with room.database.write() as db:
        await talk.close(db, SEALER, room.now, 1, held.id, "done")
    asked, question = await room.rest()
    assert asked.text == "C’est fini avec Lina. C’était comment\u00a0?"
    assert [button.id for button in asked.choices] == [f"!m:smile.{held.id}.{face}" for face in range(3)]
    assert question.text.startswith("question")
    assert await room.mode() == "bot"
    await room.say(Tapped(f"!m:smile.{held.id}.2"))
    assert (await room.handoff()).smile == 2


async def test_closed_when_they_have_left_already_is_not_told(room: Room) -> None:
    held = await talking(room)
    async with room.database.write() as db:
        await talk.close(db, SEALER, room.now, 1, held.id, "done")
    said = await room.house.say("a", Tapped("!m:leave"))
    assert said.messages[0].text.startswith("C’est fini avec Lina")
    assert [line.seq for line in await room.rest()] == [line.seq for line in said.messages]


async def test_given_back_at_a_step(room: Room) -> None:
    held = await talking(room)
    async with room.database.write() as db:
        await talk.give_back(db, SEALER, room.now, 1, held.id, "cv")
    assert texts(await room.rest()) == ["C’est de nouveau moi, le robot. On continue.", "adopted  into cv"]
    assert await room.mode() == "bot"


async def test_given_back_where_they_were(room: Room) -> None:
    held = await talking(room)
    async with room.database.write() as db:
        await talk.give_back(db, SEALER, room.now, 1, held.id, "menu")
    assert [text.split()[0] for text in texts(await room.rest())] == ["C’est", "question"]


async def test_a_promise_that_is_not_kept_is_told(room: Room) -> None:
    held = await talking(room)
    async with room.database.write() as db:
        promised = await promises.make(db, SEALER, room.now, 1, held.id, "ta lettre", room.now + timedelta(days=2))
        await talk.close(db, SEALER, room.now, 1, held.id, "to_be_continued")
    assert promised is not None
    await room.rest()
    assert await room.passes(hours=36) == []
    async with room.database.read() as db:
        [owed] = await promises.open_of(db, SEALER, 1)
    assert owed.reminded_at == room.now
    [late] = await room.passes(hours=12)
    assert late.text.startswith("Lina t’avait promis une réponse")


async def test_a_promise_that_is_kept_is_not(room: Room) -> None:
    held = await talking(room)
    async with room.database.write() as db:
        promised = await promises.make(db, SEALER, room.now, 1, held.id, "ta lettre", room.now + timedelta(days=2))
        assert promised is not None
        assert await promises.keep(db, room.now, 1, promised)
    assert await room.passes(days=3) == []


async def test_a_colleague_who_does_not_answer(room: Room) -> None:
    held = await talking(room)
    async with room.database.write() as db:
        assert await transfers.offer(db, SEALER, room.now, 1, held.id, 2, "") is not None
    assert await room.passes(minutes=transfers.OPEN_FOR / MINUTE) == []
    async with room.database.read() as db:
        assert await transfers.open_from(db, SEALER, 1) == []


async def test_news_of_another_person_or_of_nothing_says_nothing(room: Room) -> None:
    await talking(room)
    async with room.database.write() as db:
        await tell(db, SEALER, room.person, SAID, "forged", {"handoff": 999, "account": 1, "text": "x"}, room.now)
        await tell(db, SEALER, room.person, SAID, "odd", {"text": "x"}, room.now)
    assert await room.rest() == []
