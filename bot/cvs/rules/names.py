"""Names of people and places as they would stand on the page."""

from __future__ import annotations

from bot.cvs.rules.listing import Options, last, option
from cv_builder.chars import without_pictures
from cv_builder.fonts import covered
from cv_builder.latin import latin_forms
from cv_builder.names import proposed_name, proposed_place, tidy_name, without_lead_in
from cv_builder.scripts import script_of
from flows.events import JsonValue


def name_on_page(typed: JsonValue) -> JsonValue:
    """A name typed with few capitals, emoji or a sentence around it, as names stand on a page; None: nothing to say."""
    text = without_pictures(typed) if isinstance(typed, str) else ""
    # A name in other letters has its own questions: here only the sentence around it goes.
    tidy = without_lead_in(text) if script_of(text) else proposed_name(text)
    return tidy if tidy and tidy != typed and (not script_of(text) or tidy != " ".join(text.split())) else None


def no_letters(typed: JsonValue) -> JsonValue:
    """ "yes" when what was typed for a name is none: a phone number."""
    return "yes" if isinstance(typed, str) and not any(char.isalpha() for char in typed) else None


def place_on_page(employer: JsonValue) -> JsonValue:
    """Where they worked last, with its capitals; None when it has them."""
    typed = last(employer)
    tidy = proposed_place(without_pictures(typed)) if isinstance(typed, str) else ""
    return tidy if tidy and tidy != typed else None


def name_forms(typed: JsonValue) -> tuple[Options, bool]:
    """Latin forms of a name in another script, and whether they are a guess."""
    found = latin_forms(_tidied(typed))
    return [option(form, form) for form in found.forms], found.guess


def own_name(typed: JsonValue) -> JsonValue:
    """A name in its own script, as it stands on a page; None for one in Latin letters or in none of our fonts."""
    name = _tidied(typed)
    return name if script_of(name) and covered(name) else None


def is_unprintable(typed: JsonValue) -> bool:
    """Whether it is a name in a script that none of our fonts has."""
    name = _tidied(typed)
    return bool(script_of(name)) and not covered(name)


def latin_name(typed: JsonValue) -> JsonValue:
    """The Latin form that was chosen or typed, as names stand on a page."""
    return _tidied(typed) or None


def _tidied(typed: JsonValue) -> str:
    return tidy_name(without_pictures(typed)) if isinstance(typed, str) else ""
