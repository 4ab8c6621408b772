from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.mentors.contacts.files import Refused, Scrubbed, exif, is_light, papers, reader, scrub
from bot.mentors.contacts.files.model import DOCX, REASONS
from bot.mentors.contacts.files.sounds import checksum
from tests.bot.mentors.contacts.files import samples as s

EXIF = b"Exif\0\0"
TELLING = {
    "jpeg": s.jpeg((0xE1, EXIF + s.tiff(">", 1)), (0xED, s.SECRET), (0xFE, s.SECRET), after=s.SECRET),
    "png": s.png(s.chunk(b"eXIf", s.tiff("<", 1)), s.chunk(b"tEXt", s.SECRET), s.chunk(b"prVt", s.SECRET)) + s.SECRET,
    "webp": s.webp(0x0C, (b"EXIF", s.tiff("<", 1)), (b"XMP ", s.SECRET)) + s.SECRET,
    "ogg": s.opus(s.opus_tags(b"ARTIST=" + s.SECRET)),
    "mp3": s.id3() + s.id3() + b"\xff\xfb\x90\x00sound" + b"TAG" + s.SECRET.ljust(125),
    "m4a": s.m4a(),
    "wav": s.riff(b"WAVE", (b"fmt ", b"x" * 16), (b"LIST", s.SECRET), (b"data", b"sound")),
    "webm": s.WEBM,
    "pdf": s.pdf(),
    "docx": s.docx(),
}
TYPES = {
    "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "ogg": "audio/ogg", "mp3": "audio/mpeg",
    "m4a": "audio/mp4", "wav": "audio/wav", "webm": "audio/webm", "pdf": "application/pdf", "docx": DOCX,
}  # fmt: skip


def scrubbed(body: bytes, type: str) -> Scrubbed | Refused:
    """As the two ways have it between them."""
    return scrub.scrubbed(body, type) if is_light(body) else papers.scrubbed(body)


def clean(body: bytes, type: str = "") -> Scrubbed:
    found = scrubbed(body, type)
    assert isinstance(found, Scrubbed), found
    return found


@pytest.mark.parametrize("kind", TELLING)
def test_nothing_of_the_secret_is_left_and_cleaning_twice_takes_nothing_more(kind: str) -> None:
    once = clean(TELLING[kind], TYPES[kind])
    assert once.type == TYPES[kind]
    assert s.SECRET not in once.body
    assert bool(once.removed) is (kind != "webm")
    again = clean(once.body, once.type)
    assert again.removed == ()
    assert kind in ("pdf", "docx") or again.body == once.body


@pytest.mark.parametrize("kind", TELLING)
@settings(max_examples=25, deadline=None)
@given(cut=st.integers(0, 20_000), noise=st.binary(max_size=12))
def test_broken_bytes_are_a_reason_and_never_raise(kind: str, cut: int, noise: bytes) -> None:
    body = TELLING[kind]
    for hostile in (body[: cut % len(body)], body[: cut % len(body)] + noise + body[cut % len(body) + len(noise) :]):
        line = reader.result(hostile).partition(b"\n")[0] if not is_light(hostile) else b"{}"
        found = scrubbed(hostile, TYPES[kind]) if is_light(hostile) else Refused("broken")
        assert isinstance(found, Scrubbed) or found.reason in REASONS
        assert line.startswith(b"{")


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"\xff\xd8\xff", b"RIFF....WEBP", b"OggS", b"ID3", b"\x1a\x45\xdf\xa3", b"....ftyp", b""]),
)
def test_any_bytes_are_answered(noise: bytes, head: bytes) -> None:
    found = scrubbed(head + noise, "text/plain")
    assert isinstance(found, Scrubbed) or found.reason in REASONS


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_picture_stays_the_way_up_it_was(order: str) -> None:
    turned = clean(s.jpeg((0xE1, EXIF + s.tiff(order, 6))))
    assert turned.removed == ("exif", "place")
    assert exif.orientation(turned.body[turned.body.index(EXIF) + len(EXIF) :]) == 6
    assert turned.body.endswith(s.JPEG[2:])
    assert b"eXIf" + exif.only(6) in clean(s.png(s.chunk(b"eXIf", s.tiff(order, 6)))).body
    kept = clean(s.webp(0x08, (b"EXIF", s.tiff(order, 6))))
    assert kept.body.endswith(exif.only(6))
    assert kept.body[20] & 0x0C == 0x08


