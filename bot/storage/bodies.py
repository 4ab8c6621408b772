"""A message as it is kept: the JSON of its body (`seq` and `author` are columns); what is empty is left out."""

from __future__ import annotations

from typing import Any, cast

from bot.channels.model import Author, FileRef, Location, Message
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.types import micros, moment
from flows.events import Button, JsonValue


def _pairs(buttons: tuple[Button, ...]) -> list[JsonValue]:
    return [[button.id, button.label] for button in buttons]


def _buttons(pairs: list[list[str]]) -> tuple[Button, ...]:
    return tuple(Button(id, label) for id, label in pairs)


def to_json(message: Message) -> dict[str, JsonValue]:
    body: dict[str, JsonValue] = {"text": message.text}
    if message.choices:
        body["choices"] = _pairs(message.choices)
    if message.controls:
        body["controls"] = _pairs(message.controls)
    if message.expects != "none":
        body["expects"] = message.expects
    if message.many:
        body["many"] = True
    if message.selected:
        body["selected"] = list(message.selected)
    if message.done is not None:
        body["done"] = [message.done.id, message.done.label]
    if message.files:
        body["files"] = [[f.id, f.name, f.type, f.alt] for f in message.files]
    if message.replaces is not None:
        body["replaces"] = message.replaces
    if message.clears:
        body["clears"] = True
    if (place := message.location) is not None:
        body["location"] = [place.lat, place.lon, place.name, place.address]
    if message.until is not None:
        body["until"] = micros(message.until)
    return body


def from_json(seq: int, author: str, body: dict[str, Any]) -> Message:
    done = body.get("done")
    return Message(
        seq=seq,
        author=cast(Author, author),
        text=body["text"],
        choices=_buttons(body.get("choices", [])),
        controls=_buttons(body.get("controls", [])),
        expects=body.get("expects", "none"),
        many=body.get("many", False),
        selected=tuple(body.get("selected", ())),
        done=None if done is None else Button(*done),
        files=tuple(FileRef(*file) for file in body.get("files", [])),
        replaces=body.get("replaces"),
        clears=body.get("clears", False),
        location=Location(*body["location"]) if "location" in body else None,
        until=moment(body.get("until")),
    )


def seal_message(sealer: Sealer, person_id: int, message: Message) -> bytes:
    return seal_json(sealer, person_id, to_json(message))


def open_message(sealer: Sealer, person_id: int, seq: int, author: str, body: bytes) -> Message:
    return from_json(seq, author, open_json(sealer, person_id, body))
