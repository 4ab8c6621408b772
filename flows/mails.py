"""An e-mail address with something missing: what it may have been meant to be."""

from __future__ import annotations

import re

ENDINGS = {
    "gmail": ("com",),
    "hotmail": ("com", "fr"),
    "outlook": ("com", "fr"),
    "yahoo": ("fr", "com"),
    "live": ("fr", "com"),
    "icloud": ("com",),
    "orange": ("fr",),
    "wanadoo": ("fr",),
    "free": ("fr",),
    "sfr": ("fr",),
    "laposte": ("net",),
}
"""How the addresses of these houses end, the likeliest first."""
KNOWN = ("com", "eu", "fr", "net", "org")
"""Endings that nobody means as a word: « kev@gmail, merci » has none."""
LIMIT = 100
"""Characters of an address we keep."""
_WHOLE = re.compile(r"[^\s@<>\"',;:()\[\]]+@(?:[^\s@<>\"',;:()\[\].]+\.)+[^\s@<>\"',;:()\[\].]{2,}")
_ENDLESS = re.compile(r"([^\s@<>\"',;:()\[\]]+)@([^\s@<>\"',;:()\[\].]+)\.?")
_SPOKEN_AT = re.compile(r"\s*(?:@|\(at\)|\[at\]|\s(?:at|arobase?|arobaze|arrobase?)\s)\s*", re.IGNORECASE)
_SPOKEN_DOT = re.compile(r"\s+(?:point|dot)\s+", re.IGNORECASE)
_LOOSE_DOT = re.compile(
    rf"\s*[.,]+\s*(?=(?:{'|'.join(KNOWN)})(?!\w))|(?<![\s.,])(?:\.+(?=[^\s.,])|[.,]+(?=[^\s.,@][^\s@]*@))",
    re.IGNORECASE,
)
"""Spaced or a comma before an ending; doubled anywhere; a comma for a dot within the name."""
_ATLESS = re.compile(r"[^\s@]+\.[a-z]{2,6}", re.IGNORECASE)


def address(text: str) -> str:
    """The address in these words; "" when there is none."""
    found = _WHOLE.search(text) if len(text) <= 2 * LIMIT else None
    return found[0].rstrip(".").casefold() if found and len(found[0]) <= LIMIT else ""


def is_address(text: str) -> bool:
    return len(text) <= LIMIT and _WHOLE.fullmatch(text) is not None


def meant(text: str) -> tuple[str, ...]:
    """ "kev@gmail" → kev@gmail.com, "kev arobase gmail point com" too; nothing when the house is not known."""
    if len(text) > 2 * LIMIT:
        return ()
    tidy = _LOOSE_DOT.sub(".", _SPOKEN_DOT.sub(".", _SPOKEN_AT.sub("@", text.strip())))
    if tidy != text.strip() and is_address(tidy):
        return (tidy.casefold(),)
    found = _ENDLESS.fullmatch(tidy)
    if not found:
        return ()
    name, house = found[1].casefold(), found[2].casefold()
    whole = (f"{name}@{house}.{ending}" for ending in ENDINGS.get(house, ()))
    return tuple(address for address in whole if is_address(address))


def missing(text: str) -> str:
    """What an address lacks, as a phrase of the engine: "mail_end", "mail_at", or "" for no address at all."""
    if _ENDLESS.fullmatch(text.strip()):
        return "mail_end"
    return "mail_at" if _ATLESS.fullmatch(text.strip()) else ""
