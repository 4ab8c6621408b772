"""The Bot API specification as a checker: what is wrong with one call, in words, or nothing.

Types, required fields, unknown fields and the limits that the specification states in its descriptions
("1-4096 characters", "Values between 1-100", "must be default") are all read from the specification itself.
"""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

SPEC = Path(__file__).parents[2] / "data" / "telegram_bot_api_10_1.json.xz"

SIZE = re.compile(r"\b(\d+)-(\d+) (characters|bytes)", re.IGNORECASE)
RANGE = re.compile(r"[Vv]alues between (\d+)-(\d+)|connections to the webhook for update delivery, (\d+)-(\d+)")
CONSTANT = re.compile(r'(?:must be|always) [“"]?(\w+)[”"]?$')
ONE_OF = re.compile(r"[Mm]ust be one of (.+?)(?:\. |$)")
COUNT = re.compile(r"[Aa]t most (\d+) commands|must include (\d+)-(\d+) items|list of (\d+)-(\d+) ")
ALPHABET = re.compile(r"[Oo]nly characters A-Z, a-z, 0-9, _ and - are allowed")
ENTITIES = frozenset({"parse_mode"})


@dataclass(frozen=True)
class Upload:
    """A file that came as a part of the form."""

    name: str
    content: bytes
    type: str
    raw_disposition: str = ""


@dataclass(frozen=True)
class Field:
    name: str
    types: tuple[str, ...]
    required: bool
    description: str
    size: tuple[int, int, str] | None = None
    between: tuple[int, int] | None = None
    count: tuple[int, int] | None = None
    constant: str | None = None
    options: frozenset[str] = frozenset()


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _field(raw: Mapping[str, Any]) -> Field:
    text = raw["description"]
    size = between = count = None
    if match := SIZE.search(text):
        size = (int(match[1]), int(match[2]), match[3].lower())
    if match := RANGE.search(text):
        low, high = [int(number) for number in match.groups() if number]
        between = (low, high)
    if match := COUNT.search(text):
        numbers = [int(number) for number in match.groups() if number]
        count = (numbers[0], numbers[1]) if len(numbers) == 2 else (0, numbers[0])
    constant = CONSTANT.search(text)
    options = ONE_OF.search(text)
    return Field(
        raw["name"],
        tuple(raw["types"]),
        raw["required"],
        text,
        size,
        between,
        count,
        constant[1] if constant and raw["name"] in {"type", "source", "status"} else None,
        frozenset(re.findall(r'["“](\w+)["”]', options[1])) if options else frozenset(),
    )


