"""What the conversation asked for, and how long it is kept. Values in, values out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from cv_builder.chars import has_rtl
from cv_builder.filenames import stem
from cv_builder.foreign import HIDE, as_chosen, unread
from cv_builder.letter import Wish, letter
from cv_builder.mirror import reworded
from cv_builder.model import CV
from cv_builder.names import proposed_place
from cv_builder.slips import slips
from cv_builder.wording import phrases
from cv_builder.wording.tables import table
from flows.events import JsonValue

NO_SENTENCE = "none"
"""`letter.own` of who adds nothing."""
PLAIN_KIND = "Letter"
"""First word of a file name whose other words are in Latin letters, where the language of the letter has others."""


def wish_of(answers: Mapping[str, JsonValue], locale: str) -> Wish:
    """The answers `letter.*` for a letter in that language; what is missing or odd is left out."""

    def said(name: str) -> str:
        value = answers.get(f"letter.{name}")
        return value if isinstance(value, str) else ""

    own = said("own")
    place = as_chosen(said("place"), said("place_as"), said("place_latin"), locale)
    return Wish(said("how"), said("why"), said("when"), place, "" if own == NO_SENTENCE else own)


def meant(cv: CV, wish: Wish, chat: str, today: date) -> str:
    """What the message says, in the language of the chat; "" where that is the CV's, or one that we don't word.

    **Why** without their sentence: they wrote it themselves, in the language of the CV.
    """
    locale = phrases(chat).locale
    if locale == cv.locale or locale != chat.replace("-", "_").split("_")[0]:
        return ""
    return letter(reworded(cv, locale), replace(wish, own=""), today).message


def foreign_place(typed: JsonValue, locale: str) -> JsonValue:
    """The place when the readers of such a letter can't read it; else None."""
    return typed if unread(typed, locale) else None


def place_missing(answers: Mapping[str, JsonValue], wish: Wish) -> bool:
    """Whether a place was typed that is not on the letter, though nobody asked to leave it out."""
    return bool(answers.get("letter.place")) and not wish.place and answers.get("letter.place_as") != HIDE


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
