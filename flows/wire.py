"""Ids of buttons: `<ask number in base 36>.<choice id>`, or `!control` (with `.<number>` when it names a question).

They fit the 64 bytes of Telegram's callback data; what can't be written so short goes by its rank: `<number>.#3`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LIMIT = 64
"""Bytes of Telegram's `callback_data`."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_CHOICE = re.compile(r"([0-9a-z]{1,8})\.(.+)", re.ASCII | re.DOTALL)
_CONTROL = re.compile(r"!([a-z_]{1,16})(?:\.([0-9a-z]{1,8}))?", re.ASCII)
_WRITABLE = re.compile(r"[A-Za-z0-9_.:/-]{1,52}", re.ASCII)


class Wire(NamedTuple):
    """`number` is None when the id names no question; `choice` or `control` is empty."""

    number: int | None
    choice: str = ""
    control: str = ""


def base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits


def choice_id(number: int, choice: str, rank: int) -> str:
    return f"{base36(number)}.{choice if _WRITABLE.fullmatch(choice) else f'#{rank}'}"


def control_id(control: str, number: int | None = None) -> str:
    return f"!{control}" if number is None else f"!{control}.{base36(number)}"


def parse(id: str) -> Wire | None:
    """What a button's id says; None when it can't be one of ours."""
    if len(id) > LIMIT:
        return None
    if found := _CONTROL.fullmatch(id):
        return Wire(int(found[2], 36) if found[2] else None, control=found[1])
    if found := _CHOICE.fullmatch(id):
        return Wire(int(found[1], 36), choice=found[2])
    return None