def test_what_draws_is_kept_byte_for_byte() -> None:
    assert clean(s.jpeg((0xFE, s.SECRET))).body == s.JPEG
    assert clean(s.WEBP).body == s.WEBP
    assert clean(s.WEBM, "audio/webm").body == s.WEBM
    assert clean(TELLING["png"]).body == s.png()
    assert clean(TELLING["wav"]).body == s.riff(b"WAVE", (b"fmt ", b"x" * 16), (b"data", b"sound"))


def test_a_voice_message_keeps_its_length_and_its_pages_are_right() -> None:
    for comment in (b"ARTIST=" + s.SECRET, b"PICTURE=" + s.SECRET * 30):
        body = s.opus(s.opus_tags(comment))
        cleaned = clean(body)
        assert len(cleaned.body) == len(body)
        assert cleaned.removed == ("tags",)
        second = cleaned.body.index(b"OpusTags")
        vendor = struct.unpack_from("<I", cleaned.body, second + 8)[0]
        assert cleaned.body[second + 12 : second + 12 + vendor].strip() == b""
        start = cleaned.body.index(b"OggS", 1)
        end = cleaned.body.index(b"OggS", start + 1)
        page = bytearray(cleaned.body[start:end])
        told, page[22:26] = bytes(page[22:26]), b"\0\0\0\0"
        assert told == struct.pack("<I", checksum(page))


def test_sound_of_m4a_stays_where_it_was() -> None:
    cleaned = clean(s.m4a())
    assert cleaned.body.index(b"mdat") == s.m4a().index(b"mdat")
    assert b"udta" not in cleaned.body


def test_tags_of_webm_become_nothing_of_the_same_length() -> None:
    tags = b"\x12\x54\xc3\x67" + bytes([0x80 | len(s.SECRET)]) + s.SECRET
    body = s.WEBM[: s.WEBM.rindex(b"\x1f\x43\xb6\x75")]
    cluster = s.WEBM[len(body) :]
    cleaned = clean(body + tags + cluster, "audio/webm")
    assert cleaned.removed == ("tags",)
    assert s.SECRET not in cleaned.body
    assert len(cleaned.body) == len(body + tags + cluster)
    assert cleaned.body.endswith(cluster)


def test_pages_and_words_of_papers_stay() -> None:
    paper = clean(TELLING["pdf"])
    assert paper.removed == ("author", "attachments")
    assert len(PdfReader(io.BytesIO(paper.body)).pages) == 1
    letter = clean(TELLING["docx"])
    assert letter.removed == ("author", "exif", "place")
    with zipfile.ZipFile(io.BytesIO(letter.body)) as package:
        assert b">Bonjour<" in package.read("word/document.xml")
        assert s.SECRET not in b"".join(package.read(name) for name in package.namelist())


@pytest.mark.parametrize(
    ("body", "type", "reason"),
    [
        (b"BEGIN:VCARD\nFN:Karim\nEND:VCARD", "text/plain", "contact"),
        (b"\xef\xbb\xbf begin:vcard", "", "contact"),
        ("BEGIN:VCARD".encode("utf-16"), "", "contact"),
        (b"anything", "text/x-vcard; charset=utf-8", "contact"),
        (b"....ftypheic....", "image/heic", "unsupported"),
        (b"{\\rtf1", "application/rtf", "unsupported"),
        (b"PK\x03\x04content.xml", "", "unsupported"),
        (b"", "", "unsupported"),
        (b"\0\1", "text/plain", "unsupported"),
        (s.page(0, 2, b"theora") + s.page(1, 0, b"x" * 30), "", "unsupported"),
        (s.pdf("secret"), "", "locked"),
        (b"%PDF-1.7 nothing", "", "broken"),
        (b"PK\x03\x04word/", "", "broken"),
        (s.jpeg()[:-2], "", "broken"),
        (b"ID3", "", "broken"),
    ],
)
def test_what_is_not_handed_on_says_why(body: bytes, type: str, reason: str) -> None:
    assert scrubbed(body, type) == Refused(reason)  # type: ignore[arg-type]  # a case's reason is plain text


def test_a_text_is_handed_on_as_it_is() -> None:
    assert scrubbed("Salut é\n".encode(), "text/plain; charset=utf-8") == Scrubbed("Salut é\n".encode(), "text/plain")


def test_a_package_that_unpacks_without_end_is_refused() -> None:
    assert scrubbed(s.docx(**{"word/big.xml": bytes(papers._MOST_UNPACKED)}), "") == Refused("hostile")


def test_only_papers_are_heavy() -> None:
    assert {kind for kind in TELLING if not is_light(TELLING[kind])} == {"pdf", "docx"}
