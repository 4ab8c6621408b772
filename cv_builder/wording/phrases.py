"""Words and sentences of one CV language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cv_builder.model import Line
from cv_builder.wording import strengths
from cv_builder.wording.tables import table

LOCALES = ("fr", "en", "ar")
FALLBACK = "fr"
STATES = ("done", "ongoing", "stopped")


@dataclass(frozen=True)
class Phrases:
    """`words[kind][code]` are single words; the other tables have their own shape. Unknown codes give ""."""

    locale: str
    months: Sequence[str]
    headings: Mapping[str, str]
    sentences: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    levels: Mapping[str, Sequence[str]]

    def say(self, key: str) -> str:
        return self.sentences[key]

    def either(self, words: Sequence[str]) -> str:
        """ "a", "a ou b", "a, b ou c"."""
        *first, last = words
        return self.say("or").format(first=f"{self.say('comma')} ".join(first), last=last) if first else last

    def word(self, kind: str, code: str) -> str:
        return self.words[kind].get(code, "")

    def line(self, kind: str, code: str) -> Line | None:
        """The wording of `code` with the code beside it; None when the bank does not have it."""
        text = self.word(kind, code)
        return Line(_capital(text), code) if text else None

    def level(self, code: str, state: str) -> str:
        """A school level with its state: "CAP", "CAP en cours", "Niveau CAP"."""
        forms = self.levels.get(code)
        return forms[STATES.index(state) if state in STATES else 0] if forms else ""

    def skill(self, code: str) -> Line | None:
        """The CV sentence of a skill from life, with the details its code carries."""
        text = strengths.worded(code, self.locale)
        return Line(text, code) if text else None

    def skill_button(self, code: str) -> str:
        """The same skill in the words of a button; "" when unknown."""
        entry = strengths.skills().get(code.partition(".")[0])
        return entry[self.locale][0] if entry else ""


WORD_KINDS = (
    "seeking",
    "available",
    "lengths",
    "subjects",
    "languages",
    "fluency",
    "licences",
    "interests",
    "qualities",
    "topics",
    "quizzes",
)


@cache
def phrases(locale: str) -> Phrases:
    """The bank of `locale` ("ar_MA" → ar), French when there is none."""
    short = locale.replace("-", "_").partition("_")[0]
    chosen = short if short in LOCALES else FALLBACK
    data = table(chosen)
    return Phrases(
        locale=chosen,
        months=data["months"],
        headings=data["headings"],
        sentences=data["say"],
        words={kind: data[kind] for kind in WORD_KINDS},
        levels=data["levels"],
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
