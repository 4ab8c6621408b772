"""The repository as a value: path → text, with the imports and functions of its Python files.

Guards take a `Tree` and never touch the disk, so that a planted offence is a small mapping.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

OURS = ("bot", "flows", "cv_builder", "tests")
PURE = ("flows", "cv_builder")
SHIPPED = ("bot", "flows", "cv_builder")

NOT_SOURCE = {
    ".git", ".venv", ".venv-bench", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__",
    "data", "dist", "node_modules", ".env",
}  # fmt: skip
"""At the top level only (`__pycache__` anywhere): made by running and testing, never kept."""

TEXT = {
    ".py", ".md", ".toml", ".yaml", ".yml", ".html", ".css", ".js", ".json", ".txt", ".talk", ".po", ".pot", ".mako",
    ".ini", ".cfg", ".svg", ".typ", ".sh", ".lock", ".jinja", ".xml", ".webmanifest", ".tsv", ".csv", "",
}  # fmt: skip

Function = ast.FunctionDef | ast.AsyncFunctionDef
Node = ast.Module | ast.stmt | ast.expr


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module. `module` is the dotted name of a file of ours, or what was written for others'."""

    line: int
    module: str
    names: tuple[str, ...]
    """What is taken from it; empty for the whole module."""
    hidden: bool
    """Inside a function, where no reader and no cycle check looks for it."""


@dataclass(frozen=True)
class Tree:
    files: Mapping[str, str]
    """Path from the root, with `/` → text (binary files: empty)."""

    def python(self, *tops: str) -> list[str]:
        return sorted(p for p in self.files if p.endswith(".py") and p.split("/")[0] in (tops or OURS))

    def parse(self, path: str) -> ast.Module:
        return parse(self.files[path], path)

    def walk(self, path: str) -> tuple[ast.AST, ...]:
        return nodes(self.files[path], path)

    def functions(self, path: str) -> list[Function]:
        return [node for node in self.walk(path) if isinstance(node, Function)]

    @cached_property
    def modules(self) -> dict[str, str]:
        """Dotted name → path."""
        return {module_name(path): path for path in self.python()}

    def imports(self, path: str) -> list[Import]:
        if path not in self._imports:
            self._imports[path] = self._read_imports(path)
        return self._imports[path]

    @cached_property
    def _imports(self) -> dict[str, list[Import]]:
        return {}

    def _read_imports(self, path: str) -> list[Import]:
        package = module_name(path).split(".")
        if not path.endswith("/__init__.py"):
            package = package[:-1]
        return list(_imports(self.parse(path), package, self.modules, hidden=False))


def module_name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def parse(text: str, path: str) -> ast.Module:
    return ast.parse(text, path)


@cache
def nodes(text: str, path: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(parse(text, path)))


def _imports(node: ast.AST, package: list[str], known: Mapping[str, str], hidden: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(child.lineno, alias.name, (), hidden)
        elif isinstance(child, ast.ImportFrom):
            base = package[: len(package) - child.level + 1] if child.level else []
            module = ".".join([*base, *([child.module] if child.module else [])])
            names = [alias.name for alias in child.names]
            for name in names:
                if (whole := f"{module}.{name}") in known:
                    yield Import(child.lineno, whole, (), hidden)
            if rest := tuple(name for name in names if f"{module}.{name}" not in known):
                yield Import(child.lineno, module, rest, hidden)
        elif not isinstance(child, ast.expr):
            yield from _imports(child, package, known, hidden or isinstance(child, Function))


def called(node: ast.AST) -> str:
    """`a.b.c` of a call or attribute; the root of anything else is left out (`.c`)."""
    if isinstance(node, ast.Call):
        return called(node.func)
    if isinstance(node, ast.Attribute):
        return f"{called(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def read(root: Path) -> Tree:
    """Every file under `root` that is not made by running: also the ones nobody has added to git yet."""
    files: dict[str, str] = {}
    folders = [entry for entry in root.iterdir() if entry.name not in NOT_SOURCE]
    while folders:
        entry = folders.pop()
        if entry.is_dir():
            folders += [child for child in entry.iterdir() if child.name != "__pycache__"]
        else:
            text = entry.read_text("utf-8", errors="replace") if entry.suffix in TEXT else ""
            files[entry.relative_to(root).as_posix()] = text
    return Tree(files)
