"""What is decided about accounts without asking anybody: lifetimes, names, roles, devices."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

from bot.accounts.model import ROLES, Kind, Role

LIVES: Mapping[Kind, timedelta] = {
    "invitation": timedelta(days=7),
    "link": timedelta(minutes=10),
    "mail": timedelta(minutes=10),
    "chat": timedelta(minutes=10),
    "address": timedelta(minutes=30),
}
"""How long a code opens the door. An invitation waits in somebody's mail; a link is used at once."""
MAILED_EVERY = timedelta(minutes=2)
"""One link by e-mail in that time: nobody's mailbox is filled by who knows the address."""
SIGNED_IN = timedelta(days=90)
"""How long a device stays signed in."""
SEEN_EVERY = timedelta(hours=1)
"""How exactly a device's last use is kept: not every page shall write."""
LONGEST_NAME = 80
"""Characters of an account's name."""

LONGEST_ADDRESS = 254
"""Characters of an address that a server takes (RFC 5321)."""

_ADDRESS = re.compile(r"[^\s@<>\"',;:()\[\]\\]+@(?:[^\s@<>\"',;:()\[\].\\]+\.)+[^\s@<>\"',;:()\[\].\\]+")
_SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))  # fmt: skip
_BROWSERS = (("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Edg", "Edge"), ("OPR", "Opera"),
             ("SamsungBrowser", "Samsung Internet"), ("Chrome", "Chrome"), ("CriOS", "Chrome"),
             ("Safari", "Safari"))  # fmt: skip
"""Sign in a User-Agent → what people call it; the first that fits (Edge calls itself Chrome, and Chrome Safari)."""


def digest(code: str) -> str:
    """What is kept of a code or a cookie. **Why** no salt: they are 144 random bits, nobody's password."""
    return sha256(code.encode("utf-8", "replace")).hexdigest()


def stale(seen_at: datetime, now: datetime) -> bool:
    """Is it time to note that a device is still in use?"""
    return seen_at <= now - SEEN_EVERY


def role_of(word: str) -> Role | None:
    """The role meant; `staff` is the admin."""
    meant = word.strip().casefold()
    return next((role for role in ROLES if role == ("admin" if meant == "staff" else meant)), None)


def tidy(name: str) -> str:
    """A name on one line without what can't be seen; "" when nothing is left, or it is too long."""
    seen = "".join(" " if c.isspace() else c for c in name if c.isspace() or unicodedata.category(c)[0] != "C")
    kept = re.sub(r" +", " ", seen).strip()
    return kept if len(kept) <= LONGEST_NAME else ""


def is_address(text: str) -> bool:
    """One plain e-mail address and nothing else."""
    return len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def digits(id: str) -> str:
    """Eight figures out of an unguessable id: what can be typed."""
    return f"{int(sha256(id.encode()).hexdigest(), 16) % 10**8:08}"


def name_key(name: str) -> str:
    """Names that are written alike are one account."""
    return unicodedata.normalize("NFKC", tidy(name)).casefold()


def device(user_agent: str) -> str:
    """« Firefox, Android »; "" when the browser does not say."""
    known = (next((called for mark, called in marks if mark in user_agent), "") for marks in (_BROWSERS, _SYSTEMS))
    return ", ".join(filter(None, known))


SIGN_IN = "/sign-in"
"""Where a link leads (`bot.web.guard`)."""


def address_of(origin: str, code: str) -> str:
    """The link somebody is given."""
    return f"{origin}{SIGN_IN}?{urlencode({'code': code})}"
