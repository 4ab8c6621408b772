"""Accounts on social networks: "insta c'est …", "ajoute …", "@…", "…#1234", "find … on facebook"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from bot.mentors.contacts import networks as n
from bot.mentors.contacts.model import Hit, Hits, Kind
from bot.mentors.contacts.plain import Plain

_TOKEN = re.compile(
    r"c'est|s'appelle|l'|\ufffc|👻|-> ?|tik tok\b|snap chat\b|face book\b|insta gram\b|what'?s ?app\b|linked in\b"
    r"|تيك توك|سناب شات|لينكد ان|فيس بوك|[^\W_](?:[\w'-]|[.](?=[\w]))*(?:#\d{2,6})?|_[\w.-]+|[@:=,;!?\n().👉➡→]"
)
_AT_SIGN = re.compile(r"(?<![\w@.])@ ?(?P<name>[^\W_][\w.-]{1,40}|_[\w.-]{2,40})")
_TAG = re.compile(r"(?<![\w#])[^\W\d_][\w.-]{1,31} ?#\d{4}(?!\d)")
_SQUEEZED = re.compile(r"(?<=\w) (?=\w)| $")
_MORE = re.compile(r"(?: [._] ?[a-z0-9]+){1,3}")
_MADE = re.compile(r"\d|_|\.\w|#")
_NUMBERED = re.compile(r"([a-z]{3,})[._]?\d{2,4}")
_COUNTED = re.compile(r"\d+[a-z]{1,5}|[a-z]{1,2}\d{1,2}|.*\.(?:fr|com)")
"""20h, 3ème, b2, francetravail.fr."""
_END = frozenset(",;!?\n().") | {""}
_PARTICLES = frozenset({"بن", "بنت", "ben", "el", "al", "ould", "van", "da", "علي"})
_JOINS = frozenset({"point", "dot", "underscore", "tiret", "punto", "guion", "نقطه", "نقطة"})
"""Signs of a name that are said: "sofia point bnt"."""
_MYSELF = frozenset({"moi", "me", "pseudo", "by", "i'm", "im", "suis", "soy"})
_BACK = frozenset({"mon", "my", "mi", "c", "c'est", "is", "=", "(", "est", "es"})
_HERE = frozenset({"f", "fi", "على", "علي", "في", "dans", "par", "via", "in"})
_PAUSES = frozenset({",", "(", "?"})
_ENDS_LINE = frozenset({"?", ":", "!", "."})
_REPORTED = frozenset({"i", "je", "j", "on", "we", "they", "he", "she", "il", "elle", "yo", "to"})
"""Tells what somebody does, asks for nothing."""
_SHORT = 4
"""Letters; a word that short may be slang."""
_MINE = frozenset({"mon", "my", "mi"})
_PRESENTED = frozenset({"c'est", "i'm", "im", "m'appelle", "appelle", "suis", "soy", "is", "name", "nom"})
_SHORTEST = 3
_MOST_FILL = 4
_REACH = 12
"""Words after the name of a network in which a made-up word is an account there."""
_MOST_NAMES = 5
"""Words of a name that is looked up."""


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    capital: bool


def accounts(this: Plain) -> Hits:
    text = this.text
    for found in _AT_SIGN.finditer(text):
        apart = found[0][1] == " " and not _looks_made(found["name"])
        if (
            not apart
            and found["name"] not in n.STOP
            and not _is_any_network(found["name"])
            and not _COUNTED.fullmatch(found["name"])
        ):
            yield Hit(found.start(), _trimmed(text, found.end()), "account")
    for found in _TAG.finditer(text):
        yield Hit(*found.span(), "account")
    tokens = [_token(this, found) for found in _TOKEN.finditer(text)]
    for at, token in enumerate(tokens):
        if _is_network(tokens, at):
            kind: Kind = "mail" if token.text in n.MAILBOX else "account"
            span = _after(tokens, at) or _before(tokens, at)
            if span:
                yield Hit(tokens[span[0]].start, _trimmed(text, tokens[span[1] - 1].end), kind)
    yield from _made_up(tokens)


def _made_up(tokens: Sequence[_Token]) -> Hits:
    """What nobody would take for a word, near the name of a network: "t'as snap ? moi c'est nour2006"."""
    networks = [at for at in range(len(tokens)) if _is_network(tokens, at)]
    places = sorted({*networks, *(at for at, one in enumerate(tokens) if one.text in n.ADD_ME | n.NAMED)})
    for at, token in enumerate(tokens):
        if not _is_word(token):
            continue
        before = _text(tokens, at - 1)
        made = _looks_made(token.text) and (before in n.LEAD or _is_strange(token.text))
        if made and _is_near(places, at):
            yield Hit(token.start, token.end, "account")
        elif before in _PRESENTED and _is_near(networks, at) and all(map(_is_proper, tokens[at : at + 2])):
            yield Hit(token.start, tokens[min(at + 1, len(tokens) - 1)].end, "account")


def _is_near(places: Sequence[int], at: int) -> bool:
    near = bisect_left(places, at - _REACH)
    return near < len(places) and places[near] <= at + _REACH


def _is_proper(token: _Token) -> bool:
    return token.capital and _may_be_name(token)


def _token(this: Plain, found: re.Match[str]) -> _Token:
    return _Token(_SQUEEZED.sub("", found[0]), *found.span(), this.raw(found.start(), found.start() + 1).isupper())


def _trimmed(text: str, end: int) -> int:
    """With what was written apart ("lea . ptt"), without the full stop of the sentence."""
    more = _MORE.match(text, end)
    end = more.end() if more else end
    while end > 1 and text[end - 1] in ".-'":
        end -= 1
    return end


def _is_network(tokens: Sequence[_Token], at: int) -> bool:
    word = tokens[at].text
    if word in n.PLAINLY or word in n.MAILBOX:
        return True
    if word == "@":
        return _text(tokens, at - 1) in _MINE
    following = _text(tokens, at + 1)
    return word in n.ONLY_WITH_CUE and (_text(tokens, at - 1) in n.POSSESSED or following in (":", "="))


def _text(tokens: Sequence[_Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""


def _is_any_network(word: str) -> bool:
    return word in n.PLAINLY or word in n.MAILBOX


def _looks_made(word: str) -> bool:
    """Figures, a dot or underscore inside: nobody's ordinary word."""
    letters = sum(char.isalpha() for char in word)
    made = letters >= 2 and len(word) >= 4 and _MADE.search(word) and not _COUNTED.fullmatch(word)
    return bool(made) and not n.TECHNICAL.fullmatch(word) and not _is_any_network(word)


