"""A gigabyte sent bit by bit to the staff page of the running service: refused on the way, others are answered."""

from __future__ import annotations

import asyncio
import re
from asyncio import StreamReader, StreamWriter
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from bot.web.server import FORM_BYTES
from flows.events import Started
from tests.bot.commands import LIMIT, Desk
from tests.bot.service import person, service
from tests.bot.web.rooms import Visitor, visitor

PATH = "/staff/workshops/import"
GIGABYTE, MEGABYTE = 1024**3, 1024**2
WELL_BEFORE = 5 * FORM_BYTES
"""What one side has sent before it reads that the other takes no more, on a busy machine; a tenth of it all."""
MAY_GROW_KB = 150 * 1024
"""Of memory, at most, while it comes: a file of a tenth of that is taken."""


def head(zoe: Visitor) -> bytes:
    """Of a form with its token and a file of a gigabyte."""
    cookies = "; ".join(f"{name}={value}" for name, value in zoe.cookies().items())
    form = (
        f'--b\r\nContent-Disposition: form-data; name="token"\r\n\r\n{zoe.token}\r\n'
        '--b\r\nContent-Disposition: form-data; name="file"; filename="ateliers.csv"\r\n\r\n'
    )
    return (
        f"POST {PATH} HTTP/1.1\r\nHost: {urlsplit(zoe.base).netloc}\r\nOrigin: {zoe.base}\r\nCookie: {cookies}\r\n"
        f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {GIGABYTE}\r\n\r\n{form}"
    ).encode()


def peak_kb(process: int) -> int:
    """The most memory it ever had."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found
    return int(found[1])


async def sends(zoe: Visitor, writer: StreamWriter, answered: asyncio.Task[bytes]) -> int:
    """Megabyte after megabyte until there is an answer, and somebody else asks for a page after each."""
    chunk, sent = b"titre;date;heure\n" * (MEGABYTE // 17), 0
    while not answered.done() and sent < GIGABYTE:
        with suppress(ConnectionError):
            writer.write(chunk)
            await writer.drain()
        sent += len(chunk)
        assert await zoe.open("/workshops") == 200
    return sent


async def test_a_gigabyte_is_refused_on_the_way_and_others_are_answered_meanwhile(tmp_path: Path) -> None:
    async with asyncio.timeout(2 * LIMIT), service(tmp_path) as running, visitor(running.url) as zoe:
        invited = await asyncio.to_thread(Desk(tmp_path).run, "invite", "admin", "Zoé")
        assert invited.out.startswith(f"{running.url}/"), "the link leads where the service really listens"
        link = urlsplit(invited.out.strip())
        await zoe.open(f"{link.path}?{link.query}")
        assert await zoe.send("/sign-in", {"code": link.query.removeprefix("code=")}) == 200
        assert await zoe.open(PATH) == 200
        before, address = peak_kb(running.process.pid), urlsplit(running.url)
        reader: StreamReader
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        answered = asyncio.create_task(reader.readuntil(b"\r\n"))
        writer.write(head(zoe))
        async with visitor(running.url) as other, person(running.url) as amina:
            sent = await sends(other, writer, answered)
            assert (await amina.say(Started(("fr",))))[-1].choices
        assert b" 413 " in await answered
        assert FORM_BYTES <= sent < WELL_BEFORE
        assert peak_kb(running.process.pid) - before < MAY_GROW_KB
        writer.close()
        assert await zoe.open(PATH) == 200
