"""Bytes → text, whichever program wrote them."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


def decoded(data: bytes) -> str:
    """UTF-8, UTF-16, UTF-32 with or without their mark; else what Windows writes in the West. Never fails."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace").removeprefix("\ufeff").replace("\0", "")
    if codec := _without_mark(data[:4000]):
        return data.decode(codec, "replace").replace("\0", "")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text.replace("\0", "")


def _without_mark(head: bytes) -> str:
    """UTF-16 of Western text: every other byte is nothing."""
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    if head[1::2].count(0) > 0.7 * pairs:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > 0.7 * pairs else ""
