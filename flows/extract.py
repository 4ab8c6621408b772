"""Babel extractors: `msgctxt` is the key (`cv/name/ask`), `msgid` the French source.

Babel's mapping file names them as `flows.extract:flow_file` (for `flows/library/*.yaml`) and
`flows.extract:phrases_file` (for `flows/phrases.py`); both give `pgettext` messages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import IO, NamedTuple

from flows.loader import flow_of, flow_sources
from flows.phrases import PHRASES
from flows.schema import validate
from flows.yamltext import Document, Path, read

KEYWORDS: dict[str, tuple[tuple[int, str] | int, ...]] = {"pgettext": ((1, "c"), 2)}
"""For `babel.messages.extract`: the first argument is the context."""
Message = tuple[int, str, tuple[str, str], list[str]]


class Source(NamedTuple):
    """One text to translate: where it stands, its key, its French words, a word for the translator."""

    file: str
    line: int
    key: str
    text: str
    comment: str


def sources_of(file: str, text: str) -> Iterator[Source]:
    """All texts of one flow file; nothing of a file that can't be read (the loader says why)."""
    document, _ = read(file, text)
    written = validate(document)[0] if document is not None else None
    if document is None or written is None:
        return
    flow = flow_of(written)
    for key, source in flow_sources(flow):
        _, step, field = key.split("/", 2)
        path: Path = (field,) if not step else ("steps", flow.index[step], *_place(document, flow.index[step], field))
        yield Source(file, document.at(path)[0], key, source, _comment(field))


def engine_sources() -> Iterator[Source]:
    """The engine's own words."""
    for key, source in PHRASES.items():
        listed = key.startswith("engine/words/")
        yield Source("flows/phrases.py", 1, key, source, "words people type, separated by commas" if listed else "")


def flow_file(
    fileobj: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, object]
) -> Iterator[Message]:
    """Babel's interface for one flow file."""
    for source in sources_of(getattr(fileobj, "name", "flow.yaml"), fileobj.read().decode("utf-8")):
        yield source.line, "pgettext", (source.key, source.text), [source.comment] if source.comment else []


def phrases_file(
    fileobj: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, object]
) -> Iterator[Message]:
    """Babel's interface for `flows/phrases.py`."""
    lines = fileobj.read().decode("utf-8").splitlines()
    for source in engine_sources():
        line = next((at for at, text in enumerate(lines, 1) if f'"{source.key}"' in text), 1)
        yield line, "pgettext", (source.key, source.text), [source.comment] if source.comment else []


def _place(document: Document, position: int, field: str) -> Path:
    """Where a field stands: an explanation may be under `explain` or inside its choice; `also` holds choices too."""
    name, _, id = field.partition("/")
    if not id:
        return (name,)
    tries: tuple[Path, ...] = ((name, id), ("also", id), ("choices", id, name), ("choices", id))
    if name == "choices":
        tries = (("choices", id, "label"), ("also", id, "label"), ("choices", id), ("also", id))
    return next((path for path in tries if ("steps", position, *path) in document.keys), (name,))


def _comment(field: str) -> str:
    match field.partition("/")[0]:
        case "choices" | "menu" | "label":
            return "a button: at most 20 characters"
        case "synonyms" | "words":
            return "words people type, separated by commas"
        case _:
            return ""
