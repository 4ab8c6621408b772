"""Values in words and texts with their values in place."""

from __future__ import annotations

import re
from collections.abc import Callable

from flows import options
from flows.events import JsonValue, Say
from flows.model import Flow, Library, Step

LIST_SEPARATOR = {"ar": "، ", "fa": "، ", "ps": "، ", "ur": "، ", "prs": "، "}
"""Where it is not the comma of Latin scripts."""
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_FRENCH_PHONE = re.compile(r"\+33(\d)(\d{2})(\d{2})(\d{2})(\d{2})")

Values = Callable[[str], JsonValue]


def separator(locale: str) -> str:
    """What stands between the items of a list."""
    return LIST_SEPARATOR.get(locale.split("_")[0], ", ")


def text(library: Library, locale: str, flow: Flow, step: Step, key: str, value_of: Values) -> str:
    """The text of this key; placeholders are steps of this flow, save names, scores, or `progress`."""

    def word(name: str) -> str:
        if name == "progress":
            return flow.progress(step.id)
        asked = question_of(library, flow, name)
        return worded(library, locale, asked, value_of(name), value_of)

    return library.texts.get(locale, key, word)


def say_of(library: Library, locale: str, flow: Flow, step: Step, value_of: Values) -> Say:
    """What a `say` and `show` step says."""
    key = f"{flow.id}/{step.id}"
    said = text(library, locale, flow, step, f"{key}/say", value_of) if step.say else ""
    alt = text(library, locale, flow, step, f"{key}/alt", value_of) if step.alt else ""
    return Say(said, picture=step.show or None, alt=alt)


def question_of(library: Library, flow: Flow, name: str) -> tuple[Flow, Step] | None:
    """The step whose answer this name means: of this flow first, then whoever saves it."""
    own = flow.step(name) or next((step for step in flow.steps if step.save == name), None)
    if own is not None:
        return flow, own
    for other in library.flows.values():
        for step in other.steps:
            if step.save == name:
                return other, step
    return None


def worded(
    library: Library, locale: str, asked: tuple[Flow, Step] | None, value: JsonValue, value_of: Values | None = None
) -> str:
    """A value as people read it: the label of a choice, a date with slashes, a phone number in pairs."""
    match value:
        case None:
            return ""
        case bool():
            return library.texts.get(locale, "engine/yes" if value else "engine/no")
        case list():
            parts = (worded(library, locale, asked, item, value_of) for item in value)
            return separator(locale).join(part for part in parts if part)
        case dict():
            named = (value.get(key) for key in ("label", "name", "code"))
            return next((str(word) for word in named if word), "")
        case float():
            return f"{value:g}"
        case str() if asked:
            return _label(library, locale, asked, value, value_of) or _plain(value)
        case _:
            return _plain(str(value))


def _label(library: Library, locale: str, asked: tuple[Flow, Step], value: str, value_of: Values | None) -> str:
    flow, step = asked
    found = options.fixed(library, locale, flow, step)
    if step.source and value_of is not None:
        found = options.listed(value_of(step.source)) + found
    return next((option.label for option in found if option.value == value), "")


def _plain(value: str) -> str:
    if found := _DATE.fullmatch(value):
        return "/".join(part for part in (found[3], found[2], found[1]) if part)
    if found := _FRENCH_PHONE.fullmatch(value):
        return f"0{found[1]} {found[2]} {found[3]} {found[4]} {found[5]}"
    return value
