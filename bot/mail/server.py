"""What `SMTP_URL` says: which server, how it is reached, who we are there."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}
"""Scheme → the port where a server takes what its own people send (RFC 6409, RFC 8314)."""


@dataclass(frozen=True, slots=True)
class Server:
    """`tls`: from the first byte; else by STARTTLS, where the server offers it."""

    host: str
    port: int
    tls: bool = False
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def here(self) -> bool:
        """On this very machine: nobody listens in between, and its certificate names somebody else."""
        try:
            return self.host == "localhost" or ip_address(self.host).is_loopback
        except ValueError:
            return False


def server(url: str) -> Server:
    """`smtp://user:password@host:587` or `smtps://…`. Raises `ValueError`, in words without the password."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise ValueError("the port is a number up to 65535") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("an address such as smtp://user:password@host:587, or smtps://…")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("nothing comes after the port; write @ / ? # in a password as %40 %2F %3F %23")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        raise ValueError("a user and a password, or neither")
    return Server(parts.hostname, port or PORTS[parts.scheme], parts.scheme == "smtps", user, password)


def sender(server: Server, public_url: str | None) -> str:
    """Who e-mails come from when nobody said: the user of the server, where that is an address, else one of ours."""
    if "@" in server.user:
        return server.user
    return f"passerelle@{(urlsplit(public_url).hostname if public_url else None) or server.host}"
