"""XML of others → plain values: elements as mappings of lists, without namespaces. No document type, no entities."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol
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
    reader = _Reader()
    refused = _parse(data, reader)
    return refused or reader.tree()


def texts(data: bytes, name: str) -> str | Refused:
    """All text of the elements of that name, in the order of the document."""
    reader = _Texts(name)
    refused = _parse(data, reader)
    return refused or "".join(reader.found)


class _Handler(Protocol):
    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


def _parse(data: bytes, handler: _Handler) -> Refused | None:
    """**Why** every document type is refused: entities are its only use, and they read files or fill the memory."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return Refused("broken")
    except PermissionError:
        return Refused("hostile")
    return None


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


class _Texts:
    def __init__(self, name: str) -> None:
        self.found: list[str] = []
        self._name = name
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._inside = local(name) == self._name

    def end(self, name: str) -> None:
        self._inside = False

    def text(self, text: str) -> None:
        if self._inside:
            self.found.append(text)


def local(name: str) -> str:
    return name.rpartition(" ")[2]
