"""What mentors often say, in the languages of the person, each with its meaning in the mentor's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.i18n import direction, language_name
from bot.mentors.slang.words import DRAFTS

FILE = Path(__file__).parents[1] / "replies.yaml"
SOURCE = "fr"


@dataclass(frozen=True, slots=True)
class Reply:
    """`gloss`: the same for the mentor; "" when they read that language."""

    text: str
    gloss: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """All replies in one language, whose `name` is in itself. `draft`: nobody who grew up with it has read them."""

    locale: str
    name: str
    dir: str
    replies: tuple[Reply, ...]
    draft: bool = False


@cache
def bank() -> Mapping[str, Mapping[str, str]]:
    """Name → language → words."""
    loaded = YAML(typ="safe", pure=True).load(FILE.read_text("utf-8"))
    return {str(name): {str(locale): str(text) for locale, text in said.items()} for name, said in loaded.items()}


def replies(languages: Sequence[str], reader: str) -> list[Spoken]:
    """In the languages of the person that the bank speaks, else in the source. `reader`: the mentor's own."""
    known = [language for language in languages if all(language in said for said in bank().values())] or [SOURCE]
    return [
        Spoken(
            language,
            language_name(language),
            direction(language),
            tuple(
                Reply(said[language], "" if language == reader else said.get(reader, said[SOURCE]))
                for said in bank().values()
            ),
            language in DRAFTS,
        )
        for language in known
    ]
