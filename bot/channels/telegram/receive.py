"""One Telegram update → what it means for us. Pure: raw JSON in, values out; no update, however odd, raises.

Law: everything a person does is either said (`incoming`) or named (`other`); nothing disappears without a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from bot.channels.handover import is_code
from bot.channels.model import Address, Incoming, Said
from flows.events import Located, Received, Started, Tapped, Typed, Unsupported

CHANNEL = "telegram"
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member", "channel_post"]
"""The updates we ask Telegram for."""
FILE_BYTES = 20 * 1024 * 1024
"""The Bot API hands out files up to 20 MB."""
FILE_REF = "telegram:"
"""Our reference of a file that still lies at Telegram: this, then its file_id."""
UNSUPPORTED = (
    "sticker", "voice", "video_note", "video", "animation", "audio", "contact", "poll", "dice", "game", "story",
    "paid_media", "live_photo", "checklist", "invoice", "successful_payment", "users_shared", "chat_shared",
    "web_app_data", "passport_data", "gift", "unique_gift", "rich_message", "giveaway",
)  # fmt: skip
"""What a person can send and we can't use; the most telling name first."""
RECORDINGS = {
    "voice": ("vocal.ogg", "audio/ogg"), "audio": ("son.mp3", "audio/mpeg"), "video": ("video.mp4", "video/mp4"),
    "video_note": ("video.mp4", "video/mp4"), "animation": ("animation.mp4", "video/mp4"),
}  # fmt: skip
"""What a human can listen to or watch; its name and type when none are told."""
ALIKE = {"video_note": "video", "animation": "video", "audio": "voice"}
"""What people call by one name."""
SERVICE = (
    "pinned_message", "message_auto_delete_timer_changed", "write_access_allowed", "chat_background_set",
    "boost_added", "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo",
    "group_chat_created", "supergroup_chat_created", "channel_chat_created", "migrate_to_chat_id",
    "migrate_from_chat_id", "connected_website", "proximity_alert_triggered", "forum_topic_created",
    "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened", "refunded_payment", "chat_owner_left",
    "chat_owner_changed",
)  # fmt: skip
"""What Telegram itself writes into a chat: nobody said it, nobody waits for an answer."""
JOINED = frozenset({"member", "administrator", "restricted"})
GONE = frozenset({"kicked", "left"})

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Leave:
    """A group or channel to leave after a true word; `locales` of who wrote or added us."""

    chat: int
    locales: tuple[str, ...]
    can_write: bool


@dataclass(frozen=True, slots=True)
class Press:
    """The button behind a `Tapped`, to be answered so that it stops spinning: Telegram's id, message and keyboard."""

    query: str
    message: int | None = None
    rows: tuple[tuple[Mapping[str, Any], ...], ...] = ()


class Arrival(NamedTuple):
    """What one update is. `reachable`: False when the person blocked us, True when no longer. `other`: the rest."""

    update_id: int
    incoming: Incoming | None = None
    press: Press | None = None
    leave: Leave | None = None
    reachable: tuple[Address, bool] | None = None
    other: str = ""


def incoming(update: Json, account: str, now: datetime) -> Incoming | None:
    """What a person said in private by this update, if they did."""
    return read(update, account, now).incoming


def read(update: Json, account: str, now: datetime) -> Arrival:
    """What `update` means for the bot `account`. Never raises: what can't be understood is named `malformed`."""
    number = update_id(update)
    if number is None:
        return Arrival(0, other="malformed")
    try:
        return _read(number, update, account, now)
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError, IndexError, OSError):
        return Arrival(number, other="malformed")


def update_id(update: object) -> int | None:
    """The number Telegram counts its updates by, or None: then it is no update at all."""
    number = update.get("update_id") if isinstance(update, Mapping) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def _read(number: int, update: Json, account: str, now: datetime) -> Arrival:
    if message := update.get("message"):
        return _message(number, message, account)
    if query := update.get("callback_query"):
        return _pressed(number, query, account, now)
    if edited := update.get("edited_message"):
        return _edited(number, edited, account)
    if member := update.get("my_chat_member"):
        return _membership(number, member, account)
    if post := update.get("channel_post"):
        return Arrival(number, leave=Leave(int(post["chat"]["id"]), (), False))
    return Arrival(number, other=next((clean(kind) for kind in update if kind != "update_id"), "empty"))


def _message(number: int, message: Json, account: str) -> Arrival:
    if message["chat"]["type"] != "private":
        return Arrival(number, leave=_leave(message))
    if message.get("from", {}).get("is_bot"):
        return Arrival(number, other="bot")
    said, payload = _said(message)
    if said is None:
        return Arrival(number, other=next(kind for kind in SERVICE if kind in message))
    chat = int(message["chat"]["id"])
    return Arrival(
        number,
        Incoming(
            Address(CHANNEL, account, str(chat)),
            f"m{int(message['message_id'])}",
            said,
            datetime.fromtimestamp(message["date"], UTC),
            _locales(message),
            source=None if is_code(payload) else payload or None,
            code=payload if is_code(payload) else None,
        ),
    )


