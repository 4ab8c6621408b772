"""The one place that reads: data that comes with this package and with the font packages. Nothing else is ever read."""

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


def font_folder(package: str) -> str:
    """Where a font package has its files, for the renderer."""
    return str(files(package).joinpath("files"))


def upright_font(package: str) -> bytes:
    """The upright font file of a font package (its slanted one is not used)."""
    fonts = (file for file in files(package).joinpath("files").iterdir() if file.name.endswith(".ttf"))
    return next(file for file in sorted(fonts, key=lambda file: file.name) if "Italic" not in file.name).read_bytes()
