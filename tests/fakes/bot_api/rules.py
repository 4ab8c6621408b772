"""What the specification says only in prose: keyboards, commands, pictures, uploads, addresses."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.bot_api.spec import Spec, Upload, decoded

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
PHOTO_BYTES = 10 * 1024 * 1024
FILE_BYTES = 50 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024
PHOTO_SIDES = 10_000
PHOTO_RATIO = 20
BUTTON_FACE = {"text", "icon_custom_emoji_id", "style"}


def problems(spec: Spec, method: str, parameters: Mapping[str, Any], uploads: Mapping[str, Upload]) -> Iterator[str]:
    fields = spec.methods[method]
    values = {name: decoded(value, fields[name]) for name, value in parameters.items() if name in fields}
    yield from _markup(values.get("reply_markup"))
    if values.get("parse_mode"):
        yield "parse_mode: this fake reads plain text only"
    if method == "setMyCommands":
        yield from _commands(values.get("commands"))
    if (language := values.get("language_code")) and not re.fullmatch(r"[a-z]{2}", str(language)):
        yield f"language_code: {language!r} is not a two-letter ISO 639-1 code"
    if method == "sendChatAction" and values.get("action") not in spec.actions:
        yield f"action: {values.get('action')!r} is unknown"
    if (
        method == "setWebhook"
        and values.get("url")
        and not re.match(r"https://|http://(127\.0\.0\.1|localhost)", values["url"])
    ):
        yield "url: an HTTPS URL must be provided for webhook"
    for name, upload in uploads.items():
        yield from _upload(method, name, upload)


def _markup(markup: Any) -> Iterator[str]:
    if not isinstance(markup, dict):
        return
    rows = markup.get("inline_keyboard")
    if isinstance(rows, list):
        yield from _size(rows)
        for button in (button for row in rows for button in row if isinstance(button, dict)):
            does = set(button) - BUTTON_FACE
            if len(does) != 1:
                yield f"inline button {button.get('text')!r} does {sorted(does)}, exactly one is needed"
            if not str(button.get("text", "")).strip():
                yield "inline button without a label"
    rows = markup.get("keyboard")
    if isinstance(rows, list):
        yield from _size(rows)
        if not rows:
            yield "an empty keyboard"


def _size(rows: list[Any]) -> Iterator[str]:
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        yield f"{sum(len(row) for row in rows)} buttons, allowed are {MOST_BUTTONS}"
    for row in rows:
        if not 1 <= len(row) <= MOST_IN_A_ROW:
            yield f"a row of {len(row)} buttons, allowed are 1-{MOST_IN_A_ROW}"


def _commands(commands: Any) -> Iterator[str]:
    names = [one.get("command", "") for one in commands or () if isinstance(one, dict)]
    for name in names:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
            yield f"command {name!r}: only lowercase English letters, digits and underscores"
    if len(set(names)) < len(names):
        yield "a command twice"


def _upload(method: str, name: str, upload: Upload) -> Iterator[str]:
    if not upload.content:
        yield f"{name}: file must be non-empty"
    if len(upload.content) > (PHOTO_BYTES if method == "sendPhoto" else FILE_BYTES):
        yield f"{name}: file of {len(upload.content)} bytes is too big"
    if "filename*=" in upload.raw_disposition or re.search(r"%[0-9A-F]{2}", upload.raw_disposition):
        yield f"{name}: Telegram would show this file name escaped: {upload.raw_disposition}"
    if not upload.name:
        yield f"{name}: a file without a name"
    if method == "sendPhoto":
        yield from _picture(name, upload.content)


def _picture(name: str, content: bytes) -> Iterator[str]:
    size = dimensions(content)
    if size is None:
        yield f"{name}: IMAGE_PROCESS_FAILED (neither PNG, JPEG nor WebP)"
        return
    if sum(size) > PHOTO_SIDES or max(size) > PHOTO_RATIO * min(size):
        yield f"{name}: PHOTO_INVALID_DIMENSIONS {size}"


def dimensions(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, JPEG or WebP picture."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return 1, 1
    if content.startswith(b"\xff\xd8"):
        at = 2
        while at + 9 < len(content) and content[at] == 0xFF:
            kind, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
            if kind in {0xC0, 0xC1, 0xC2}:
                height, width = struct.unpack(">HH", content[at + 5 : at + 9])
                return width, height
            at += 2 + length
    return None
