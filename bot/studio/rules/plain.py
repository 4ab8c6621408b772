"""Conditions, types and actions of a flow as plain French, for who reads its cards. Pure.

What has no plain words is "": the page then shows what is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.studio.pretend.reader import Deed
from flows.book import Book
from flows.conditions import Condition, Term, parse
from flows.events import JsonValue
from flows.model import Flow, Kind, Library, Step
from flows.place import HEARD
from flows.text import PLACEHOLDER, SOURCE, typeset

LONGEST = 60
"""Letters of a question within a sentence."""
_PROGRESS = re.compile(r"\{progress\}\s*[·:.-]?\s*")
_QUOTES = re.compile(r"\s*[«»]\s*")
_DENYING = ("is not", "none", "not empty")

KINDS: Mapping[str, str] = {
    "text": "un texte",
    "number": "un nombre",
    "date": "une date",
    "month": "un mois et une année",
    "phone": "un numéro de téléphone",
    "email": "une adresse e-mail",
    "place": "une ville",
    "occupation": "un métier",
    "file": "un fichier",
    "yes_no": "oui ou non",
}
YES_NO: Mapping[str, str] = {"yes": "Oui", "no": "Non"}
COMPARED: Mapping[str, str] = {">=": "{} ou plus", "<=": "{} ou moins", ">": "plus de {}", "<": "moins de {}"}


class Said(NamedTuple):
    """`when`: what stands behind « Seulement si ». `does`: what the action does. `kind`: what may be typed.
    `listed`: where the answers of a list come from."""

    when: str = ""
    does: str = ""
    kind: str = ""
    listed: str = ""


@dataclass(frozen=True, slots=True)
class Plain:
    """The words of one flow among the others. `deeds`: what actions do, and what they may give."""

    library: Library
    flow: Flow
    deeds: Mapping[str, Deed]

    def of(self, step: Step) -> Said:
        known = self.deeds.get(step.do)
        return Said(
            self.condition(step.when) if step.when else "",
            typeset(known.does, SOURCE) if known else "",
            kind(step.kind) if step.kind else "",
            self.listed(step.source) if step.source else "",
        )

    def of_all(self) -> dict[str, Said]:
        return {step.id: self.of(step) for step in self.flow.steps}

    def when(self, text: str) -> str:
        """Of a condition as somebody types it."""
        read = parse(text)
        return self.condition(read) if read else ""

    def condition(self, when: Condition) -> str:
        groups = [[self._term(term) for term in group] for group in when.groups]
        if not all(words for group in groups for words in group):
            return ""
        joint = ", ou " if any(len(group) > 1 for group in groups) else " ou "
        return typeset(joint.join(" et ".join(group) for group in groups), SOURCE)

    def listed(self, name: str) -> str:
        """What the action does that makes the list."""
        step = self._asked(name)
        known = self.deeds.get(step.do) if step else None
        return typeset(known.does, SOURCE) if known else ""

    # -- what a name is ---------------------------------------------------------------------------------------
    def _asked(self, name: str) -> Step | None:
        """The step whose answer or value is meant: this flow's own first, a question before an action."""
        own = self.flow.step(name) or self.flow.step(self.flow.acting(name))
        if own is not None:
            return own
        flows = (self.flow, *self.library.flows.values())
        saving = [step for flow in flows for step in flow.steps if step.save == name]
        return next((step for step in saving if step.is_question), saving[0] if saving else None)

    def _labels(self, step: Step) -> dict[str, str]:
        """Answer → its button: its own, else those that the list's action may give."""
        maker = self._asked(step.source) if step.source else None
        known = self.deeds.get(maker.do) if maker else None
        lists = known.gives.values() if known else ()
        made = dict(pair for given in lists if isinstance(given, list) for pair in map(_pair, given) if pair)
        return {**YES_NO, **made, **{choice.id: choice.label for choice in step.choices}}

    def _term(self, term: Term) -> str:
        if term.name == HEARD:
            saves = [self._asked(name) for name in term.values]
            names = [f"« {title(step)} »" for step in saves if step is not None and step.is_question]
            return f"ce qui est déjà tapé répond à {_or(names)}" if names and len(names) == len(saves) else ""
        step = self._asked(term.name)
        if step is None:
            known = term.name in Book(self.library, {}).scores() and term.operator in COMPARED
            return f"le score « {term.name} » est de {_compared(term)}" if known else ""
        if step.is_question:
            return _answered(term, step, self._labels(step))
        known_deed = self.deeds.get(step.do)
        part = _part_of(term.name, step) if self.flow.step(step.id) is step else ""
        return _given(term, known_deed, part) if known_deed else ""


