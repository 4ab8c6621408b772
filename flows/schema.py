"""The keywords of a flow file (pydantic): what may be written, and all that is wrong with what is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from flows import conditions
from flows.conditions import Condition
from flows.model import BUILT_IN, DEFAULT_SCORE, KINDS, Kind
from flows.problems import Fix, Problem, did_you_mean, nearest
from flows.together import belongs
from flows.yamltext import Document, Path

ID_LIMIT = 48
"""Characters of an id: a wire id is `number.id` and must fit the 64 bytes of a Telegram button."""
_ID = re.compile(r"[a-z0-9][a-z0-9_]*")
_NAME = re.compile(conditions.NAME)
_ACTION = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_RANGE = re.compile(r"(?P<name>[a-z_]+)(?:\s+(?P<low>-?\d+(?:\.\d+)?)\s*\.\.\s*(?P<high>-?\d+(?:\.\d+)?))?")
_YES, _NO = ("yes", "oui", "true"), ("no", "non", "false")

T = TypeVar("T")


def wrong(code: str, sentence: str) -> PydanticCustomError:
    return PydanticCustomError("flow_" + code, "{sentence}", {"sentence": sentence})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise wrong("text", "Ici il faut un texte. S'il commence par un signe, écris-le après « |- », à la ligne.")
    if not value.strip():
        raise wrong("blank", "Ce texte est vide : écris-le, ou enlève la ligne.")
    return value.strip()


def _matching(pattern: re.Pattern[str], what: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        text = _text(value)
        if not pattern.fullmatch(text):
            raise wrong("name", f"« {text} » ne convient pas : {what}.")
        return text

    return check


def _id(value: object) -> str:
    text = _matching(_ID, "un identifiant s'écrit en minuscules sans accent, chiffres et « _ »")(value)
    if len(text) > ID_LIMIT:
        raise wrong("long_id", f"« {text} » est trop long pour un bouton : {ID_LIMIT} caractères au plus.")
    return text


def _name(value: object) -> str:
    return _matching(_NAME, "un nom s'écrit en minuscules, comme « cv.name »")(value)


def _target(value: object) -> str:
    text = _text(value)
    if text.startswith("@"):
        if text not in BUILT_IN:
            raise wrong("target", f"« {text} » n'existe pas.{did_you_mean(text, BUILT_IN)}")
        return text
    return _id(text)


def _flag(value: object) -> bool:
    text = _text(value).casefold()
    if text not in _YES + _NO:
        raise wrong("flag", f"« {text} » : écris yes ou no.")
    return text in _YES


def _number(value: object) -> int:
    text = _text(value)
    if not re.fullmatch(r"[+-]?\d{1,6}", text):
        raise wrong("number", f"« {text} » n'est pas un nombre entier.")
    return int(text)


def _score(value: object) -> dict[str, int]:
    if isinstance(value, dict):
        return {_matching(_NAME, "un nom de score")(name): _number(points) for name, points in value.items()}
    return {DEFAULT_SCORE: _number(value)}


def _kind(value: object) -> Kind:
    text = _text(value)
    found = _RANGE.fullmatch(text)
    word = found["name"] if found else text.split()[0]
    name = next((kind for kind in KINDS if kind == word), None)
    if name is None:
        raise wrong("type", f"« {word} » n'est pas un type.{did_you_mean(word, KINDS)} Types : {', '.join(KINDS)}.")
    if not found:
        raise wrong("range", f"« {text} » ne se lit pas : écris par exemple « number 0..20 ».")
    if found["low"] is None:
        return Kind(name)
    if name not in ("number", "text"):
        raise wrong("range", f"« {name} » n'a pas de bornes : seuls number et text en ont.")
    if float(found["low"]) > float(found["high"]):
        raise wrong("range", f"« {text} » : la première borne est plus grande que la seconde.")
    return Kind(name, float(found["low"]), float(found["high"]))


def _when(value: object) -> Condition:
    text = _text(value)
    parsed = conditions.parse(text)
    if parsed is None:
        raise wrong("when", f"« {text} » ne se lit pas. Exemples : aide has any of cuisine, petits · age >= 18.")
    return parsed


def _many(value: object) -> bool:
    text = _text(value)
    if text not in ("one", "many"):
        raise wrong("choose", f"« {text} » : écris one ou many.{did_you_mean(text, ('one', 'many'))}")
    return text == "many"


def _several(one: Callable[[object], str]) -> Callable[[object], tuple[str, ...]]:
    """`a, b` or a list, each of them checked."""

    def check(value: object) -> tuple[str, ...]:
        items = value if isinstance(value, list) else _text(value).split(",")
        return tuple(one(item.strip() if isinstance(item, str) else item) for item in items)

    return check


def _source(value: object) -> str:
    word, _, name = value.strip().partition(" ") if isinstance(value, str) else ("", "", "")
    if word != "from" or not _NAME.fullmatch(name.strip()):
        raise wrong("choices", "Écris une liste « identifiant: texte », ou « from » et le nom d'une liste.")
    return name.strip()


def _shape(value: object) -> str:
    return "map" if isinstance(value, dict) else "one"


Text = Annotated[str, BeforeValidator(_text)]
Id = Annotated[str, BeforeValidator(_id)]
Name = Annotated[str, BeforeValidator(_name)]
Ids = Annotated[tuple[str, ...], BeforeValidator(_several(_id))]
Action = Annotated[str, BeforeValidator(_matching(_ACTION, "une action s'écrit « domaine.verbe »"))]
Target = Annotated[str, BeforeValidator(_target)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Score = Annotated[dict[str, int], BeforeValidator(_score)]


class Written(BaseModel):
    """Anything staff write: unknown keywords are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class WrittenChoice(Written):
    label: Text
    synonyms: Text = ""
    explain: Text = ""
    score: Score = Field(default_factory=dict)


