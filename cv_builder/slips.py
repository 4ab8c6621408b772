"""Words as they are thumbed to friends: "jai", "ds", "supeeer". Found for their owner to read again, never put right.

Law: only what nobody means on a page. What may be a name, a brand or initials ("CV", "PR", "www") is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_FR = """
jai jetais jété jsuis jsui chui chuis jme jpeux jveux jaime jaimerais jadore jbosse javais cest cété cetait jusqua
ds pr bcp bcoup tt tte tjrs tjs tjr pk pck psk pcq mtn ojd auj dsl tkt stp slt bjr bsr cad dc qd qq qqn qqch
ke ki koi kan kel tro vrm vmt nn wsh frr jsp mdr lol ptdr pdt biensur aujourdhui
"""
_EN = "im ive dont cant wont didnt isnt u ur thx plz pls cuz bc gonna wanna idk lol tbh btw"
SMS: Mapping[str, frozenset[str]] = {"fr": frozenset(_FR.split()), "en": frozenset(_EN.split())}
"""Language of the page → how its words are shortened. Elsewhere only letters said three times count."""
MOST = 3
"""Named at once."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_AGAIN = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)
_MEANT_AGAIN = re.compile(r"[wix]+", re.IGNORECASE)
"""www, III, XXX."""
_NO_APOSTROPHE = re.compile(r"(?<![\w'’.])(?:[cjdlmnst]|qu) (?=[aeéèêiouyàh][^\W\d_]+)[^\W\d_]+")
_SMALL_AFTER_END = re.compile(r"(?<=[^\W\d_]{3}[.!?] )[^\W\d_]+(?:['’][^\W\d_]+)*")


def slips(text: str, locale: str) -> tuple[str, ...]:
    """The first few of them, as typed; empty for a text that can be handed over."""
    found = [(at.start(), at[0]) for at in _WORD.finditer(text) if _is_slip(at[0], locale)]
    found += [(at.start(), at[0]) for at in _NO_APOSTROPHE.finditer(text) if locale == "fr"]
    found += [(at.start(), at[0]) for at in _SMALL_AFTER_END.finditer(text) if at[0][0].islower()]
    return tuple(dict.fromkeys(word for _, word in sorted(found)))[:MOST]


def _is_slip(word: str, locale: str) -> bool:
    if _AGAIN.search(word) and not _MEANT_AGAIN.fullmatch(word):
        return True
    return word.islower() and word in SMS.get(locale, frozenset())
