"""`GET /api/openapi.json`: the web chat and file API, described for whoever writes another page or widget.

Law: what is checked and what is described is the same model (`inputs.Post`); the answers' models here refuse anything
more than they name, and tests hold real answers against them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal

import orjson
from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import models_json_schema

from bot.channels.model import Author
from bot.web.inputs import Post
from bot.web.uploads import FILE_BYTES
from flows.events import Expects

VERSION = "1.0.0"
"""Grows when something is added; what is there stays."""
HOUR = "public, max-age=3600"
MODELS = "#/components/schemas/"
DAYS = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}}


class _Exact(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Button(_Exact):
    """`id` is opaque: it names its message, so that a stale button is recognised. Send it back as `choice`."""

    id: Annotated[str, Field(max_length=64)]
    label: str


class File(_Exact):
    """`url`: a path of this server, which nobody can guess. Who has it may read the file."""

    name: str
    type: str
    url: Annotated[str, Field(pattern="^/files/.")]
    alt: str


class Message(_Exact):
    """One line. `replaces`: the line whose place it takes. `clears`: all before it are erased, take them away."""

    seq: Annotated[int, Field(ge=1)]
    author: Annotated[Author, Field(alias="from")]
    text: str
    choices: list[Button]
    controls: list[Button]
    expects: Expects
    many: bool
    selected: list[str]
    done: Button | None
    files: list[File]
    replaces: int | None
    clears: bool


class Conversation(_Exact):
    """`key` opens the conversation: keep it secret, keep it out of addresses and logs. `seq`: the newest line."""

    key: str
    seq: Annotated[int, Field(ge=0)]
    locale: str
    dir: Literal["ltr", "rtl"]
    mode: Literal["bot", "waiting", "human"]
    messages: list[Message]


class Error(_Exact):
    """`error`: a code that stays; `message`: words for a developer, or for the person where the code says so."""

    error: str
    message: str


def _json(model: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": MODELS + model}}}


def _answers(*refused: int, well: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The answers of one operation: 200, and what may be refused."""
    told = {
        400: "What was sent can't be taken; `message` names the field.",
        404: "No conversation has this key (or no longer).",
        413: "More than can be taken.",
        415: "Another kind of body, or a file we don't read.",
        429: "Too fast.",
        503: "The database is away; the same `id` may be sent again.",
    }
    found: dict[str, Any] = {"200": well or {"description": "Done.", "content": _json("Conversation")}}
    for status in refused:
        found[str(status)] = {"description": told[status], "content": _json("Error")}
        if status in (429, 503):
            found[str(status)]["headers"] = DAYS
    return found


KEY = {
    "name": "key",
    "in": "query",
    "required": True,
    "description": "The key of the conversation.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
AFTER = {
    "name": "after",
    "in": "query",
    "description": "Only lines after this one; 0: the whole transcript, the person's own lines included.",
    "schema": {"type": "integer", "minimum": 0, "maximum": 999_999_999_999_999, "default": 0},
}
LAST = {
    "name": "Last-Event-ID",
    "in": "header",
    "description": "What browsers send when they come back: stands in for `after`.",
    "schema": {"type": "string", "pattern": "^[0-9]{1,15}$"},
}


def _chat() -> dict[str, Any]:
    return {
        "post": {
            "operationId": "say",
            "summary": "Says one thing, and gives all lines after it.",
            "description": (
                "`key: null` begins a conversation, answered with the greeting. Later exactly one of `text`, `choice`, "
                "`choices`, `place`. The same `id` twice is one thing said, answered twice the same."
            ),
            "requestBody": {"required": True, "content": _json("Post")},
            "responses": _answers(400, 404, 413, 415, 429, 503),
        }
    }


def _file() -> dict[str, Any]:
    form = {
        "type": "object",
        "required": ["key", "id", "file"],
        "properties": {
            "key": {"type": "string", "minLength": 1, "maxLength": 200},
            "id": {"type": "string", "minLength": 1, "maxLength": 64},
            "file": {"type": "string", "format": "binary", "description": f"At most {FILE_BYTES >> 20} MB."},
        },
    }
    return {
        "post": {
            "operationId": "sendFile",
            "summary": "Sends a file: PDF, Word, OpenDocument, Europass, a picture, plain text. Its content decides.",
            "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": form}}},
            "responses": _answers(400, 404, 413, 415, 429, 503),
        }
    }


def _read() -> dict[str, Any]:
    return {
        "get": {
            "operationId": "read",
            "summary": "The lines of a conversation.",
            "parameters": [KEY, AFTER],
            "responses": _answers(400, 404, 503),
        }
    }


def _stream() -> dict[str, Any]:
    events = (
        "`message` (its `id` is the line's `seq`, its data a Message), `state` (`seq`, `locale`, `dir`, `mode`), "
        "`typing` (`from`). Begins again where `Last-Event-ID` says. Ends by itself only when the conversation does."
    )
    well = {"description": events, "content": {"text/event-stream": {"schema": {"type": "string"}}}}
    return {
        "get": {
            "operationId": "listen",
            "summary": "The same lines, as they come: server-sent events.",
            "parameters": [KEY, AFTER, LAST],
            "responses": _answers(400, 404, 429, 503, well=well),
        }
    }


def _stored() -> dict[str, Any]:
    parameters: Sequence[Mapping[str, Any]] = (
        {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}},
        {"name": "download", "in": "query", "description": "Saved, not shown.", "schema": {"type": "string"}},
    )
    body = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
    missing = {"description": "No such file, or no longer.", "content": {"text/html": {"schema": {"type": "string"}}}}
    return {
        "get": {
            "operationId": "file",
            "summary": "A file by the `url` of a message.",
            "parameters": list(parameters),
            "responses": {"200": {"description": "The file.", "content": body}, "404": missing, "503": missing},
        }
    }


@cache
def document() -> Mapping[str, Any]:
    """The whole, as OpenAPI 3.1."""
    _, models = models_json_schema(
        [(Post, "validation"), *((model, "validation") for model in (Conversation, Error))],
        ref_template=MODELS + "{model}",
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "Passerelle, web chat", "version": VERSION, "license": {"name": "MIT", "identifier": "MIT"}},
        "paths": {
            "/api/chat": _chat(),
            "/api/chat/file": _file(),
            "/api/chat/messages": _read(),
            "/api/chat/stream": _stream(),
            "/files/{id}": _stored(),
        },
        "components": {"schemas": models["$defs"]},
    }


async def get_openapi(request: web.Request) -> web.Response:
    return web.Response(
        body=orjson.dumps(document()), headers={"Content-Type": "application/json", "Cache-Control": HOUR}
    )
