"""Texts in the person's language: keys, fallback chain, placeholders (bidi-isolated), French typography.

Keys are `flow/step/field`: `cv/name/ask`, `cv/aide/choices/cuisine`, `cv//title`, `engine/back`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

SOURCE = "fr"
"""The language flows are written in."""
ALIASES = {"prs": "fa_AF", "fa_AF": "fa", "ckb": "ku", "kmr": "ku", "nb": "no", "zh_TW": "zh"}
"""What stands in when a language has no catalog of its own."""
RTL = frozenset({
    "apc", "ar", "bal", "bgn", "ckb", "dv", "fa", "he", "ks", "lrc", "mzn", "prs", "ps", "sd", "sdh", "skr", "trw",
    "ug", "ur", "yi",
})  # fmt: skip
"""Languages written from right to left in their own country."""
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
NBSP, THIN_NBSP = "\u00a0", "\u202f"

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)\}")
_INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_HIGH = re.compile(r"[ \u00a0](?=[;?!])")
_COLON = re.compile(r"[ \u202f](?=:(?:\s|$))")
_OPENING = re.compile(r"« ?")
_CLOSING = re.compile(r" ?»")

Template = tuple[str, ...]
"""Literal, placeholder name, literal, … (odd places are names)."""


def units(text: str) -> int:
    """Length in UTF-16 code units, as messengers count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class Texts:
    """Catalogs by locale; looks up along the fallback chain and remembers. Never raises: an unknown key is ""."""

    def __init__(self, source: Mapping[str, str], catalogs: Mapping[str, Mapping[str, str]]) -> None:
        others = tuple(locale for locale in catalogs if locale != SOURCE)
        self.locales: tuple[str, ...] = (SOURCE, *others)
        self.source = dict(source)
        self.catalogs = {SOURCE: self.source} | {locale: dict(catalogs[locale]) for locale in others}
        self._templates: dict[tuple[str, str], Template] = {}
        self._said: dict[tuple[str, str], frozenset[str]] = {}
        self._called: dict[tuple[str, tuple[str, ...]], dict[str, str]] = {}

    def raw(self, locale: str, key: str) -> tuple[str, str]:
        """The text and the locale it was found in."""
        for candidate in chain(locale):
            if text := self.catalogs.get(candidate, {}).get(key):
                return text, candidate
        return "", SOURCE

    def template(self, locale: str, key: str) -> Template:
        known = self._templates.get((locale, key))
        if known is None:
            text, found_in = self.raw(locale, key)
            known = tuple(PLACEHOLDER.split(typeset(text, found_in)))
            self._templates[(locale, key)] = known
        return known

    def said(self, locale: str, name: str) -> frozenset[str]:
        """What may be typed for a control, folded: its words (`engine/words/…`) and its label.

        **Why** also in French: it is the language around the person, whatever the language of the chat.
        """
        known = self._said.get((locale, name))
        if known is None:
            keys = ((locale, f"engine/words/{name}"), (SOURCE, f"engine/words/{name}"), (locale, f"engine/{name}"))
            words = (word for where, key in keys for word in split_words(self.raw(where, key)[0]))
            known = frozenset(fold(word) for word in words) - {""}
            self._said[(locale, name)] = known
        return known

    def called(self, locale: str, names: tuple[str, ...]) -> Mapping[str, str]:
        """What may be typed, folded → the first of these controls that it stands for."""
        known = self._called.get((locale, names))
        if known is None:
            known = {word: name for name in reversed(names) for word in self.said(locale, name)}
            self._called[(locale, names)] = known
        return known

    def get(self, locale: str, key: str, values: Callable[[str], str] | None = None) -> str:
        """The text as it is shown, placeholders filled by `values`."""
        parts = self.template(locale, key)
        if len(parts) == 1:
            return parts[0]
        filled = [
            part if at % 2 == 0 else isolate(values(part) if values else "", locale) for at, part in enumerate(parts)
        ]
        return "".join(filled)


@lru_cache(maxsize=256)
def chain(locale: str) -> tuple[str, ...]:
    """Where a text is looked for: the locale, its stand-ins, its language, French."""
    found: list[str] = []
    todo = [locale]
    while todo:
        current = todo.pop(0)
        if current in found:
            continue
        found.append(current)
        if current in ALIASES:
            todo.append(ALIASES[current])
        if "_" in current:
            todo.append(current.split("_")[0])
    return (*(name for name in found if name != SOURCE), SOURCE)


def negotiate(wished: Sequence[str], available: Sequence[str]) -> str:
    """The best of what the device asks for that we have; French otherwise."""
    by_name = {locale.casefold(): locale for locale in available}
    for wish in wished:
        language, _, rest = wish.replace("-", "_").partition("_")
        name = f"{language.casefold()}_{rest.upper()}" if rest else language.casefold()
        for candidate in chain(name)[:-1] if language.casefold() != SOURCE else (SOURCE,):
            if candidate.casefold() in by_name:
                return by_name[candidate.casefold()]
    return SOURCE


def is_rtl(locale: str) -> bool:
    return locale.split("_")[0] in RTL


def typeset(text: str, locale: str) -> str:
    """French as printers set it; other languages as they are."""
    if locale.split("_")[0] != "fr":
        return text
    text = _APOSTROPHE.sub("’", text)
    text = _HIGH.sub(THIN_NBSP, text)
    text = _COLON.sub(NBSP, text)
    text = _OPENING.sub("«" + NBSP, text)
    return _CLOSING.sub(NBSP + "»", text)


def isolate(value: str, locale: str) -> str:
    """A value put into a sentence never turns the order of the words around it; lines of an action's list stay lines.

    **Why** not always: left-to-right words in a left-to-right sentence look the same without the two marks.
    """
    if "\n" in value:
        return "\n".join(filter(None, (isolate(line, locale) for line in value.split("\n"))))
    value = clean(value)
    if not value:
        return ""
    foreign = any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in value)
    if foreign or is_rtl(locale):
        return FIRST_STRONG_ISOLATE + value + POP_ISOLATE
    return value


def clean(text: str) -> str:
    """What a person typed, without marks that can't be seen and without doubled spaces (joiners stay)."""
    return " ".join((text if text.isascii() else _INVISIBLE.sub("", text)).split())


def fold(text: str) -> str:
    """For comparing: no case, accents, emoji or punctuation; digits of any script become 0–9."""
    return " ".join("".join(map(_folded, unicodedata.normalize("NFKD", clean(text)).casefold())).split())


@lru_cache(maxsize=4096)
def _folded(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.digit(sign))
    if sign == "\u0640" or category[0] in ("M", "C"):
        return ""
    return sign if category[0] == "L" else " "


@lru_cache(maxsize=8192)
def fold_known(text: str) -> str:
    """`fold` for the words of a library, remembered (never for what a person typed)."""
    return fold(text)


def split_words(text: str) -> tuple[str, ...]:
    """`a, b, c` as its items (Arabic and full-width commas too)."""
    return tuple(word.strip() for word in text.replace("،", ",").replace("，", ",").split(",") if word.strip())
