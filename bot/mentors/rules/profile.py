"""What a mentor may call themselves, and what else they fill in. Pure.

Law: the alias is all that young people ever know of a mentor: one word, which leads to nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from zoneinfo import available_timezones

from bot.mentors import contacts
from bot.mentors.model import TOPICS

Problem = Literal[
    "alias_missing", "alias_long", "alias_word", "alias_contact", "alias_name", "alias_taken", "company_long",
    "company_contact", "zone", "capacity", "languages", "topics",
]  # fmt: skip
LONGEST_ALIAS = 20
"""Characters: it stands before every sentence."""
LONGEST_COMPANY = 80
MOST_AT_ONCE = 5
"""Conversations at a time: more people than that can't be listened to."""
LONGEST_ADDRESS = 254
"""Characters that a mail server takes (RFC 5321)."""
_ADDRESS = re.compile(r"[^\s@<>\"',;:()\[\]\\]+@(?:[^\s@<>\"',;:()\[\].\\]+\.)+[^\s@<>\"',;:()\[\].\\]{2,}")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+){0,2}(?: ?\d{1,2})?")
_INITIAL = re.compile(r"[-'’ ][^\W\d_]$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A profile that may be kept, but for an alias that somebody else has."""

    alias: str
    company: str
    zone: str
    capacity: int
    languages: tuple[str, ...]
    topics: tuple[str, ...]


def read(
    fields: Mapping[str, str], spoken: Sequence[str], topics: Sequence[str], known: Collection[str], name: str
) -> Draft | tuple[Problem, ...]:
    """What the form says, or all that is wrong with it. `known`: languages there are; `name`: of the account."""
    alias, company = tidy(fields.get("alias", "")), tidy(fields.get("company", ""))
    zone, capacity = fields.get("zone", ""), fields.get("capacity", "")
    languages = tuple(dict.fromkeys(one for one in spoken if one in known))
    taken = tuple(one for one in TOPICS if one in topics)
    problems: list[Problem] = []
    problems += [problem] if (problem := wrong_alias(alias, name)) else []
    problems += ["company_long"] if len(company) > LONGEST_COMPANY else []
    problems += ["company_contact"] if contacts.found(company) else []
    problems += [] if zone in available_timezones() else ["zone"]
    problems += [] if capacity in map(str, range(1, MOST_AT_ONCE + 1)) else ["capacity"]
    problems += [] if languages else ["languages"]
    problems += [] if taken else ["topics"]
    return tuple(problems) if problems else Draft(alias, company, zone, int(capacity), languages, taken)


def company_key(company: str) -> str:
    """Companies that are written alike are one; "" for none. `company` is tidy."""
    return unicodedata.normalize("NFKC", company).casefold()


def wrong_alias(alias: str, name: str) -> Problem | None:
    """`name`: of the account, as the team knows them; nothing of it but the first word may stand in an alias."""
    if not alias:
        return "alias_missing"
    if len(alias) > LONGEST_ALIAS:
        return "alias_long"
    if contacts.found(alias):
        return "alias_contact"
    if not _WORD.fullmatch(alias) or _INITIAL.search(alias):
        return "alias_word"
    theirs = {_key(alias), *(word for part in re.split(r"[-'’ ]", alias) if (word := _key(part)))}
    return "alias_name" if theirs & {word for word in map(_key, _family(name)) if len(word) > 1} else None


def _family(name: str) -> Sequence[str]:
    """The words of a name that may be the family's: those in capitals when only some are, else all but the first."""
    words = re.split(r"[-'’\s]+", name)
    loud = [word for word in words if len(word) > 1 and word.isupper()]
    return loud if 0 < len(loud) < len(words) else words[1:]


def alias_key(alias: str) -> str:
    """Aliases that look or sound alike are one: « Léa », « lea »."""
    return _key(alias)


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def is_address(text: str) -> bool:
    """One plain e-mail address and nothing else."""
    return len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def tidy(text: str) -> str:
    """On one line, without what can't be seen."""
    seen = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return re.sub(r" +", " ", seen).strip()
