"""Requests as nobody's library would send them: any method, any header, any bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

PATIENCE = 60.0
"""Seconds for one answer on a machine that does much else beside."""


@dataclass(frozen=True)
class Told:
    """What came back."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def html(self) -> bool:
        return self.headers.get_content_type() == "text/html"

    def cookie(self, name: str) -> str:
        for line in self.headers.get_all("Set-Cookie", []):
            found = SimpleCookie(line).get(name)
            if found is not None:
                return found.value
        return ""


def ask(
    base: str,
    path: str,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    *,
    method: str = "",
    most: int = 0,
) -> Told:
    """`most`: bytes that are read of a stream, which has no end."""
    parts = urlsplit(base)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=PATIENCE)
    try:
        connection.request(method or ("GET" if body is None else "POST"), path, body, dict(headers or {}))
        answer = connection.getresponse()
        endless = answer.headers.get_content_type() == "text/event-stream"
        return Told(answer.status, answer.headers, answer.read1(most) if endless else answer.read())
    finally:
        connection.close()


def form(fields: Sequence[tuple[str, str]]) -> tuple[bytes, dict[str, str]]:
    """A form as browsers send it: body and its header."""
    body = urlencode(fields, errors="replace").encode()
    return body, {"Content-Type": "application/x-www-form-urlencoded"}


def multipart(parts: Sequence[tuple[Mapping[str, str], bytes]]) -> tuple[bytes, dict[str, str]]:
    """A form of parts with headers of their own: body and its header."""
    lines = [
        b"--edge\r\n" + b"".join(f"{name}: {value}\r\n".encode() for name, value in headers.items()) + b"\r\n" + body
        for headers, body in parts
    ]
    return b"\r\n".join([*lines, b"--edge--\r\n"]), {"Content-Type": "multipart/form-data; boundary=edge"}


FRAMED = re.compile(r"/staff/flows/[a-z0-9_]+/try\?[A-Za-z0-9_=&]+")
"""What a page may show in a frame: the try-out of a step beside its form."""


class _Running(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        data = names.get("type") == "application/ld+json"
        within = tag == "iframe" and ("srcdoc" in names or not FRAMED.fullmatch(names.get("src") or ""))
        script = tag == "script" and not data and not (names.get("src") or "").startswith("/")
        inline = script or within or tag in {"style", "object"}
        self.found += [f"<{tag}>"] if inline else []
        for name, value in attrs:
            address = name in {"href", "src", "action", "formaction"}
            runs = address and not re.match(r"(/|\?|#|https?://|tel:|sms:|mailto:|$)", value or "")
            self.found += [f"{tag} {name}={value}"] if name.startswith("on") or name == "style" or runs else []


def what_runs(html: str) -> list[str]:
    """What a browser would run in this page beside our own script files, or what a strict policy must forbid."""
    parser = _Running()
    parser.feed(html)
    parser.close()
    return parser.found
