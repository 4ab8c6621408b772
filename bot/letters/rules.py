"""What the conversation asked for, and how long it is kept. Values in, values out."""

from __future__ import annotations

from collections.abc import Mapping

from cv_builder.chars import has_rtl
from cv_builder.filenames import stem
from cv_builder.letter import Wish
from cv_builder.model import CV
from cv_builder.names import proposed_place
from cv_builder.slips import slips
from cv_builder.wording.tables import table
from flows.events import JsonValue

NO_SENTENCE = "none"
"""`letter.own` of who adds nothing."""
PLAIN_KIND = "Letter"
"""First word of a file name whose other words are in Latin letters, where the language of the letter has others."""


def wish_of(answers: Mapping[str, JsonValue]) -> Wish:
    """The answers `letter.*`; what is missing or odd is left out."""

    def said(name: str) -> str:
        value = answers.get(f"letter.{name}")
        return value if isinstance(value, str) else ""

    own = said("own")
    return Wish(said("how"), said("why"), said("when"), said("place"), "" if own == NO_SENTENCE else own)


def place_on_page(typed: JsonValue) -> JsonValue:
    """The place with its capitals; None when it has them."""
    tidy = proposed_place(typed) if isinstance(typed, str) else ""
    return tidy if tidy and tidy != typed else None


def to_reread(typed: JsonValue, locale: str) -> JsonValue:
    """What is written as one thumbs it to friends, as a list in one line; None when nothing is."""
    return ", ".join(slips(typed, locale)) or None if isinstance(typed, str) and typed != NO_SENTENCE else None


def file_stem(cv: CV, locale: str) -> str:
    """ "Lettre_Amina_Konate_Serveuse"."""
    kind: str = table("letter")[locale]["file"]
    mixed = bool(cv.name) and has_rtl(kind) and not has_rtl(cv.name)
    return stem(cv.name, cv.headline.text, PLAIN_KIND if mixed else kind)
