"""Sends one line of a transcript to a Telegram chat and says what became of it.

Law: plain text only, no parse mode, so nobody's words can become a format or a hidden link.
What was sent of a line is remembered until all of it is: a retry goes on where it stopped.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TypeAlias

from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)
from telegram.error import RetryAfter as TooFast

from bot.channels.model import Address, FileRef, Location, Message
from bot.channels.plan import Plan, plan, split
from bot.channels.sending import Outcome, Parked, RetryAfter, Sent, Unreachable
from bot.channels.telegram import words
from bot.channels.telegram.api import Api
from bot.channels.telegram.keyboard import CAPTION, TELEGRAM, Keyboard, inline, location
from bot.channels.telegram.receive import clean
from bot.ports import Transcripts, Translations
from flows.text import units

log = logging.getLogger(__name__)

NETWORK_PAUSE = 2.0
"""Seconds until a message is tried again after the line broke."""
TOKEN_PAUSE = 60.0
"""Seconds while Telegram does not know our token: somebody has to act."""
MOST_REMEMBERED = 10_000
"""Chats whose half-sent lines and open location keys are remembered; the oldest are forgotten first."""
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp"})
PICTURE_BYTES = 10 * 1024 * 1024
"""The Bot API takes pictures up to 10 MB; a larger one goes as a document."""
NO_PICTURE = ("image_process_failed", "photo_invalid", "photo_save_file_invalid", "wrong type of the web page content")
"""Telegram could not read it as a picture; as a document it takes anything."""
VOICES = frozenset({"audio/ogg", "audio/mpeg", "audio/mp4"})
"""What is listened to in place; another recording goes as a document."""
NO_VOICE = ("voice_messages_forbidden",)
"""They want no voice messages; a file they take."""
GONE = ("chat not found", "peer_id_invalid", "user is deactivated", "user_is_blocked", "input_user_deactivated")
SAME = "message is not modified"
CANT_EDIT = ("message to edit not found", "message can't be edited", "message_id_invalid", "there is no text")
MOST_TAKEN = 100
"""The Bot API deletes at most so many messages in one call."""
CAPTIONED = "c"
"""Ends the ref of a message whose text is a caption."""

Step: TypeAlias = Callable[[], Awaitable[str]]
"""One call; gives the ref of the message it made."""


@dataclass(slots=True)
class Chat:
    """What is remembered of one chat: the parts of the line under way, and the message with the location key."""

    seq: int = 0
    parts: list[str] = field(default_factory=list)
    location: int | None = None
    asked: int | None = None
    """The newest message with buttons, until it is answered by a tap."""


class TelegramSender:
    """A `Sender`. Files come from `transcripts.file`; the location key is worded in the person's language."""

    def __init__(self, api: Api, transcripts: Transcripts, translations: Translations) -> None:
        self._api = api
        self._transcripts = transcripts
        self._translations = translations
        self._chats: OrderedDict[str, Chat] = OrderedDict()

    async def send(self, address: Address, message: Message, previous_ref: str | None) -> Outcome:
        chat = self._chat(address.chat)
        if chat.seq != message.seq:
            chat.seq, chat.parts = message.seq, []
        try:
            if message.clears and previous_ref and not chat.parts:
                await self._take_away(int(address.chat), previous_ref)
                previous_ref = None
            ref = await self._send(address, chat, plan(message, TELEGRAM), previous_ref)
        except TelegramError as error:
            return outcome(error)
        chat.parts = []
        if message.choices or message.controls:
            chat.asked = _last(ref)
        return Sent(ref)

    def answered(self, chat_id: str, message: int) -> bool:
        """True once for the tap that answers the newest question of a chat, as far as this process remembers."""
        chat = self._chats.get(chat_id)
        if chat is None or chat.asked != message:
            return False
        chat.asked = None
        return True

    async def busy(self, address: Address, worded: bool) -> None:
        """Shows for five seconds that words or a document are on their way; may fail silently."""
        action = "typing" if worded else "upload_document"
        try:
            await self._api.call("sendChatAction", chat_id=int(address.chat), action=action)
        except TelegramError as error:
            log.debug("no chat action: %s", type(error).__name__)

    def _chat(self, chat_id: str) -> Chat:
        chat = self._chats.pop(chat_id, None) or Chat()
        self._chats[chat_id] = chat
        if len(self._chats) > MOST_REMEMBERED:
            self._chats.popitem(last=False)
        return chat

    async def _send(self, address: Address, chat: Chat, what: Plan, previous: str | None) -> str:
        target = int(address.chat)
        if chat.location is not None and not chat.parts:
            await self._close_location(target, chat)
        if (
            previous
            and len(what.texts) == 1
            and not (what.files or what.pin)
            and await self._change(target, previous, what)
        ):
            return previous
        for part, step in enumerate(self._steps(target, what)):
            if part >= len(chat.parts):
                chat.parts.append(await step())
        ref = " ".join(chat.parts)
        if what.location and chat.location is None:
            await self._ask_location(address, target, chat)
        return ref

    def _steps(self, target: int, what: Plan) -> list[Step]:
        """The calls that make up one line, in order; the buttons hang on the last, so a map comes before them."""
        pin = [partial(self._pin, target, what.pin)] if what.pin is not None else []
        said = self._said(target, what)
        return [*pin, *said] if what.rows or what.controls else [*said, *pin]

    def _said(self, target: int, what: Plan) -> list[Step]:
        texts, files, markup = what.texts, what.files, inline(what)
        if len(files) == 1 and len(texts) <= 1 and all(units(text) <= CAPTION for text in texts):
            return [partial(self._file, target, files[0], texts[0] if texts else None, markup)]
        steps: list[Step] = [partial(self._file, target, file, None, None) for file in files]
        last = len(texts) - 1
        return steps + [
            partial(self._text, target, text, markup if number == last else None) for number, text in enumerate(texts)
        ]

    async def _text(self, target: int, text: str, markup: Keyboard | None) -> str:
        preview = {"is_disabled": True} if "://" in text else None
        sent = await self._api.call(
            "sendMessage", chat_id=target, text=text, reply_markup=markup, link_preview_options=preview
        )
        return str(sent["message_id"])

    async def _pin(self, target: int, place: Location) -> str:
        given = {"latitude": place.lat, "longitude": place.lon, "title": place.name, "address": place.address}
        return str((await self._api.call("sendVenue", chat_id=target, **given))["message_id"])

    async def _file(self, target: int, file: FileRef, text: str | None, markup: Keyboard | None) -> str:
        found = await self._transcripts.file(file.id)
        if found is None:
            raise BadRequest("our file is gone")
        body = found[1]
        kind = "voice" if file.type in VOICES else "photo" if file.type in PICTURES else ""
        if kind == "voice" or (kind and len(body) <= PICTURE_BYTES):
            try:
                return await self._upload(kind, target, file, body, text, markup)
            except BadRequest as error:
                if not any(sign in error.message.lower() for sign in (*NO_PICTURE, *NO_VOICE)):
                    raise
        return await self._upload("document", target, file, body, text, markup)

    async def _upload(
        self, kind: str, target: int, file: FileRef, body: bytes, text: str | None, markup: Keyboard | None
    ) -> str:
        await self._api.call("sendChatAction", chat_id=target, action=f"upload_{kind}")
        given = {
            "chat_id": target,
            kind: InputFile(body, filename=clean(file.name)),
            "caption": text or next(iter(split(file.alt, CAPTION)), None),
            "reply_markup": markup,
        }
        sent = await self._api.upload(f"send{kind.title()}", **given)
        return f"{sent['message_id']}{CAPTIONED}"

    async def _change(self, target: int, previous: str, what: Plan) -> bool:
        """Changes an earlier message; False when it can't be: then the line is sent as a new one."""
        captioned = previous.endswith(CAPTIONED)
        method, name = ("editMessageCaption", "caption") if captioned else ("editMessageText", "text")
        content: dict[str, object] = {name: what.texts[0], "message_id": _last(previous)}
        try:
            await self._api.call(method, chat_id=target, **content, reply_markup=inline(what))
        except BadRequest as error:
            told = error.message.lower()
            if SAME in told:
                return True
            if any(sign in told for sign in CANT_EDIT):
                return False
            raise
        return True

    async def _take_away(self, target: int, refs: str) -> None:
        """Deletes messages of ours, the newest ones first when there are too many for one call."""
        ids = [_last(ref) for ref in refs.split()][-MOST_TAKEN:]
        try:
            await self._api.call("deleteMessages", chat_id=target, message_ids=ids)
        except BadRequest as error:
            log.warning("nothing could be taken away: %s", error.message[:100])

    # -- the location key -------------------------------------------------------------------------------------
    async def _ask_location(self, address: Address, target: int, chat: Chat) -> None:
        """A small message of its own carries the key, because the question's buttons hang on the question."""
        state = await self._transcripts.state(address)
        said = words.in_language(self._translations, state.locale if state else "fr")
        markup = location(words.location_key(said))
        sent = await self._api.call("sendMessage", chat_id=target, text=words.location_hint(said), reply_markup=markup)
        chat.location = int(sent["message_id"])

    async def _close_location(self, target: int, chat: Chat) -> None:
        """Deleting its message takes the key away, without a word."""
        message, chat.location = chat.location, None
        try:
            await self._api.call("deleteMessage", chat_id=target, message_id=message)
        except BadRequest:
            log.debug("the location key was already gone")


def _last(ref: str) -> int:
    """The id of the message that carries the words and the buttons."""
    return int(ref.split()[-1].removesuffix(CAPTIONED))


def outcome(error: TelegramError) -> Outcome:
    """What a failed call means for its line."""
    match error:
        case TooFast():
            pause = error.retry_after
            return RetryAfter(pause.total_seconds() if isinstance(pause, timedelta) else float(pause))
        case Forbidden():
            return Unreachable()
        case BadRequest() if any(sign in error.message.lower() for sign in GONE):
            return Unreachable()
        case BadRequest():
            return Parked(error.message[:200])
        case ChatMigrated():
            return Parked("the chat became another one")
        case InvalidToken() | EndPointNotFound():
            log.error("Telegram does not know our token any more")
            return RetryAfter(TOKEN_PAUSE)
        case NetworkError():
            return RetryAfter(NETWORK_PAUSE)
        case _:
            return Parked(type(error).__name__)