# -- answers --------------------------------------------------------------------------------------------------
def title(step: Step) -> str:
    """A question by its short name, else by the last of what it asks, short, without quotes of its own."""
    text = step.label or next((line for line in reversed(step.ask.splitlines()) if line.strip()), "")
    text = _QUOTES.sub(" ", PLACEHOLDER.sub("…", _PROGRESS.sub("", text))).strip()
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _answered(term: Term, step: Step, labels: Mapping[str, str]) -> str:
    asked, values = f"« {title(step)} »", [f"« {labels.get(value, value)} »" for value in term.values]
    if term.operator in COMPARED:
        number = f"le nombre de réponses à {asked} est de" if step.many else f"la réponse à {asked} est"
        return f"{number} {_compared(term)}"
    several: Mapping[str, Callable[[], str]] = {
        "any": lambda: f"parmi les réponses à {asked} il y a {_or(values)}",
        "all": lambda: f"parmi les réponses à {asked} il y a {_and(values)}",
        "none": lambda: f"parmi les réponses à {asked} il n'y a pas {_or(values)}",
    }
    one: Mapping[str, Callable[[], str]] = {
        "is": lambda: f"la réponse à {asked} est {_or(values)}",
        "any": lambda: f"la réponse à {asked} est {_or(values)}",
        "all": lambda: f"la réponse à {asked} est {_and(values)}",
        "is not": lambda: f"la réponse à {asked} n'est pas {_or(values)}",
        "none": lambda: f"la réponse à {asked} n'est pas {_or(values)}",
        "empty": lambda: f"on n'a pas répondu à {asked}",
        "not empty": lambda: f"on a répondu à {asked}",
    }
    return {**one, **(several if step.many else {})}[term.operator]()


def _pair(item: JsonValue) -> tuple[str, str] | None:
    """An item of a list that an action gives: its id and its button."""
    match item:
        case [str(id), str(label), *_]:
            return id, label
        case _:
            return None


# -- what actions give ----------------------------------------------------------------------------------------
def _given(term: Term, deed: Deed, part: str) -> str:
    """By the names of the results for which it holds; where it tells none of them apart, by the value itself."""
    holds = {name: term.holds(_part(value, part)) for name, value in deed.gives.items()}
    true, false = [name for name, held in holds.items() if held], [name for name, held in holds.items() if not held]
    action = f"l'action « {deed.does.rstrip('.')} »"
    if not true or not false:
        return f"{action} {_bare(term)}" if not part else ""
    if term.operator in _DENYING and len(false) < len(true):
        return f"{action} ne donne pas {_or([f'« {name} »' for name in false])}"
    return f"{action} donne {_or([f'« {name} »' for name in true])}"


def _bare(term: Term) -> str:
    values = [f"« {YES_NO.get(value, value)} »" for value in term.values]
    match term.operator:
        case "empty":
            return "ne donne rien"
        case "not empty":
            return "donne quelque chose"
        case "is not" | "none":
            return f"ne donne pas {_or(values)}"
        case "all":
            return f"donne {_and(values)}"
        case ">=" | "<=" | ">" | "<":
            return f"donne {_compared(term)}"
        case _:
            return f"donne {_or(values)}"


def _part_of(name: str, step: Step) -> str:
    """What of the action's value a name means; "" for the whole, also by the name it is saved under."""
    return "" if name == step.save else name.removeprefix(step.id).removeprefix(".")


def _part(value: JsonValue, name: str) -> JsonValue:
    if not name:
        return value
    return value.get(name) if isinstance(value, dict) else None


# -- words ----------------------------------------------------------------------------------------------------
def kind(kind: Kind) -> str:
    words, unit = KINDS[kind.name], "" if kind.name == "number" else " lettres"
    low, high = (f"{bound:g}" if bound is not None else "" for bound in (kind.low, kind.high))
    bounds = f", de {low} à {high}{unit}" if low and high else f", à partir de {low}{unit}" if low else ""
    bounds = bounds or (f", jusqu'à {high}{unit}" if high else "")
    return typeset(words + bounds, SOURCE)


def _compared(term: Term) -> str:
    return COMPARED[term.operator].format(term.values[0])


def _or(names: Sequence[str]) -> str:
    return _joined(names, "ou")


def _and(names: Sequence[str]) -> str:
    return _joined(names, "et")


def _joined(names: Sequence[str], word: str) -> str:
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else "".join(names)
