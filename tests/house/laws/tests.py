"""How tests are written: real parts, no waiting."""

from __future__ import annotations

import ast

from tests.house.law import Law
from tests.house.tree import SHIPPED, Tree, called

PATCHERS = {"unittest.mock", "mock", "pytest_mock", "asynctest"}
SLEEPERS = {"time.sleep", "sleep"}
WAITS = ("wait_for_timeout",)

MAY_WAIT = ("tests/fakes/", "tests/bench/")
"""A fake can be told to answer late, a benchmark measures time; neither is a test."""


def _names_of_ours(tree: Tree, path: str) -> set[str]:
    names: set[str] = set()
    for node in tree.walk(path):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in SHIPPED:
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {(a.asname or a.name).split(".")[0] for a in node.names if a.name.split(".")[0] in SHIPPED}
    return names


def _is_ours(target: ast.expr, ours: set[str]) -> bool:
    if isinstance(target, ast.Constant):
        return str(target.value).split(".")[0] in SHIPPED
    return called(target).split(".")[0] in ours


def patches(tree: Tree, paths: list[str]) -> list[str]:
    offences = []
    for path in paths:
        ours = _names_of_ours(tree, path)
        offences += [
            f"{path}:{i.line}: no mocks; write a fake with the real interface"
            for i in tree.imports(path)
            if i.module in PATCHERS
        ]
        for node in tree.walk(path):
            if isinstance(node, ast.Call) and called(node).endswith(("monkeypatch.setattr", "monkeypatch.delattr")):
                if node.args and _is_ours(node.args[0], ours):
                    offences.append(f"{path}:{node.lineno}: patches our own code; give it what it needs instead")
            elif isinstance(node, ast.Assign | ast.AugAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if any(isinstance(t, ast.Attribute) and _is_ours(t, ours) for t in targets):
                    offences.append(f"{path}:{node.lineno}: changes our own code; give it what it needs instead")
    return offences


def sleeps(tree: Tree, paths: list[str]) -> list[str]:
    offences = []
    for path in paths:
        if path.startswith(MAY_WAIT):
            continue
        for node in tree.walk(path):
            if not isinstance(node, ast.Call):
                continue
            name = called(node)
            zero = bool(node.args) and isinstance(node.args[0], ast.Constant) and node.args[0].value == 0
            if (name in SLEEPERS or name.endswith((".sleep", *WAITS))) and not (zero and name == "asyncio.sleep"):
                offences.append(f"{path}:{node.lineno}: waits by the clock; wait for what should happen")
    return offences


def assertless(tree: Tree, paths: list[str]) -> list[str]:
    """A test asserts, expects an exception, or hands a value to a helper that does (`check_…`, `expect…`)."""
    return [
        f"{path}:{node.lineno}: {node.name} asserts nothing"
        for path in paths
        for node in tree.functions(path)
        if node.name.startswith("test_") and not any(_can_fail(inner) for inner in ast.walk(node))
    ]


def _can_fail(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert | ast.Raise):
        return True
    last = called(node).rpartition(".")[2] if isinstance(node, ast.Call) else ""
    return last in ("raises", "fail") or last.startswith(("check", "expect", "assert", "to_", "_check", "_assert"))


def _tests(tree: Tree) -> list[str]:
    return tree.python("tests")


LAWS = {
    "tests patch nothing of ours": Law(
        "Fakes have the real interface and pass the same contract suite.",
        _tests,
        patches,
        planted={
            "a mock": {"tests/test_a.py": "from unittest.mock import AsyncMock\n"},
            "import unittest.mock": {"tests/test_a.py": "import unittest.mock\n"},
            "monkeypatch by name": {
                "tests/test_a.py": "def test_a(monkeypatch):\n    monkeypatch.setattr('bot.clock.utc_now', 1)\n"
            },
            "monkeypatch by object": {
                "tests/test_a.py": "from bot import clock\ndef test_a(monkeypatch):\n"
                "    monkeypatch.setattr(clock, 'utc_now', 1)\n"
            },
            "by hand": {"tests/test_a.py": "import bot.clock\nbot.clock.utc_now = None\n"},
        },
        allowed={
            "the environment": {"tests/test_a.py": "def test_a(monkeypatch):\n    monkeypatch.setenv('A', '1')\n"},
            "an own object": {"tests/test_a.py": "class Box: pass\nbox = Box()\nbox.a = 1\n"},
        },
    ),
    "tests never sleep": Law(
        "A test that waits by the clock is slow or wrong.",
        _tests,
        sleeps,
        planted={
            "asyncio": {"tests/test_a.py": "import asyncio\nasync def test_a():\n    await asyncio.sleep(0.01)\n"},
            "time": {"tests/test_a.py": "import time\ntime.sleep(0)\n"},
            "the browser": {"tests/test_a.py": "def test_a(page):\n    page.wait_for_timeout(100)\n"},
        },
        allowed={"a turn of the loop": {"tests/test_a.py": "import asyncio\nx = asyncio.sleep(0)\n"}},
    ),
    "a test can fail": Law(
        "A test without an assertion passes for the wrong reason.",
        _tests,
        assertless,
        planted={"nothing": {"tests/test_a.py": "def test_a():\n    print(1)\n"}},
        allowed={
            "assert": {"tests/test_a.py": "def test_a():\n    assert True\n"},
            "raises": {
                "tests/test_a.py": "import pytest\ndef test_a():\n    with pytest.raises(OSError):\n        f()\n"
            },
        },
    ),
}
