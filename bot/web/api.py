"""The API of the web chat: say something, send a file, read on, fetch a file. DESIGN §6 is its contract."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

import orjson
from aiohttp import web

from bot.channels.model import Address, FileRef, Message, Said
from bot.channels.sos import LONGEST, calls_sos
from bot.channels.web import address_of, incoming, new_key, upload_id, wire_message, wire_state
from bot.errors import Refused
from bot.ports import Answer, State
from bot.web import cookies
from bot.web.inputs import Post, checked_ids, opening, read_json, whole_number
from bot.web.site import PARTS, Parts, client_of
from bot.web.uploads import SOUNDS, Upload, read_form, wrong_type
from bot.web.words import wishes
from flows.events import JsonValue, Received, Typed, Unsupported

PAGE = 200
"""Lines read at once."""
SHOWN = frozenset({"image/png", "image/jpeg", "image/webp"})
"""What a browser may show in place; everything else is offered for download."""

LISTENED = ("human", "waiting")
"""Modes in which somebody listens, or soon will."""


@dataclass(frozen=True, slots=True)
class Known:
    """A conversation that exists."""

    key: str
    address: Address
    state: State


def reply(data: JsonValue, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(data), status=status, content_type="application/json")


def unknown_key() -> Refused:
    return Refused("unknown_key", "No conversation has this key.", 404)


async def find(request: web.Request, key: str) -> Known | None:
    """The conversation of a key; None when there is none (never was, or erased)."""
    address = address_of(key)
    state = await request.app[PARTS].transcripts.state(address) if address else None
    return Known(key, address, state) if address and state else None


async def whose(request: web.Request, key: str) -> Known:
    known = await find(request, key)
    if known is None:
        raise unknown_key()
    return known


async def hold_back(request: web.Request, address: Address | None, said: Said | None = None) -> None:
    """Raises 429 for whoever writes or opens conversations too fast; SOS always passes, by a word of their own too."""
    if calls_sos(said):
        return
    parts, client = request.app[PARTS], client_of(request)
    wait = parts.limits.start(client) if address is None else parts.limits.write(client, address.chat)
    if wait and not (address and isinstance(said, Typed) and await _calls(parts, address, said.text)):
        _wait(wait)


async def _calls(parts: Parts, address: Address, text: str) -> bool:
    return len(text) <= LONGEST and parts.limits.look(address.chat) and await parts.own_call(address, text)


def hold_back_files(request: web.Request, address: Address) -> None:
    """Raises 429 before a file too many is stored."""
    _wait(request.app[PARTS].limits.store(client_of(request), address.chat))


def _wait(seconds: float) -> None:
    if seconds:
        raise web.HTTPTooManyRequests(headers={"Retry-After": str(math.ceil(seconds))})


def answer_json(key: str, answer: Answer) -> dict[str, JsonValue]:
    newest = max([answer.seq, *(m.seq for m in answer.messages)])
    return {
        "key": key,
        **wire_state(answer.locale, answer.mode, newest),
        "messages": [wire_message(m) for m in answer.messages],
    }


async def say(request: web.Request, known: Known, client_id: str, said: Said, source: str | None = None) -> Answer:
    """One turn of a known conversation. `source`: what opened it once more."""
    parts = request.app[PARTS]
    parts.typing.tell(known.state.person_id, "bot")
    return await parts.conversation.take(incoming(known.address, client_id, said, parts.clock.now(), source=source))


async def begin(
    request: web.Request, client_id: str, said: Said | None, locales: tuple[str, ...], source: str | None
) -> tuple[str, Answer]:
    """The first turn of a new conversation, under a new key."""
    parts = request.app[PARTS]
    key = new_key(parts.clock)
    address = address_of(key)
    if address is None:
        raise ValueError("the clock's ids make no key")
    first = incoming(address, client_id, opening(said, locales), parts.clock.now(), locales, source)
    return key, await parts.conversation.take(first)


async def post_chat(request: web.Request) -> web.Response:
    """`POST /api/chat`."""
    post = await read_json(request, Post)
    said = post.said()
    if post.key is None:
        await hold_back(request, None, said)
        locales = ((post.locale,) if post.locale else ()) + wishes(request)
        key, answer = await begin(request, post.id, said, locales, post.source or None)
    else:
        address = address_of(post.key)
        if address is None:
            raise unknown_key()
        await hold_back(request, address, said)
        if said is None:
            raise Refused("nothing_said", "One of text, choice, choices, place is needed.")
        key, answer = post.key, await say(request, await whose(request, post.key), post.id, said)
    response = reply(answer_json(key, answer))
    cookies.keep(request, response, key)
    return response


async def post_file(request: web.Request) -> web.Response:
    """`POST /api/chat/file`."""
    upload = await read_form(request)
    key, client_id = checked_ids(upload.fields)
    known = await whose(request, key)
    await hold_back(request, known.address)
    answer = await say(request, known, client_id, await store(request, known, client_id, upload))
    return reply(answer_json(known.key, answer))


async def store(request: web.Request, known: Known, client_id: str, upload: Upload) -> Said:
    """Keeps what was sent; the same client id again is the same file. Raises `Refused` 415, and 429."""
    file = heard(upload, known.state.mode)
    hold_back_files(request, known.address)
    id = upload_id(known.key, client_id)
    return sent(await request.app[PARTS].files.put(known.state.person_id, file.name, file.type, file.body, id))


def heard(upload: Upload, mode: str) -> Upload:
    """Raises 415 for a sound while only the bot is there, which can't listen."""
    if upload.type in SOUNDS and mode not in LISTENED:
        raise wrong_type()
    return upload


def sent(file: FileRef) -> Said:
    """A voice is to the engine what it can't read, to a human what it is."""
    received = Received(file.id, file.name, file.type)
    return Unsupported("voice", received) if file.type in SOUNDS else received


async def get_messages(request: web.Request) -> web.Response:
    """`GET /api/chat/messages`: the messages of the stream without the stream."""
    known = await whose(request, request.query.get("key", ""))
    lines = await read_after(request, known.state.person_id, whole_number(request, "after"))
    seq = max([known.state.seq, *(m.seq for m in lines)])
    head = wire_state(known.state.locale, known.state.mode, seq)
    return reply({"key": known.key, **head, "messages": [wire_message(m) for m in lines]})


async def read_after(request: web.Request, person_id: int, after: int) -> Sequence[Message]:
    """All lines after `after`, page by page."""
    lines: list[Message] = []
    while True:
        page = await request.app[PARTS].transcripts.read(person_id, after, PAGE)
        lines += page
        if len(page) < PAGE:
            return lines
        after = page[-1].seq


async def get_file(request: web.Request) -> web.Response:
    """A stored file. Its address is the permission: 144 random bits, in no log."""
    found = await request.app[PARTS].transcripts.file(request.match_info["id"])
    if found is None:
        raise web.HTTPNotFound
    ref, body = found
    shown = ref.type in SHOWN and "download" not in request.query
    name = quote(ref.name, safe="")
    return web.Response(
        body=body,
        headers={
            "Content-Type": ref.type,
            "Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{name}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, max-age=3600",
        },
    )
