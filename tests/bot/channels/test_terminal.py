"""The terminal: numbered answers, several at once, documents that come late, two readers, a chat gone on with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.channels.model import FileRef
from bot.channels.terminal import EMPTY, FILE_BYTES, Terminal
from bot.conversation import Conversation
from bot.effects import Effects
from bot.errors import Unavailable
from bot.ports import Domain, Later, Line, Outcome, Turn
from bot.releases.shelf import Shelf
from bot.served import Served
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.sealed import Identity
from bot.storage.transcripts import StoredFiles, StoredTranscripts
from flows import loader
from flows.answers import Resolvers
from flows.events import JsonValue
from tests.conversations.talk import plain
from tests.fakes.clock import FakeTime
from tests.fakes.until import until

FLOW = """
flow: welcome
title: Bienvenue
steps:
  - id: aide
    ask: Chez toi, tu fais souvent…
    choose: many
    choices:
      cuisine: La cuisine
      petits: Garder les petits
      rien: Rien de tout ça
    alone: rien
  - id: faire
    say: Je prépare ton CV…
    do: cv.make
  - id: nom
    ask: Ton nom ?
    type: text
  - id: fin
    ask: "Merci {nom}. On continue ?"
    type: yes_no
"""


@dataclass
class Oven:
    """Makes a document when told to; the conversation does not wait for it."""

    files: StoredFiles
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    name: str = "CV é.pdf"

    async def make(self, turn: Turn, answers: Mapping[str, JsonValue], args: Mapping[str, JsonValue]) -> Outcome:
        return Outcome(effects=(Later("cv.bake", {}, turn.new_id()),))

    async def bake(self, person_id: int, payload: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
        await self.ready.wait()
        return {"id": (await self.files.put(person_id, self.name, "application/pdf", b"%PDF")).id}

    async def baked(self, turn: Turn, payload: Mapping[str, JsonValue]) -> Outcome:
        return Outcome(lines=(Line("Voilà.", (FileRef(str(payload["id"]), self.name, "application/pdf"),)),))

    @property
    def domain(self) -> Domain:
        return Domain(
            "cv", actions={"cv.make": self.make}, effects={"cv.bake": self.bake}, events={"cv.bake.done": self.baked}
        )


@dataclass
class Room:
    """One house, any number of terminals."""

    conversation: Conversation
    transcripts: StoredTranscripts
    effects: Effects
    time: FakeTime
    oven: Oven
    out: Path

    async def settled(self) -> None:
        await self.effects.idle()
        await self.conversation.work()

    def terminal(self, screen: list[str], settled: Callable[[], Awaitable[None]] | None = None) -> Terminal:
        settled = settled or self.settled
        return Terminal(
            self.conversation, self.transcripts, self.oven.files, self.time.clock, screen.append, settled, self.out
        )

    async def typed(self, *lines: str) -> list[str]:
        """A whole chat from a pipe."""
        screen: list[str] = []
        await self.terminal(screen).run(pipe(lines), ("fr",))
        return screen


async def pipe(lines: Sequence[str]) -> AsyncIterator[str]:
    for line in lines:
        yield line


@dataclass
class Keyboard:
    """Lines as somebody types them."""

    typed: asyncio.Queue[str | None] = field(default_factory=asyncio.Queue)

    async def lines(self) -> AsyncIterator[str]:
        while (line := await self.typed.get()) is not None:
            yield line


@pytest.fixture
def room(database: Database, tmp_path: Path) -> Room:
    time, feeds = FakeTime(), Feeds(database)
    library = loader.load({"welcome.yaml": FLOW}).library
    assert library is not None
    oven = Oven(StoredFiles(database, Identity(), time.clock))
    oven.ready.set()
    talk = Conversation(database, Served(Shelf(library), Resolvers()), [oven.domain], feeds=feeds, clock=time.clock)
    effects = Effects(database, [oven.domain], conversation=talk, clock=time.clock)
    return Room(talk, StoredTranscripts(database, feeds, Identity()), effects, time, oven, tmp_path / "new" / "out")


async def test_several_answers_on_one_line_and_a_document(room: Room) -> None:
    screen = await room.typed("1, 2", "Zoé")
    assert "1. ☐ La cuisine\n2. ☐ Garder les petits\n3. ☐ Rien de tout ça\n" in screen[0]
    assert "Je prépare ton CV…\n" in screen
    assert any("Merci Zoé." in plain(part) for part in screen)
    assert screen[-2:] == ["Voilà.\n", f"📄 {room.out / 'CV é.pdf'}\n"]
    assert (room.out / "CV é.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize("lines", [(), ("",), ("   ", "\t")], ids=["end at once", "empty", "blanks"])
async def test_nothing_said_is_greeted_once(room: Room, lines: Sequence[str]) -> None:
    assert len(await room.typed(*lines)) == 1


async def test_a_document_that_comes_while_somebody_thinks_is_shown_at_once(room: Room) -> None:
    room.oven.ready.clear()
    screen: list[str] = []
    keyboard = Keyboard()
    chat = asyncio.create_task(room.terminal(screen).run(keyboard.lines(), ("fr",)))
    keyboard.typed.put_nowait("3")
    await until(lambda: any("Ton nom" in part for part in screen))
    baking = asyncio.create_task(room.effects.work())
    room.oven.ready.set()
    await baking
    await room.conversation.work()
    await until(lambda: screen[-1].startswith("📄"))
    keyboard.typed.put_nowait("Zoé")
    await until(lambda: "Merci" in screen[-1])
    keyboard.typed.put_nowait(None)
    await chat
    assert [part for part in screen if part.startswith("📄")] == [f"📄 {room.out / 'CV é.pdf'}\n"]


async def test_what_came_while_nobody_read_is_not_skipped_by_the_next_answer(room: Room) -> None:
    """Without a feed the line stands before the person's own; it is shown all the same."""
    screen: list[str] = []

    async def lines() -> AsyncIterator[str]:
        yield "1"
        await room.effects.work()
        await room.conversation.work()
        yield "Zoé"

    await room.terminal(screen).run(lines(), ("fr",))
    assert next(part for part in screen if part.startswith(("Voilà", "Merci"))) == "Voilà.\n"
    assert sum(part == "Voilà.\n" for part in screen) == 1


