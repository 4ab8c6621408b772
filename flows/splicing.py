"""New values into a piece of YAML: only the lines of what changed are written, the others stay letter by letter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from flows.pieces import depth
from flows.yamltext import TEXT_FIELDS, TEXT_MAPPINGS, Raw, read

STEP_INDENT = 2
"""Spaces a level."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]|[\U0001fffe\U0001ffff\U0010fffe\U0010ffff]"
)
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")


def cleaned(text: str) -> str:
    """As a flow file can hold it: no signs that YAML refuses, no spaces at the ends of lines, none around."""
    plain = _UNSEEN.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")
    return "\n".join(line.rstrip() for line in plain.split("\n")).strip()


def spliced(text: str, fields: Mapping[str, Raw], order: Sequence[str], dash: int | None) -> str | None:
    """`text`: a mapping, or one item of a list whose dash stands behind `dash` spaces.

    None when it can't be told apart. `order`: where a new keyword goes: behind the last one that comes before it there.
    """
    if (found := _mapping(text, dash)) is None:
        return None
    lines = _Lines(text.split("\n"))
    lines.apply(found, fields, order, text_keys=False)
    done = "\n".join(lines.lines)
    wanted: Raw = dict(fields)
    if _same(done, wanted if dash is None else [wanted]):
        return done
    return fresh(fields, order, dash)


def fresh(fields: Mapping[str, Raw], order: Sequence[str], dash: int | None) -> str | None:
    """The same, written anew. None for values that YAML can't hold."""
    ordered = sorted(fields, key=lambda word: order.index(word) if word in order else len(order))
    indent = 0 if dash is None else dash + STEP_INDENT
    lines = [line for word in ordered for line in _written(word, fields[word], indent, is_text(word), new=True)]
    if dash is not None and lines:
        lines[0] = " " * dash + "- " + lines[0].lstrip(" ")
    done = "\n".join(lines)
    wanted: Raw = {word: fields[word] for word in ordered}
    return done if _same(done, wanted if dash is None else [wanted]) else None


def is_text(word: str) -> bool:
    return word in TEXT_FIELDS


def _same(text: str, wanted: Raw) -> bool:
    """Also in the order of choices; that of the keywords of a step means nothing."""
    document, _ = read("", text)
    return document is not None and document.value == wanted and _orders(document.value) == _orders(wanted)


def _orders(value: Raw) -> list[tuple[str, ...]]:
    fields = value[0] if isinstance(value, list) and value else value
    return (
        [tuple(inner) for _, inner in sorted(fields.items()) if isinstance(inner, dict)]
        if isinstance(fields, dict)
        else []
    )


def _mapping(text: str, dash: int | None) -> MappingNode | None:
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, RecursionError):
        return None
    if dash is not None and isinstance(node, SequenceNode) and len(node.value) == 1:
        node = node.value[0]
    fits = isinstance(node, MappingNode) and not node.flow_style
    return node if fits and all(isinstance(key, ScalarNode) for key, _ in node.value) else None