def _is_strange(word: str) -> bool:
    """An underscore between letters, or figures after a word that is none."""
    named = _NUMBERED.fullmatch(word)
    return bool(re.search(r"[a-z]_+[a-z]|[a-z]_\d|^_", word) or (named and named[1] not in n.ORDINARY))


def _is_word(token: _Token) -> bool:
    return token.text[0].isalpha() or token.text[0].isdigit() or token.text[0] == "_"


def _may_be_name(token: _Token) -> bool:
    word = token.text
    ordinary = word in n.STOP or word in n.COPULA or (word in n.ORDINARY and not token.capital)
    return len(word) >= _SHORTEST and _is_word(token) and not (word.isdigit() or ordinary or _is_any_network(word))


def _after(tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """The name after the network: right there, behind words that say "is", or on a line of its own."""
    here, said = at + 1, False
    asked_for = _asked_for(tokens, at)
    while here < len(tokens) and here - at <= _MOST_FILL and _leads(tokens[here].text):
        said = said or tokens[here].text in n.COPULA
        here += 1
    if (_text(tokens, here) in _PAUSES and asked_for) or _is_alone(tokens, here + 1):
        here, said = here + 1, True
    elif _text(tokens, here) in _ENDS_LINE and _is_alone(tokens, here + 2):
        here, said = here + 2, True
    if here >= len(tokens) or not _is_word(tokens[here]):
        return None
    if _looks_made(tokens[here].text):
        return here, here + 1
    if tokens[here].text.isascii() and not tokens[at].text.isascii() and _may_be_name(tokens[here]):
        return here, here + 1
    named = not n.NAMED.isdisjoint(token.text for token in tokens[max(0, at - 4) : here])
    owned = (
        not n.OWN.isdisjoint(token.text for token in tokens[max(0, at - 2) : at])
        or asked_for
        or tokens[at].text.endswith("ي")
        or _opens(tokens, at)
    )
    return _clause(tokens, here, said or named, asked_for, named) if owned or said or named else None


def _is_alone(tokens: Sequence[_Token], at: int) -> bool:
    """The only word of its line, the line before having ended."""
    return _text(tokens, at - 1) == "\n" and _text(tokens, at) != "" and _text(tokens, at + 1) in ("", "\n")


def _leads(word: str) -> bool:
    return word in n.NAMED or word in n.COPULA or word in n.NEUTRAL or word in n.POSSESSED or word == "est"


def _opens(tokens: Sequence[_Token], at: int) -> bool:
    """ "snap kariim93": the line begins with it."""
    listed = next((step for step in range(_MOST_FILL) if not _is_any_network(_text(tokens, at - 1 - step))), _MOST_FILL)
    at -= listed
    return at == 0 or tokens[at - 1].text == "\n"


def _asked_for(tokens: Sequence[_Token], at: int) -> bool:
    before = {token.text.split("-")[0] for token in tokens[max(0, at - 6) : at]}
    return bool(before & (n.ADD_ME | n.LOOK_UP))


def _clause(tokens: Sequence[_Token], start: int, said: bool, asked_for: bool, named: bool) -> tuple[int, int] | None:
    """A name of ordinary letters: one word that ends the sentence, or a few with capitals or asked to be looked up."""
    end, joined = start, False
    while end < len(tokens) and end - start < _MOST_NAMES:
        if end > start and _text(tokens, end) in _JOINS and end + 1 < len(tokens) and _is_word(tokens[end + 1]):
            end, joined = end + 2, True
        elif _may_be_name(tokens[end]) or (end > start and tokens[end].text in _PARTICLES):
            end += 1
        else:
            break
    if end == start:
        return None
    while end < len(tokens) and tokens[end].text.isdigit() and len(tokens[end].text) <= 4:
        end += 1
    if not said and end - start == 1 and tokens[start].text in n.ORDINARY:
        return None
    closed, length = _text(tokens, end) in _END, end - start
    capitals = all(token.capital for token in tokens[start:end])
    clear = (
        (capitals and (said or named or length > 1)),
        (closed and length == 1 and (said or asked_for or len(tokens[start].text) > 4)),
        (said and (named or asked_for or _text(tokens, start - 1) == ":") and length <= 3),
        (asked_for and not closed and length == 1),
        (joined and (said or named or asked_for)),
    )
    return (start, end) if any(clear) else None


def _before(tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """ "add … on snap", "@… sur insta", "sur discord je suis …" the other way round."""
    end = at
    while end > 0 and at - end < _MOST_FILL and tokens[end - 1].text in _BACK | n.ON:
        end -= 1
    if end == at or (end == at - 1 and tokens[end].text in n.POSSESSED - n.ON):
        return None
    start = end
    while start > 0 and end - start < _MOST_NAMES and _may_be_name(tokens[start - 1]):
        if tokens[start - 1].text in n.ADD_ME | n.LOOK_UP:
            break
        start -= 1
    if start == end:
        return None
    names = tokens[start:end]
    before = _text(tokens, start - 1)
    leading = {before, _text(tokens, start - 2)}
    told = {_text(tokens, start - 2), _text(tokens, start - 3)}
    capitals = all(token.capital for token in names)
    clear = (
        any(_looks_made(token.text) for token in names),
        bool(leading & n.ADD_ME) and not (told & _REPORTED) and end - start <= 2,
        bool(leading & _MYSELF) and end - start == 1,
        bool(leading & (n.LOOK_UP | n.NAMED)) and (capitals or end - start == 1),
        bool(leading & (_MYSELF | {"as"})) and capitals,
        before in _END | {":"} and _text(tokens, end) not in _HERE and end - start == 1 and len(names[0].text) > _SHORT,
    )
    return (start, end) if any(clear) else None
