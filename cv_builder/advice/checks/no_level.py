"""A language without a level says little."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet
from cv_builder.spoken import spoken_codes
from cv_builder.wording import phrases

CODE = "no_level"


def check(sheet: Sheet) -> Iterator[Advice]:
    """The first of them that has a question of its own; a language in own words has none."""
    known = phrases("fr").words["languages"]
    for code, spoken in zip(spoken_codes(sheet.answers), sheet.cv.languages, strict=False):
        if not spoken.level and code in known:
            yield Advice(CODE, f"language.level.{code}")
            return


CASES = (
    Case({"languages": ["fr", "ar"], "language.level.fr": "native", "language.level.ar": None}, "language.level.ar"),
    Case({"languages": ["fr"], "language.level.fr": "native"}),
    Case({"languages": ["fr", "en"], "language.level": ["native", "b1"]}),
    Case({"languages": ["klingon"]}),
    Case({"languages": ["fr", "more"], "languages.more": ["so"], "language.level.fr": "c1"}, "language.level.so"),
    Case({}),
)
