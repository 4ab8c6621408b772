"""Words that say more than was asked: kept for the later question they answer (`hears`), read when it comes.

Law: only what was said in so many words is taken, and then it is said; what is likely is asked. The question itself is
one tap away. **Why** words are kept and no value: the question may be another one by then, in another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from flows import answers, choosing, counted, matching, options, overlays, show
from flows.answers import Choose, Found, NotFound, Resolved
from flows.events import JsonValue, Say
from flows.model import NAMED, Flow, Kind, Option, Step
from flows.saved import spot_of
from flows.text import clean, fold
from flows.turn import Turn

LONGEST = 120
"""Characters of an answer that is searched: more is a story, which only a human can read."""
MOST_HEARD = 6
"""Questions that words are kept for: a session stays within a few kB."""
ALL_OR_NOTHING = frozenset(("rien", "jamais", "jms", "sans", "never", "nothing", "ابدا", "بدون"))
"""Negations that people describe themselves with."""
NOTHING: tuple[str, Resolved] = ("", NotFound())
_NUMBER = re.compile(r"(?<![\d.,])\d{1,9}(?![\d.,]*\d)")


def listen(turn: Turn, step: Step, text: str) -> dict[str, str]:
    """Which of the questions that this one hears for are answered by these words: `save` → the words."""
    if not step.hears or len(text) > LONGEST or matching.denies(text):
        return {}
    found: dict[str, str] = {}
    for save in step.hears:
        asked = show.question_of(turn.library, turn.walk.flow, save)
        if asked is None:
            continue
        flow, later = asked
        listed = options.fixed(turn.library, turn.walk.locale, flow, later)
        if _is_text(later) and not matching.told(text, listed):
            continue
        alone = _are_places(turn, step.hears)
        if not isinstance(_read(turn, later, listed, text, alone=alone)[1], NotFound):
            found[save] = clean(text)
    return found


def named(turn: Turn, step: Step, text: str, listed: Sequence[Option]) -> tuple[list[Option], dict[str, str]]:
    """The boxes that these words name, and what else they name: "foot, boxe" where boxing is no box.

    "Tout" is every box of a list that was made for them, and none of those written beside it.
    """
    if step.source and fold(text) in turn.library.texts.said(turn.walk.locale, "all"):
        return [option for option in listed if all(option.id != choice.id for choice in step.choices)], {}
    several = matching.several(text, listed)
    if several is not None:
        return several, {}
    boxes, rest = matching.told(text, listed), own_words(turn, step, text, listed)
    if rest:
        boxes = [*dict.fromkeys((*boxes, *(one for part in matching.parts(text) for one in _alike(part, listed))))]
    if not boxes:
        return [], {}
    return boxes + [option for option in listed if rest and option.id == step.heard and option not in boxes], rest


def own_words(turn: Turn, step: Step, text: str, listed: Sequence[Option]) -> dict[str, str]:
    """Words that are none of the choices, for the question to come that takes any: its `save` → the words.

    **Why** not a question of theirs, nor a no: "c'est quoi ?" is nobody's hobby. That question asks before it takes it.
    """
    asked = [one for save in step.hears if (one := _asked(turn, save)) is not None]
    later = next((one for one in asked if step.heard and _is_text(one) and not one.choices and not one.source), None)
    if later is None or later.kind is None or len(text) > LONGEST or "?" in text or _doubts(turn, text):
        return {}
    parts = matching.parts(text) if step.many else [clean(text)]
    words = ", ".join(part for part in parts if not _alike(part, listed) and not matching.told(part, listed))
    read = answers.read(later.kind, words, turn.walk.locale, turn.resolvers)
    return {later.save: words} if isinstance(read, Found) else {}


def _alike(part: str, listed: Sequence[Option]) -> list[Option]:
    """The choices that a part of the words is, or may be: "j'aime le foot"."""
    near = matching.near(part, listed)
    return [near] if near is not None else matching.alike(part, listed)


def _doubts(turn: Turn, text: str) -> bool:
    """A yes or a no, or a sentence with a no that may be about the question: "je sais pas", not "je lâche rien"."""
    folded, said = fold(text), turn.library.texts.said
    if any(folded in said(turn.walk.locale, name) for name in ("yes", "no")):
        return True
    return not (matching.NEGATIONS - ALL_OR_NOTHING).isdisjoint(folded.split())


def meant(turn: Turn, step: Step, heard: Mapping[str, str], listed: Sequence[Option]) -> Option | None:
    """The choice that words mean here which name none. A town alone means none beside other things that may be said:
    it says where, and not what."""
    if not heard or (_are_places(turn, heard) and not _are_places(turn, step.hears)):
        return None
    return next((option for option in listed if option.id == step.heard), None)


def meant_by_place(turn: Turn, step: Step) -> Option | None:
    """The same of a position that is shared, where only towns are listened for."""
    alone = bool(step.hears) and _are_places(turn, step.hears)
    return next((option for option in turn.walk.options() if alone and option.id == step.heard), None)


def told(turn: Turn, found: Mapping[str, str]) -> str:
    """What was understood, as it is said back: values in the person's words, else what they typed for it."""
    asked = ((show.question_of(turn.library, turn.walk.flow, save), words) for save, words in found.items())
    said = [_shown(turn, *question, words) for question, words in asked if question is not None]
    return show.separator(turn.walk.locale).join(dict.fromkeys(part for part in said if part))


