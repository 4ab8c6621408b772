"""The web channel: keys, addresses, and the JSON of a message."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from bot.channels.model import Address, FileRef, Message
from bot.channels.web import CAPABILITIES, address_of, file_url, incoming, new_key, upload_id, wire_message, wire_state
from bot.clock import Clock
from flows.events import Button, Typed

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)


def test_a_new_key_leads_to_the_address_of_its_hash() -> None:
    key = new_key(Clock())
    assert len(key) == 48
    assert address_of(key) == Address("web", "web", sha256(key.encode()).hexdigest())
    assert new_key(Clock()) != key


@pytest.mark.parametrize("key", ["", "short", "a" * 15, "a" * 129, "é" * 48, "a b" * 16, "../" * 16, "k" * 48 + "\n"])
def test_what_no_key_can_be_leads_nowhere(key: str) -> None:
    assert address_of(key) is None


def test_ids_of_the_client_count_per_conversation() -> None:
    one, two = (Address("web", "web", chat) for chat in ("a", "b"))
    assert incoming(one, "1", Typed("x"), NOW).external_id != incoming(two, "1", Typed("x"), NOW).external_id
    assert incoming(one, "1", Typed("x"), NOW) == incoming(one, "1", Typed("x"), NOW)


def test_the_same_upload_has_the_same_name_that_nobody_else_can_guess() -> None:
    keys = [new_key(Clock()) for _ in range(2)]
    ids = {upload_id(key, client_id) for key in keys for client_id in ("1", "2", "1")}
    assert len(ids) == 4
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{24}", id) for id in ids)
    assert upload_id(keys[0], "1") not in (keys[0], sha256(keys[0].encode()).hexdigest())


def test_a_message_in_json_holds_all_of_it() -> None:
    message = Message(
        7,
        "bot",
        "Chez toi ?",
        (Button("2.a", "La cuisine"),),
        (Button("!sos", "🆘"),),
        "choices",
        True,
        ("2.a",),
        Button("!done", "C’est bon"),
        (FileRef("x y", "cv.png", "image/png", "Le CV"),),
        5,
    )
    assert wire_message(message) == {
        "seq": 7,
        "from": "bot",
        "text": "Chez toi ?",
        "choices": [{"id": "2.a", "label": "La cuisine"}],
        "controls": [{"id": "!sos", "label": "🆘"}],
        "expects": "choices",
        "many": True,
        "selected": ["2.a"],
        "done": {"id": "!done", "label": "C’est bon"},
        "files": [{"name": "cv.png", "type": "image/png", "url": "/files/x%20y", "alt": "Le CV"}],
        "replaces": 5,
        "clears": False,
    }


def test_media_of_a_flow_keep_their_path() -> None:
    assert file_url(FileRef("media/forces é.png", "forces.png", "image/png")) == "/files/media/forces%20%C3%A9.png"


def test_the_direction_follows_the_language() -> None:
    assert [wire_state(locale, "bot", 1)["dir"] for locale in ("fr", "ar", "fa_AF", "en")] == [
        "ltr",
        "rtl",
        "rtl",
        "ltr",
    ]


def test_a_page_ticks_boxes_changes_lines_and_knows_where_it_is() -> None:
    assert CAPABILITIES.boxes
    assert CAPABILITIES.replace
    assert CAPABILITIES.location
