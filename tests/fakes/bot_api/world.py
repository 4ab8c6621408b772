"""The chats as Telegram keeps them: what was said, what is seen now, and what a person can do."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

WAIT = 60.0
"""Seconds until a test that waits for the bot gives up."""

Post = Callable[[dict[str, Any]], None]


@dataclass
class Line:
    """One message of a chat."""

    id: int
    raw: dict[str, Any]
    mine: bool
    """Sent by the bot."""
    deleted: bool = False
    content: bytes | None = None

    @property
    def text(self) -> str:
        return str(self.raw.get("text", self.raw.get("caption", "")))

    @property
    def rows(self) -> list[list[dict[str, Any]]]:
        return list(self.raw.get("reply_markup", {}).get("inline_keyboard", []))

    @property
    def labels(self) -> list[str]:
        return [str(button["text"]) for row in self.rows for button in row]

    @property
    def file_name(self) -> str | None:
        return self.raw["document"]["file_name"] if "document" in self.raw else None


@dataclass
class Chat:
    """A chat with the bot; `Person` is one in private."""

    id: int
    post: Post
    kind: str = "private"
    title: str = ""
    lines: list[Line] = field(default_factory=list)
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    """The reply keyboard under the input field."""
    keyboard_of: int = 0
    """The message that brought it: deleted, it takes the keyboard with it."""
    blocked: bool = False
    no_voices: bool = False
    """They take voice messages from nobody (a setting of Telegram Premium)."""
    left: bool = False
    notices: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    waiting_taps: set[str] = field(default_factory=set)
    """Callback queries without an answer: their buttons still spin."""
    news: int = 0
    heard: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def raw_chat(self) -> dict[str, Any]:
        if self.kind == "private":
            return {"id": self.id, "type": "private", "first_name": self.title or "Amina"}
        return {"id": self.id, "type": self.kind, "title": self.title or "Groupe"}

    async def tell(self) -> None:
        """Something visible changed."""
        self.news += 1
        async with self.changed:
            self.changed.notify_all()

    async def until(self, ready: Callable[[], bool], wait: float = WAIT) -> None:
        """Waits until `ready` holds; fails with the screen."""
        async with self.changed:
            try:
                await asyncio.wait_for(self.changed.wait_for(ready), wait)
            except TimeoutError:
                raise AssertionError(f"The bot did not do it in {wait} s. The screen:\n{self.screen()}") from None

    async def something_new(self) -> None:
        """Waits, as long as it takes, until the bot says or changes something."""
        before = self.news
        async with self.changed:
            await self.changed.wait_for(lambda: self.news > before)

    async def hears(self, count: int = 1, wait: float = WAIT) -> list[Line]:
        """The bot's lines since the last call, once there are at least `count`."""
        await self.until(lambda: len(self.said[self.heard :]) >= count, wait)
        new, self.heard = self.said[self.heard :], len(self.said)
        return new

    async def sees(self, text: str, wait: float = WAIT) -> None:
        """Waits until the words are on the screen."""
        await self.until(lambda: text in self.screen(), wait)

    @property
    def said(self) -> list[Line]:
        """All lines of the bot, deleted ones too."""
        return [line for line in self.lines if line.mine]

    @property
    def visible(self) -> list[Line]:
        return [line for line in self.lines if not line.deleted]

    def line(self, id: int) -> Line | None:
        return next((line for line in reversed(self.lines) if line.id == id and not line.deleted), None)

    def screen(self) -> str:
        """What the person sees now, oldest first."""
        shown = []
        for line in self.visible:
            mark = "<" if line.mine else ">"
            words = line.text or next((f"({kind})" for kind in KINDS if kind in line.raw), "")
            if line.file_name:
                words = f"📎 {line.file_name} {words}".rstrip()
            if "venue" in line.raw:
                words = f"🗺 {line.raw['venue']['title']}, {line.raw['venue']['address']}"
            if "photo" in line.raw and line.mine:
                words = f"🖼 {line.text}".rstrip()
            shown.append(f"{mark} {words}")
            shown += ["  " + " ".join(f"[{button['text']}]" for button in row) for row in line.rows]
        shown += ["  " + " ".join(f"({button['text']})" for button in row) for row in self.keyboard]
        return "\n".join(shown)

    def add(self, raw: dict[str, Any], mine: bool, content: bytes | None = None) -> Line:
        line = Line(next(self.ids), {}, mine, content=content)
        line.raw = {"message_id": line.id, "date": int(time.time()), "chat": self.raw_chat(), **raw}
        self.lines.append(line)
        return line


KINDS = (
    "location",
    "contact",
    "sticker",
    "voice",
    "video",
    "video_note",
    "audio",
    "photo",
    "poll",
    "dice",
    "animation",
)


