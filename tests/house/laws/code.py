"""Words inside the code: reasons, errors, promises."""

from __future__ import annotations

import ast
import builtins
import io
import re
import tokenize

from tests.house.law import Law
from tests.house.tree import SHIPPED, Tree, called

ERRORS = "bot/errors.py"
KINDS = {"Refused", "Misconfigured", "Unavailable"}

EXEMPTION = re.compile(r"#\s*(type:\s*ignore|noqa|mypy:|ruff:|pragma:|fmt:\s*(?:off|skip))", re.IGNORECASE)
CODED = re.compile(r"#\s*(?:type:\s*ignore\[[\w, -]+\]|noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)(?P<why>.*)")
REASON = re.compile(r"\w+\W+\w+")
"""At least two words."""

PROMISE = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def comments(text: str, of: re.Pattern[str]) -> list[tuple[int, str]]:
    """Line and text of the comments in which `of` is found."""
    if not of.search(text):
        return []
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [
        (token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT and of.search(token.string)
    ]


def unexplained(tree: Tree, paths: list[str]) -> list[str]:
    offences = []
    for path in paths:
        for line, comment in comments(tree.files[path], EXEMPTION):
            if comment.startswith("# fmt: skip"):
                continue
            coded = CODED.search(comment)
            if not coded or not REASON.search(coded["why"]):
                offences.append(f"{path}:{line}: {comment} needs its code and the reason after it")
    return offences


def promises(tree: Tree, paths: list[str]) -> list[str]:
    return [
        f"{path}:{line}: {comment}: do it or leave it"
        for path in paths
        for line, comment in comments(tree.files[path], PROMISE)
    ]


def own_errors(tree: Tree, paths: list[str]) -> list[str]:
    offences = []
    for path in paths:
        for node in tree.walk(path):
            if not isinstance(node, ast.ClassDef) or (path == ERRORS and node.name in KINDS):
                continue
            bases = {called(base).rpartition(".")[2] for base in node.bases}
            if any(_is_error(base) for base in bases):
                offences.append(f"{path}:{node.lineno}: {node.name}: the three kinds of errors are in {ERRORS}")
    return offences


def _is_error(base: str) -> bool:
    builtin = getattr(builtins, base, None)
    if isinstance(builtin, type):
        return issubclass(builtin, BaseException)
    return base in KINDS or base.endswith(("Error", "Exception"))


def swallowed(tree: Tree, paths: list[str]) -> list[str]:
    return [
        f"{path}:{node.lineno}: a bare except also catches cancellation; name what is expected"
        for path in paths
        for node in tree.walk(path)
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]


def _all(tree: Tree) -> list[str]:
    return tree.python()


LAWS = {
    "an exemption has a reason": Law(
        "Every type: ignore and noqa says its code and why.",
        _all,
        unexplained,
        planted={
            "no code": {"bot/a.py": "x = 1  # type: ignore\n"},
            "no reason": {"bot/a.py": "x = 1  # type: ignore[assignment]\n"},
            "noqa": {"tests/test_a.py": "import os  # noqa\n"},
            "noqa without reason": {"flows/a.py": "import os  # noqa: F401\n"},
            "a whole file": {"bot/a.py": "# ruff: noqa\n"},
            "a whole file for types": {"bot/a.py": "# mypy: ignore-errors\n"},
        },
        allowed={
            "with reason": {"bot/a.py": "x = 1  # noqa: S608  table names are ours, never a person's words\n"},
            "in a string": {"bot/a.py": "x = '# noqa'\n"},
        },
    ),
    "three kinds of errors": Law(
        "Only bot/errors.py defines exceptions: theirs, staff's, ours.",
        lambda tree: tree.python(*SHIPPED),
        own_errors,
        planted={
            "a fourth": {"bot/errors.py": "class Lost(Exception):\n    pass\n"},
            "elsewhere": {"flows/loader.py": "class BadFlow(ValueError):\n    pass\n"},
            "below one of ours": {"bot/x.py": "import bot.errors\nclass Gone(bot.errors.Refused):\n    pass\n"},
            "below a library's": {"bot/x.py": "class Late(telegram.error.TelegramError):\n    pass\n"},
        },
        allowed={"the three": {"bot/errors.py": "class Refused(Exception):\n    pass\n"}},
    ),
    "no bare except": Law(
        "An except names what it expects.",
        lambda tree: tree.python(*SHIPPED),
        swallowed,
        planted={"bare": {"bot/a.py": "try:\n    f()\nexcept:\n    pass\n"}},
        allowed={"named": {"bot/a.py": "try:\n    f()\nexcept OSError:\n    pass\n"}},
    ),
    "no promises in comments": Law(
        "What is missing is in the issues, not in the code.",
        _all,
        promises,
        planted={"todo": {"bot/a.py": "x = 1  # TODO: later\n"}},
        allowed={"a word of the product": {"bot/a.py": "x = 'TODO'\n"}},
    ),
}