def _pressed(number: int, query: Json, account: str, now: datetime) -> Arrival:
    message = query.get("message") or {}
    kind = message.get("chat", {}).get("type", "private")
    press = Press(str(query["id"]), *_pressed_keyboard(message))
    if kind != "private":
        return Arrival(number, press=press, leave=Leave(int(message["chat"]["id"]), _locales(query), True))
    data = query.get("data")
    said: Said = Tapped(clean(data)) if isinstance(data, str) else Unsupported("game")
    address = Address(CHANNEL, account, str(int(query["from"]["id"])))
    return Arrival(number, Incoming(address, f"c{query['id']}", said, now, _locales(query)), press)


def _pressed_keyboard(message: Json) -> tuple[int | None, tuple[tuple[Mapping[str, Any], ...], ...]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return message.get("message_id"), tuple(tuple(row) for row in rows)


def _edited(number: int, message: Json, account: str) -> Arrival:
    if message["chat"]["type"] != "private":
        return Arrival(number, other="edit in a group")
    if "location" in message:
        # A shared live location moves by itself, every few seconds: nobody did anything.
        return Arrival(number, other="live location")
    moment = int(message.get("edit_date", message["date"]))
    now = _said(message)[0]
    if isinstance(now, Unsupported):
        now = now.meant
    said = Unsupported("edit", now if isinstance(now, Typed | Received) else None)
    address = Address(CHANNEL, account, str(int(message["chat"]["id"])))
    external = f"e{int(message['message_id'])}.{moment}"
    return Arrival(number, Incoming(address, external, said, datetime.fromtimestamp(moment, UTC), _locales(message)))


def _membership(number: int, change: Json, account: str) -> Arrival:
    chat, status = change["chat"], change["new_chat_member"]["status"]
    if chat["type"] == "private":
        address = Address(CHANNEL, account, str(int(chat["id"])))
        return Arrival(number, reachable=(address, status not in GONE))
    if status in JOINED:
        return Arrival(number, leave=_leave(change))
    return Arrival(number, other="left a group")


def _leave(message: Json) -> Leave:
    return Leave(int(message["chat"]["id"]), _locales(message), message["chat"]["type"] != "channel")


def _locales(carrier: Json) -> tuple[str, ...]:
    code = carrier.get("from", {}).get("language_code")
    return (clean(code),) if isinstance(code, str) and code else ()


# -- what was said --------------------------------------------------------------------------------------------
COMMAND = re.compile(r"/(\w{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
PAYLOAD = re.compile(r"[\w-]{1,64}", re.ASCII)
"""What Telegram lets a `/start` link carry."""


def _said(message: Json) -> tuple[Said | None, str]:
    text = message.get("text")
    if isinstance(text, str):
        return _typed(clean(text), message)
    if place := message.get("location"):
        return Located(float(place["latitude"]), float(place["longitude"])), ""
    if file := _file(message):
        return file, ""
    if (contact := message.get("contact")) and contact.get("user_id") == message["from"]["id"]:
        return Typed(_phone(clean(str(contact["phone_number"])))), ""
    kind = next((kind for kind in UNSUPPORTED if kind in message), None)
    if kind is None and any(kind in message for kind in SERVICE):
        return None, ""
    return (Unsupported(ALIKE.get(kind, kind), _meant(kind, message)) if kind else Unsupported("other")), ""


def _meant(kind: str, message: Json) -> Typed | Received | None:
    """What a human can make of it. **Why** big ones, too: whoever fetches it says that it is too big."""
    content = message[kind]
    if kind == "sticker" and isinstance(content.get("emoji"), str):
        return Typed(clean(content["emoji"]))
    if kind not in RECORDINGS or not isinstance(content.get("file_id"), str):
        return None
    name, type = RECORDINGS[kind]
    name = clean(str(content.get("file_name") or name))
    return Received(
        FILE_REF + clean(content["file_id"]), name, clean(str(content.get("mime_type") or type)), _caption(message)
    )


def _caption(message: Json) -> str:
    caption = message.get("caption")
    return clean(caption) if isinstance(caption, str) else ""


def _typed(text: str, message: Json) -> tuple[Said, str]:
    command = COMMAND.fullmatch(text.strip())
    if command is None:
        return Typed(text), ""
    name, rest = command[1].lower(), (command[2] or "").strip()
    if name == "start":
        return Started(_locales(message)), rest if PAYLOAD.fullmatch(rest) else ""
    return Typed(f"/{name} {rest}".rstrip()), ""


def _file(message: Json) -> Received | Unsupported | None:
    if photos := message.get("photo"):
        best = max(photos, key=lambda size: int(size["width"]) * int(size["height"]))
        return Received(FILE_REF + str(best["file_id"]), "photo.jpg", "image/jpeg", _caption(message))
    # An animation comes with a document of the same content, for older apps.
    if not (document := message.get("document")) or "animation" in message:
        return None
    if int(document.get("file_size", 0)) > FILE_BYTES:
        return Unsupported("big_file")
    name = clean(str(document.get("file_name") or "document")).strip() or "document"
    type = str(document.get("mime_type") or UNKNOWN_TYPE)
    return Received(FILE_REF + str(document["file_id"]), name, type, _caption(message))


UNKNOWN_TYPE = "application/octet-stream"


def _phone(number: str) -> str:
    """Telegram leaves out the + of an international number."""
    digits = re.sub(r"[^\d+]", "", number)
    return digits if digits.startswith(("+", "0")) else f"+{digits}"


def clean(text: str) -> str:
    """Without NUL and lone surrogates, which no database and no file takes."""
    return text.replace("\0", "") if text.isascii() else text.replace("\0", "").encode("utf-8", "ignore").decode()
