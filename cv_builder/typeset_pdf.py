"""A PDF as typst writes it, read: how many pages, their text, the title, the language, the files attached.

Only for our own documents, which are plain: a table of where each object is, none packed into another, every character
a glyph of two bytes. **Why** not by a library: pypdf takes 7 MB, and 11 ms a document; files of others are read with it
in a process of its own.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(
    rb"\s*(?:(?P<open><<|\[)|(?P<close>>>|\])|(?P<ref>\d+ \d+ R\b)|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))"
    rb"|/(?P<name>[^\s()<>\[\]{}/%]*)|<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<string>\()|(?P<word>[A-Za-z'\"][\w*]*))"
)
_IN_STRING = re.compile(rb"\\[\s\S]|[()]")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_TABLE_AT = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s")
_ROW = 20
"""Bytes of a line of the table."""
_END = 1024
"""Bytes at the end of a file among which it says where the table is."""
_MAPS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_MAP = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
UNKNOWN = "\ufffd"
"""A glyph of which the document does not say what it is."""
DEEPEST = 50
"""Pages within pages; ours are two deep."""


@dataclass(frozen=True, slots=True)
class Ref:
    number: int


@dataclass(frozen=True, slots=True)
class Word:
    """An operator, or `true` and the like."""

    name: bytes


class TypesetPdf:
    """Raises what Python raises for a value that is missing or of another kind, at once or when asked for that part."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        start = _TABLE_AT.search(data, max(0, len(data) - _END))
        head = _TABLE.match(data, int(start[1])) if start else None
        if not head:
            raise ValueError("no table of objects")
        rows = (data[at : at + 10] for at in range(head.end(), head.end() + int(head[1]) * _ROW, _ROW))
        self._where = [int(row) if row.isdigit() else 0 for row in rows]
        self._trailer = self._mapping(self._parsed(data.index(b"trailer", head.end()) + len(b"trailer")))
        self._root = self._mapping(self._trailer.get("Root"))
        self._pages = self._sheets(self._mapping(self._root.get("Pages")))

    @property
    def pages(self) -> int:
        return len(self._pages)

    @property
    def title(self) -> str:
        info = self._mapping(self._trailer.get("Info", {}))
        return _text(info.get("Title", b""))

    @property
    def language(self) -> str:
        return _text(self._root.get("Lang", b""))

    def text(self) -> str:
        """Of all pages, in the order in which it is drawn; no space is made up."""
        return "".join(self._drawn(page) for page in self._pages)

    def attached(self, name: str) -> bytes | None:
        """A file attached under this name."""
        names = self._mapping(self._mapping(self._root.get("Names", {})).get("EmbeddedFiles", {})).get("Names", [])
        files = {_text(key): file for key, file in zip(names[::2], names[1::2], strict=False)}
        if name not in files:
            return None
        return self._stream(self._mapping(self._mapping(files[name]).get("EF")).get("F"))

    # -- objects ----------------------------------------------------------------------------------------------
    def _object(self, value: Any) -> Any:
        return self._parsed(self._begins(value)) if isinstance(value, Ref) else value

    def _begins(self, ref: Ref) -> int:
        at = self._where[ref.number] if ref.number < len(self._where) else 0
        mark = b"%d 0 obj" % ref.number
        if not at or not self._data.startswith(mark, at):
            raise ValueError(f"no object {ref.number}")
        return at + len(mark)

    def _mapping(self, value: Any) -> dict[str, Any]:
        found = self._object(value)
        if not isinstance(found, dict):
            raise TypeError("no dictionary")
        return found

    def _parsed(self, at: int) -> Any:
        return next(_values(self._data, at), None)

    def _stream(self, ref: Any) -> bytes:
        if not isinstance(ref, Ref):
            raise TypeError("no stream")
        about = self._mapping(ref)
        start = self._data.index(b"stream", self._begins(ref)) + len(b"stream")
        start += 2 if self._data.startswith(b"\r\n", start) else 1
        length = self._object(about.get("Length"))
        body = self._data[start : start + int(length)]
        return zlib.decompress(body) if about.get("Filter") == "FlateDecode" else body

    def _sheets(self, node: Mapping[str, Any], depth: int = 0) -> list[dict[str, Any]]:
        if depth > DEEPEST:
            raise ValueError("pages within pages")
        children = [self._mapping(child) for child in self._object(node.get("Kids", []))]
        return [
            page
            for child in children
            for page in (self._sheets(child, depth + 1) if child.get("Type") == "Pages" else [child])
        ]

    # -- text -------------------------------------------------------------------------------------------------
    def _drawn(self, page: Mapping[str, Any]) -> str:
        fonts = self._fonts(page)
        known: Mapping[bytes, str] = {}
        found: list[str] = []
        operands: list[Any] = []
        for value in _values(self._stream(page.get("Contents")), 0):
            if not isinstance(value, Word):
                operands.append(value)
                continue
            if value.name == b"Tf":
                known = fonts[operands[0]]
            elif value.name in (b"Tj", b"TJ"):
                shown = operands[0] if value.name == b"TJ" else operands
                found += [_of_glyphs(part, known) for part in shown if isinstance(part, bytes)]
            operands = []
        return "".join(found)

    def _fonts(self, page: Mapping[str, Any]) -> dict[str, Mapping[bytes, str]]:
        fonts = self._mapping(self._mapping(page.get("Resources")).get("Font", {}))
        return {name: _mapped(self._stream(self._mapping(font).get("ToUnicode"))) for name, font in fonts.items()}


