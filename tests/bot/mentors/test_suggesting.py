"""Better words for a line of the CV, as the person lives it: theirs and the mentor's, two buttons, no hurry."""

from __future__ import annotations

from sqlalchemy import select, update

from bot.channels.model import Message
from bot.i18n import translator
from bot.mentors.news import News
from bot.mentors.outlook import Outlook
from bot.mentors.store import talk
from bot.mentors.store.suggestions import Idea
from bot.mentors.suggesting import Suggesting
from bot.ports import Outcome, Turn
from bot.storage.tables.accounts import accounts
from bot.storage.tables.later import effects
from bot.storage.tables.mentors import suggestions
from flows.events import JsonValue, Tapped
from tests.bot.mentors.house import PARIS, Room, talking
from tests.bot.mentors.rows import SEALER

IDEA = Idea("work 1 task 1", "Encaisser les clients", "Encaisser 80 clients par jour", "Un nombre parle.")
OTHER = Idea("skill 1", "Cuisiner", "Cuisiner pour six")


async def offered(room: Room, idea: Idea = IDEA) -> Message:
    await room.suggest(idea)
    [line] = await room.rest()
    return line


def pressed(line: Message, at: int) -> Tapped:
    return Tapped(line.choices[at].id)


async def papers(room: Room) -> int:
    async with room.database.read() as db:
        return len((await db.scalars(select(effects.c.id).where(effects.c.kind == "cvs.render"))).all())


async def state(room: Room) -> list[str]:
    async with room.database.read() as db:
        return [*await db.scalars(select(suggestions.c.state).order_by(suggestions.c.id))]


# -- while a human talks --------------------------------------------------------------------------------------
async def test_both_texts_and_two_buttons_from_the_mentor_herself(room: Room) -> None:
    await talking(room)
    line = await offered(room)
    assert line.author == "mentor"
    assert line.text.replace("\u00a0", " ") == (
        "Une idée pour ton CV.\nTa phrase : « Encaisser les clients »\n"
        "À la place : « Encaisser 80 clients par jour »\nUn nombre parle."
    )
    assert [button.label for button in line.choices] == ["Prendre", "Garder le mien"]
    assert [button.id for button in line.controls] == [f"!m:report.{line.seq}", "!sos"]
    assert room.cv.made == 0, "nothing changes before they press"


async def test_taken_is_on_the_cv_and_the_human_goes_on_talking(room: Room) -> None:
    await talking(room)
    [said] = await room.say(pressed(await offered(room), 0))
    assert said.text.replace("\u00a0", " ").startswith("C’est pris : « Encaisser 80 clients par jour ».")
    assert room.cv.texts[IDEA.line] == IDEA.after
    assert await room.mode() == "human"
    assert await papers(room) == 1
    assert await state(room) == ["taken"]
    assert (await room.handoff()).owed_since is None, "a tap is no word that waits for an answer"


async def test_pressed_twice_is_once(room: Room) -> None:
    await talking(room)
    line = await offered(room)
    await room.say(pressed(line, 0))
    [again] = await room.say(pressed(line, 0))
    assert again.text == "C’est déjà sur ton CV."
    assert (room.cv.made, await papers(room)) == (1, 1)


async def test_theirs_is_kept_and_they_may_think_again(room: Room) -> None:
    await talking(room)
    line = await offered(room)
    assert [said.text for said in await room.say(pressed(line, 1))] == ["D’accord, tu gardes ta phrase."]
    assert [said.text for said in await room.say(pressed(line, 1))] == ["D’accord, tu gardes ta phrase."]
    assert room.cv.made == 0
    await room.say(pressed(line, 0))
    assert room.cv.texts[IDEA.line] == IDEA.after
    [back] = await room.say(pressed(line, 1))
    assert back.text.startswith("D’accord, je remets ta phrase.")
    assert room.cv.texts[IDEA.line] == IDEA.before
    assert await state(room) == ["kept"]


async def test_a_line_that_changed_since_is_left_alone_and_they_are_told(room: Room) -> None:
    await talking(room)
    line = await offered(room)
    room.cv.texts[IDEA.line] = "Tenir la caisse"
    for _ in range(2):
        [said] = await room.say(pressed(line, 0))
        assert said.text.startswith("Cette ligne de ton CV a changé depuis.")
    assert room.cv.made == 0
    assert await state(room) == ["past"]


async def test_two_buttons_pressed_in_one_breath(room: Room) -> None:
    await talking(room)
    line = await offered(room)
    both = [room.house.incoming("a", pressed(line, at)) for at in (0, 0, 1)]
    await room.house.many(both)
    await room.rest()
    assert room.cv.texts[IDEA.line] == IDEA.before
    assert (room.cv.made, await state(room)) == (2, ["kept"])


async def test_a_forged_button_and_one_of_somebody_else(room: Room) -> None:
    await talking(room)
    await offered(room)
    for id in ("!m:take.x", "!m:keep.x", "!m:take", "!m:take." + "a" * 60):
        [said] = await room.say(Tapped(id))
        assert said.text.startswith("Cette ligne de ton CV a changé depuis.")
    assert await state(room) == ["offered"]


