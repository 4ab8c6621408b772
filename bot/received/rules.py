"""What a file brings into the conversation. Values in, values out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import phonenumbers

from cv_builder.answers import answers_from_cv
from cv_builder.items import said as item_words
from cv_builder.items import without
from cv_builder.model import CV
from cv_builder.reading.report import Read
from cv_builder.reading.source import Left
from cv_builder.shorten import leaving, tidy
from flows.events import JsonValue

FLOW = "cv"
"""The flow that a CV goes on in."""
HOME = "FR"
"""Region of a number without a country."""
MOST_ROUNDS = 10
"""Jobs or schools of one conversation, as the engine asks for them."""
ASKED_OF_OTHERS = ("name", "town", "looking_kind", "looking")
"""Asked when the file of somebody else does not say it: a CV with none of these opens no door."""
REACH = ("phone", "email")
TOO_MANY = "too_many"
PERSONAL = ("photo", "birth", "nationality", "civil", "address")
"""What a CV has no need of."""
MOST_AN_HOUR = 20
"""Files of one person in an hour: all their papers, twice."""

Answers = dict[str, JsonValue]


def settled(read: Read) -> Read:
    """With texts and lists of a length that a conversation can hold; what is cut off is named."""
    cv, notes = tidy(read.cv)
    over, _ = leaving(cv)
    cut = [Left(TOO_MANY, note.text) for note in notes]
    dropped = [Left(TOO_MANY, item_words(cv, item)) for item in over]
    kept = without(cv, over)
    dropped += [Left(TOO_MANY, job.title.text) for job in kept.work[MOST_ROUNDS:]]
    dropped += [Left(TOO_MANY, school.level.text) for school in kept.education[MOST_ROUNDS:]]
    kept = replace(kept, work=kept.work[:MOST_ROUNDS], education=kept.education[:MOST_ROUNDS])
    return replace(read, cv=kept, unused=tuple(dict.fromkeys([*read.unused, *cut, *dropped])))


def answers(read: Read) -> Answers:
    """The answers to go on with: nothing is asked again of whose file is ours, the least of others."""
    found: Answers = {**answers_from_cv(read.cv), "phone": phone(read.cv), "name_case": "mien", "enough": "suite"}
    groups = [name.removeprefix("informal.") for name, value in found.items() if _is_group(name) and value]
    found["informal.where"] = [*groups] or None
    if read.ours:
        return found
    missing = {save for save in ASKED_OF_OTHERS if found.get(save) is None}
    if not any(found.get(save) for save in REACH):
        missing |= set(REACH)
    return {save: value for save, value in found.items() if save not in missing}


def _is_group(save: str) -> bool:
    return save.startswith("informal.") and save.count(".") == 1


def phone(cv: CV) -> str | None:
    """E.164 where it is a number."""
    typed = cv.contact.phone
    try:
        parsed = phonenumbers.parse(typed, HOME)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def is_under_way(given: Mapping[str, JsonValue]) -> bool:
    """Whether something was answered for a CV. `given`: answers by flow and question."""
    cv = given.get(FLOW)
    return isinstance(cv, Mapping) and any(
        value is not None and not question.endswith("!") for question, value in cv.items()
    )
