"""Headers that no word of anybody can add to; texts in any script; the one-click end of RFC 8058."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from bot.mail.compose import LONGEST_SUBJECT, compose, is_address
from bot.ports import Mail
from tests.fakes.clock import FakeTime

NOW = FakeTime().now()
MAIL = Mail("amina@exemple.fr", "Demain", "À demain.", "k1", "ar", "https://chat.example/stop/abc")
BODY = ("Content-Type", "Content-Transfer-Encoding", "MIME-Version")
EVIL = "Bonjour\r\nBcc: tous@exemple.fr\r\n\r\n<b>x</b>\x85\u2028Bcc: y@z.fr\x00"


def read(mail: Mail, name: str = "Le Pont") -> EmailMessage:
    raw = compose(mail, name, "bonjour@lepont.example", NOW).as_bytes()
    assert raw.isascii()
    parsed = message_from_bytes(raw, policy=default)
    assert isinstance(parsed, EmailMessage)
    assert not parsed.defects
    return parsed


def test_headers() -> None:
    read_back = read(MAIL)
    assert {name: value for name, value in read_back.items() if name not in BODY} == {
        "From": "Le Pont <bonjour@lepont.example>",
        "To": "amina@exemple.fr",
        "Subject": "Demain",
        "Date": "Sat, 21 Nov 2026 12:00:00 +0000",
        "Message-ID": read_back["Message-ID"],
        "Content-Language": "ar",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": "<https://chat.example/stop/abc>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert read_back["Message-ID"].endswith("@lepont.example>")


def test_the_same_key_is_the_same_e_mail() -> None:
    ids = [read(mail)["Message-ID"] for mail in (MAIL, replace(MAIL, text="x"), replace(MAIL, key="k2"))]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize("part", ["name", "subject", "locale", "unsubscribe"])
def test_no_word_adds_a_header(part: str) -> None:
    words = {one: getattr(MAIL, one) for one in ("to", "subject", "text", "key", "locale", "unsubscribe")}
    mail = Mail(**(words if part == "name" else words | {part: EVIL}))
    read_back = read(mail, EVIL if part == "name" else "Le Pont")
    assert read_back["Bcc"] is None
    assert read_back.get_content().strip() == "À demain."
    assert len(read_back.get_all("To", [])) == 1


@pytest.mark.parametrize(
    "to",
    ["a@b.fr\nBcc: x@y.fr", "a@b.fr,c@d.fr", "<a@b.fr>", 'a"@b.fr', "a b@c.fr", "a@b@c.fr", "a@", "@b", "", "a@b..fr",
     "x" * 250 + "@b.fr", "a@b.fr\x00", "a\u2028@b.fr"],
)  # fmt: skip
def test_who_it_goes_to_is_one_address(to: str) -> None:
    assert not is_address(to)
    with pytest.raises(ValueError, match="address"):
        compose(replace(MAIL, to=to), "x", "a@b.fr", NOW)


@pytest.mark.parametrize("to", ["a@b.fr", "prenom.nom+x@sous.domaine.fr", "root@localhost", "é@exemple.fr"])
def test_plain_addresses(to: str) -> None:
    assert is_address(to)


@pytest.mark.parametrize(
    "subject", ["Demain à 14 h", "ورشة غدا، الساعة 14:00", "مكانك محجوز: الثلاثاء 24 نوفمبر، 2:00 م", "👋 " * 400, ""]
)
@pytest.mark.parametrize("text", ["À demain.\n\n.\nFrom x", "إلى اللقاء غدا", "x" * 5000])
def test_any_script_and_length(subject: str, text: str) -> None:
    read_back = read(replace(MAIL, subject=subject, text=text))
    assert read_back["Subject"] == " ".join(subject.split())[:LONGEST_SUBJECT]
    assert read_back.get_content().replace("\r\n", "\n").strip() == text


def test_a_long_address_to_unsubscribe_is_never_cut() -> None:
    link = "https://une-tres-longue-adresse.de-l-association.exemple.org/passerelle/stop/" + "a" * 60
    raw = compose(replace(MAIL, unsubscribe=link), "x", "a@b.fr", NOW).as_bytes()
    assert f"\r\nList-Unsubscribe: <{link}>\r\n".encode() in raw


def test_nobody_subscribed() -> None:
    assert read(replace(MAIL, unsubscribe=""))["List-Unsubscribe"] is None


def test_the_calendar_file_comes_along() -> None:
    [file] = read(replace(MAIL, calendar=b"BEGIN:VCALENDAR\r\n")).iter_attachments()
    assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "atelier.ics")
    assert file.get_payload(decode=True) == b"BEGIN:VCALENDAR\r\n"
