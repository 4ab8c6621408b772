"""A try-out as JSON, and values as staff type them."""

from __future__ import annotations

from typing import get_args

import orjson

from flows.events import JsonValue
from flows.tryout import Act, ActKind, Chat

LONGEST_VALUE = 4_000
"""Characters of one supposed value: a list of thirty choices fits."""
MOST_ACTS = 300
"""Things done in one try-out: the longest flow answered three times over."""
LONGEST_CHAT = 200_000
"""Bytes of one try-out: whoever types novels is told that it is enough."""


def pack(chat: Chat) -> str:
    plain = {
        "flow": chat.flow,
        "step": chat.step,
        "locale": chat.locale,
        "before": dict(chat.before),
        "values": dict(chat.values),
        "acts": [[act.kind, *act.words] for act in chat.acts],
    }
    return orjson.dumps(plain).decode()


def unpack(text: str) -> Chat:
    """What `pack` wrote; what an older version wrote and nobody knows any more is left out."""
    plain = orjson.loads(text)
    acts = (Act(kind, tuple(words)) for kind, *words in plain["acts"] if kind in get_args(ActKind))
    return Chat(plain["flow"], plain["step"], plain["locale"], plain["before"], plain["values"], tuple(acts))


def is_full(chat: Chat) -> bool:
    """Whether nothing more may be done in it."""
    return len(chat.acts) >= MOST_ACTS or len(pack(chat)) >= LONGEST_CHAT


def meant(text: str) -> JsonValue:
    """What was typed as a value: JSON where it is some, else the words themselves."""
    text = text.strip()[:LONGEST_VALUE]
    try:
        value: JsonValue = orjson.loads(text)
        orjson.dumps(value)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):  # deeper than it can be written again
        return text
    return value
