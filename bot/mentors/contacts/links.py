"""Links and domains, whole, bare, broken up or said."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from bot.mentors.contacts.mails import DOT
from bot.mentors.contacts.model import Hit, Hits
from bot.mentors.contacts.words import words

_FIRM = (
    "com|fr|net|org|io|app|gg|dev|eu|info|xyz|site|online|website|shop|store|design|photo|photos|studio|blog|tech|cloud"
    "|social|email|space|live|bio|ly|co|uk|tn|dz|sn|cm|tr|ua|ru|ch|lu|gl|paris|africa|agency|portfolio|club|digital|ee"
)
"""Ends that no French, English, Spanish word after a full stop looks like."""
_LOOSE = (
    "me|be|de|es|it|in|is|la|ma|ci|re|pro|tv|link|page|art|to|so|us|ca|at|cc|pt|nl|pl|se|no|cv|ai|id|fm|im|qc|one|fun"
)
"""Ends that are words too: only with a path, "www" or a host that is known."""
_HOSTS = frozenset(
    {"t", "wa", "m", "about", "telegram", "paypal", "signal", "youtu", "bio", "linktr", "onlyfans", "twitch"}
)
_PLAIN_DOT = r"\."
_LABEL = r"[a-z0-9](?:[a-z0-9_-]{0,60}[a-z0-9])?"
_SLASH = r"(?:/| ?/ ?| (?:slash|barre) )"
_PATH = rf"(?:{_SLASH}(?P<path>[^\s,;\ufffc]{{1,300}}(?:{_SLASH}[^\s,;\ufffc]{{1,100}}){{0,4}})?)?"

_SCHEME = re.compile(r"(?<![a-z])(?:h(?:tt|xx)ps?|ftp|tg) ?: ?/{0,2} ?(?P<host>[^\s/\ufffc]{2,300})[^\s\ufffc]{0,2000}")
_DOMAIN = re.compile(
    rf"(?<![\w@.-])(?P<host>(?:{_LABEL}\.){{1,5}}(?P<tld>{_FIRM}|{_LOOSE}))(?![\w@-])(?!\.\w)(?::\d+)?{_PATH}"
)
_BROKEN = re.compile(
    rf"(?<![\w@.])(?P<host>(?P<name>{_LABEL}){DOT}(?:{_LABEL}{DOT})?(?P<tld>{_FIRM}|{_LOOSE}|كوم))(?![\w@-])(?:{_PATH})"
)
_WORDS = words("before_dot")
"""Before "point info" they make it ordinary talk."""
_TALK = frozenset({"point", "dot", "punto", "ponto"})
_SURE = frozenset({"com", "fr", "org", "net", "gg", "io", "app", "كوم"})
"""After a dot in words or with spaces: only these are meant."""
_WWW = re.compile(
    r"(?<!\w)www(?: ?\. ?|[ _-])[^\s\ufffc]{2,2000}(?: (?:com|fr|net|org)\b)?"
    r"|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?::\d+|/)[^\s\ufffc]{0,500}"
)


def links(text: str) -> Hits:
    for found in _SCHEME.finditer(text):
        if found["host"] and not _public(found["host"]):
            yield Hit(found.start(), _end(found), "link")
    for found in _WWW.finditer(text):
        if not _public(found[0].split("/")[0].replace(" ", "").removeprefix("www.")):
            yield Hit(found.start(), _end(found), "link")
    for found in _DOMAIN.finditer(text):
        if _is_domain(found) and not _public(found["host"]):
            yield Hit(found.start(), _end(found), "link")
    for found in _BROKEN.finditer(text):
        if _is_meant(found):
            yield Hit(found.start(), _end(found), "link")


def _is_domain(found: re.Match[str]) -> bool:
    first = found["host"].split(".")[-2]
    if re.fullmatch(_FIRM, found["tld"]):
        return bool(found["path"]) or first not in _TALK
    return bool(found["path"]) or first in _HOSTS or found["host"].startswith("www.")


def _is_meant(found: re.Match[str]) -> bool:
    """A domain in words: its end is a sure one, or a path follows."""
    if found["name"] in _WORDS or _public(_joined(found["host"])):
        return False
    if found["tld"] in _SURE:
        # "j'ai fini. Net" is talk; "leapetit . net" and "leapetit point net" are not.
        return found["tld"] in ("com", "fr", "gg", "كوم") or ". " not in found["host"] or " . " in found["host"]
    return bool(found["path"]) and (found["name"] in _HOSTS or re.fullmatch(_FIRM, found["tld"]) is not None)


def _joined(host: str) -> str:
    return re.sub(DOT, ".", host).replace(" ", "")


def _end(found: re.Match[str]) -> int:
    """Without the full stop of the sentence."""
    return found.start() + len(found[0].rstrip(" .,;:!?)]}»\"'"))


def _public(host: str) -> bool:
    """**Why** nothing before an "@": "https://caf.fr@example.org" leads to the second."""
    name = re.sub(r":\d*$", "", host.rstrip(".,;:!?)]}»\"'"))
    parts = name.split(".")
    return "@" not in name and any(".".join(parts[at:]) in _sites() for at in range(len(parts)))


@cache
def _sites() -> frozenset[str]:
    lines = files(__package__).joinpath("data/sites.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
