"""The one place that reads: data that comes with this package. Nothing else is ever read."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def data(name: str) -> bytes:
    """A file of this package, such as "cv.typ" or "wording/fr.toml"."""
    return files(__package__).joinpath(*name.split("/")).read_bytes()


def own_folder() -> str:
    """Where this package has its files, for the renderer."""
    return str(files(__package__))


def folder(name: str) -> str:
    """Where one of its folders is."""
    return str(files(__package__).joinpath(name))
