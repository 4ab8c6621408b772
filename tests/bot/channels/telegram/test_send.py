"""Every line reaches the chat whole, or the outbox is told exactly why not."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

import pytest

from bot.channels.model import FileRef, Location, Message
from bot.channels.sending import Outcome, Parked, RetryAfter, Sent, Unreachable
from bot.channels.telegram.send import NETWORK_PAUSE, TOKEN_PAUSE, TelegramSender
from flows.events import Button
from tests.bot.channels.telegram.conftest import HERE
from tests.fakes.bot_api import BLOCKED, DOWN, FINE, BotApi, Fault, Person, too_many
from tests.fakes.shelf import Shelf

CHOICES = (Button("1.cv", "Faire mon CV"), Button("1.lang", "🌍 Langue"))
CONTROLS = (Button("!dontknow", "Je ne sais pas"), Button("!more", "☰ Plus"), Button("!sos", "🆘"))
QUESTION = Message(3, "bot", "Tu commences par quoi ?", CHOICES, CONTROLS, "choice")


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + bytes(width) for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


async def test_a_question(sender: TelegramSender, person: Person) -> None:
    assert await sender.send(HERE, QUESTION, None) == Sent("1")
    assert person.screen() == (
        "< Tu commences par quoi ?\n  [Faire mon CV] [🌍 Langue]\n  [Je ne sais pas] [☰ Plus] [🆘]"
    )


async def test_a_human_has_a_row_of_its_own(sender: TelegramSender, person: Person) -> None:
    human = Button("!human", "Parler à quelqu’un")
    await sender.send(HERE, QUESTION._replace(controls=(*CONTROLS[:2], human, CONTROLS[2])), None)
    assert person.screen().endswith("\n  [Parler à quelqu’un]\n  [Je ne sais pas] [☰ Plus] [🆘]")


async def test_words_stay_words(sender: TelegramSender, person: Person) -> None:
    text = "<b>*Zoé*</b> [x](tg://user?id=1) {a} & =1+1 \\ _ ` 👩‍🍳"
    await sender.send(HERE, Message(1, "bot", text), None)
    assert person.said[0].text == text


async def test_a_long_text_comes_in_parts_with_the_buttons_last(sender: TelegramSender, person: Person) -> None:
    text = "\n\n".join(f"Paragraphe {n}. " + "Des mots. " * 300 for n in range(3))
    await sender.send(HERE, QUESTION._replace(text=text), None)
    assert [bool(line.rows) for line in person.said] == [False, False, True]
    assert " ".join(line.text for line in person.said).split() == text.split()


async def test_a_replaced_line_changes_in_place(sender: TelegramSender, person: Person) -> None:
    many = Message(3, "bot", "Chez toi ?", CHOICES, many=True, done=Button("1.!done", "C'est tout"))
    first = await sender.send(HERE, many, None)
    assert first == Sent("1")
    ticked = many._replace(seq=5, selected=("1.cv",), replaces=3)
    assert await sender.send(HERE, ticked, "1") == Sent("1")
    assert person.screen() == "< Chez toi ?\n  [☑ Faire mon CV] [☐ 🌍 Langue]\n  [C'est tout]"
    assert await sender.send(HERE, ticked._replace(seq=7), "1") == Sent("1")
    assert len(person.said) == 1


async def test_what_can_not_be_changed_is_said_anew(sender: TelegramSender, person: Person) -> None:
    await sender.send(HERE, QUESTION, None)
    person.said[0].deleted = True
    assert await sender.send(HERE, QUESTION._replace(seq=5, replaces=3), "1") == Sent("2")
    assert len(person.visible) == 1


PLACE = Location(48.9362, 2.3574, "Le Pont", "4 rue d’Ici, Lyon")


async def test_a_place_comes_on_a_map_after_its_words(sender: TelegramSender, person: Person) -> None:
    assert await sender.send(HERE, Message(1, "bot", "C'est réservé.", location=PLACE), None) == Sent("1 2")
    assert person.screen() == "< C'est réservé.\n< 🗺 Le Pont, 4 rue d’Ici, Lyon"
    assert person.said[1].raw["location"] == {"latitude": 48.9362, "longitude": 2.3574}


async def test_buttons_hang_below_the_map(sender: TelegramSender, person: Person) -> None:
    assert await sender.send(HERE, QUESTION._replace(location=PLACE), None) == Sent("1 2")
    assert [bool(line.rows) for line in person.said] == [False, True]


async def test_a_document_carries_its_words(sender: TelegramSender, person: Person, shelf: Shelf) -> None:
    file = shelf.put("CV Zoé K.pdf", "application/pdf", b"%PDF-1.7")
    sent = await sender.send(HERE, Message(4, "bot", "Voilà ton CV.", CHOICES, files=(file,)), None)
    assert person.screen() == "< 📎 CV Zoé K.pdf Voilà ton CV.\n  [Faire mon CV] [🌍 Langue]"
    assert person.said[0].content == b"%PDF-1.7"
    assert person.actions == ["upload_document"]
    assert isinstance(sent, Sent)
    changed = Message(6, "bot", "C'est gardé.", replaces=4)
    assert await sender.send(HERE, changed, sent.ref) == sent
    assert person.screen() == "< 📎 CV Zoé K.pdf C'est gardé."


async def test_several_files_then_the_words(sender: TelegramSender, person: Person, shelf: Shelf) -> None:
    files = (
        shelf.put("cv.png", "image/png", png(40, 60), "Ton CV, une page"),
        shelf.put("cv.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    )
    await sender.send(HERE, Message(4, "bot", "Tout est là.", CHOICES, files=files), None)
    assert person.screen() == ("< 🖼 Ton CV, une page\n< 📎 cv.docx\n< Tout est là.\n  [Faire mon CV] [🌍 Langue]")
    assert person.actions == ["upload_photo", "upload_document"]


async def test_a_picture_that_is_none_goes_as_a_document(
    bot_api: BotApi, person: Person, sender: TelegramSender, shelf: Shelf
) -> None:
    file = shelf.put("cv.png", "image/png", png(4, 4))
    bot_api.faults.plan("sendPhoto", [Fault(code=400, description="Bad Request: IMAGE_PROCESS_FAILED")])
    assert isinstance(await sender.send(HERE, Message(4, "bot", "", files=(file,)), None), Sent)
    assert person.screen() == "< 📎 cv.png"


async def test_a_mentors_voice_is_listened_to_in_place(sender: TelegramSender, person: Person, shelf: Shelf) -> None:
    files = (shelf.put("vocal.ogg", "audio/ogg", b"OggS1"), shelf.put("cv.png", "image/png", png(4, 4)))
    assert isinstance(await sender.send(HERE, Message(4, "mentor", "Écoute", files=files), None), Sent)
    assert ["voice" in line.raw for line in person.said] == [True, False, False]
    assert person.said[0].content == b"OggS1"
    assert person.actions == ["upload_voice", "upload_photo"]


async def test_who_takes_no_voices_gets_a_file(sender: TelegramSender, person: Person, shelf: Shelf) -> None:
    person.no_voices = True
    file = shelf.put("vocal.ogg", "audio/ogg", b"OggS1")
    assert isinstance(await sender.send(HERE, Message(4, "mentor", "", files=(file,)), None), Sent)
    assert person.screen() == "< 📎 vocal.ogg"


async def test_a_file_that_is_gone_is_parked(sender: TelegramSender, person: Person) -> None:
    message = Message(4, "bot", "Voilà.", files=(FileRef("none", "cv.pdf", "application/pdf"),))
    assert await sender.send(HERE, message, None) == Parked("our file is gone")
    assert person.lines == []


async def test_a_place_can_be_sent_by_one_key_which_goes_away_again(
    sender: TelegramSender, person: Person, shelf: Shelf
) -> None:
    where = Message(4, "bot", "Tu habites où ?", controls=CONTROLS, expects="place")
    assert await sender.send(HERE, where, None) == Sent("1")
    assert person.screen() == (
        "< Tu habites où ?\n  [Je ne sais pas] [☰ Plus] [🆘]\n"
        "< Tu peux écrire ta ville, ou toucher le bouton en bas.\n  (📍 Envoyer ma position)"
    )
    await person.taps("📍 Envoyer ma position")
    await sender.send(HERE, Message(6, "bot", "Saint-Denis ?", CHOICES), None)
    assert "bouton en bas" not in person.screen()
    assert person.keyboard == []


@pytest.mark.parametrize(
    ("fault", "meant"),
    [
        (too_many(7), RetryAfter(7.0)),
        (BLOCKED, Unreachable()),
        (Fault(code=403, description="Forbidden: user is deactivated"), Unreachable()),
        (Fault(code=400, description="Bad Request: chat not found"), Unreachable()),
        (Fault(code=400, description="Bad Request: PEER_ID_INVALID"), Unreachable()),
        (Fault(code=400, description="Bad Request: odd"), Parked("Odd")),
        (DOWN, RetryAfter(NETWORK_PAUSE)),
        (Fault("lose_call"), RetryAfter(NETWORK_PAUSE)),
        (Fault("lose_answer"), RetryAfter(NETWORK_PAUSE)),
        (Fault(code=401, description="Unauthorized"), RetryAfter(TOKEN_PAUSE)),
    ],
)
async def test_says_what_became_of_a_line(
    sender: TelegramSender, bot_api: BotApi, person: Person, fault: Fault, meant: Outcome
) -> None:
    bot_api.faults.plan("sendMessage", [fault])
    assert await sender.send(HERE, QUESTION, None) == meant


async def test_a_retry_goes_on_where_it_stopped(sender: TelegramSender, bot_api: BotApi, person: Person) -> None:
    text = "\n\n".join(f"{n} " + "mot " * 900 for n in range(3))
    message = Message(4, "bot", text)
    bot_api.faults.plan("sendMessage", [FINE, DOWN, Fault("lose_call"), FINE, too_many(2)])
    assert await sender.send(HERE, message, None) == RetryAfter(NETWORK_PAUSE)
    assert await sender.send(HERE, message, None) == RetryAfter(NETWORK_PAUSE)
    assert await sender.send(HERE, message, None) == RetryAfter(2.0)
    assert isinstance(await sender.send(HERE, message, None), Sent)
    assert [line.text[0] for line in person.said] == ["0", "1", "2"]


async def test_nobody_of_that_number(sender: TelegramSender) -> None:
    assert await sender.send(replace(HERE, chat="8"), QUESTION, None) == Unreachable()


async def test_a_line_without_anything_is_done(sender: TelegramSender, person: Person) -> None:
    assert await sender.send(HERE, Message(4, "bot", " "), None) == Sent("")
    assert person.lines == []


async def test_shows_that_a_document_or_words_come(sender: TelegramSender, bot_api: BotApi, person: Person) -> None:
    await sender.busy(HERE, False)
    bot_api.faults.plan("sendChatAction", [DOWN])
    await sender.busy(HERE, False)
    await sender.busy(HERE, True)
    assert person.actions == ["upload_document", "typing"]


async def test_what_clears_the_screen_takes_our_messages_away_first(sender: TelegramSender, person: Person) -> None:
    await sender.send(HERE, Message(1, "bot", "3114"), None)
    await sender.send(HERE, Message(2, "bot", "119"), None)
    cleared = Message(3, "bot", "C’est effacé ici.", clears=True)
    assert await sender.send(HERE, cleared, "1 2 99") == Sent("3")
    assert person.screen() == "< C’est effacé ici."


async def test_all_parts_of_a_line_are_known_afterwards(sender: TelegramSender, person: Person) -> None:
    sent = await sender.send(HERE, Message(1, "bot", "a " * 4000), None)
    assert sent == Sent("1 2")
    await sender.send(HERE, Message(2, "bot", "C’est effacé ici.", clears=True), "1 2")
    assert person.screen() == "< C’est effacé ici."
