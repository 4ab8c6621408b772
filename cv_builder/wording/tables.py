"""The tables of the phrase bank, each parsed once."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from cv_builder.packaged import data


@cache
def table(name: str) -> dict[str, Any]:
    """`name`.toml of this folder."""
    return tomllib.loads(data(f"wording/{name}.toml").decode("utf-8"))
