"""The chat page, as it is served: the whole transcript and plain forms, so that it works without any script."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from aiohttp import web
from pydantic import ValidationError

from bot.channels.model import Message, Said
from bot.errors import Refused
from bot.web import cookies
from bot.web.about import numbers
from bot.web.api import Known, begin, find, hold_back, read_after, say, store
from bot.web.inputs import CHOICES, Form, Post, clean, read_page_form
from bot.web.render import page
from bot.web.site import PARTS
from bot.web.uploads import FILE_BYTES, checked
from bot.web.view import asking, lines
from bot.web.words import language, wishes
from flows.events import Started

SOON = 4.0
"""Seconds a plain form waits for what is being made (a document), before the page is shown without it."""
SOURCE = 64
"""Longest campaign name."""
NOTES = frozenset({"too_large", "file_type", "nothing_said", "too_fast"})
"""What a page may be asked to say after a form (`?note=`)."""


async def home(request: web.Request) -> web.Response:
    """`/`: the conversation of the cookie, else the first words and a button."""
    key = cookies.key_of(request)
    known = await find(request, key) if key else None
    messages = await read_after(request, known.state.person_id, 0) if known else ()
    locale = known.state.locale if known else None
    values = {**_chat(request, known, messages), "gone": bool(key) and known is None}
    response = page(request, "chat.html", values, locale=locale)
    if known:
        cookies.keep(request, response, known.key)
    elif key:
        cookies.drop(response)
    return response


def _chat(request: web.Request, known: Known | None, messages: Sequence[Message]) -> Mapping[str, object]:
    note = request.query.get("note", "")
    return {
        "known": known,
        "talking": known is not None,
        "lines": lines(messages),
        "asking": asking(messages),
        "numbers": numbers(request, known.state.locale if known else None),
        "seq": max((m.seq for m in messages), default=0),
        "client_id": request.app[PARTS].clock.new_id(),
        "embed": "embed" in request.query,
        "source": clean(request.query.get("source", ""))[:SOURCE],
        "note": note if note in NOTES else "",
    }


async def post_form(request: web.Request) -> web.Response:
    """`POST /chat`: what a form of the page sends; 303 back to the page."""
    if not cookies.same_origin(request):
        raise web.HTTPForbidden
    form = await read_page_form(request)
    embed = "embed" in form
    known = await find(request, cookies.key_of(request))
    try:
        key = await _said_by_form(request, form, known)
    except Refused as error:
        return _back(embed, note=error.code)
    except web.HTTPTooManyRequests:
        return _back(embed, note="too_fast")
    response = _back(embed)
    cookies.keep(request, response, key)
    return response


async def _said_by_form(request: web.Request, form: Form, known: Known | None) -> str:
    post, said = _read(form)
    if known is None:
        await hold_back(request, None, said)
        locales = (post.locale or language(request).locale, *wishes(request))
        key, _ = await begin(request, post.id, said, locales, post.source or None)
        return key
    await hold_back(request, known.address, said)
    upload = form.get("file")
    if isinstance(upload, web.FileField) and upload.filename:
        said = await _stored(request, known, upload, post.id)
    if said is None and post.source:
        said = Started()  # a button of another page, such as that of a workshop
    if said is None:
        raise Refused("nothing_said", "")
    answer = await say(request, known, post.id, said, post.source)
    if not any(m.choices or m.expects != "none" for m in answer.messages):
        await _wait_for_more(request, known, answer.seq)
    return known.key


def _read(form: Form) -> tuple[Post, Said | None]:
    """A form as the API would have it; boxes count only with their own button."""
    given = {name: clean(str(form[name])) for name in ("id", "text", "choice", "locale", "source") if form.get(name)}
    ticked = {"choices": tuple(map(str, form.getall("choices", [])))[:CHOICES]} if "done" in form else {}
    try:
        post = Post.model_validate({**given, **ticked})
        return post, post.said()
    except ValidationError:
        raise Refused("nothing_said", "") from None


async def _stored(request: web.Request, known: Known, upload: web.FileField, client_id: str) -> Said:
    body = await asyncio.to_thread(upload.file.read, FILE_BYTES + 1)
    if len(body) > FILE_BYTES:
        raise Refused("too_large", "", 413)
    return await store(request, known, client_id, checked({}, (upload.filename, body)))


async def _wait_for_more(request: web.Request, known: Known, seen: int) -> None:
    """A document comes a moment after its turn: the page without script is better shown with it."""
    changes = request.app[PARTS].transcripts.changes(known.state.person_id)
    try:
        async with asyncio.timeout(SOON):
            async for seq in changes:
                if seq > seen:
                    return
    except TimeoutError:
        return


def _back(embed: bool, note: str = "") -> web.Response:
    query = "&".join([*(["embed=1"] if embed else []), *([f"note={note}"] if note in NOTES else [])])
    return web.Response(status=303, headers={"Location": f"/?{query}#now" if query else "/#now"})
