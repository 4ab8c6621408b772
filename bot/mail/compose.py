"""An e-mail as it is sent: headers that no word of anybody can add to, plain text, a calendar file."""

from __future__ import annotations

import re
from datetime import datetime
from email.header import Header
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from hashlib import sha256

from bot.ports import Mail

LONGEST_ADDRESS = 254
"""Characters of an address that a server takes (RFC 5321)."""
LONGEST_SUBJECT = 150
"""Characters; a phone shows some forty."""
FILE = "atelier.ics"
_ADDRESS = re.compile(r"[^\s@<>\"',;:()\[\]\\]+@(?:[^\s@<>\"',;:()\[\].\\]+\.)*[^\s@<>\"',;:()\[\].\\]+")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class _Whole(UnstructuredHeader, BaseHeader):
    """Never folded: a long address in the middle of which a line ends, or a code begins, leads nowhere."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


class _Words(UnstructuredHeader, BaseHeader):
    """**Why** folded by hand: EmailMessage loses the space between two encoded words of some scripts."""

    def fold(self, *, policy: Policy) -> str:
        encoded = Header(str(self), "utf-8", header_name=self.name).encode(linesep=policy.linesep)
        return f"{self.name}: {encoded}{policy.linesep}"


def _policy() -> Policy[EmailMessage]:
    """Seven bits: any server on the way takes it."""
    headers = HeaderRegistry()
    headers.map_to_type("list-unsubscribe", _Whole)
    headers.map_to_type("subject", _Words)
    return SMTP.clone(cte_type="7bit", header_factory=headers)


_POLICY = _policy()


def is_address(text: str) -> bool:
    """One plain address and nothing else: no name, no second one, nothing that ends a header's line."""
    return len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None and not _UNSEEN.search(text)


def compose(mail: Mail, name: str, sender: str, now: datetime) -> EmailMessage:
    """`name`, `sender`: who it is from. Raises `ValueError` for addresses that are none.

    **Why** a Message-ID out of the key: what is sent again after a crash can be recognised as the same.
    """
    if not (is_address(mail.to) and is_address(sender)):
        raise ValueError("not an e-mail address")
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(_line(name), addr_spec=sender)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = _line(mail.subject)[:LONGEST_SUBJECT]
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{sha256(mail.key.encode()).hexdigest()[:32]}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{_line(mail.unsubscribe)}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.text)
    if mail.calendar:
        message.add_attachment(
            mail.calendar, maintype="text", subtype="calendar", filename=FILE, params={"charset": "utf-8"}
        )
    message["Content-Language"] = _line(mail.locale).replace("_", "-")  # after its parts, which take such headers along
    return message


def _line(text: str) -> str:
    """On one line: whatever somebody put into a name or a title, it stays in its header."""
    return " ".join(_UNSEEN.sub(" ", text).split())