class _Lines:
    """The lines while they change; those of a value that comes later are changed first, so that places hold."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def apply(self, node: MappingNode, fields: Mapping[str, Raw], order: Sequence[str], *, text_keys: bool) -> None:
        """`text_keys`: every value here is a text (choices)."""
        indent = node.value[0][0].start_mark.column if node.value else 0
        new = _new(node, fields, order, text_keys)
        for at in range(len(node.value) - 1, -1, -1):
            key, value = node.value[at]
            word = str(key.value)
            if at in new:
                place = end_of(value, self.lines)
                self.lines[place:place] = _all_written(new[at], fields, indent, text_keys)
            if word not in fields:
                self._remove(node, at)
            elif plain(value) != fields[word]:
                self._change(key, value, word, fields[word], text_keys)

    def _remove(self, node: MappingNode, at: int) -> None:
        key, value = node.value[at]
        start, end = key.start_mark.line, end_of(value, self.lines)
        head = self.lines[start][: key.start_mark.column]
        del self.lines[start:end]
        if head.strip():
            self._dash(start, head)

    def _dash(self, start: int, head: str) -> None:
        """The dash goes to the next keyword."""
        for at in range(start, len(self.lines)):
            line = self.lines[at]
            if line.strip() and not line.lstrip().startswith("#"):
                self.lines[at] = head + line[len(head) :]
                return

    def _change(self, key: Node, value: Node, word: str, new: Raw, text_keys: bool) -> None:
        if isinstance(value, MappingNode) and isinstance(new, dict) and _goes_into(value, new):
            self.apply(value, new, (), text_keys=text_keys or word in TEXT_MAPPINGS)
            return
        start, end = key.start_mark.line, end_of(value, self.lines)
        head, indent = self.lines[start][: key.start_mark.column], key.start_mark.column
        block = isinstance(value, ScalarNode) and value.style in ("|", ">")
        text = text_keys or is_text(word)
        written = _in_braces(word, value, new, indent) or _written(
            word, new, indent, text, new=block or not isinstance(value, ScalarNode)
        )
        note = _note(self.lines[start], value)
        if note and len(written) == 1:
            written[0] += note
        elif note:
            written.insert(0, " " * indent + note.strip())
            if head.strip():
                return self._put(start, end, head, [written[1], *written[2:]])
        self._put(start, end, head, written)

    def _put(self, start: int, end: int, head: str, written: list[str]) -> None:
        written[0] = head + written[0].lstrip(" ")
        self.lines[start:end] = written


def _new(node: MappingNode, fields: Mapping[str, Raw], order: Sequence[str], text_keys: bool) -> dict[int, list[str]]:
    """Place of a keyword that is there → the new ones that come behind it.

    **Why** none above the first: its line may hold the dash.
    """
    there = [str(key.value) for key, _ in node.value]
    wanted = list(fields) if text_keys or not order else [word for word in order if word in fields]
    wanted += [word for word in fields if word not in wanted]
    found: dict[int, list[str]] = {}
    for at, word in enumerate(wanted):
        if word not in there:
            before = [there.index(one) for one in wanted[:at] if one in there]
            found.setdefault(max(before, default=0), []).append(word)
    return found


def _all_written(words: Sequence[str], fields: Mapping[str, Raw], indent: int, text_keys: bool) -> list[str]:
    return [
        line
        for word in words
        for line in _written(
            word, fields[word], indent, text_keys or is_text(word), new=not text_keys or _block(fields[word])
        )
    ]


def _goes_into(node: MappingNode, new: Mapping[str, Raw]) -> bool:
    """Whether key by key: some stay, in their order."""
    there = [str(key.value) for key, _ in node.value]
    kept = [word for word in there if word in new]
    return not node.flow_style and bool(kept) and [word for word in new if word in there] == kept


def _note(line: str, value: Node) -> str:
    """The comment behind a value that stands on one line."""
    end = value.end_mark
    short = value.style not in ("|", ">") if isinstance(value, ScalarNode) else value.end_mark.column > 0
    if not short or end.line != value.start_mark.line:
        return ""
    rest = line[end.column :]
    return rest if rest.strip().startswith("#") else ""


def _in_braces(word: str, node: Node, new: Raw, indent: int) -> list[str]:
    """A short list that stood in braces on one line stays there, where it can."""
    if not (isinstance(node, MappingNode) and node.flow_style and isinstance(new, dict) and new):
        return []
    if node.end_mark.line != node.start_mark.line or not all(isinstance(one, str) and one for one in new.values()):
        return []
    line = f"{word}: {{{', '.join(f'{key}: {_scalar(str(one))}' for key, one in new.items())}}}"
    document, problems = read("", line)
    fits = document is not None and not problems and document.value == {word: new}
    return [" " * indent + line] if fits else []


def plain(node: Node) -> Raw:
    """As `yamltext` reads it."""
    match node:
        case MappingNode():
            return {str(key.value): plain(value) for key, value in node.value}
        case SequenceNode():
            return [plain(item) for item in node.value]
        case ScalarNode():
            return str(node.value).rstrip() if node.style in ("|", ">") else str(node.value)
        case _:
            return ""


def end_of(node: Node, lines: Sequence[str]) -> int:
    """The line behind the last one of this value, without the comments that follow it."""
    match node:
        case MappingNode() if node.value and not node.flow_style:
            return end_of(node.value[-1][1], lines)
        case SequenceNode() if node.value and not node.flow_style:
            return end_of(node.value[-1], lines)
        case ScalarNode() if node.style in ("|", ">"):
            return _block_end(node.start_mark.line, lines)
        case ScalarNode() if not node.style and not node.value:
            return int(node.start_mark.line) + 1
        case _:
            return int(node.end_mark.line) + 1


def _block_end(start: int, lines: Sequence[str]) -> int:
    """Of `|-`: its lines are those indented like the first."""
    first = next((at for at in range(start + 1, len(lines)) if lines[at].strip()), None)
    if first is None:
        return start + 1
    within, end = depth(lines[first]), first
    for at in range(first, len(lines)):
        if lines[at].strip():
            if depth(lines[at]) < within:
                break
            end = at + 1
    return end


# -- writing --------------------------------------------------------------------------------------------------
def _written(word: str, value: Raw, indent: int, text: bool, *, new: bool) -> list[str]:
    """The lines of one keyword. `new`: a text is written as `|-`; else on one line where that is the same text."""
    pad, name = " " * indent, _scalar(word)
    match value:
        case dict() if value:
            texts = text or word in TEXT_MAPPINGS
            inner = [
                line
                for key, one in value.items()
                for line in _written(key, one, indent + STEP_INDENT, texts or is_text(key), new=_block(one))
            ]
            return [f"{pad}{name}:", *inner]
        case list():
            return [f"{pad}{name}: [{', '.join(_scalar(str(one)) for one in value)}]"]
        case str() if value:
            if "\n" in value or (text and (new or not _reads(value))):
                return [f"{pad}{name}: |-", *(f"{pad}  {line}" if line else "" for line in value.split("\n"))]
            return [f"{pad}{name}: {_scalar(value)}"]
        case _:
            return [f"{pad}{name}: ''"]


def _block(value: Raw) -> bool:
    """Labels are short: they stand on their line where they can."""
    return isinstance(value, str) and "\n" in value


def _scalar(value: str) -> str:
    if _reads(value):
        return value
    return "'" + value.replace("'", "''").replace("\n", " ") + "'"


def _reads(value: str) -> bool:
    """Whether it stands as it is, without signs around it."""
    if not value or value != value.strip() or "\n" in value:
        return False
    document, problems = read("", f"say: {value}")
    return document is not None and not problems and document.value == {"say": value}