# -- the language of a PDF ------------------------------------------------------------------------------------
def _values(data: bytes, at: int) -> Iterator[Any]:
    """The values from there on: numbers, names as str, strings as bytes, lists, dicts, `Ref`, `Word`."""
    outer: list[list[Any]] = []
    while token := _TOKEN.match(data, at):
        at, kind = token.end(), token.lastgroup
        if kind == "open":
            outer.append([])
            continue
        if kind == "close":
            inner = outer.pop() if outer else []
            value: Any = inner if token["close"] == b"]" else dict(zip(inner[::2], inner[1::2], strict=True))
        elif kind == "string":
            value, at = _string(data, at)
        else:
            value = _simple(kind or "", token[kind or 0])
        if outer:
            outer[-1].append(value)
        else:
            yield value
    if outer or data[at:].strip():
        raise ValueError(f"unknown at {at}")


def _simple(kind: str, said: bytes) -> Any:
    match kind:
        case "ref":
            return Ref(int(said.split()[0]))
        case "number":
            return float(said) if b"." in said else int(said)
        case "name":
            return said.decode("latin-1")
        case "hex":
            return bytes.fromhex(said.decode())
    return Word(said)


def _string(data: bytes, start: int) -> tuple[bytes, int]:
    """What stands between brackets, of which pairs may stand inside, and where it ends."""
    depth, at = 1, start
    while depth:
        sign = _IN_STRING.search(data, at)
        if not sign:
            raise ValueError("a string without end")
        at = sign.end()
        depth += {b"(": 1, b")": -1}.get(sign[0], 0)
    return _ESCAPE.sub(_escaped, data[start : at - 1]), at


def _escaped(sign: re.Match[bytes]) -> bytes:
    said = sign[1]
    return bytes([int(said, 8) & 0xFF]) if said.isdigit() else _LETTERS.get(said, said)


def _text(said: object) -> str:
    """A string for people."""
    if not isinstance(said, bytes):
        raise TypeError("no text")
    return said[2:].decode("utf-16-be") if said.startswith(b"\xfe\xff") else said.decode("latin-1")


def _mapped(table: bytes) -> dict[bytes, str]:
    """Glyph → what it says."""
    return {
        bytes.fromhex(glyph.decode()): bytes.fromhex(says.decode()).decode("utf-16-be")
        for part in _MAPS.findall(table)
        for glyph, says in _MAP.findall(part)
    }


def _of_glyphs(string: bytes, known: Mapping[bytes, str]) -> str:
    return "".join([known.get(string[at : at + 2], UNKNOWN) for at in range(0, len(string), 2)])
