"""Small helps for reading what others put into JSON: nothing there is of the type it should be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LANGUAGES = ("fr", "fr-FR", "fr_FR", "en")


def table(value: object) -> Mapping[str, object]:
    """A mapping; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def several(value: object) -> Sequence[object]:
    """A list; one thing alone is a list of one, nothing an empty one."""
    if value is None or value == "":
        return ()
    return value if isinstance(value, list) else (value,)


def words(value: object) -> str:
    """A text, whether plain, by language, or as {"@value": …}."""
    if isinstance(value, dict):
        for language in (*LANGUAGES, "@value", *value):
            if isinstance(value.get(language), str):
                return str(value[language])
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(words, value)))
    return "" if value is None or isinstance(value, bool) else str(value)


def given(**cells: object) -> dict[str, object]:
    """Without what nobody said."""
    return {name: value for name, value in cells.items() if value is not None and value not in ("", [])}