def keep(turn: Turn, found: Mapping[str, str]) -> None:
    """For their questions. What was said before for the same is gone, as is a kept answer to the round to come."""
    walk = turn.walk
    heard = {save: words for save, words in walk.heard.items() if save not in found}
    walk.heard = dict([*heard.items(), *found.items()][-MOST_HEARD:])
    for save in found:
        ahead = [key for key in walk.later if not key.endswith("!") and _saves(turn, key, save)]
        if ahead:
            del walk.later[ahead[0]]


def answered(turn: Turn) -> bool:
    """Answers the question under way with words that were kept for it; True: the walk can go on.

    Of several readings, or one that is only likely, it asks: `turn.instead` is what is said then.
    """
    walk, step = turn.walk, turn.step
    if step is None or walk.exit or not step.save or step.save not in walk.heard:
        return False
    listed = walk.options()
    words, found = _read(turn, step, listed, walk.heard.pop(step.save), alone=True)
    kind = walk.kind()
    match found:
        case Found(value=value) if kind is not None and kind.name == "number" and not answers.fits(kind, value):
            return False
        case Found(value=value):
            _note(turn, show.worded(turn.library, walk.locale, (walk.flow, step), value, walk.value_of))
            walk.answer(counted.typed(value, listed if step.source else ()), walk.asked)
            return True
        case Choose(options=readings) if readings:
            offered: list[JsonValue] = [[value, label] for value, label in readings[: answers.MOST_OFFERED]]
            turn.show("heard", (*offered, words[: answers.PLACE_LIMIT]))
            turn.instead = overlays.say_of(turn, turn.overlay) if turn.overlay else None
    return False


def _note(turn: Turn, value: str) -> None:
    """Says what was taken; of several in a row in one message."""
    said = turn.walk.said
    if said and said[-1] is turn.noted:
        value = show.separator(turn.walk.locale).join((turn.noted_values, value))
        said.pop()
    turn.noted, turn.noted_values = Say(turn.word("heard", heard=value)), value
    said.append(turn.noted)


def _are_places(turn: Turn, saves: Iterable[str]) -> bool:
    asked = [one for save in saves if (one := _asked(turn, save)) is not None]
    return all(one.kind is not None and one.kind.name == "place" for one in asked)


def _asked(turn: Turn, save: str) -> Step | None:
    asked = show.question_of(turn.library, turn.walk.flow, save)
    return asked[1] if asked else None


def _is_text(step: Step) -> bool:
    return step.kind is not None and step.kind.name == "text"


def _saves(turn: Turn, key: str, save: str) -> bool:
    spot = spot_of(turn.library, turn.walk.root, key)
    return spot is not None and spot.step.save == save


def _shown(turn: Turn, flow: Flow, step: Step, text: str) -> str:
    listed = options.fixed(turn.library, turn.walk.locale, flow, step)
    words, found = _read(turn, step, listed, text, alone=True)
    if isinstance(found, Found):
        return show.worded(turn.library, turn.walk.locale, (flow, step), found.value)
    return words


def _read(turn: Turn, step: Step, listed: Sequence[Option], text: str, *, alone: bool = False) -> tuple[str, Resolved]:
    """The words that answer this question, and what they are; a name that nobody knows is none, any text is likely.

    `alone`: a town may stand there with nothing that leads to it, for only towns are listened for, or its words were
    kept as one.
    """
    kind, locale = step.kind, turn.walk.locale
    if kind is not None and kind.name in NAMED:
        passing = turn.resolvers.passing.get(kind.name)
        heard = passing.heard(text, locale) if passing else NOTHING
        return _town(turn, kind, text) if alone and isinstance(heard[1], NotFound) else heard
    boxes = matching.told(text, listed)
    if boxes and step.many:
        return text, Found([option.value for option in boxes])
    if len(boxes) == 1:
        return text, Found(choosing.value_of(step, boxes[0], locale, turn.resolvers))
    if kind is None or boxes:
        return NOTHING
    if _is_text(step):
        return text, Choose(((text, text),))
    if kind.name == "number":
        return text, _number(step, text)
    found = answers.read(kind, text, locale, turn.resolvers) if kind.name in ("phone", "email") else NotFound()
    return (text, found) if isinstance(found, Found) else NOTHING


def _town(turn: Turn, kind: Kind, text: str) -> tuple[str, Resolved]:
    """« Mende », where a town was not asked for: only one that is spelt so, and is no other."""
    if kind.name != "place" or turn.resolvers.place is None:
        return NOTHING
    found = answers.read(kind, text, turn.walk.locale, turn.resolvers)
    return (text, found) if isinstance(found, Found) else NOTHING


def _number(step: Step, text: str) -> Resolved:
    """The one number that the question can have: of "2 mois en 2023" the year."""
    within = [int(digits) for digits in _NUMBER.findall(answers.digits(text))]
    within = [number for number in within if step.kind is not None and answers.between(step.kind, number)]
    return Found(within[0]) if len(within) == 1 else NotFound()