@dataclass
class Person(Chat):
    """A person in a private chat: writes, taps, sends, blocks."""

    language: str = "fr"
    at: tuple[float, float] = (48.9361, 2.3574)
    """Where they are: Saint-Denis."""
    files: dict[str, bytes] = field(default_factory=dict)

    def user(self) -> dict[str, Any]:
        name = {"first_name": self.title or "Amina"}
        return {"id": self.id, "is_bot": False, **name, **({"language_code": self.language} if self.language else {})}

    def _send(self, **content: Any) -> dict[str, Any]:
        line = self.add({"from": self.user(), **content}, mine=False)
        update = {"message": line.raw}
        self.post(update)
        return update

    async def says(self, text: str) -> None:
        content: dict[str, Any] = {"text": text}
        if text.startswith("/"):
            length = len(text.split()[0])
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        self._send(**content)

    async def edits(self, text: str) -> None:
        """Changes their last own line."""
        line = next(line for line in reversed(self.lines) if not line.mine)
        line.raw = {**line.raw, "text": text, "edit_date": int(time.time())}
        self.post({"edited_message": line.raw})

    async def taps(self, label: str, *, among: int | None = None) -> None:
        """Taps the newest button of that label (`among`: of that message, also an old one)."""
        for row in self.keyboard if among is None else []:
            for button in row:
                if button["text"] == label:
                    return await self._taps_key(button)
        for line in reversed(self.visible):
            for button in (button for row in line.rows for button in row):
                if button["text"] == label and among in (None, line.id):
                    return self._taps_inline(line, button)
        raise AssertionError(f"No button [{label}]. The screen:\n{self.screen()}")

    async def _taps_key(self, button: dict[str, Any]) -> None:
        if button.get("request_location"):
            await self.sends_location(*self.at)
        else:
            await self.says(button["text"])

    def _taps_inline(self, line: Line, button: dict[str, Any]) -> None:
        assert "callback_data" in button, f"{button} opens something else"
        self.taps_data(button["callback_data"], line)

    def taps_data(self, data: str, line: Line) -> str:
        """A tap with any data, also what no button ever carried; gives the callback query's id."""
        query = f"{self.id}{line.id}{len(self.waiting_taps)}{self.news}{time.monotonic_ns()}"
        self.waiting_taps.add(query)
        call = {"id": query, "from": self.user(), "message": line.raw, "chat_instance": "1", "data": data}
        self.post({"callback_query": call})
        return query

    async def sends_location(self, lat: float, lon: float) -> None:
        self._send(location={"latitude": lat, "longitude": lon})

    async def sends_contact(self, phone: str, own: bool = True) -> None:
        owner = {"user_id": self.id} if own else {}
        self._send(contact={"phone_number": phone, "first_name": self.title or "Amina", **owner})

    def _keeps(self, content: bytes) -> dict[str, Any]:
        file_id = f"file{self.id}x{len(self.files)}"
        self.files[file_id] = content
        return {"file_id": file_id, "file_unique_id": file_id, "file_size": len(content)}

    async def sends_document(self, name: str, content: bytes, type: str = "application/pdf", caption: str = "") -> None:
        words = {"caption": caption} if caption else {}
        self._send(document={**self._keeps(content), "file_name": name, "mime_type": type}, **words)

    async def sends_photo(self, content: bytes, width: int = 800, height: int = 600) -> None:
        small = {**self._keeps(content), "width": width // 8, "height": height // 8}
        self._send(photo=[small, {**self._keeps(content), "width": width, "height": height}])

    async def sends_voice(self, content: bytes, caption: str = "") -> None:
        words = {"caption": caption} if caption else {}
        self._send(voice={**self._keeps(content), "duration": 2, "mime_type": "audio/ogg"}, **words)

    async def sends_album(self, pictures: Sequence[bytes]) -> None:
        """Several photos sent together: a message each, one after the other."""
        for content in pictures:
            size = {**self._keeps(content), "width": 800, "height": 600}
            self._send(photo=[size], media_group_id=f"album{self.id}")

    async def sends(self, kind: str, **content: Any) -> None:
        """Any other kind of message: sticker, voice, video, poll, dice, …"""
        self._send(**{kind: content or {"file_id": kind, "file_unique_id": kind}})

    async def blocks(self) -> None:
        self.blocked = True
        self._member("member", "kicked")

    async def unblocks(self) -> None:
        self.blocked = False
        self._member("kicked", "member")

    def _member(self, old: str, new: str) -> None:
        bot = {"id": 1, "is_bot": True, "first_name": "Passerelle"}
        change = {"chat": self.raw_chat(), "from": self.user(), "date": int(time.time())}
        states = {
            name: {"status": status, "user": bot, **({"until_date": 0} if status == "kicked" else {})}
            for name, status in (("old_chat_member", old), ("new_chat_member", new))
        }
        self.post({"my_chat_member": {**change, **states}})


@dataclass
class Group(Chat):
    """A group or channel the bot was put into."""

    async def says(self, text: str) -> None:
        who = {"id": 77, "is_bot": False, "first_name": "Sam"}
        kind = "channel_post" if self.kind == "channel" else "message"
        sender = {} if self.kind == "channel" else {"from": who}
        self.post({kind: self.add({**sender, "text": text}, mine=False).raw})

    async def adds_bot(self) -> None:
        who = {"id": 77, "is_bot": False, "first_name": "Sam"}
        bot = {"id": 1, "is_bot": True, "first_name": "Passerelle"}
        states = {
            "old_chat_member": {"status": "left", "user": bot},
            "new_chat_member": {"status": "member", "user": bot},
        }
        self.post({"my_chat_member": {"chat": self.raw_chat(), "from": who, "date": int(time.time()), **states}})
