"""A strict mail server: it refuses what a real one refuses, keeps what it takes, and can be told to misbehave."""

from __future__ import annotations

import asyncio
import base64
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

LONGEST_LINE = 1000
"""Bytes of a line of an e-mail with its end (RFC 5321)."""
PATH = re.compile(r"(?:MAIL FROM|RCPT TO):<([^<>@\s]+@[^<>@\s]+)>(?: [A-Z0-9]+(?:=[\x21-\x7e]+)?)*", re.IGNORECASE)


@dataclass(frozen=True)
class Got:
    sender: str
    to: str
    encrypted: bool
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        parsed = message_from_bytes(self.raw, policy=default)
        assert isinstance(parsed, EmailMessage)
        return parsed

    @property
    def text(self) -> str:
        body = self.message.get_body(("plain",))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")


@dataclass
class FakeSmtp:
    """`tls`: offered by STARTTLS, or spoken from the first byte (`at_once`). `login`: user and password it wants.

    `answers`: verb → the reply it gives instead of its own; `silent`: the verb that is never answered ("CONNECT":
    no greeting). `broken`: what the client did wrong.
    """

    tls: ssl.SSLContext | None = None
    at_once: bool = False
    login: tuple[str, str] | None = None
    answers: dict[str, str] = field(default_factory=dict)
    silent: str = ""
    got: list[Got] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    port: int = 0
    calls: int = 0

    @asynccontextmanager
    async def listening(self, port: int = 0) -> AsyncIterator[FakeSmtp]:
        tls = self.tls if self.at_once else None
        server = await asyncio.start_server(self._talk, "127.0.0.1", port, ssl=tls)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            await server.wait_closed()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.calls += 1
        with suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            await _Talk(self, reader, writer).go()
        writer.close()
        with suppress(ConnectionError, ssl.SSLError):
            await writer.wait_closed()


@dataclass
class _Talk:
    server: FakeSmtp
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    encrypted: bool = False
    known: bool = False
    sender: str = ""
    to: str = ""

    async def go(self) -> None:
        self.encrypted = self.server.at_once
        if await self._say("CONNECT", "220 fake"):
            while line := await self._line():
                if not await self._command(line):
                    return

    async def _line(self) -> str:
        return (await self.reader.readuntil(b"\r\n")).decode("ascii").removesuffix("\r\n")

    async def _say(self, verb: str, reply: str) -> bool:
        """False: it hangs up, or said nothing until the client hung up."""
        if self.server.silent == verb:
            await self.reader.read()
            return False
        reply = self.server.answers.get(verb, reply)
        self.writer.write(f"{reply}\r\n".encode())
        await self.writer.drain()
        return not reply.startswith(("421", "221"))

    async def _command(self, line: str) -> bool:
        verb = line.split(" ")[0].split(":")[0].upper()
        match verb:
            case "EHLO":
                offers = ["250-fake"]
                offers += ["250-STARTTLS"] if self.server.tls and not self.encrypted else []
                offers += ["250-AUTH PLAIN"] if self.server.login else []
                return await self._say(verb, "\r\n".join([*offers, "250 SIZE 1000000"]))
            case "STARTTLS":
                assert self.server.tls is not None
                await self._say(verb, "220 go")
                await self.writer.start_tls(self.server.tls)
                self.encrypted = True
                return True
            case "AUTH":
                return await self._auth(line)
            case "MAIL" | "RCPT":
                return await self._path(verb, line)
            case "DATA":
                return await self._data()
            case "RSET":
                return await self._say(verb, "250 ok")
            case "QUIT":
                return await self._say(verb, "221 bye")
        self.server.broken.append(line)
        return await self._say(verb, "500 what?")

    async def _auth(self, line: str) -> bool:
        if self.server.tls is not None and not self.encrypted:
            self.server.broken.append("a password in the clear")
        _, user, password = base64.b64decode(line.split(" ")[2]).decode().split("\0")
        self.known = (user, password) == self.server.login
        return await self._say("AUTH", "235 welcome" if self.known else "535 no")

    async def _path(self, verb: str, line: str) -> bool:
        found = PATH.fullmatch(line)
        if found is None:
            self.server.broken.append(line)
            return await self._say(verb, "501 no path")
        if self.server.login and not self.known:
            return await self._say(verb, "530 who are you?")
        if verb == "MAIL":
            self.sender = found[1]
        else:
            self.to = found[1]
        return await self._say(verb, "250 ok")

    async def _data(self) -> bool:
        reply = self.server.answers.get("DATA", "")
        if not await self._say("DATA", "354 go on") or reply:
            return not reply.startswith("421")
        lines: list[bytes] = []
        while (line := await self.reader.readuntil(b"\r\n")) != b".\r\n":
            if len(line) > LONGEST_LINE or b"\n" in line[:-2] or b"\r" in line[:-2] or not line.isascii():
                self.server.broken.append(repr(line))
            lines.append(line.removeprefix(b"."))
        if "END" not in self.server.answers:
            self.server.got.append(Got(self.sender, self.to, self.encrypted, b"".join(lines)))
        return await self._say("END", "250 taken")
