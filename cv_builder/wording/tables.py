"""The tables of the phrase bank, each parsed once."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from cv_builder.packaged import data


@cache
def table(name: str) -> dict[str, Any]:
    """`name`.toml of this folder."""
    return read(name)


def read(name: str) -> dict[str, Any]:
    """The same, for what is made into something else and not looked at again."""
    return tomllib.loads(data(f"wording/{name}.toml").decode("utf-8"))
