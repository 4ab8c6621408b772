"""Accounts on social networks: "insta c'est …", "ajoute …", "@…", "…#1234", "find … on facebook"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.mentors.contacts import networks as n
from bot.mentors.contacts.model import Hit, Hits, Kind
from bot.mentors.contacts.plain import Plain

_TOKEN = re.compile(
    r"(?:c'est|s'appelle|l')|@|\ufffc|👻|[:=]|-> ?|[^\W_](?:[\w'-]|[.](?=[\w]))*(?:#\d{2,6})?|_[\w.-]+|[,;!?\n().]"
)
_AT_SIGN = re.compile(r"(?<![\w@.])@ ?(?P<name>[^\W_][\w.-]{1,40}|_[\w.-]{2,40})")
_TAG = re.compile(r"(?<![\w#])[^\W\d_][\w.-]{1,31} ?#\d{4}(?!\d)")
_END = frozenset(",;!?\n().") | {""}
_MOST_FILL = 4
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
        if found["name"] not in n.STOP:
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


def _token(this: Plain, found: re.Match[str]) -> _Token:
    return _Token(found[0].strip(" ") or found[0], *found.span(), this.raw(found.start(), found.start() + 1).isupper())


def _trimmed(text: str, end: int) -> int:
    while end > 1 and text[end - 1] in ".-'":
        end -= 1
    return end


def _is_network(tokens: Sequence[_Token], at: int) -> bool:
    word = tokens[at].text
    if word in n.PLAINLY or word in n.MAILBOX:
        return True
    following = _text(tokens, at + 1)
    return word in n.ONLY_WITH_CUE and (_text(tokens, at - 1) in n.POSSESSED or following in (":", "="))


def _text(tokens: Sequence[_Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""


def _is_any_network(word: str) -> bool:
    return word in n.PLAINLY or word in n.MAILBOX


def _looks_made(word: str) -> bool:
    """Figures, a dot or underscore inside: nobody's ordinary word."""
    letters = sum(char.isalpha() for char in word)
    return (
        letters >= 2
        and len(word) >= 4
        and bool(re.search(r"\d|_|\.\w|#", word))
        and not re.fullmatch(r"\d+[a-z]{1,5}|[a-z]{1,2}\d{1,2}|.*\.(?:fr|com)", word)
    )


def _is_word(token: _Token) -> bool:
    return token.text[0].isalpha() or token.text[0].isdigit() or token.text[0] == "_"


def _may_be_name(token: _Token) -> bool:
    word = token.text
    return (
        _is_word(token) and len(word) >= 3 and not word.isdigit() and word not in n.STOP and not _is_any_network(word)
    )


def _after(tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """The name after the network: right there, or behind words that say "is"."""
    here, said = at + 1, False
    if _text(tokens, here) in ("", "\n"):
        return None
    asked_for = _asked_for(tokens, at)
    while here < len(tokens) and here - at <= _MOST_FILL and _leads(tokens[here].text):
        said = said or tokens[here].text in n.COPULA
        here += 1
    if here < len(tokens) and tokens[here].text == "," and asked_for:
        here, said = here + 1, True
    if here >= len(tokens) or not _is_word(tokens[here]):
        return None
    if _looks_made(tokens[here].text) and not _is_any_network(tokens[here].text):
        return here, here + 1
    if tokens[here].text.isascii() and not tokens[at].text.isascii() and _may_be_name(tokens[here]):
        return here, here + 1
    owned = _text(tokens, at - 1) in n.OWN or asked_for or tokens[at].text.endswith("ي") or _opens(tokens, at)
    return _clause(tokens, here, said, asked_for) if owned or said else None


def _leads(word: str) -> bool:
    return word in n.COPULA or word in n.NEUTRAL or word in n.POSSESSED or word == "est"


def _opens(tokens: Sequence[_Token], at: int) -> bool:
    """ "snap kariim93": the line begins with it."""
    return at == 0 or tokens[at - 1].text == "\n"


def _asked_for(tokens: Sequence[_Token], at: int) -> bool:
    before = {token.text for token in tokens[max(0, at - 6) : at]}
    return bool(before & (n.ADD_ME | n.LOOK_UP))


def _clause(tokens: Sequence[_Token], start: int, said: bool, asked_for: bool) -> tuple[int, int] | None:
    """A name of ordinary letters: one word that ends the sentence, or a few with capitals or asked to be looked up."""
    end = start
    while end < len(tokens) and end - start < _MOST_NAMES and _may_be_name(tokens[end]):
        end += 1
    if end == start:
        return None
    closed = _text(tokens, end) in _END
    capitals = all(token.capital for token in tokens[start:end])
    named = bool({_text(tokens, start - 1), _text(tokens, start - 2)} & n.NAMED)
    if capitals and (said or asked_for):
        return start, end
    if closed and end - start == 1 and (said or asked_for or len(tokens[start].text) > 4):
        return start, end
    if said and (named or asked_for or _text(tokens, start - 1) == ":") and end - start <= 3:
        return start, end
    if asked_for and not closed and end - start == 1:
        return start, end
    return None


def _before(tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """ "add … on snap", "@… sur insta", "sur discord je suis …" the other way round."""
    if _text(tokens, at - 1) not in n.ON:
        return None
    end = at - 1
    start = end
    while start > 0 and end - start < _MOST_NAMES and _may_be_name(tokens[start - 1]):
        if tokens[start - 1].text in n.ADD_ME | n.LOOK_UP:
            break
        start -= 1
    if start == end:
        return None
    names = tokens[start:end]
    leading = {_text(tokens, start - 1), _text(tokens, start - 2)}
    if any(_looks_made(token.text) for token in names):
        return start, end
    if leading & n.ADD_ME and end - start <= 2:
        return start, end
    if leading & (n.LOOK_UP | n.NAMED | {"moi", "me", "as"}) and all(token.capital for token in names):
        return start, end
    return None
