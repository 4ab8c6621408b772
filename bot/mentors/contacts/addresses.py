"""Where somebody lives: a house number with its street, a building with its door."""

from __future__ import annotations

import re

from bot.mentors.contacts.model import Hit, Hits
from bot.mentors.contacts.numerals import number
from bot.mentors.contacts.plain import HOLE, Plain
from bot.mentors.contacts.words import pattern, spoken, words

_FIRM = pattern("street")
_LOOSE = pattern("street_or_thing")
_ENGLISH = pattern("road")
_ENGLISH_LOOSE = pattern("road_or_thing")
_BIS = r"(?: ?(?:bis|ter|quater|[a-d]))?"
_HOUSE = rf"\d{{1,4}}(?:[-/ ]{{1,3}}\d{{1,4}})?{_BIS}"

_STREET = re.compile(
    rf"(?<![\w.,/-])(?:n ?° ?)?{_HOUSE} ?,? ?(?:(?:de |la |the |au |في |of ){{1,2}})?(?P<way>{_FIRM}|{_LOOSE})(?!\w)"
)
_ROAD = re.compile(
    rf"(?<![\w.,/-])\d{{1,4}}[a-d]? (?P<name>[a-z'-]{{2,20}}(?: [a-z'-]{{2,20}}){{0,2}}) "
    rf"(?P<way>{_ENGLISH}|{_ENGLISH_LOOSE})(?!\w)"
)
_NUMBER_AFTER = re.compile(
    rf"(?<!\w)(?P<way>{pattern('street_first')}|rue|avenue|boulevard|bd)(?P<name> [^\n,;{HOLE}\d]{{2,40}}?),?"
    r" (?P<said>(?:au )?numero |num\.? ?|n\.? ?° ?|no\.? |au |رقم )?\d{1,4}(?!\d|e|o)"
    r"(?! ?(?:ans|mois|€|euros?|km|h|%|years?|anos|meses))"
)
_PART = re.compile(
    rf"(?<!\w){pattern('door')}(?: ?(?:n ?°|no?|:|c'est|is))? ?"
    r"(?P<which>\d{1,4} ?[a-z]?\b|[a-z]\d{0,3}\b|الثالث|الثاني|الاول|الرابع)"
    r"|(?<!\w)\d{1,2} ?(?:e|er|eme|nd|rd|th) (?:etage|floor)"
)
_CODE = re.compile(
    r"(?<!\w)(?:interphone|digicode|code|buzzer)(?: [\w']{1,12}){0,3}[ :]{1,3}"
    r"(?P<code>\d{2,6} ?[a-z]?\d{0,4}|[a-z]\d{2,6})(?!\w)"
)
_HOME = re.compile(r"(?<!\w)(?:residence|cite|foyer|lotissement)(?: [^\s,]{1,20}){1,4}[ ,]{1,2}$")
_DOOR = re.compile(r"interphone|digicode|porte|immeuble|\bhall\b|buzzer")
_LIVING = spoken("living")
_REST = re.compile(rf"(?:[ ,.-]{{1,3}}(?!{pattern('street_ends')}(?!\w))[^\s,;:!?{HOLE}()]{{1,20}}){{0,5}}")
_TOWN = re.compile(
    r"[ ,.-]{0,3}\d{5}(?: [^\W\d]{2,20}(?:-[^\W\d]{2,20}){0,3})?"
    r"|(?:,? [a-z]{2,20}){0,2}[ ,]{1,2}[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}(?!\w)|,? ?\d{1,2} ?o ?[a-z]?\b"
)
_NOT_A_STREET = re.compile(r" ?(?:c'est|c est|plus|a gauche|a droite|$|[?!,;:]|que |ou )")
_TALK = words("talk")
_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 60
_MOST_LINK = 25
"""Characters between a street and a door that are one address."""


def addresses(this: Plain) -> Hits:
    text = _counted(this.text)
    streets = [*_streets(this, text)]
    yield from streets
    for found in _CODE.finditer(text):
        if _DOOR.search(text, max(0, found.start() - _NEAR), found.end() + _NEAR):
            yield Hit(found.start(), found.end(), "address")
    parts = [found.span() for found in _PART.finditer(text)]
    for at, (start, end) in enumerate(parts):
        near = any(
            abs(start - one) <= _MOST_LINK
            for pair in parts[max(0, at - 1) : at + 2]
            if pair != parts[at]
            for one in pair
        )
        beside = any(start - _MOST_LINK <= street.end and street.start <= end + _MOST_LINK for street in streets[:20])
        if near or beside or _lives(text, start):
            home = _HOME.search(text, max(0, start - _NEAR), start)
            yield Hit(home.start() if home else start, end, "address")


def _streets(this: Plain, text: str) -> Hits:
    for found in _STREET.finditer(text):
        loose = _matches(_LOOSE, found["way"])
        if _NOT_A_STREET.match(text, found.end()):
            continue
        if not loose or _capital_after(this, text, found.end()) or _lives(text, found.start()):
            yield Hit(found.start(), _whole(text, found.end()), "address")
    for found in _ROAD.finditer(text):
        loose = _matches(_ENGLISH_LOOSE, found["way"])
        named = _TALK.isdisjoint(found["name"].split())
        if named and (
            not loose or this.raw(found.start("way"), found.start("way") + 1).isupper() or _lives(text, found.start())
        ):
            yield Hit(found.start(), _town(text, found.end()), "address")
    for found in _NUMBER_AFTER.finditer(text):
        spanish = found["way"] not in ("rue", "avenue", "boulevard", "bd")
        told = found["said"] if found["said"] != "au " or _lives(text, found.start()) else None
        if (spanish or told) and len(found["name"].split()) <= 5:
            yield Hit(found.start(), _town(text, found.end()), "address")


def _matches(words: str, word: str) -> bool:
    return re.fullmatch(words, word) is not None


def _counted(text: str) -> str:
    """With "douze rue" as "12   rue": the same length."""
    tokens = [*_WORD.finditer(text)]
    said = [token[0] for token in tokens]
    out, last = [], 0
    at = 0
    while at < len(tokens):
        digits, used = number(said, at)
        end = at + used
        if digits and end < len(tokens) and _matches(f"{_FIRM}|{_LOOSE}|bis|ter", said[end]):
            start, stop = tokens[at].start(), tokens[end - 1].end()
            out += [text[last:start], digits.rjust(stop - start)]
            last = stop
        at += max(used, 1)
    return "".join([*out, text[last:]])


def _capital_after(this: Plain, text: str, end: int) -> bool:
    words = [*_WORD.finditer(text, end, min(len(text), end + 40))][:4]
    return any(len(word[0]) > 2 and this.raw(word.start(), word.start() + 1).isupper() for word in words)


def _lives(text: str, at: int) -> bool:
    return _LIVING.search(text, max(0, at - _NEAR), at) is not None


def _whole(text: str, end: int) -> int:
    """With the name of the street, and the town."""
    rest = _REST.match(text, end)
    return _town(text, rest.end() if rest else end)


def _town(text: str, end: int) -> int:
    town = _TOWN.match(text, end)
    return town.end() if town else end
