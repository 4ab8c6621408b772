from __future__ import annotations

import pytest

from bot.mentors.contacts.files import Refused, Scrubbed
from bot.mentors.contacts.files.child import scrub, understood
from bot.mentors.contacts.files.reader import described
from tests.bot.mentors.contacts.files import samples as s


async def test_papers_are_cleaned_in_a_process_of_their_own() -> None:
    for body, removed in ((s.pdf(), ("author", "attachments")), (s.docx(), ("author", "exif", "place"))):
        found = await scrub(body, "")
        assert isinstance(found, Scrubbed)
        assert found.removed == removed
        assert s.SECRET not in found.body
    assert await scrub(b"%PDF-1.4 broken", "") == Refused("broken")
    assert await scrub(s.pdf("x"), "") == Refused("locked")


async def test_pictures_are_cleaned_where_they_are() -> None:
    found = await scrub(s.jpeg((0xFE, s.SECRET)), "image/jpeg")
    assert found == Scrubbed(s.JPEG, "image/jpeg", ("comment",))


@pytest.mark.parametrize(
    "answer", [b"", b"{", b"[]\n", b'{"type": "text/html", "removed": []}\n<b>', b'{"refused": "x"}\n', b"[" * 100_000]
)
def test_an_answer_is_trusted_no_more_than_the_file(answer: bytes) -> None:
    assert understood(answer) == Refused("hostile")


def test_what_is_said_is_understood() -> None:
    for found in (Refused("locked"), Scrubbed(b"a\n.\nb", "application/pdf", ("author",))):
        assert understood(described(found)) == found
