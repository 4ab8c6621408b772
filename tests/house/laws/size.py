"""How long a file and a function may be."""

from __future__ import annotations

import ast

from tests.house.law import Law
from tests.house.tree import SHIPPED, Function, Tree

FILE_LINES = 300
"""More is two topics."""
BODY_LINES = 40
"""More does not fit on a screen; without the signature and docstring."""

SOURCE = (".py", ".js", ".css", ".html", ".typ")

EXEMPT = ("bot/storage/tables/", "bot/storage/migrations/")
"""Tables and migrations are as long as what they describe; data written as code is added here."""


def _scope(tree: Tree) -> list[str]:
    return sorted(
        path
        for path in tree.files
        if path.endswith(SOURCE) and path.split("/")[0] in SHIPPED and not path.startswith(EXEMPT)
    )


def long_files(tree: Tree, paths: list[str]) -> list[str]:
    return [
        f"{path}: {lines} lines, at most {FILE_LINES}; split it by topic"
        for path in paths
        if (lines := len(tree.files[path].splitlines())) > FILE_LINES
    ]


def _body_lines(function: Function) -> int:
    body = function.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def long_functions(tree: Tree, paths: list[str]) -> list[str]:
    return [
        f"{path}:{function.lineno}: {function.name} has {lines} lines, at most {BODY_LINES}"
        for path in paths
        if path.endswith(".py")
        for function in tree.functions(path)
        if (lines := _body_lines(function)) > BODY_LINES
    ]


LAWS = {
    "files of at most 300 lines": Law(
        "A file is one topic.",
        _scope,
        long_files,
        planted={"python": {"bot/a.py": "x = 1\n" * 301}, "a page": {"bot/web/static/chat.js": "a()\n" * 301}},
        allowed={
            "just so long": {"bot/a.py": "x = 1\n" * 300},
            "a migration": {"bot/storage/migrations/0001.py": "x = 1\n" * 301},
            "a test": {"tests/test_a.py": "x = 1\n" * 301},
        },
    ),
    "function bodies of at most 40 lines": Law(
        "A function fits on a screen.",
        _scope,
        long_functions,
        planted={
            "a function": {"bot/a.py": "def f():\n" + "    x = 1\n" * 41},
            "a method": {"flows/a.py": "class A:\n  async def f(self):\n    '''What.'''\n" + "    x = 1\n" * 41},
        },
        allowed={"with its docstring": {"bot/a.py": "def f():\n    '''What.\n\n    Why.'''\n" + "    x = 1\n" * 40}},
    ),
}
