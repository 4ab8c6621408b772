"""What is decided about codes without asking anybody: which is right, what they look like, how many tries. Pure."""

from __future__ import annotations

import base64
import hmac
import re
from datetime import datetime, timedelta
from hashlib import sha256

import pyotp

SECRET_BYTES = 20
"""RFC 4226: at least 128 bits, 160 recommended."""
STEP = 30
"""Seconds a code lives; what every application takes for granted."""
DRIFT = 1
"""Steps that a telephone's clock may be early or late."""
CODES = 10
"""Codes on paper."""
CODE_BYTES = 10
"""80 bits each, in 16 letters and figures."""
MOST_WRONG = 5
WAIT = timedelta(minutes=15)
"""After so many wrong codes in a row none is taken for so long: guessing one of a million takes years."""
PENDING = timedelta(minutes=10)
"""How long after the link the code may come."""
LONGEST = 60
"""Characters of a code that are looked at."""


def secret_of(random: bytes) -> str:
    """As applications take it: base32 without padding."""
    return base64.b32encode(random).decode().rstrip("=")


def address(secret: str, name: str, issuer: str) -> str:
    """What the QR code says (otpauth://)."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=name, issuer_name=issuer)


def step_of(secret: str, typed: str, now: datetime, last: int) -> int | None:
    """The step whose code this is, later than `last`; None: it is no code of now."""
    code, totp = re.sub(r"\s", "", typed), pyotp.TOTP(secret, interval=STEP)
    current = int(now.timestamp()) // STEP
    for step in range(current - DRIFT, current + DRIFT + 1):
        if step > last and hmac.compare_digest(totp.at(step * STEP).encode(), code.encode("utf-8", "replace")):
            return step
    return None


def paper_code(random: bytes) -> str:
    """Four groups of four, such as `k3vq-7m2p-…`."""
    plain = base64.b32encode(random).decode().casefold()
    return "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def digest(key: bytes, account_id: int, typed: str) -> str:
    """What is kept of a code on paper. **Why** keyed: short enough to be guessed by who has the rows alone."""
    plain = re.sub(r"[^a-z2-7]", "", typed.casefold())
    return hmac.digest(key, b"%d %s" % (account_id, plain.encode()), sha256).hex()


def held_back(failures: int, failed_at: datetime | None, now: datetime) -> bool:
    return failures >= MOST_WRONG and failed_at is not None and now < failed_at + WAIT


def failures_now(failures: int, failed_at: datetime | None, now: datetime) -> int:
    """How many there are in a row with this one."""
    return 1 if failed_at is None or now >= failed_at + WAIT else failures + 1