def _choice(value: object) -> object:
    return {"label": _text(value)} if isinstance(value, str) else value


Choices = dict[Id, Annotated[WrittenChoice, BeforeValidator(_choice)]]
Listed = Annotated[
    Annotated[Choices, Field(min_length=1), Tag("map")] | Annotated[str, BeforeValidator(_source), Tag("one")],
    Discriminator(_shape),
]
Go = Annotated[
    Annotated[dict[Id, Target], Field(min_length=1), Tag("map")] | Annotated[Target, Tag("one")], Discriminator(_shape)
]


class WrittenStep(Written):
    id: Id
    note: Text = ""
    """For staff: where a fact comes from, and when it was looked at. Nobody who chats sees it."""
    say: Text = ""
    show: Text = ""
    alt: Text = ""
    ask: Text = ""
    label: Text = ""
    choose: Annotated[bool, BeforeValidator(_many)] = False
    choices: Listed = ""
    also: Choices = Field(default_factory=dict)
    alone: Ids = ()
    either: Ids = ()
    type: Annotated[Kind | None, BeforeValidator(_kind)] = None
    retry: Text = ""
    save: Name = ""
    explain: dict[Id, Text] = Field(default_factory=dict)
    when: Annotated[Condition | None, BeforeValidator(_when)] = None
    go: Go = ""
    within: Name = ""
    repeat: Id = ""
    do: Action = ""
    args: dict[Id, Text] = Field(default_factory=dict, alias="with")
    once: Flag = False
    about: Name = ""
    hears: Annotated[tuple[str, ...], BeforeValidator(_several(_name))] = ()
    heard: Id = ""
    instead: Id = ""
    wait: Flag = False
    run: Id = ""
    end: Flag = False
    score: Score = Field(default_factory=dict)
    dontknow: Flag = True


class WrittenFlow(Written):
    flow: Id
    title: Text
    note: Text = ""
    resume: Flag = False
    menu: Text = ""
    words: Text = ""
    steps: list[WrittenStep] = Field(min_length=1)


KEYWORDS: dict[str, tuple[str, ...]] = {
    "flow": tuple(WrittenFlow.model_fields),
    "step": tuple(field.alias or name for name, field in WrittenStep.model_fields.items()),
    "choice": tuple(WrittenChoice.model_fields),
}
"""Every word of the format; a test asks that each has cases."""


def validate(document: Document) -> tuple[WrittenFlow | None, list[Problem]]:
    """The flow as written, or everything that is wrong with it."""
    if not isinstance(document.value, dict):
        return None, [document.problem((), "flow", "Un fichier de parcours commence par « flow: » et « title: ».")]
    together = list(_together(document))
    try:
        written = WrittenFlow.model_validate(document.value)
    except ValidationError as error:
        return None, [*(_problem(document, dict(detail)) for detail in error.errors(include_url=False)), *together]
    return (None, together) if together else (written, [])


def _together(document: Document) -> Iterator[Problem]:
    """One problem a step. **Why** not of a step with an unknown word: that word is what it lacks."""
    steps = document.value.get("steps") if isinstance(document.value, dict) else None
    for position, step in enumerate(steps if isinstance(steps, list) else ()):
        if isinstance(step, dict) and step.keys() <= set(KEYWORDS["step"]):
            for code, sentence in islice(belongs(step), 1):
                yield document.problem(("steps", position), code, sentence)


def _problem(document: Document, detail: Mapping[str, Any]) -> Problem:
    path = _path(document, detail["loc"])
    word = str(path[-1]) if path else ""
    match str(detail["type"]):
        case "extra_forbidden":
            return _unknown(document, path, word)
        case "missing":
            return document.problem(path, "missing", f"Il manque « {detail['loc'][-1]}: ».")
        case "too_short":
            return document.problem(path, "missing", f"« {word} » est vide.")
        case code if code.startswith("flow_"):
            return document.problem(path, code.removeprefix("flow_"), str(detail["msg"]))
        case "model_type" | "dict_type" | "list_type":
            return document.problem(path, "shape", f"« {word} » : vérifie le décalage et les deux-points.")
        case _:
            return document.problem(path, "shape", f"« {word} » ne se lit pas ({detail['msg']}).")


def _unknown(document: Document, path: Path, word: str) -> Problem:
    known = KEYWORDS["flow" if len(path) == 1 else "step" if len(path) == 3 else "choice"]
    best = nearest(word, known)
    fits = best and (*path[:-1], best) not in document.keys
    fix = Fix(path, "rename", best, f"Écrire « {best} »") if fits else None
    sentence = f"« {word} » n'est pas un mot connu.{did_you_mean(word, known)}"
    return document.problem(path, "keyword", sentence, fix=fix)


def _path(document: Document, loc: tuple[str | int, ...]) -> Path:
    """pydantic's place without its own marks (names of union branches, "[key]"), as far as the file goes."""
    path: Path = ()
    for part in loc:
        if (*path, part) in document.keys or (*path, part) in document.values:
            path = (*path, part)
    return path
