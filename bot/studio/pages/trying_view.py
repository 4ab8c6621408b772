"""A try-out as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import orjson

from bot.i18n import language_name
from bot.studio.pretend.reader import deeds, defaults
from bot.studio.rules.suppose import in_words, name_of, possible
from bot.web.words import Language
from flows.drafted import Drafted
from flows.events import AskHuman, Button, JsonValue, Say
from flows.model import Flow, Library
from flows.retained import retained
from flows.show import worded
from flows.supposing import Wanted, listed_by, offered, wanted
from flows.text import SOURCE, typeset
from flows.tryout import Answered, Chat, Played, Pretended, Shown
from flows.tryout import name_of as button_name


@dataclass(frozen=True, slots=True)
class Tried:
    """`library` and `played` are None when nothing of the draft can be walked."""

    chat: Chat
    draft: Drafted
    library: Library | None
    played: Played | None

    @property
    def lost(self) -> bool:
        return self.played is not None and self.played.lost is not None


class Choice(NamedTuple):
    """One option of a form's list."""

    value: str
    label: str
    chosen: bool


class Before(NamedTuple):
    """A question answered before the step: `choices`, or what was typed."""

    name: str
    text: str
    many: bool
    choices: Sequence[Choice]
    typed: str


def view(found: Tried, spoken: Language) -> dict[str, object]:
    chat, played, library = found.chat, found.played, found.library
    flow = library.flows.get(chat.flow) if library else None
    if library is None or played is None or flow is None:
        empty = dict.fromkeys(("turns", "steps", "before", "known", "scores"), ())
        return {**_head(found), **empty, "session": None, "asking": None, "here": ""}
    known = retained(library, played.session) if played.session else []
    return {
        **_head(found),
        "session": played.session,
        "turns": [_turn(at, turn, library, spoken) for at, turn in enumerate(played.turns)],
        "asking": _asking(played),
        "waits": played.waits,
        "here": _here(played),
        "steps": [Choice(step.id, step.id, step.id == chat.step) for step in flow.steps],
        "locales": [Choice(one, language_name(one), one == chat.locale) for one in library.locales],
        "before": [_before(library, chat, want) for want in wanted(library, flow, chat.step)] if chat.step else [],
        "known": known,
        "scores": dict(played.session.scores) if played.session else {},
    }


def _head(found: Tried) -> dict[str, object]:
    lost = found.played.lost if found.played else None
    return {
        "n": len(found.chat.acts),
        "step": found.chat.step,
        "problems": found.draft.problems,
        "left_out": found.draft.left_out,
        "lost": (" ".join(lost.words) or lost.kind) if lost else "",
        "lost_at": len(found.played.turns) - 1 if found.played else 0,
    }


def _here(played: Played) -> str:
    """`flow/step` under way."""
    frames = played.session.frames if played.session else ()
    return f"{frames[-1].flow}/{frames[-1].step}" if frames else ""


def _turn(at: int, turn: Answered, library: Library, spoken: Language) -> dict[str, object]:
    return {"at": at - 1, "label": turn.label, "shown": [_shown(one, library, spoken) for one in turn.shown]}


def _shown(one: Shown, library: Library, spoken: Language) -> dict[str, object]:
    match one:
        case Say():
            labels = [button.label for button in one.choices]
            return {"kind": "say", "text": one.text, "picture": one.picture, "alt": one.alt, "labels": labels}
        case Pretended():
            return {"kind": "deed", **_deed(one, library, spoken)}
        case AskHuman():
            return {"kind": "human"}
        case _:
            return {"kind": "file"}


def _deed(one: Pretended, library: Library, spoken: Language) -> dict[str, object]:
    known, results = deeds().get(one.name), possible(library, one.spot, one.name)
    nothing = spoken.pgettext("staff/try/nothing", "rien")
    choices = [
        Choice(
            orjson.dumps(result.value).decode(),
            typeset(result.name, SOURCE) or in_words(result.value) or nothing,
            False,
        )
        for result in results
    ]
    return {
        "spot": one.spot,
        "does": typeset(known.does, SOURCE) if known else one.name,
        "result": typeset(name_of(results, one.value), SOURCE) or nothing,
        "choices": [choice._replace(chosen=choice.value == orjson.dumps(one.value).decode()) for choice in choices],
    }


def _asking(played: Played) -> Mapping[str, object] | None:
    """What can be answered now."""
    say = played.asking
    if say is None or not (say.choices or say.controls or say.expects != "none" or played.waits):
        return None
    return {
        "many": say.many,
        "choices": [_button(button, say) for button in say.choices],
        "controls": [_button(button, say) for button in say.controls],
        "done": say.done.label if say.done else "",
        "expects": say.expects,
    }


def _button(button: Button, say: Say) -> Choice:
    return Choice(button_name(button.id), button.label, button.id in say.selected)


def _before(library: Library, chat: Chat, want: Wanted) -> Before:
    value = chat.before.get(want.name)
    made = listed_by(want.flow, want.step, chat.values, defaults())
    options = offered(library, chat.locale, want, made)
    taken: list[JsonValue] = value if isinstance(value, list) else [value]
    chosen = [Choice(option.id, option.label, option.value in taken) for option in options]
    known = value is None or any(choice.chosen for choice in chosen)
    words = "" if known else worded(library, chat.locale, (want.flow, want.step), value)
    step = want.step
    question = _question(library, want.flow, step.id, chat.locale)
    free = step.kind is not None and step.kind.name != "yes_no"
    return Before(want.name, question, step.many, () if free else chosen, words)


def _question(library: Library, flow: Flow, step: str, locale: str) -> str:
    key = f"{flow.id}/{step}"
    return library.texts.get(locale, f"{key}/label") or library.texts.get(locale, f"{key}/ask").split("\n")[-1]
