"""Every update means something: said, pressed, left, (un)reachable, or named. None raises."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.model import Address
from bot.channels.telegram.receive import (
    ALIKE,
    ALLOWED,
    RECORDINGS,
    SERVICE,
    UNSUPPORTED,
    Arrival,
    Leave,
    incoming,
    read,
)
from flows.events import Located, Received, Started, Tapped, Typed, Unsupported
from tests.fakes.bot_api.spec import load

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
AMINA = {"id": 7, "is_bot": False, "first_name": "Amina", "language_code": "ar"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Amina"}
GROUP = {"id": -100, "type": "supergroup", "title": "Classe"}
HER = Address("telegram", "1", "7")


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 12, "date": 1_763_757_660, "chat": PRIVATE, "from": AMINA, **content}


def said(**content: Any) -> Any:
    found = incoming({"update_id": 5, "message": message(**content)}, "1", NOW)
    assert found is not None
    assert (found.address, found.external_id, found.locales) == (HER, "m12", ("ar",))
    assert found.at == datetime(2025, 11, 21, 20, 41, tzinfo=UTC)
    return found.said


@pytest.mark.parametrize(
    ("content", "meant"),
    [
        ({"text": "Salut"}, Typed("Salut")),
        ({"text": "a\0b\ud800c"}, Typed("abc")),
        ({"text": "  x " * 3000}, Typed("  x " * 3000)),
        ({"text": "/start"}, Started(("ar",))),
        ({"text": "/START@PasserelleTestBot"}, Started(("ar",))),
        ({"text": "/menu"}, Typed("/menu")),
        ({"text": "/Menu@PasserelleTestBot"}, Typed("/menu")),
        ({"text": "/sos vite"}, Typed("/sos vite")),
        ({"text": "/ 5"}, Typed("/ 5")),
        ({"location": {"latitude": 48.9, "longitude": 2}}, Located(48.9, 2.0)),
        ({"venue": {}, "location": {"latitude": 1, "longitude": 2}}, Located(1.0, 2.0)),
        ({"contact": {"phone_number": "33612345678", "user_id": 7}}, Typed("+33612345678")),
        ({"contact": {"phone_number": "+33 6 12", "user_id": 7}}, Typed("+33612")),
        ({"contact": {"phone_number": "33612345678", "user_id": 8}}, Unsupported("contact")),
        ({"contact": {"phone_number": "33612345678"}}, Unsupported("contact")),
        (
            {"document": {"file_id": "F", "file_name": "cv\0.pdf", "mime_type": "application/pdf"}, "caption": "x"},
            Received("telegram:F", "cv.pdf", "application/pdf", "x"),
        ),
        ({"document": {"file_id": "F"}}, Received("telegram:F", "document", "application/octet-stream")),
        ({"document": {"file_id": "F", "file_size": 20 * 1024 * 1024 + 1}}, Unsupported("big_file")),
        ({"animation": {}, "document": {"file_id": "F"}}, Unsupported("video")),
        (
            {"photo": [{"file_id": "s", "width": 90, "height": 60}, {"file_id": "L", "width": 900, "height": 600}]},
            Received("telegram:L", "photo.jpg", "image/jpeg"),
        ),
        ({"something_of_2030": {"a": 1}}, Unsupported("other")),
        *(
            ({kind: {"file_id": "x"}}, Unsupported(ALIKE.get(kind, kind)))
            for kind in UNSUPPORTED
            if kind != "contact" and kind not in RECORDINGS
        ),
        *(
            ({kind: {"file_id": "x"}}, Unsupported(ALIKE.get(kind, kind), Received("telegram:x", name, type)))
            for kind, (name, type) in RECORDINGS.items()
        ),
        (
            {"voice": {"file_id": "v", "mime_type": "audio/mpeg"}, "caption": "écoute\0"},
            Unsupported("voice", Received("telegram:v", "vocal.ogg", "audio/mpeg", "écoute")),
        ),
        (
            {"audio": {"file_id": "a", "file_name": "moi.mp3"}},
            Unsupported("voice", Received("telegram:a", "moi.mp3", "audio/mpeg")),
        ),
        ({"sticker": {"file_id": "s", "emoji": "👍"}}, Unsupported("sticker", Typed("👍"))),
        ({"voice": {"file_id": 5}}, Unsupported("voice")),
    ],
)
def test_a_message_says(content: dict[str, Any], meant: Any) -> None:
    assert said(**content) == meant


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("/start mission-locale_93", "mission-locale_93"),
        ("/start", None),
        ("/start a b", None),
        ("/start <script>", None),
        ("/start " + "x" * 65, None),
        ("mission", None),
    ],
)
def test_the_payload_of_start_is_the_campaign(text: str, source: str | None) -> None:
    found = incoming({"update_id": 5, "message": message(text=text)}, "1", NOW)
    assert found is not None
    assert found.source == source


@pytest.mark.parametrize("code", ["reprise_" + "aZ0_-" * 5, "reprise_", "reprise_poster"])
def test_a_one_time_code_is_never_a_campaign(code: str) -> None:
    for text in (f"/start {code}", f"/start@PasserelleBot  {code} "):
        found = incoming({"update_id": 5, "message": message(text=text)}, "1", NOW)
        assert found is not None
        assert (found.said, found.code, found.source) == (Started(("ar",)), code, None)


def test_a_tap() -> None:
    keyboard = {"inline_keyboard": [[{"text": "Oui", "callback_data": "1.oui"}]]}
    query = {"id": "99", "from": AMINA, "message": message(reply_markup=keyboard), "data": "1.oui"}
    arrival = read({"update_id": 5, "callback_query": query}, "1", NOW)
    assert arrival.incoming is not None
    assert (arrival.incoming.said, arrival.incoming.at, arrival.incoming.external_id) == (Tapped("1.oui"), NOW, "c99")
    assert arrival.press is not None
    assert (arrival.press.query, arrival.press.message) == ("99", 12)
    assert arrival.press.rows == (({"text": "Oui", "callback_data": "1.oui"},),)
    del query["message"], query["data"]
    without = read({"update_id": 5, "callback_query": query}, "1", NOW)
    assert without.incoming is not None
    assert (without.incoming.address, without.incoming.said) == (HER, Unsupported("game"))


def test_a_correction_counts_each_time() -> None:
    first = incoming({"update_id": 5, "edited_message": message(text="x", edit_date=1_763_757_700)}, "1", NOW)
    second = incoming({"update_id": 6, "edited_message": message(text="y", edit_date=1_763_757_701)}, "1", NOW)
    assert first is not None
    assert second is not None
    assert (first.said, second.said) == (Unsupported("edit", Typed("x")), Unsupported("edit", Typed("y")))
    assert first.external_id != second.external_id


@pytest.mark.parametrize(
    ("content", "meant"),
    [
        ({"text": "06 12\0"}, Typed("06 12")),
        ({"text": "/start"}, None),
        ({"photo": [{"file_id": "p", "width": 1, "height": 1}], "caption": "moi"},
         Received("telegram:p", "photo.jpg", "image/jpeg", "moi")),
        ({"voice": {"file_id": "v"}, "caption": "moi"}, Received("telegram:v", "vocal.ogg", "audio/ogg", "moi")),
        ({"poll": {}}, None),
        ({"pinned_message": {}}, None),
    ],
)  # fmt: skip
def test_a_correction_brings_what_stands_there_now(content: dict[str, Any], meant: Any) -> None:
    found = incoming({"update_id": 5, "edited_message": message(edit_date=1, **content)}, "1", NOW)
    assert found is not None
    assert found.said == Unsupported("edit", meant)


def member(chat: dict[str, Any], status: str) -> dict[str, Any]:
    states = {"old_chat_member": {"status": "left"}, "new_chat_member": {"status": status}}
    return {"update_id": 5, "my_chat_member": {"chat": chat, "from": AMINA, "date": 1, **states}}


@pytest.mark.parametrize(
    ("update", "meant"),
    [
        (member(PRIVATE, "kicked"), Arrival(5, reachable=(HER, False))),
        (member(PRIVATE, "member"), Arrival(5, reachable=(HER, True))),
        (member(GROUP, "member"), Arrival(5, leave=Leave(-100, ("ar",), True))),
        (member({**GROUP, "type": "channel"}, "administrator"), Arrival(5, leave=Leave(-100, ("ar",), False))),
        (member(GROUP, "left"), Arrival(5, other="left a group")),
        ({"update_id": 5, "message": message(text="x", chat=GROUP)}, Arrival(5, leave=Leave(-100, ("ar",), True))),
        ({"update_id": 5, "channel_post": {"chat": {"id": -9}}}, Arrival(5, leave=Leave(-9, (), False))),
        ({"update_id": 5, "edited_message": message(chat=GROUP)}, Arrival(5, other="edit in a group")),
        ({"update_id": 5, "edited_message": message(location={})}, Arrival(5, other="live location")),
        ({"update_id": 5, "message": message(**{"from": {"is_bot": True}})}, Arrival(5, other="bot")),
        ({"update_id": 5, "poll": {}}, Arrival(5, other="poll")),
        ({"update_id": 5}, Arrival(5, other="empty")),
        ({}, Arrival(0, other="malformed")),
        ({"update_id": "5"}, Arrival(0, other="malformed")),
        ({"update_id": 5, "message": 3}, Arrival(5, other="malformed")),
        ({"update_id": 5, "message": message(date="x", text="x")}, Arrival(5, other="malformed")),
        ({"update_id": 5, "message": message(date=1e20, text="x")}, Arrival(5, other="malformed")),
        *(({"update_id": 5, "message": message(**{kind: True})}, Arrival(5, other=kind)) for kind in SERVICE),
    ],
)
def test_what_nobody_said(update: dict[str, Any], meant: Arrival) -> None:
    assert read(update, "1", NOW) == meant


def test_every_kind_of_message_is_named() -> None:
    """A new Bot API brings new kinds: they must be put into one of the lists, or be about a message that has one."""
    kinds = {name for name, field in load().types["Message"].items() if not field.required}
    about = {
        "message_thread_id", "direct_messages_topic", "from", "sender_chat", "sender_boost_count",
        "sender_business_bot", "business_connection_id", "forward_origin", "is_topic_message", "is_automatic_forward",
        "reply_to_message", "external_reply", "quote", "reply_to_story", "reply_to_checklist_task_id", "via_bot",
        "edit_date", "has_protected_content", "is_from_offline", "is_paid_post", "media_group_id", "author_signature",
        "paid_star_count", "text", "entities", "link_preview_options", "suggested_post_info", "effect_id", "caption",
        "caption_entities", "show_caption_above_media", "has_media_spoiler", "reply_markup", "location", "venue",
        "document", "photo", "sender_tag", "reply_to_poll_option_id", "guest_bot_caller_user", "guest_bot_caller_chat",
        "guest_query_id",
    }  # fmt: skip
    elsewhere = {kind for kind in kinds if kind.startswith(("forum_", "general_forum", "video_chat", "suggested_post"))}
    answered_other = {
        "giveaway_created", "giveaway_winners", "giveaway_completed", "gift_upgrade_sent", "checklist_tasks_done",
        "checklist_tasks_added", "direct_message_price_changed", "paid_message_price_changed", "managed_bot_created",
        "poll_option_added", "poll_option_deleted",
    }  # fmt: skip
    assert kinds - about - elsewhere - answered_other - set(UNSUPPORTED) - set(SERVICE) == set()
    assert (about | answered_other | set(UNSUPPORTED) | set(SERVICE)) - kinds == set()
    assert set(ALLOWED) <= set(load().types["Update"])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FULL = {
    "update_id": 5,
    "message": message(text="x", photo=[{"file_id": "s", "width": 1, "height": 1}], contact={"phone_number": "1"}),
    "callback_query": {"id": "1", "from": AMINA, "message": message(), "data": "x"},
    "edited_message": message(edit_date=1),
    "my_chat_member": {"chat": PRIVATE, "from": AMINA, "date": 1, "new_chat_member": {"status": "member"}},
    "channel_post": {"chat": {"id": 1}},
}


@st.composite
def broken(draw: st.DrawFn) -> Any:
    """An update with something odd at a place of chance."""
    kind = draw(st.sampled_from([name for name in FULL if name != "update_id"]))

    def spoil(value: Any) -> Any:
        if draw(st.integers(0, 5)) == 0:
            return draw(JSON)
        if isinstance(value, dict):
            return {name: spoil(inner) for name, inner in value.items() if draw(st.integers(0, 8))}
        return value

    return spoil({"update_id": 5, kind: FULL[kind]})


@given(broken() | JSON)
@settings(max_examples=300)
def test_no_update_raises(update: Any) -> None:
    assert isinstance(read(update, "1", NOW), Arrival)
