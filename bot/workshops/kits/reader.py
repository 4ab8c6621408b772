"""Reads the kits; every problem of every file at once, as `file:line:col: sentence`.

`kits()` gives them all, `kit_of(slug)` one, `lint()` the problems for `bot check`.

**Why** not the usual loader: YAML turns `012` into 10, drops what follows ` #`, and keeps one of two equal keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.errors import Misconfigured
from bot.workshops.kits.model import Kit

FOLDER = Path(__file__).parent
Loc: TypeAlias = tuple[str | int, ...]
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
DEEPEST = 12
"""Levels of a file: a kit has five; a reference that contains itself has no end."""
OURS = "Value error, "
"""What pydantic puts before a sentence of ours."""
SENTENCES: Mapping[str, str] = {
    "missing": "manque.",
    "extra_forbidden": "n’existe pas dans un kit.",
    "string_too_short": "est vide.",
    "too_short": "est vide.",
    "int_parsing": "est un nombre de minutes ou de personnes, en chiffres.",
    "string_type": "est un texte.",
    "tuple_type": "est une liste.",
    "model_type": "a des parties : elles se décalent dessous.",
    "greater_than": "est plus grand que 0.",
    "greater_than_equal": "commence à 0 ou après.",
    "string_pattern_mismatch": "s’écrit en petites lettres sans accent, avec _ entre les mots.",
}
"""What pydantic found, in the language of those who write kits."""


@dataclass(frozen=True, slots=True)
class Read:
    """One file: its kit (None when it can't be used) and its problems."""

    kit: Kit | None
    problems: tuple[str, ...]


@cache
def kits() -> tuple[Kit, ...]:
    """All kits of ours, by slug; raises Misconfigured with every problem."""
    return load(FOLDER)


def kit_of(slug: str) -> Kit | None:
    """The kit of that name; None where there is none (any more)."""
    return next((kit for kit in kits() if kit.slug == slug), None)


def load(folder: Path) -> tuple[Kit, ...]:
    """The kits of a folder; raises Misconfigured with every problem."""
    if problems := lint(folder):
        raise Misconfigured(problems)
    return tuple(kit for path in _files(folder) if (kit := read(path).kit))


def lint(folder: Path = FOLDER) -> Sequence[str]:
    """Every problem of every kit."""
    found = [problem for path in _files(folder) for problem in read(path).problems]
    return found if _files(folder) else [f"{folder.name}: aucun kit."]


def read(path: Path) -> Read:
    """One file; never raises for what staff wrote."""
    try:
        text = path.read_text("utf-8")
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Read(None, (_at(path, place, f"ici le YAML ne se lit plus ({error.problem or error.context})."),))
    except (YAMLError, UnicodeDecodeError, RecursionError) as error:
        return Read(None, (_at(path, (1, 1), f"ce fichier ne se lit pas ({type(error).__name__})."),))
    tree = _Tree(path, text.splitlines())
    value = tree.plain(node, ()) if node else {}
    try:
        kit = Kit.model_validate(value)
    except ValidationError as error:
        more = [
            tree.problem(e["loc"], f"« {_name(e['loc'])} » {SENTENCES.get(e['type'], e['msg'].removeprefix(OURS))}")
            for e in error.errors(include_url=False, include_context=False)
        ]
        return Read(None, (*tree.problems, *more))
    problems = (*tree.problems, *_misfits(kit, tree))
    return Read(None if problems else kit, problems)


@dataclass
class _Tree:
    """Plain values, the place of each and what YAML would have changed in silence."""

    path: Path
    lines: list[str]
    problems: list[str] = field(default_factory=list)
    places: dict[Loc, tuple[int, int]] = field(default_factory=dict)

    def plain(self, node: Node, loc: Loc) -> Plain:
        place = (node.start_mark.line + 1, node.start_mark.column + 1)
        self.places.setdefault(loc, place)
        if len(loc) > DEEPEST:
            self.problems.append(_at(self.path, place, "trop de niveaux."))
            return ""
        match node:
            case MappingNode():
                return self._mapping(node, loc)
            case SequenceNode():
                return [self.plain(inner, (*loc, number)) for number, inner in enumerate(node.value)]
            case _:
                return self._text(node, loc)

    def problem(self, loc: Loc, sentence: str) -> str:
        """At the deepest place of `loc` that stands in the file."""
        known = next((loc[:end] for end in range(len(loc), -1, -1) if loc[:end] in self.places), None)
        return _at(self.path, (1, 1) if known is None else self.places[known], sentence)

    def _mapping(self, node: MappingNode, loc: Loc) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        for key_node, inner in node.value:
            key = str(key_node.value)
            place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if key in found:
                first = self.places[(*loc, key)][0]
                self.problems.append(_at(self.path, place, f"« {key} » est écrit deux fois (déjà ligne {first})."))
                continue
            self.places[(*loc, key)] = place
            found[key] = self.plain(inner, (*loc, key))
        return found

    def _text(self, node: Node, loc: Loc) -> str:
        end = node.end_mark
        rest = self.lines[end.line][end.column :].strip() if end.line < len(self.lines) else ""
        if isinstance(node, ScalarNode) and node.style is None and rest.startswith("#"):
            self.problems.append(self.problem(loc, f"YAML coupe ce texte et perd « {rest} » : mets des guillemets."))
        return str(node.value)


def _misfits(kit: Kit, tree: _Tree) -> Iterator[str]:
    """What does not agree within a kit."""
    if kit.slug != tree.path.stem:
        yield tree.problem(("slug",), f"« {kit.slug} » : le fichier s’appelle « {tree.path.stem} ».")
    if kit.group.most < kit.group.least:
        yield tree.problem(("group",), "le plus petit groupe est plus grand que le plus grand.")
    minute = 0
    for number, step in enumerate(kit.plan):
        if step.at != minute:
            yield tree.problem(
                ("plan", number, "at"), f"« {step.title} » commence à {step.at}, le plan en est à {minute}."
            )
        minute = step.at + step.minutes
    if minute != kit.minutes:
        yield tree.problem(("minutes",), f"le plan finit à {minute} minutes, l’atelier en dure {kit.minutes}.")


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _at(path: Path, place: tuple[int, int], sentence: str) -> str:
    """Line and column count from 1, as editors do."""
    return f"{path.name}:{place[0]}:{place[1]}: {sentence}"


def _name(loc: Loc) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in loc) or "fichier"
