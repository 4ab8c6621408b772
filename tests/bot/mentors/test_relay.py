"""What a person says and taps while a human talks, and the buttons of the room at any time."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.channels.model import Said
from bot.i18n import translator
from bot.mentors.outlook import Outlook
from bot.mentors.passing import MOST_AN_HOUR
from bot.mentors.relay import MentorRelay
from bot.mentors.store import handoffs as read
from bot.mentors.store import passed, queue, reports
from bot.mentors.store.lines import lines
from bot.ports import Turn
from bot.storage.tables.mentors import handoffs, pairs, passed_files, released
from bot.storage.tables.mentors import reports as table
from flows.events import Located, Picked, Received, Tapped, Typed, Unsupported
from tests.bot.mentors.house import PARIS, Room, talking
from tests.bot.mentors.rows import SEALER


async def test_what_they_say_is_noted_once_for_a_wait(room: Room) -> None:
    await talking(room)
    said_at = room.now
    assert await room.say("tu es là ?") == []
    await room.passes(minutes=2)
    await room.say(Received("f", "cv.pdf", "application/pdf"))
    now = await room.handoff()
    assert (now.owed_since, now.person_at) == (said_at, room.now)


@pytest.mark.parametrize("said", [Tapped("1.a"), Picked(("1.a", "1.b")), Tapped("!menu"), "/menu", "/start"])
async def test_what_is_for_the_bot_is_explained_and_does_nothing(room: Room, said: Said | str) -> None:
    await talking(room)
    [line] = await room.say(said)
    assert line.text.startswith("Là, tu parles avec Lina.")
    assert [button.id for button in line.choices] == ["!m:leave"]
    assert await room.mode() == "human"
    assert (await room.handoff()).owed_since is None


async def test_what_cannot_be_passed_on_is_said_so(room: Room) -> None:
    await talking(room)
    [line] = await room.say(Unsupported("sticker"))
    assert line.text.startswith("Ça, je ne sais pas le transmettre.")


async def test_sos_stays_and_the_human_too(room: Room) -> None:
    await talking(room)
    assert (await room.say("SOS"))[0].text.startswith("15")
    assert await room.mode() == "human"


async def test_leaving_a_talk_asks_how_it_was(room: Room) -> None:
    held = await talking(room)
    asked, question = await room.say(Tapped("!m:leave"))
    assert asked.text.startswith("C’est fini avec Lina.")
    assert question.text.startswith("question")
    again = await room.say(Tapped("!m:leave"))
    assert again[0].text.startswith("C’était déjà fini.")
    async with room.database.read() as db:
        assert await read.held_by(db, 1, room.now) == []
    assert (await room.handoff()).id == held.id


async def test_leaving_the_queue_says_so(room: Room) -> None:
    await room.ask()
    assert (await room.say(Tapped("!m:leave")))[0].text.startswith("D’accord, c’est arrêté.")
    assert await room.mode() == "bot"


async def test_leaving_after_being_let_down_asks_nothing(room: Room) -> None:
    held = await talking(room)
    async with room.database.write() as db:
        await queue.requeue(db, SEALER, room.now, held.id, "gone")
    await room.rest()
    assert (await room.say(Tapped("!m:leave")))[0].text.startswith("D’accord, c’est arrêté.")


async def test_words_said_while_the_news_of_the_loss_is_under_way_are_not_lost(room: Room) -> None:
    held = await talking(room)
    async with room.database.write() as db:
        await queue.requeue(db, SEALER, room.now, held.id, "gone")
    answer = await room.house.say("a", "tu es là ?")
    assert answer.mode == "waiting"
    assert answer.messages[0].text.startswith("La personne qui te parlait a dû partir.")
    before = len(answer.messages)
    assert len(await room.rest()) == before, "not told a second time"


# -- « Signaler » ---------------------------------------------------------------------------------------------
async def test_a_report_freezes_at_once_keeps_the_evidence_and_is_unseen(room: Room) -> None:
    held = await talking(room)
    await room.say("bonjour")
    await room.answer("donne ton numéro")
    [said] = await room.rest()
    [line] = await room.say(Tapped(said.controls[0].id))
    assert line.text.startswith("C’est fait. Cette personne ne peut plus rien lire")
    assert await room.mode() == "bot"
    now = await room.handoff()
    assert (now.state, now.outcome, now.frozen_at) == ("closed", "reported", room.now)
    async with room.database.read() as db:
        assert await read.of_mentor(db, 1, held.id, room.now) is None
        row = (await db.execute(select(table))).one()
    assert (row.account_id, row.handoff_id, row.seq, row.settled_at) == (1, held.id, said.seq, None)
    evidence = [(one["from"], one["text"]) for one in json.loads(row.evidence)]
    assert evidence[-3:] == [("mentor", "Salut"), ("me", "bonjour"), ("mentor", "donne ton numéro")]
    assert not await room.answer("pourquoi ?")


async def test_the_two_never_meet_again(room: Room) -> None:
    await talking(room)
    await room.answer("donne ton numéro")
    [said] = await room.rest()
    async with room.database.write() as db:
        await db.execute(pairs.insert().values(person_id=room.person, account_id=1, since=room.now))
    await room.say(Tapped(said.controls[0].id))
    asked = await room.ask()
    assert asked.wanted_mentor is None
    assert await room.claim(1) is None
    assert await room.claim(2) is not None


async def test_reported_twice_is_one_report_and_the_reason_may_follow_or_not(room: Room) -> None:
    await talking(room)
    await room.answer("donne ton numéro")
    [said] = await room.rest()
    button = said.controls[0].id
    first = await room.say(Tapped(button))
    second = await room.say(Tapped(button))
    assert [b.id for b in first[0].choices] == [b.id for b in second[0].choices]
    await room.say(Tapped(first[0].choices[0].id))
    async with room.database.read() as db:
        assert (await db.execute(select(table.c.why))).all() == [("contact",)]


async def test_an_old_line_is_reported_while_the_bot_talks(room: Room) -> None:
    held = await talking(room)
    await room.answer("donne ton numéro")
    [said] = await room.rest()
    await room.say(Tapped("!m:leave"))
    await room.say("autre chose")
    await room.say(Tapped(said.controls[0].id))
    now = await room.handoff()
    assert (now.id, now.state, now.outcome) == (held.id, "left", "left")
    assert now.frozen_at == room.now


async def test_who_talks_with_a_colleague_now_goes_on_with_them(room: Room) -> None:
    await talking(room)
    await room.answer("donne ton numéro")
    [said] = await room.rest()
    await room.say(Tapped("!m:leave"))
    await room.passes(minutes=1)
    await room.ask()
    await room.claim(2)
    await room.rest()
    await room.say(Tapped(said.controls[0].id))
    assert await room.mode() == "human"
    assert (await room.handoff()).state == "held"


@pytest.mark.parametrize("rest", ["", ".", ".x", ".1", ".99999", "." + "9" * 40, ".-1", ".١"])
async def test_what_no_mentor_said_is_no_report(room: Room, rest: str) -> None:
    await talking(room)
    assert (await room.say(Tapped(f"!m:report{rest}")))[0].text.startswith("Je ne retrouve pas ce message.")
    async with room.database.read() as db:
        assert await reports.whose(db, room.person, 1) is None
        assert (await db.execute(select(table))).all() == []


VOICE = Unsupported("voice", Received("telegram:v", "v", "audio/ogg"))


# -- more than words ------------------------------------------------------------------------------------------
async def own(room: Room) -> list[tuple[str, list[str]]]:
    lines = await room.house.transcripts.read(room.person, 0)
    return [(line.text, [file.id for file in line.files]) for line in lines if line.author == "me"]


@pytest.mark.parametrize(
    ("said", "text", "files"),
    [
        (Unsupported("edit", Typed("demain plutôt")), "(modifié) demain plutôt", []),
        (Unsupported("edit", Received("telegram:p", "p", "image/jpeg", "moi")), "(modifié) moi", ["telegram:p"]),
        (Unsupported("voice", Received("telegram:v", "v", "audio/ogg")), "", ["telegram:v"]),
        (Unsupported("sticker", Typed("👍")), "👍", []),
        (Received("telegram:p", "p", "image/jpeg", "c’est moi"), "c’est moi", ["telegram:p"]),
    ],
)
async def test_what_only_a_human_understands_reaches_them(room: Room, said: Said, text: str, files: list[str]) -> None:
    await talking(room)
    assert await room.say(said) == []
    assert (await own(room))[-1] == (text, files)
    assert (await room.handoff()).owed_since == room.now
    assert await room.house.count(passed_files) == len(files)


async def test_the_bot_alone_hears_no_voice_and_no_edit(room: Room) -> None:
    await room.say(Unsupported("voice", Received("telegram:v", "v", "audio/ogg")))
    await room.say(Unsupported("edit", Typed("06 12 34 56 78")))
    assert all(not files and "06" not in text for text, files in await own(room))
    assert await room.house.count(passed_files) == 0


async def test_a_voice_while_they_wait_is_kept_for_whoever_comes(room: Room) -> None:
    await room.ask()
    said = await room.say(VOICE)
    assert said[0].text.startswith("Je ne sais pas écouter, mais je garde")
    assert said[1].text.startswith("question"), "the bot goes on"
    assert await room.mode() == "waiting"
    assert (await own(room))[-1] == ("", ["telegram:v"])
    await room.say(Unsupported("sticker"))
    assert await room.house.count(passed_files) == 1
    await room.claim()
    async with room.database.read() as db:
        [seen] = [line for line in await lines(db, SEALER, await room.handoff(), 1, str) if line.files]
    assert seen.files[0].state == "coming"


async def test_too_many_voices_are_said_so(room: Room) -> None:
    await room.ask()
    for _ in range(MOST_AN_HOUR):
        await room.house.say("a", VOICE)
    said = await room.say(VOICE)
    assert said[-2].text.startswith("quelqu’un de l’équipe n’a pas ce fichier")


async def test_an_edit_that_adds_a_number_is_masked_with_an_explanation(room: Room) -> None:
    await talking(room)
    [line] = await room.say(Unsupported("edit", Typed("appelle 06 12 34 56 78")))
    assert line.text.startswith("Pour te protéger, j’ai caché à Lina")


async def test_a_number_over_several_lines_is_noticed_at_its_end(room: Room) -> None:
    await talking(room)
    told = [await room.say(text) for text in ("alors c’est", "06 12", "34 56", "78")]
    assert told[-1][0].text.startswith("Pour te protéger")


async def test_a_caption_is_masked_like_words(room: Room) -> None:
    await talking(room)
    [line] = await room.say(Received("f", "p.jpg", "image/jpeg", "mon insta c’est @karim_b"))
    assert line.text.startswith("Pour te protéger")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Located(48.9, 2.3), "Pour te protéger, je ne montre pas où tu es."),
        (Unsupported("big_file"), "Lina n’a pas ce fichier : 20 Mo au plus."),
        (Unsupported("contact"), "Pour te protéger, je ne montre pas de fiche de contact à Lina."),
        (Unsupported("edit"), "Ça, je ne sais pas le transmettre."),
    ],
)
async def test_what_reaches_nobody_says_why(room: Room, said: Said, told: str) -> None:
    await talking(room)
    [line] = await room.say(said)
    assert line.text.startswith(told)
    assert (await own(room))[-1][0]
    assert (await room.handoff()).owed_since is None


@pytest.mark.parametrize(("ago", "told"), [(0, True), (2, False)])
async def test_files_without_end_are_stopped_with_a_word(room: Room, ago: int, told: bool) -> None:
    await talking(room)
    async with room.database.write() as db:
        for seq in range(MOST_AN_HOUR):
            await passed.coming(db, room.now - timedelta(hours=ago), room.person, 1000 + seq)
    lines = await room.say(Received("f", "p.jpg", "image/jpeg"))
    assert ["ça fait beaucoup" in line.text for line in lines] == [True] * told


# -- what is for the bot --------------------------------------------------------------------------------------
async def test_the_robot_is_called_back_by_its_name(room: Room) -> None:
    await talking(room)
    for text in ("menu", "Robot"):
        [line] = await room.say(text)
        assert [button.label for button in line.choices] == ["Terminer"]
    assert (await room.handoff()).owed_since is None


async def test_erasing_is_the_bots_and_ends_the_conversation_first(room: Room) -> None:
    await talking(room)
    [line] = await room.say("erase")
    assert [(button.id, button.label) for button in line.choices] == [("!m:erase", "Tout effacer")]
    assert await room.mode() == "human"
    await room.say(Tapped("!m:erase"))
    assert await room.mode() == "bot"
    assert (await room.handoff()).state == "left"


# -- forged and stale -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("id", ["!m:", "!m:gone", "!m:smile", "!m:smile.1", "!m:smile.x.2", "!m:smile.1.9", "!m:why.1"])
async def test_buttons_that_mean_nothing_harm_nothing(room: Room, id: str) -> None:
    await talking(room)
    assert await room.say(Tapped(id))
    assert (await room.handoff()).smile is None


async def test_another_persons_smile_or_report_is_not_theirs(room: Room) -> None:
    held = await talking(room)
    async with room.database.write() as db:
        await db.execute(update(handoffs).values(state="closed"))
    await room.house.say("b", "bonjour")
    await room.house.say("b", Tapped(f"!m:smile.{held.id}.2"))
    await room.house.say("b", Tapped("!m:why.1.hurt"))
    assert (await room.handoff()).smile is None


# -- what reaches them outside --------------------------------------------------------------------------------
async def test_a_number_is_masked_with_an_explanation_and_not_shown_unless_the_association_lets_them(
    room: Room,
) -> None:
    await talking(room)
    [line] = await room.say("mon numéro c’est 06 12 34 56 78")
    assert line.text.startswith("Pour te protéger, j’ai caché à Lina")
    assert line.choices == ()
    assert (await room.say(Tapped(f"!m:release.{line.seq - 1}")))[0].text.startswith("C’était déjà fini.")
    assert await room.house.count(released) == 0


@pytest.mark.parametrize(("seq", "shown"), [(5, 1), (0, 0), ("x", 0)])
async def test_what_was_masked_is_released_to_this_mentor_only(room: Room, seq: int | str, shown: int) -> None:
    held = await talking(room)
    relay = MentorRelay(SEALER, translator, Outlook(translator, PARIS), may_release=True)
    await room.set(first_seq=3)
    async with room.database.write() as db:
        turn = Turn(db, room.person, "fr", room.now, room.house.time.new_id, "web", room.seen)
        told = await relay(turn, Typed("mon numéro : 06 12 34 56 78"), 5)
        assert [button.id for button in told.lines[0].choices] == ["!m:release.5"]
        for _ in range(2):
            await relay(turn, Tapped(f"!m:release.{seq}"), 6)
        rows = (await db.execute(select(released.c.seq, released.c.account_id))).all()
    assert rows == [(5, held.mentor_id)] * shown