async def test_two_readers_see_the_same_lines_once_each(room: Room) -> None:
    one, two = Keyboard(), Keyboard()
    screens: tuple[list[str], list[str]] = ([], [])
    first = asyncio.create_task(room.terminal(screens[0]).run(one.lines(), ("fr",)))
    await until(lambda: bool(screens[0]))
    second = asyncio.create_task(room.terminal(screens[1]).run(two.lines(), ("fr",)))
    await until(lambda: bool(screens[1]))
    one.typed.put_nowait("3")
    await until(lambda: all("Ton nom" in screen[-1] for screen in screens))
    two.typed.put_nowait("Zoé")
    await until(lambda: all("Merci" in screen[-1] for screen in screens))
    for keyboard in (one, two):
        keyboard.typed.put_nowait(None)
    await asyncio.gather(first, second)
    for screen in screens:
        assert len([part for part in screen if "Ton nom" in part]) == 1
        assert len([part for part in screen if part.startswith("📄")]) == 1


async def test_a_chat_goes_on_where_it_was_without_telling_it_all_again(room: Room) -> None:
    await room.typed("3", "Zoé")
    screen = await room.typed("1")
    assert "Te revoilà" in screen[0]
    assert "Merci" in screen[-1]
    assert not any("Je prépare" in part or "Voilà" in part for part in screen)


@pytest.mark.parametrize("name", ["../../evil.pdf", "/tmp/evil.pdf", "a/b/evil.pdf"])
async def test_a_name_can_not_lead_out_of_the_folder(room: Room, name: str) -> None:
    room.oven.name = name
    await room.typed("3")
    assert [path.name for path in room.out.iterdir()] == ["evil.pdf"]


async def test_a_file_too_heavy_is_said_in_the_bots_words(room: Room, tmp_path: Path) -> None:
    big = tmp_path / "big.pdf"
    with big.open("wb") as file:
        file.truncate(FILE_BYTES + 1)
    screen = await room.typed(f"/file {big}")
    assert any(plain(part).startswith("Ce fichier est trop lourd pour moi") for part in screen)


async def test_ten_thousand_signs_and_marks_are_taken(room: Room) -> None:
    screen = await room.typed("3", "é" * 10_000, "\u202e\u200f�\x07", "Zoé")
    assert screen[-1].startswith(("Merci", "📄"))


async def test_what_is_never_finished_is_said(room: Room) -> None:
    async def never() -> None:
        raise TimeoutError

    with pytest.raises(Unavailable, match="not finished after 30 s"):
        await room.terminal([], never).run(pipe(["3"]), ("fr",))


async def test_the_screen_is_emptied_before_anything_is_said_and_the_question_comes_back(room: Room) -> None:
    screen = await room.typed("1", "effacer l'écran !")
    at = screen.index(EMPTY)
    assert screen.count(EMPTY) == 1
    assert screen[at + 1].startswith("C’est effacé ici.")
    assert "Ton nom" in screen[at + 2]