async def test_the_buttons_stay_good_when_the_bot_is_back(room: Room) -> None:
    held = await talking(room)
    line = await offered(room)
    async with room.database.write() as db:
        await talk.close(db, SEALER, room.now, 1, held.id, "done")
    await room.rest()
    [said] = await room.say(pressed(line, 0))
    assert said.text.startswith("C’est pris")
    said, question = await room.say(pressed(line, 0))
    assert (said.text, question.text[:8]) == ("C’est déjà sur ton CV.", "question")
    assert await room.mode() == "bot"


async def test_a_double_press_of_the_mentor_is_one_line(room: Room) -> None:
    await talking(room)
    for _ in range(2):
        await room.suggest(IDEA, id="same")
    assert len(await room.rest()) == 1


async def test_what_changed_before_it_was_heard_is_not_said(room: Room) -> None:
    await talking(room)
    await room.suggest(IDEA)
    room.cv.texts[IDEA.line] = "Tenir la caisse"
    assert await room.rest() == []
    assert await state(room) == ["past"]


async def test_of_a_mentor_who_was_cut_off_nothing_is_said(room: Room) -> None:
    await talking(room)
    await room.suggest(IDEA)
    async with room.database.write() as db:
        await db.execute(update(accounts).where(accounts.c.id == 1).values(disabled_at=room.now))
    assert all("Une idée" not in line.text for line in await room.rest())


# -- from « Mon CV » ------------------------------------------------------------------------------------------
async def run(room: Room, name: str, locale: str = "fr", **args: JsonValue) -> Outcome:
    news = News(SEALER, translator, Outlook(translator, PARIS))
    actions = Suggesting(SEALER, translator, news, room.cv).actions()
    async with room.database.write() as db:
        return await actions[name](Turn(db, room.person, locale, room.now, room.house.time.new_id), {}, args)


async def test_one_after_the_other_until_none_waits(room: Room) -> None:
    await talking(room)
    assert (await run(room, "mentors.idea")).value is None
    await room.suggest(IDEA)
    await room.suggest(OTHER)
    first = (await run(room, "mentors.idea")).value
    assert isinstance(first, dict)
    assert (first["mentor"], first["after"], first["why"]) == ("Lina", IDEA.after, IDEA.why)
    assert (await run(room, "mentors.decide", key=first["key"], choice="prendre")).value == "prendre"
    second = (await run(room, "mentors.idea")).value
    assert isinstance(second, dict)
    assert (second["after"], second["why"]) == (OTHER.after, None)
    assert (await run(room, "mentors.decide", key=second["key"], choice="garder")).value == "garder"
    assert (await run(room, "mentors.idea")).value is None
    assert await state(room) == ["taken", "kept"]
    assert room.cv.made == 0, "the flow makes the CV once for all of them"
    assert (await run(room, "mentors.ideas_taken")).value is None, "it is on no CV yet"
    room.cv.texts[IDEA.line] = IDEA.after
    listed = (await run(room, "mentors.ideas_taken")).value
    assert listed == [{"id": first["key"], "label": IDEA.after}]
    await run(room, "mentors.decide", key=first["key"], choice="garder")
    assert (await run(room, "mentors.ideas_taken")).value is None


async def test_what_went_past_meanwhile_is_said_once(room: Room) -> None:
    await talking(room)
    await room.suggest(IDEA)
    room.cv.texts[IDEA.line] = "Tenir la caisse"
    gone = await run(room, "mentors.idea")
    assert gone.value is None
    assert [line.text[:20] for line in gone.lines] == ["Une idée ne va plus\u00a0"]
    assert (await run(room, "mentors.idea")).lines == ()


async def test_nonsense_decides_nothing(room: Room) -> None:
    await talking(room)
    await room.suggest(IDEA)
    for key, choice in (("x", "prendre"), ("", ""), ("x", "tard")):
        assert (await run(room, "mentors.decide", key=key, choice=choice)) == Outcome()
    assert await state(room) == ["offered"]


async def test_one_that_changed_between_the_question_and_the_tap(room: Room) -> None:
    await talking(room)
    await room.suggest(IDEA)
    asked = (await run(room, "mentors.idea")).value
    assert isinstance(asked, dict)
    room.cv.texts[IDEA.line] = "Tenir la caisse"
    decided = await run(room, "mentors.decide", key=asked["key"], choice="prendre")
    assert decided.value is None
    assert decided.lines[0].text.startswith("Cette ligne de ton CV a changé")


async def test_a_long_line_on_a_button_is_cut(room: Room) -> None:
    await talking(room)
    await room.suggest(Idea("skill 1", "Cuisiner", "x" * 180))
    asked = (await run(room, "mentors.idea")).value
    assert isinstance(asked, dict)
    await run(room, "mentors.decide", key=asked["key"], choice="prendre")
    room.cv.texts["skill 1"] = "x" * 180
    taken = (await run(room, "mentors.ideas_taken")).value
    assert taken == [{"id": asked["key"], "label": "x" * 39 + "…"}]
