"""What the API takes: one JSON object, checked whole before anything is done. What is wrong is said, never repeated."""

from __future__ import annotations

from typing import Annotated, TypeVar

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from multidict import MultiDictProxy
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bot.channels.model import Said
from bot.channels.sos import calls_sos
from bot.errors import Refused
from flows.events import Located, Picked, Started, Tapped, Typed

Form = MultiDictProxy[str | bytes | bytearray | web.FileField]

BODY_BYTES = 256 * 1024
"""Largest JSON body: the longest text below, all of it escaped, and the rest."""
TEXT = 20_000
"""Longest text in characters; longer than any answer, shorter than a burden."""
CHOICE_BYTES = 64
"""DESIGN §6: choice ids are ≤ 64 bytes (Telegram's callback data)."""
CHOICES = 100
"""Most boxes ticked at once."""


UNREADABLE = (
    ValueError, LookupError, AssertionError, RuntimeError, HttpProcessingError, web.RequestPayloadError
)  # fmt: skip
"""What reading a form raises for one that is broken: lengths, charsets, encodings, headers nobody sends by chance."""


def _no_nul(value: str) -> str:
    if "\0" in value:
        raise ValueError("holds a NUL character")
    return value


def _short(value: str) -> str:
    if len(_no_nul(value).encode()) > CHOICE_BYTES:
        raise ValueError(f"is longer than {CHOICE_BYTES} bytes")
    return value


Key = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_no_nul)]
ClientId = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_no_nul)]
ChoiceId = Annotated[str, Field(min_length=1, json_schema_extra={"maxLength": CHOICE_BYTES}), AfterValidator(_short)]


class Place(BaseModel):
    """WGS84 degrees, as a device gives them."""

    model_config = ConfigDict(strict=True, frozen=True)

    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class Post(BaseModel):
    """The body of `POST /api/chat`."""

    model_config = ConfigDict(strict=True, frozen=True)

    key: Key | None = None
    id: ClientId
    text: Annotated[str, Field(max_length=TEXT), AfterValidator(_no_nul)] | None = None
    choice: ChoiceId | None = None
    choices: Annotated[tuple[ChoiceId, ...], Field(max_length=CHOICES)] | None = None
    place: Place | None = None
    locale: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,3}$")] | None = None
    source: Annotated[str, Field(max_length=64), AfterValidator(_no_nul)] | None = None

    def said(self) -> Said | None:
        """The one thing said; None for nothing. Raises Refused for two things at once."""
        things: list[Said] = []
        if self.text is not None and self.text.strip():
            things.append(Typed(self.text))
        if self.choice is not None:
            things.append(Tapped(self.choice))
        if self.choices is not None:
            things.append(Picked(self.choices))
        if self.place is not None:
            things.append(Located(self.place.lat, self.place.lon))
        if len(things) > 1:
            raise Refused("two_things", "One of text, choice, choices, place at a time.")
        return things[0] if things else None


def opening(said: Said | None, locales: tuple[str, ...]) -> Said:
    """What begins a conversation: the greeting; words and SOS that came along are heard, a button can't be."""
    return said if isinstance(said, Typed) or (said is not None and calls_sos(said)) else Started(locales)


class _Ids(BaseModel):
    """The fields of a form that carries a file."""

    model_config = ConfigDict(strict=True, frozen=True)

    key: Key
    id: ClientId


def checked_ids(fields: dict[str, str]) -> tuple[str, str]:
    """Key and client id of a form."""
    try:
        ids = _Ids.model_validate(fields)
    except ValidationError as error:
        raise _wrong(error) from None
    return ids.key, ids.id


def _wrong(error: ValidationError) -> Refused:
    """The first thing wrong, by field, without what was sent."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        return Refused("bad_json", "The body is not valid JSON in UTF-8.")
    where = ".".join(str(part) for part in first["loc"]) or "body"
    return Refused("bad_input", f"{where}: {first['msg'].removeprefix('Value error, ')}")


M = TypeVar("M", bound=BaseModel)


async def read_json(request: web.Request, model: type[M]) -> M:
    """Reads and checks the body; raises Refused with what is wrong, by field, never with what was sent."""
    if request.content_type != "application/json":
        raise Refused("not_json", "The body must be application/json.", 415)
    body = await read_body(request, BODY_BYTES)
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise _wrong(error) from None


async def read_body(request: web.Request, most: int) -> bytes:
    """The whole body, at most `most` bytes."""
    body = bytearray()
    if (request.content_length or 0) > most:
        raise too_large(most)
    async for chunk in request.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > most:
            raise too_large(most)
    return bytes(body)


async def read_page_form(request: web.Request) -> Form:
    """What a form of the page sends; raises 400 for what can't be read."""
    try:
        return await request.post()
    except UNREADABLE:
        raise web.HTTPBadRequest from None


def too_large(most: int) -> Refused:
    return Refused("too_large", f"More than {most // 1024} kB can't be taken.", 413)


def whole_number(request: web.Request, name: str) -> int:
    """A count in the query, 0 when absent."""
    raw = request.query.get(name, "")
    if not raw:
        return 0
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 15):
        raise Refused("bad_input", f"{name}: should be a whole number")
    return int(raw)


def clean(text: str) -> str:
    """Text of a form or a query without NUL and lone surrogates, which no database takes."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
