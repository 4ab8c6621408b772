"""Who may ask the world for the time, for chance, for files and sockets."""

from __future__ import annotations

import ast
import re

from tests.house.law import Law
from tests.house.tree import PURE, SHIPPED, Import, Tree, called

CLOCKS = ("bot/clock.py", "bot/app.py")

CHANCE = {"random", "secrets", "uuid", "time"}
"""`hmac.compare_digest` compares secrets, `time.perf_counter` says how long and never when, `Clock` gives the rest."""

NOW = re.compile(r"(^|\.)(datetime|date)\.(now|utcnow|today)$|^os\.urandom$|(^|\.)SystemRandom$")

WORLD = {
    "aiohttp", "aiosqlite", "asyncio", "asyncpg", "concurrent", "ctypes", "ftplib", "glob", "http", "httpx", "locale",
    "logging", "mmap", "multiprocessing", "os", "pathlib", "pkgutil", "requests", "select", "shutil", "signal",
    "smtplib", "socket", "sqlalchemy", "sqlite3", "subprocess", "sys", "telegram", "tempfile", "threading", "urllib",
    "queue", "importlib",
}  # fmt: skip
"""What a pure package may not import, by top-level name."""

HANDS: dict[str, frozenset[str]] = {
    "cv_builder/packaged.py": frozenset({"importlib.resources"}),
    "cv_builder/renderer.py": frozenset({"asyncio", "concurrent.futures", "importlib"}),
}
"""The named exceptions: files that read what ships with a package (fonts, template, phrases), and the one thread that
owns the typesetter and loads it."""
READERS = "importlib.resources"

TOUCHES = re.compile(
    r"^(open|input|print|breakpoint|exec|eval|__import__)$"
    r"|\.(read_text|read_bytes|write_text|write_bytes|iterdir|rglob|unlink|mkdir|exists|is_file|is_dir|urlopen)$"
)


def _is_chance(found: Import) -> bool:
    return found.module.split(".")[0] in CHANCE and (found.module, found.names) != ("time", ("perf_counter",))


def now_and_chance(tree: Tree, paths: list[str]) -> list[str]:
    offences = []
    for path in paths:
        if path in CLOCKS:
            continue
        asked = [(i.line, i.module) for i in tree.imports(path) if _is_chance(i)]
        attributes = [node for node in tree.walk(path) if isinstance(node, ast.Attribute)]
        asked += [(node.lineno, called(node)) for node in attributes if NOW.search(called(node))]
        offences += [f"{path}:{line}: {name} is asked only by {CLOCKS[0]}; take a Clock" for line, name in asked]
    return offences


def hands(tree: Tree, paths: list[str]) -> list[str]:
    offences = []
    for path in paths:
        allowed = HANDS.get(path, frozenset())
        touched = [
            (found.line, found.module)
            for found in tree.imports(path)
            if found.module.split(".")[0] in WORLD and found.module not in {"urllib.parse", *allowed}
        ]
        calls = [node for node in tree.walk(path) if isinstance(node, ast.Call) and READERS not in allowed]
        touched += [(node.lineno, called(node)) for node in calls if TOUCHES.search(called(node))]
        offences += [f"{path}:{line}: {path.split('/')[0]} is pure and may not use {name}" for line, name in touched]
    return offences


LAWS = {
    "now and chance come from the clock": Law(
        "now(), ids and chance come only from clock.py and app.py.",
        lambda tree: tree.python(*SHIPPED),
        now_and_chance,
        planted={
            "now": {"bot/conversation.py": "from datetime import datetime\nx = datetime.now()\n"},
            "now as a default": {"bot/x.py": "import datetime as d\nf = d.datetime.utcnow\n"},
            "today": {"cv_builder/advice.py": "import datetime\nx = datetime.date.today()\n"},
            "chance": {"flows/engine.py": "import random\n"},
            "ids": {"bot/people/store.py": "from uuid import uuid4\n"},
            "seconds": {"bot/outbox.py": "from time import monotonic\n"},
        },
        allowed={
            "the clock": {"bot/clock.py": "import secrets\n"},
            "a stopwatch": {"bot/web/metrics.py": "from time import perf_counter\n"},
            "a given clock": {"bot/outbox.py": "def f(clock):\n    return clock.now()\n"},
        },
    ),
    "pure packages have no hands": Law(
        "flows and cv_builder read, write, wait for and print nothing.",
        lambda tree: tree.python(*PURE),
        hands,
        planted={
            "files": {"flows/loader.py": "x = open('a')\n"},
            "paths": {"flows/loader.py": "def f(path):\n    return path.read_text()\n"},
            "an import": {"cv_builder/pdf.py": "import os.path\n"},
            "files beside the thread": {"cv_builder/renderer.py": "import asyncio\nx = open('a')\n"},
            "a socket": {"flows/engine.py": "from asyncio import sleep\n"},
        },
        allowed={
            "bytes in memory": {"cv_builder/docx.py": "import io\nx = io.BytesIO()\n"},
            "the one place for package data": {"cv_builder/packaged.py": "from importlib.resources import files\n"},
        },
    ),
}
