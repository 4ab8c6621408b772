"""Characters: what may stand in a document, and the marks that keep "06 12 34 56 78" in its order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LRM, RLM = "\u200e", "\u200f"
NBSP = "\u00a0"
RTL_LOCALES = frozenset({"ar", "fa", "fa_AF", "prs", "ps", "ur", "he"})

_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_DROPPED = re.compile(
    f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{_BIDI_CONTROLS}\u200b\u2060\ufeff\u00ad\ufff9-\ufffb\ufdd0-\ufdef\ud800-\udfff]"
)
_NONCHARACTERS = re.compile(
    "[" + "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)) + "]"
)
_BEFORE_SIGN = re.compile(" (?=[:;!?»])|(?<=«) ")
_SIGNS = frozenset(":;!?»«")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_SPACES = re.compile(r"\s+")
_PICTURE = re.compile(
    "(?:[\u2300-\u23ff\u2600-\u27bf\u2b05-\u2b55\U0001f000-\U0001faff]"
    "[\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*)+|[\ufe0e\ufe0f\u20e3]"
)
"""Emoji with their joiners, skin tones and flags; of a keycap the digit stays."""
_MAYBE_RTL = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Every letter of a right-to-left script, and some other characters."""
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def clean(text: str) -> str:
    """One line of printable text: no control, no direction mark of others, no surrogate, spaces single, NFC.

    Joiners (U+200C, U+200D) stay: Persian needs them.
    """
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):  # nothing to drop: nearly all
        return " ".join(text.split()) if "  " in text else text.strip()
    text = _NONCHARACTERS.sub("", _DROPPED.sub("", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def without_pictures(text: str) -> str:
    """The words without emoji.

    **Why:** no recruiter misses them, our fonts do not have them, and "Amina 😂" would else get no CV at all.
    """
    return clean(_PICTURE.sub(" ", text)) if _PICTURE.search(text) else text


def direction(text: str) -> str:
    """ "ltr" or "rtl" by the first strong character; "" when there is none (digits, signs)."""
    for char in text:
        if found := _STRONG.get(unicodedata.bidirectional(char)):
            return found
    return ""


def has_rtl(text: str) -> bool:
    """Whether a letter of a right-to-left script stands in it."""
    return not text.isascii() and any(
        _STRONG.get(unicodedata.bidirectional(c)) == "rtl" for c in _MAYBE_RTL.findall(text)
    )


def is_mark(char: str) -> bool:
    """Whether it is drawn on, under or beside the letter before it; not all of them have a combining class."""
    return unicodedata.category(char).startswith("M")


def isolate(text: str, locale: str) -> str:
    """`text` between marks where its direction is not the page's, so that neighbours and digits keep their order.

    **Why:** LRM and RLM work in every version of Word; isolates (LRI … PDI) do not.
    """
    page = "rtl" if locale in RTL_LOCALES else "ltr"
    own = "ltr" if text[:1].isascii() and text[:1].isalpha() else direction(text)
    if not text or own == page or (not own and page == "ltr"):
        return text
    mark = RLM if own == "rtl" else LRM
    return f"{mark}{text}{mark}"


def join(parts: Iterable[str], separator: str, locale: str) -> str:
    """Parts that stand in the page's order, each kept in its own; empty ones are left out."""
    said = [part for part in parts if part]
    isolated = [isolate(part, locale) for part in said]
    if isolated == said:
        return separator.join(said)
    mark = RLM if locale in RTL_LOCALES else LRM
    return f"{mark}{separator}{mark}".join(isolated)


def unbroken(text: str) -> str:
    """A text that stays on one line; groups of a number never swap sides (with `isolate`).

    Not for words that recruiters search for: "Permis B" is not found with another kind of space in it.
    """
    return text.replace(" ", NBSP)


def typeset(text: str, locale: str) -> str:
    """French: a space that does not break before : ; ! ? » and after «, and ’ between letters."""
    if locale != "fr" or not text:
        return text
    text = text if _SIGNS.isdisjoint(text) else _BEFORE_SIGN.sub(NBSP, text)
    return _APOSTROPHE.sub("’", text) if "'" in text else text


def plain(text: str) -> str:
    """For comparing what went in with what is read back: no marks, no joiners, plain spaces and apostrophes."""
    return clean(unicodedata.normalize("NFKC", text).translate({0x200C: None, 0x200D: None, ord("’"): "'"}))
