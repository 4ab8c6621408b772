"""The choices of a question as one person sees them now: fixed ones, yes/no, or a list made by an action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.events import JsonValue
from flows.model import Flow, Library, Option, Step
from flows.text import fold_known, split_words

MOST_LISTED = 30
"""Choices taken from an action's list: more can't be read on a phone."""
PLAIN = {"yes": frozenset({"yes", "oui"}), "no": frozenset({"no", "non", "none", "rien"})}
"""Ids of choices that say no more than yes or no."""


def fixed(library: Library, locale: str, flow: Flow, step: Step) -> list[Option]:
    """The choices written in the flow file; those of yes_no."""
    key = (locale, flow.id, step.id)
    known = library.options.get(key)
    if known is None:
        known = library.options[key] = tuple(_fixed(library, locale, flow, step))
    return list(known)


def _fixed(library: Library, locale: str, flow: Flow, step: Step) -> list[Option]:
    found: list[Option] = []
    if step.kind is not None and step.kind.name == "yes_no" and not step.choices:
        labels = {id: library.texts.get(locale, f"engine/{id}") for id in ("yes", "no")}
        found += [Option(id, label, id, (label,)) for id, label in labels.items()]
    for choice in step.choices:
        key = f"{flow.id}/{step.id}"
        words = split_words(library.texts.raw(locale, f"{key}/synonyms/{choice.id}")[0]) if choice.synonyms else ()
        words = (*words, choice.label, *split_words(choice.synonyms))
        found.append(Option(choice.id, library.texts.get(locale, f"{key}/choices/{choice.id}"), choice.id, words))
    for name in PLAIN:
        found = _answering(library, locale, name, found)
    return found


def _answering(library: Library, locale: str, name: str, options: Sequence[Option]) -> list[Option]:
    """The one choice that means yes (or no), by its id or by how its label begins, hears every word for it.

    **Why**: whoever is asked "D'accord ?" types "ok" or "ouais", whatever the buttons say.
    """
    words = library.texts.said(locale, name)
    meant = [option for option in options if option.id in PLAIN[name]] or [
        option for option in options if fold_known(option.label).split(" ")[0] in words
    ]
    if len(meant) != 1:
        return list(options)
    more = tuple(sorted(words - {fold_known(word) for option in options for word in (option.label, *option.words)}))
    return [replace(option, words=(*option.words, *more)) if option is meant[0] else option for option in options]


def listed(made: JsonValue) -> list[Option]:
    """An action's list: `[{"id", "label", "value"?}]`, `[[id, label]]`, `["text"]` or `{id: label}`.

    What has none of these shapes is left out.
    """
    found: list[Option] = []
    if isinstance(made, dict):
        made = [[id, label] for id, label in made.items()]
    for item in made if isinstance(made, list) else ():
        match item:
            case dict():
                id, label = item.get("id"), item.get("label")
                value = item.get("value", id)
            case [id, label]:
                value = id
            case _:
                id = label = value = item
        if isinstance(id, str) and isinstance(label, str) and id and label:
            found.append(Option(id, label, value))
    return found[:MOST_LISTED]


def agreed(library: Library, locale: str, made: Sequence[Option], written: Sequence[Option]) -> list[Option]:
    """A list and what stands beside it. "Oui" to a list of one is that one, unless something else says yes there."""
    yes = library.texts.said(locale, "yes")
    taken = any(fold_known(word) in yes for option in written for word in (option.label, *option.words))
    if len(made) != 1 or taken:
        return [*made, *written]
    return [replace(made[0], words=(*made[0].words, *sorted(yes))), *written]


def packed(made: JsonValue) -> JsonValue:
    """An action's list of choices in its shortest shape; any other value as it is.

    **Why**: it is journalled, and a session stays within a few kB.
    """
    if not isinstance(made, list):
        return made
    found = listed(made)
    if len(found) < min(len(made), MOST_LISTED):
        return made
    return [_pack(option) for option in found]


def _pack(option: Option) -> JsonValue:
    if option.value != option.id:
        return {"id": option.id, "label": option.label, "value": option.value}
    return option.id if option.label == option.id else [option.id, option.label]
