"""The form of one helpline: what staff typed → an entry, or what is wrong, by field. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from pydantic import ValidationError

from bot.safety.model import ALWAYS, Channel, Helpline, Need

NEEDS: tuple[Need, ...] = get_args(Need)
CHANNELS: tuple[Channel, ...] = get_args(Channel)
TEXTS = ("number", "who", "audience", "hours", "languages", "source", "checked_on")
LONGEST = {"number": 16, "who": 120, "audience": 120, "hours": 120, "languages": 80, "source": 300}
"""Characters of each field."""
MOST_ID = 24
"""Characters of an id that is made of a name."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form. `always`: day and night."""

    texts: Mapping[str, str]
    need: str = ""
    channels: tuple[str, ...] = ()
    free: bool = False
    always: bool = False

    def of(self, name: str) -> str:
        return self.texts.get(name, "")


def filled_of(line: Helpline) -> Filled:
    texts = {"number": line.number, "who": line.who, "audience": line.audience, "source": line.source}
    texts |= {"languages": " ".join(line.languages), "hours": "" if line.hours == ALWAYS else line.hours}
    texts["checked_on"] = line.checked_on.isoformat() if line.checked_on else ""
    return Filled(texts, line.need, line.channels, line.free == "yes", line.hours == ALWAYS)


def read(filled: Filled, id: str, today: date) -> Helpline | Sequence[str]:
    """The entry, or the fields that are wrong, in their order."""
    checked = filled.of("checked_on")
    entry = {
        "id": id,
        "number": filled.of("number"),
        "who": filled.of("who"),
        "audience": filled.of("audience"),
        "for": filled.need,
        "hours": ALWAYS if filled.always else filled.of("hours"),
        "channels": filled.channels,
        "free": "yes" if filled.free else "no",
        "languages": tuple(re.split(r"[\s,;]+", filled.of("languages").casefold().strip(" ,;"))),
        "source": filled.of("source"),
        "verified": "yes" if checked else "no",
        "checked_on": checked or None,
    }
    try:
        line = Helpline.model_validate(entry)
    except ValidationError as error:
        wrong = {str(one["loc"][0]) if one["loc"] else "checked_on" for one in error.errors()}
        return [name for name in (*TEXTS, "for", "channels") if name in wrong] or ["checked_on"]
    return ["checked_on"] if line.checked_on is not None and line.checked_on > today else line


def id_of(who: str, taken: Sequence[str]) -> str:
    """A new id out of a name, which nobody has in this country."""
    plain = unicodedata.normalize("NFKD", who).encode("ascii", "ignore").decode().casefold()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_0123456789")[:MOST_ID].strip("_") or "line"
    stem = stem if len(stem) > 1 else "line"
    return next(name for n in range(1, len(taken) + 3) if (name := stem if n == 1 else f"{stem}_{n}") not in taken)
