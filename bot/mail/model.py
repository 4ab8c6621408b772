"""What leaves for somebody outside every conversation: an e-mail, a line to somebody of the team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail in plain text. `key` names it for good: tried twice, it is the same one for who receives it.

    `locale`: of its words. `unsubscribe`: an address that ends such e-mails by one POST (RFC 8058); "": nobody
    subscribed. `calendar`: an iCalendar file that comes along.
    """

    to: str
    subject: str
    text: str
    key: str
    locale: str = "fr"
    unsubscribe: str = ""
    calendar: bytes = b""


class Mailer(Protocol):
    """Sends e-mail, out of every transaction: from an effect. A room is given None where no server is set."""

    async def send(self, mail: Mail) -> bool:
        """False: refused for good, this address takes no e-mail. Raises `errors.Unavailable`: try again later."""
        ...


class Messenger(Protocol):
    """Writes to somebody of the team in a messenger, out of every transaction and beside every conversation."""

    async def tell(self, chat: str, text: str, label: str, url: str, *, quiet: bool = False) -> bool:
        """`label`, `url`: of a button, or of a line where there can be none. `quiet`: without a sound. False: refused
        for good. Raises `errors.Unavailable`: try again later."""
        ...
