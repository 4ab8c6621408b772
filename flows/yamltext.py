"""YAML → plain values with the place of each one. Every scalar is text; nothing is guessed, cut or changed.

**Why** not the usual loader: YAML turns `non` into false, `012` into 10, drops what follows ` #`, and keeps the last
of two equal keys. Staff write sentences; each of these is a sentence lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from flows.problems import Fix, Problem
from flows.problems import Path as Path

Raw: TypeAlias = "str | list[Raw] | dict[str, Raw]"

TEXT_FIELDS = frozenset({"say", "ask", "retry", "alt", "title", "menu", "label", "words", "synonyms"})
TEXT_MAPPINGS = frozenset({"choices", "also", "explain"})
_PLAIN_TAGS = ("tag:yaml.org,2002:",)
_RISKY = re.compile(r"^(?P<head>\s*(?:- )?[\w.]+:)\s+(?P<text>[!&*@%\[{\-?|>`\"'].*|.*:\s.*|.*\s#.*)$")


@dataclass
class Document:
    """One file: its value, and the line and column (from 1) of every key and value by path."""

    file: str
    value: Raw
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def at(self, path: Path) -> tuple[int, int]:
        """The place of the key, else of the value, else of the nearest thing around it."""
        while path:
            if place := self.keys.get(path) or self.values.get(path):
                return place
            path = path[:-1]
        return self.values.get((), (1, 1))

    def under(self, path: Path) -> tuple[str, ...]:
        """The keys of the mapping at `path`."""
        value: Raw = self.value
        for part in path:
            if isinstance(value, dict):
                value = value.get(str(part), "")
            else:
                value = value[part] if isinstance(value, list) and isinstance(part, int) else ""
        return tuple(value) if isinstance(value, dict) else ()

    def problem(
        self, path: Path, code: str, sentence: str, *, warning: bool = False, fix: Fix | None = None
    ) -> Problem:
        line, col = self.at(path)
        return Problem(self.file, line, col, code, sentence, "warning" if warning else "error", path, fix)


def read(file: str, text: str) -> tuple[Document | None, list[Problem]]:
    """The document, or the first syntax problem; then everything YAML would have changed silently."""
    lines = text.splitlines()
    yaml = YAML(typ="safe", pure=True)
    try:
        node = yaml.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, col = (mark.line, mark.column) if mark else (0, 0)
        return None, [_syntax(file, lines, line, col, str(error.problem or error.context or ""))]
    except (YAMLError, RecursionError) as error:
        return None, [Problem(file, 1, 1, "syntax", f"Ce fichier ne se lit pas comme du YAML ({error}).")]
    if node is None:
        return None, [Problem(file, 1, 1, "empty", "Ce fichier est vide.")]
    document = Document(file, "")
    problems: list[Problem] = []
    document.value = _plain(node, (), document, problems, lines, frozenset())
    return document, problems


def _plain(
    node: Node, path: Path, document: Document, problems: list[Problem], lines: list[str], above: frozenset[int]
) -> Raw:
    document.values.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
    if id(node) in above:
        problems.append(document.problem(path, "alias", "Une référence « * » qui se contient elle-même."))
        return ""
    above |= {id(node)}
    match node:
        case MappingNode():
            return _mapping(node, path, document, problems, lines, above)
        case SequenceNode():
            items = enumerate(node.value)
            values = [_plain(item, (*path, at), document, problems, lines, above) for at, item in items]
            return values
        case ScalarNode():
            problems.extend(_changes(node, path, document, lines))
            return str(node.value).rstrip() if node.style in ("|", ">") else str(node.value)
        case _:
            return ""


def _mapping(
    node: MappingNode, path: Path, document: Document, problems: list[Problem], lines: list[str], above: frozenset[int]
) -> dict[str, Raw]:
    found: dict[str, Raw] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, ScalarNode) else "?"
        inner = (*path, key)
        place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if key in found:
            first = document.keys[inner][0]
            sentence = f"« {key} » est écrit deux fois (déjà ligne {first}) : garde une seule des deux."
            problems.append(Problem(document.file, *place, "duplicate", sentence))
            continue
        document.keys[inner] = place
        found[key] = _plain(value_node, inner, document, problems, lines, above)
    return found


def is_text(path: Path) -> bool:
    """Whether people read what stands here."""
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return False
    return names[-1] in TEXT_FIELDS or (len(names) > 1 and names[-2] in TEXT_MAPPINGS)


def _changes(node: ScalarNode, path: Path, document: Document, lines: list[str]) -> Iterator[Problem]:
    """What YAML drops or changes in this scalar without saying so."""
    if node.anchor:
        yield document.problem(
            path, "changed", f"YAML prend « &{node.anchor} » pour lui et l'enlève.{_fix(node, lines)}"
        )
    elif not str(node.tag).startswith(_PLAIN_TAGS):
        yield document.problem(path, "changed", f"YAML prend « {node.tag} » pour lui et l'enlève.{_fix(node, lines)}")
    if not is_text(path) or node.style is not None:
        return
    end = node.end_mark
    rest = lines[end.line][end.column :].strip() if end.line < len(lines) else ""
    if rest.startswith("#"):
        yield document.problem(path, "cut", f"YAML coupe ce texte à « # » et perd « {rest} ».{_fix(node, lines)}")
    elif end.line > node.start_mark.line and len(str(node.value).strip()) and end.column:
        yield document.problem(path, "changed", f"YAML colle ces lignes en une seule.{_fix(node, lines)}")


def _fix(node: ScalarNode, lines: list[str]) -> str:
    line = node.start_mark.line
    return fix_of(lines[line]) if line < len(lines) else ""


def fix_of(line: str) -> str:
    """How to write this line so that YAML takes it as it is."""
    head, colon, text = line.strip().removeprefix("- ").partition(":")
    if not colon or not text.strip():
        return ""
    return f" Écris plutôt :\n    {head}: |-\n      {text.strip()}"


def _syntax(file: str, lines: list[str], line: int, col: int, problem: str) -> Problem:
    """Says what to do when the line looks like a sentence that YAML took for its own signs."""
    for near in (line, line - 1):
        if 0 <= near < len(lines) and (found := _RISKY.match(lines[near])):
            sentence = f"YAML ne lit pas ce texte comme un texte.{fix_of(lines[near])}"
            return Problem(file, near + 1, found.start("text") + 1, "syntax", sentence)
    if "\t" in (lines[line] if line < len(lines) else ""):
        return Problem(file, line + 1, col + 1, "syntax", "Une tabulation : décale avec des espaces.")
    return Problem(file, line + 1, col + 1, "syntax", f"Ici le YAML ne se lit plus ({problem}). Vérifie le décalage.")
