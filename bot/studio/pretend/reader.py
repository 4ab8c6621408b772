"""Reads what actions give in a try-out: in plain French what each does, its results by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

from flows.events import JsonValue

FOLDER = Path(__file__).parent


class Deed(NamedTuple):
    """`gives`: name of a result → its value, the usual one first."""

    does: str
    gives: Mapping[str, JsonValue]


@cache
def deeds() -> Mapping[str, Deed]:
    """Action → what it pretends."""
    yaml = YAML(typ="safe", pure=True)
    found = {file.stem: yaml.load(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.yaml"))}
    return {
        str(action): Deed(str(told["does"]), {str(name): value for name, value in told["gives"].items()})
        for of_room in found.values()
        for action, told in of_room.items()
    }


@cache
def defaults() -> Mapping[str, JsonValue]:
    """Action → its usual value; what is not named here gives nothing."""
    return {action: next(iter(deed.gives.values()), None) for action, deed in deeds().items()}
