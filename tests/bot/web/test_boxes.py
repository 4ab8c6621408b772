"""Sound is told from films and pictures made of the same boxes, wherever they say so; nothing damaged is sound."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.web.boxes import BOXES, is_sound
from bot.web.uploads import sniff
from tests.bot.web.boxes import VOICE, box, ftyp, long_box, moov

FAR = 200_000
"""Bytes between two things in a file of some minutes."""
SOUND = {
    "as it is recorded": VOICE,
    "said at the end": ftyp(b"M4A ") + box(b"mdat", bytes(FAR)) + moov(b"soun"),
    "a long size": ftyp(b"mp42") + long_box(b"mdat", bytes(FAR)) + moov(b"soun"),
    "up to the end": ftyp(b"isom") + bytes(4) + moov(b"soun")[4:],
    "of a phone": ftyp(b"3gp4") + moov(b"soun"),
    "with a title": ftyp(b"M4A ") + moov(b"soun", b"mdir"),
    "chance in the sound": ftyp(b"M4A ") + box(b"mdat", b"hdlr", bytes(8), b"vide") + moov(b"soun"),
}
NONE = {
    "a film": ftyp(b"isom") + moov(b"vide", b"soun"),
    "a film, said in the middle": ftyp(b"mp42") + box(b"mdat", bytes(FAR)) + moov(b"soun", b"vide", between=FAR),
    "a film without sound": ftyp(b"mp42") + moov(b"vide"),
    "avif": ftyp(b"avif") + box(b"meta", box(b"hdlr", bytes(8), b"pict")),
    "heim": ftyp(b"heim") + moov(b"soun"),
    "unknown": ftyp(b"zzzz") + moov(b"soun"),
    "a picture in a known brand": ftyp(b"mp42") + moov(b"soun", b"pict"),
    "nothing said": ftyp(b"M4A ") + box(b"mdat", b"hdlr", bytes(8), b"soun"),
    "cut off": ftyp(b"M4A ") + moov(b"soun", b"vide")[:60],
    "no size": ftyp(b"M4A ") + (3).to_bytes(4) + moov(b"soun")[4:],
}


@pytest.mark.parametrize("name", SOUND)
def test_sound(name: str) -> None:
    assert sniff(SOUND[name]) == ("audio/mp4", ".m4a")


@pytest.mark.parametrize("name", NONE)
def test_no_sound(name: str) -> None:
    assert sniff(NONE[name]) is None


@given(st.integers(0, len(VOICE)), st.binary(max_size=20))
@settings(max_examples=60, deadline=None)
def test_whatever_is_cut_off_or_put_in_has_an_answer(at: int, more: bytes) -> None:
    assert is_sound(VOICE[:at] + more + VOICE[at:]) in (True, False)


def test_boxes_without_end_are_not_all_looked_at() -> None:
    empty, body = box(b"free"), moov(b"soun")
    assert is_sound(ftyp(b"M4A ") + empty * (BOXES - 2) + body)
    start = process_time()
    assert not is_sound(ftyp(b"M4A ") + empty * 2_000_000 + body)
    assert process_time() - start < 1
