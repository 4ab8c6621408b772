"""What each method does to the chats. A method the specification has but this fake does not do is refused loudly."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tests.fakes.bot_api.rules import DOWNLOAD_BYTES, dimensions
from tests.fakes.bot_api.spec import Upload, decoded, load
from tests.fakes.bot_api.updates import Updates
from tests.fakes.bot_api.world import Chat, Line, Person

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
LANGUAGE_TEXTS = {"setMyName": "name", "setMyDescription": "description", "setMyShortDescription": "short_description"}


class Refused(Exception):
    """What the Bot API answers with `ok: false`; not a mistake of the caller's."""

    def __init__(self, description: str, code: int = 400) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


class Unknown(Exception):
    """In the specification, not in this fake."""


class Methods:
    """One bot's view of the chats."""

    def __init__(self, bot_id: int, updates: Updates) -> None:
        self.me = {"id": bot_id, "is_bot": True, "first_name": "Passerelle", "username": "PasserelleTestBot"}
        self.updates = updates
        self.chats: dict[int, Chat] = {}
        self.commands: dict[str, list[dict[str, Any]]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self._do: dict[str, Callable[..., Awaitable[Any]]] = {
            _camel(name.removeprefix("do_")): getattr(self, name) for name in dir(self) if name.startswith("do_")
        }
        self._do |= dict.fromkeys(LANGUAGE_TEXTS, self._set_text)

    async def carry_out(self, method: str, parameters: Mapping[str, Any], uploads: Mapping[str, Upload]) -> Any:
        fields = load().methods[method]
        values = {name: decoded(value, fields[name]) for name, value in parameters.items() if name in fields}
        if method in LANGUAGE_TEXTS:
            return await self._set_text(method, **values)
        if method not in self._do:
            raise Unknown(method)
        return await self._do[method](**values, **uploads)

    def chat(self, chat_id: Any) -> Chat:
        if chat_id not in self.chats:
            raise Refused("Bad Request: chat not found")
        chat = self.chats[chat_id]
        if chat.blocked:
            raise Refused("Forbidden: bot was blocked by the user", 403)
        if chat.left:
            raise Refused("Forbidden: bot is not a member of the group chat", 403)
        return chat

    # -- saying -----------------------------------------------------------------------------------------------
    async def _say(
        self, chat_id: Any, content: dict[str, Any], markup: Any, sent: bytes | None = None
    ) -> dict[str, Any]:
        chat = self.chat(chat_id)
        line = chat.add({"from": self.me, **content}, mine=True, content=sent)
        if isinstance(markup, dict):
            if markup.get("inline_keyboard"):
                line.raw["reply_markup"] = {"inline_keyboard": markup["inline_keyboard"]}
            if "keyboard" in markup:
                chat.keyboard_of = line.id
                chat.keyboard = [[_key(key) for key in row] for row in markup["keyboard"]]
            if markup.get("remove_keyboard"):
                chat.keyboard = []
        await chat.tell()
        return line.raw

    async def do_send_message(self, chat_id: Any, text: str, reply_markup: Any = None, **_: Any) -> Any:
        if not text.strip():
            raise Refused("Bad Request: message text is empty")
        return await self._say(chat_id, {"text": text.strip()}, reply_markup)

    async def do_send_document(
        self, chat_id: Any, document: Any, caption: str = "", reply_markup: Any = None, **_: Any
    ) -> Any:
        name, content = _sent(document)
        file = {**_file(content), "file_name": name}
        return await self._say(chat_id, {"document": file, **_caption(caption)}, reply_markup, content)

    async def do_send_voice(
        self, chat_id: Any, voice: Any, caption: str = "", reply_markup: Any = None, **_: Any
    ) -> Any:
        _name, content = _sent(voice)
        if self.chat(chat_id).no_voices:
            raise Refused("Bad Request: VOICE_MESSAGES_FORBIDDEN")
        file = {**_file(content), "duration": 1}
        return await self._say(chat_id, {"voice": file, **_caption(caption)}, reply_markup, content)

    async def do_send_photo(
        self, chat_id: Any, photo: Any, caption: str = "", reply_markup: Any = None, **_: Any
    ) -> Any:
        _name, content = _sent(photo)
        width, height = dimensions(content) or (1, 1)
        size = {**_file(content), "width": width, "height": height}
        return await self._say(chat_id, {"photo": [size], **_caption(caption)}, reply_markup, content)

    async def do_send_venue(
        self, chat_id: Any, latitude: float, longitude: float, title: str, address: str, **_: Any
    ) -> Any:
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            raise Refused("Bad Request: location is invalid")
        if not (title.strip() and address.strip()):
            raise Refused("Bad Request: venue title and address must be non-empty")
        where = {"latitude": latitude, "longitude": longitude}
        venue = {"location": where, "title": title.strip(), "address": address.strip()}
        return await self._say(chat_id, {"venue": venue, "location": where}, None)

    async def do_send_chat_action(self, chat_id: Any, action: str, **_: Any) -> bool:
        chat = self.chat(chat_id)
        chat.actions.append(action)
        return True

    # -- changing ---------------------------------------------------------------------------------------------
    def _editable(self, chat_id: Any, message_id: Any) -> tuple[Chat, Line]:
        chat = self.chat(chat_id)
        line = chat.line(message_id)
        if line is None:
            raise Refused("Bad Request: message to edit not found")
        if not line.mine:
            raise Refused("Bad Request: message can't be edited")
        return chat, line

    async def _change(self, chat: Chat, line: Line, content: dict[str, Any], markup: Any) -> Any:
        rows = markup.get("inline_keyboard", []) if isinstance(markup, dict) else []
        if all(line.raw.get(name) == value for name, value in content.items()) and rows == line.rows:
            raise Refused(NOT_MODIFIED)
        kept = {name: value for name, value in line.raw.items() if name != "reply_markup"}
        line.raw = {**kept, **content, **({"reply_markup": {"inline_keyboard": rows}} if rows else {})}
        line.raw["edit_date"] = line.raw["date"]
        await chat.tell()
        return line.raw

    async def do_edit_message_text(
        self, text: str = "", chat_id: Any = None, message_id: Any = None, reply_markup: Any = None, **_: Any
    ) -> Any:
        chat, line = self._editable(chat_id, message_id)
        if "text" not in line.raw:
            raise Refused("Bad Request: there is no text in the message to edit")
        if not text.strip():
            raise Refused("Bad Request: message text is empty")
        return await self._change(chat, line, {"text": text.strip()}, reply_markup)

    async def do_edit_message_caption(
        self, caption: str = "", chat_id: Any = None, message_id: Any = None, reply_markup: Any = None, **_: Any
    ) -> Any:
        chat, line = self._editable(chat_id, message_id)
        return await self._change(chat, line, {"caption": caption}, reply_markup)

    async def do_edit_message_reply_markup(
        self, chat_id: Any = None, message_id: Any = None, reply_markup: Any = None, **_: Any
    ) -> Any:
        chat, line = self._editable(chat_id, message_id)
        return await self._change(chat, line, {}, reply_markup)

    async def do_delete_message(self, chat_id: Any, message_id: int) -> bool:
        chat = self.chat(chat_id)
        line = chat.line(message_id)
        if line is None:
            raise Refused("Bad Request: message to delete not found")
        line.deleted = True
        if chat.keyboard_of == line.id:
            chat.keyboard = []
        await chat.tell()
        return True

    async def do_delete_messages(self, chat_id: Any, message_ids: list[int]) -> bool:
        """What isn't there is skipped, as the specification says."""
        chat = self.chat(chat_id)
        for id in message_ids:
            if chat.line(id) is not None:
                await self.do_delete_message(chat_id, id)
        return True

    # -- the rest ---------------------------------------------------------------------------------------------
    async def do_answer_callback_query(self, callback_query_id: str, text: str = "", **_: Any) -> bool:
        for chat in self.chats.values():
            if callback_query_id in chat.waiting_taps:
                chat.waiting_taps.discard(callback_query_id)
                if text:
                    chat.notices.append(text)
                await chat.tell()
                return True
        raise Refused(TOO_OLD)

    async def do_get_me(self) -> Any:
        return {
            **self.me,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    async def do_get_updates(self, offset: int = 0, limit: int = 100, allowed_updates: Any = None, **wait: int) -> Any:
        if allowed_updates is not None:
            self.updates.allowed = allowed_updates
        return await self.updates.get(offset, limit, wait.get("timeout", 0))

    async def do_set_webhook(self, url: str, **settings: Any) -> bool:
        self.updates.allowed = settings.get("allowed_updates") or self.updates.allowed
        await self.updates.set_webhook({"url": url, **settings})
        return True

    async def do_delete_webhook(self, drop_pending_updates: bool = False) -> bool:
        await self.updates.set_webhook({"url": "", "drop_pending_updates": drop_pending_updates})
        return True

    async def do_get_webhook_info(self) -> Any:
        error = {"last_error_message": self.updates.last_error} if self.updates.last_error else {}
        count = len(self.updates.pending)
        url = self.updates.webhook.get("url", "")
        return {"url": url, "has_custom_certificate": False, "pending_update_count": count, **error}

    async def do_leave_chat(self, chat_id: Any) -> bool:
        chat = self.chat(chat_id)
        if chat.kind == "private":
            raise Refused("Bad Request: chat member status can't be changed in private chats")
        chat.left = True
        await chat.tell()
        return True

    async def do_get_file(self, file_id: str) -> Any:
        for chat in self.chats.values():
            if isinstance(chat, Person) and file_id in chat.files:
                size = len(chat.files[file_id])
                if size > DOWNLOAD_BYTES:
                    raise Refused("Bad Request: file is too big")
                path = f"documents/{file_id}"
                return {"file_id": file_id, "file_unique_id": file_id, "file_size": size, "file_path": path}
        raise Refused("Bad Request: wrong file_id or the file is temporarily unavailable")

    async def do_set_my_commands(self, commands: Any, scope: Any = None, language_code: str = "") -> bool:
        self.commands[language_code] = commands
        return True

    async def do_delete_my_commands(self, scope: Any = None, language_code: str = "") -> bool:
        self.commands.pop(language_code, None)
        return True

    async def do_set_chat_menu_button(self, chat_id: Any = None, menu_button: Any = None) -> bool:
        return True

    async def _set_text(self, method: str, language_code: str = "", **text: str) -> bool:
        name = LANGUAGE_TEXTS[method]
        self.texts[name, language_code] = text.get(name, "")
        return True

    async def do_get_my_name(self, language_code: str = "") -> Any:
        return {"name": self.texts.get(("name", language_code), self.me["first_name"])}

    async def do_get_my_description(self, language_code: str = "") -> Any:
        return {"description": self.texts.get(("description", language_code), "")}

    async def do_get_my_short_description(self, language_code: str = "") -> Any:
        return {"short_description": self.texts.get(("short_description", language_code), "")}

    async def do_get_my_commands(self, scope: Any = None, language_code: str = "") -> Any:
        return self.commands.get(language_code, [])


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)


def _key(key: Any) -> dict[str, Any]:
    return {"text": key} if isinstance(key, str) else dict(key)


def _file(content: bytes) -> dict[str, Any]:
    return {"file_id": f"sent{len(content)}", "file_unique_id": "sent", "file_size": len(content)}


def _caption(caption: str) -> dict[str, str]:
    return {"caption": caption} if caption else {}


def _sent(file: Any) -> tuple[str, bytes]:
    if isinstance(file, Upload):
        return file.name, file.content
    return json.dumps(file), b""
