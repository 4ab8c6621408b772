"""E-mail addresses, written or said."""

from __future__ import annotations

import re

from bot.mentors.contacts.model import Hit, Hits
from bot.mentors.contacts.plain import fold
from bot.mentors.contacts.words import words

PROVIDERS = (
    "gmail|googlemail|gmel|jmail|hotmail|outlook|icloud|yahoo|ymail|protonmail|proton|laposte|orange|wanadoo|free|sfr|live"
    "|msn|gmx|aol|yopmail|bbox|neuf|mail|me|mac|tutanota|zoho"
)
_ONLY_MAIL = "gmail|googlemail|gmel|jmail|hotmail|outlook|icloud|ymail|protonmail|yopmail|wanadoo|gmx|tutanota"
"""Nobody works there."""

_AT_WORDS = fold(
    "arobase|arobaz|arobas|arobaze|arrobase|arobasse|aerobase|arroba|at sign|آت|ات|أت|علامة آت|собака|собачка|равлик|@"
)
_IN_BRACKETS = rf" ?[\[({{<*_-] ?(?:at|a|{_AT_WORDS}) ?[\])}}>*_-] ?"
_AT = rf"(?:{_IN_BRACKETS}| ?@ ?| (?:{_AT_WORDS}) |(?<=[a-z0-9])(?:arobase|arobaz|arroba)(?=[a-z]))"
_WEAK_AT = fold(" (?:at|a|chez|en|f|على|في) ")
_DOT_WORDS = fold("point|dot|punto|ponto|نقطة|крапка|точка|pt|poin|pwin")
DOT = rf"(?: ?[\[({{] ?(?:\.|{_DOT_WORDS}) ?[\])}}] ?| ?\. ?| (?:{_DOT_WORDS}) )"
_NAME = r"[^\W_](?:[\w+'-]{0,40})"
_JOINT = r" (?:tiret(?: du (?:bas|6|8))?|under ?score|dash|guion(?: bajo)?|barra baja|_|-) "
_LOCAL = rf"{_NAME}(?:(?:{DOT}|\.{{1,2}}|{_JOINT}){_NAME}){{0,5}}"
_HOST = r"[a-z0-9-]{1,40}"
_TLD = r"[a-z]{2,12}(?![a-z0-9])"

_MAIL = re.compile(
    rf"(?<![\w.@])(?P<local>{_LOCAL})(?:{_AT}(?:{_HOST}{DOT}(?:{_HOST}{DOT}){{0,2}}{_TLD}|(?:{PROVIDERS})(?:,(?:com|fr))?(?![a-z0-9]))"
    rf"|{_WEAK_AT}(?:(?:{PROVIDERS}){DOT}(?:{_HOST}{DOT})?{_TLD}|(?:{_ONLY_MAIL})(?![a-z0-9])))"
)
_BEFORE = re.compile(r"([^\W_][\w'-]*) $")
_STOP = words("before_mail")
_MOST_BEFORE = 2


def mails(text: str) -> Hits:
    for found in _MAIL.finditer(text):
        start = found.start()
        if "@" not in found[0]:
            start = _said_before(text, start)
        yield Hit(start, found.end(), "mail")


def _said_before(text: str, start: int) -> int:
    """ "jean dupont arobase …": the words before belong to it, when it is said in words."""
    for _ in range(_MOST_BEFORE):
        word = _BEFORE.search(text, max(0, start - 30), start)
        if not word or word[1] in _STOP:
            break
        start = word.start()
    return start
