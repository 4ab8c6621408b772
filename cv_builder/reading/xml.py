"""XML of others → plain values: elements as mappings of lists, without namespaces. No document type, no entities."""

from __future__ import annotations

from typing import Any, NamedTuple
from xml.parsers import expat

from cv_builder.reading.report import Refused
from cv_builder.reading.source import TEXT

MOST_DEEP = 60
"""Elements inside elements; a Europass CV has some fifteen."""
MOST_ELEMENTS = 100_000
"""Of one document: a long CV has a few thousand."""


class Tree(NamedTuple):
    """The root element: its namespace, its name, and `{"Child": [{…}], "@attribute": "…", "#": "text"}`."""

    namespace: str
    name: str
    value: dict[str, Any]


def tree(data: bytes) -> Tree | Refused:
    """**Why** every document type is refused: entities are its only use, and they read files or fill the memory."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return Refused("broken")
    except PermissionError:
        return Refused("hostile")
    return reader.tree()


def _refuse(*_: object) -> None:
    raise PermissionError


class _Reader:
    def __init__(self) -> None:
        self._open: list[dict[str, Any]] = [{}]
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) > MOST_DEEP or self._count > MOST_ELEMENTS:
            raise PermissionError
        element: dict[str, Any] = {f"@{local(key)}": value for key, value in attributes.items()}
        key = name if len(self._open) == 1 else local(name)
        self._open[-1].setdefault(key, []).append(element)
        self._open.append(element)

    def end(self, name: str) -> None:
        element = self._open.pop()
        if not element.get(TEXT, "").strip():
            element.pop(TEXT, None)

    def text(self, text: str) -> None:
        element = self._open[-1]
        element[TEXT] = element.get(TEXT, "") + text

    def tree(self) -> Tree:
        name, elements = next(iter(self._open[0].items()))
        namespace, _, plain = name.rpartition(" ")
        return Tree(namespace, plain, elements[0])


def local(name: str) -> str:
    return name.rpartition(" ")[2]