@dataclass
class Spec:
    methods: dict[str, dict[str, Field]]
    types: dict[str, dict[str, Field]]
    subtypes: dict[str, list[str]]
    actions: frozenset[str] = field(default_factory=frozenset)

    def problems(self, method: str, parameters: Mapping[str, Any], uploads: Mapping[str, Upload]) -> list[str]:
        """All that the specification has against this call. `parameters` as sent: form strings or JSON values."""
        fields = self.methods.get(method)
        if fields is None:
            return [f"{method}: no such method"]
        found = [
            f"{method}.{name}: no such field"
            for name in {**parameters, **uploads}
            if self._stray(name, fields, parameters)
        ]
        for one in fields.values():
            value = uploads[one.name] if one.name in uploads else parameters.get(one.name)
            if value is None:
                if one.required:
                    found.append(f"{method}.{one.name}: missing")
                continue
            found += self._check(f"{method}.{one.name}", one, decoded(value, one), uploads)
        return found

    @staticmethod
    def _stray(name: str, fields: Mapping[str, Field], parameters: Mapping[str, Any]) -> bool:
        return name not in fields and f"attach://{name}" not in json.dumps(list(parameters.values()), default=str)

    def _check(self, where: str, one: Field, value: Any, uploads: Mapping[str, Upload]) -> list[str]:
        attempts = [self._typed(where, kind, value, uploads) for kind in one.types]
        if all(attempts):
            return min(attempts, key=len)
        return [f"{where}: {problem}" for problem in _limits(one, value)]

    def _typed(self, where: str, kind: str, value: Any, uploads: Mapping[str, Upload]) -> list[str]:
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                return [f"{where}: not an array"]
            inner = kind.removeprefix("Array of ")
            return [p for i, item in enumerate(value) for p in self._typed(f"{where}[{i}]", inner, item, uploads)]
        if kind in SIMPLE:
            return [] if SIMPLE[kind](value) else [f"{where}: {_shown(value)} is not {kind}"]
        if kind == "InputFile":
            return [] if isinstance(value, Upload) else [f"{where}: not an uploaded file"]
        if kind in self.subtypes:
            attempts = [self._typed(where, sub, value, uploads) for sub in self.subtypes[kind]]
            return [] if not all(attempts) else min(attempts, key=len)
        return self._nested(where, kind, value, uploads)

    def _nested(self, where: str, kind: str, value: Any, uploads: Mapping[str, Upload]) -> list[str]:
        if not isinstance(value, dict):
            return [f"{where}: {_shown(value)} is not a {kind}"]
        fields = self.types[kind]
        found = [f"{where}.{name}: {kind} has no such field" for name in value if name not in fields]
        for one in fields.values():
            if one.name not in value:
                if one.required:
                    found.append(f"{where}.{one.name}: missing in {kind}")
                continue
            item = value[one.name]
            if isinstance(item, str) and item.startswith("attach://") and item[9:] not in uploads:
                found.append(f"{where}.{one.name}: no part {item[9:]!r} in the form")
            found += self._check(f"{where}.{one.name}", one, item, uploads)
        return found


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


SIMPLE: dict[str, Any] = {
    "String": lambda value: isinstance(value, str),
    "Integer": _is_integer,
    "Float": lambda value: _is_integer(value) or isinstance(value, float),
    "Boolean": lambda value: isinstance(value, bool),
}


def decoded(value: Any, one: Field) -> Any:
    """A form field is text; what is not a String in the specification is read from it as JSON, as Telegram does."""
    if not isinstance(value, str) or one.types == ("String",):
        return value
    if "String" in one.types and not re.fullmatch(r"-?\d+", value):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _limits(one: Field, value: Any) -> list[str]:
    found = []
    if isinstance(value, str):
        if one.size:
            low, high, what = one.size
            length = len(value.encode()) if what == "bytes" else units(value)
            if not low <= length <= high and not (one.name == "secret_token" and not value):
                found.append(f"{length} {what}, allowed are {low}-{high}")
        if one.constant and value != one.constant:
            found.append(f"{value!r} instead of {one.constant!r}")
        if one.options and value not in one.options:
            found.append(f"{value!r} is none of {sorted(one.options)}")
        if ALPHABET.search(one.description) and not re.fullmatch(r"[\w-]*", value, re.ASCII):
            found.append("characters that are not allowed")
    if one.between and _is_integer(value) and not one.between[0] <= value <= one.between[1]:
        found.append(f"{value}, allowed are {one.between[0]}-{one.between[1]}")
    if one.count and isinstance(value, list) and not one.count[0] <= len(value) <= one.count[1]:
        found.append(f"{len(value)} items, allowed are {one.count[0]}-{one.count[1]}")
    return found


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:80] + "…"


@cache
def load() -> Spec:
    with lzma.open(SPEC) as file:
        raw = json.load(file)
    return Spec(
        {name: {f["name"]: _field(f) for f in one.get("fields", ())} for name, one in raw["methods"].items()},
        {name: {f["name"]: _field(f) for f in one.get("fields", ())} for name, one in raw["types"].items()},
        {name: one["subtypes"] for name, one in raw["types"].items() if one.get("subtypes")},
        frozenset(re.findall(r"\b(typing|find_location|choose_sticker|(?:upload|record)_\w+)\b", _action(raw))),
    )


def _action(raw: Mapping[str, Any]) -> str:
    return next(str(f["description"]) for f in raw["methods"]["sendChatAction"]["fields"] if f["name"] == "action")
