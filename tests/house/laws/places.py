"""What lies where."""

from __future__ import annotations

import ast

from tests.house.law import Law
from tests.house.laws.imports import DOMAINS
from tests.house.tree import SHIPPED, Function, Tree

TOP = {
    "pyproject.toml", "requirements.lock", "README.md", "LICENSE", "Makefile",
    "bot", "flows", "cv_builder", "locales", "tests", ".ci", ".gitignore", ".gitattributes", ".dockerignore",
}  # fmt: skip
"""Fixed by the user. A dotfile that a tool insists on is added here."""

ROOMS = {"__init__", "model", "rules", "store", "actions", "pages", "importer", "domain"}
"""The files of a domain folder, each optional: one noun finds the same kind of code everywhere."""

TOPICS: dict[str, set[str]] = {
    "accounts": {"audit", "mailboxes", "pages_mail", "pages_second", "post", "second"},
    "cvs": {"papers"},
    "letters": {"papers"},
    "mentors": {
        "agenda",
        "booking",
        "contacts",
        "dates",
        "news",
        "outlook",
        "passing",
        "relay",
        "slang",
        "suggesting",
        "telling",
        "training",
        "waits",
        "words",
    },
    "people": {"holdings", "leaving", "notices", "permissions", "resolvers", "retention", "young"},
    "received": {"child", "reader", "words"},
    "safety": {
        "alarm",
        "board",
        "book",
        "edits",
        "form",
        "labels",
        "marked",
        "net",
        "news",
        "pages_helplines",
        "safe_word",
        "safe_words",
        "sos",
        "telling",
        "watch",
        "words",
    },
    "studio": {"pretend"},
    "workshops": {"cards", "entry", "exporter", "kits", "mails", "news", "papers"},
}
"""Further files or folders of code in a domain that has outgrown the fixed ones, split by topic."""

MIGRATIONS = "bot/storage/migrations/"
"""Tested as a whole: the migrated schema is the fresh one."""

WALKED = {
    "flows/checks": "tests/flows/test_checks.py",
    "cv_builder/advice/checks": "tests/cv_builder/advice/test_checks.py",
}
"""Folders whose test walks them whole, so that a new file without cases fails."""

THIN = {"bot/__main__.py"}
"""Files that only start another one."""


def top(tree: Tree, paths: list[str]) -> list[str]:
    names = {path.split("/")[0] for path in paths}
    return [f"{name}: the top level holds only what DESIGN §2 names" for name in sorted(names - TOP)]


def rooms(tree: Tree, paths: list[str]) -> list[str]:
    offences = []
    for path in paths:
        parts = path.split("/")
        if len(parts) > 2 and parts[1] in DOMAINS and path.endswith(".py"):
            stem = parts[2].removesuffix(".py")
            if stem not in ROOMS | TOPICS.get(parts[1], set()):
                offences.append(f"{path}: a domain's files are {', '.join(sorted(ROOMS))}")
    return offences


def _does_something(function: Function) -> bool:
    """Not a Protocol's `...`."""
    return not all(isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) for line in function.body)


def _reached(folder: str, tree: Tree) -> set[str]:
    """Files of a folder that its mirrored tests import, themselves or through other files of that folder."""
    mirror, above = f"tests/{folder}/test_", f"tests/{_folder(folder)}/test_{folder.rpartition('/')[2]}.py"
    ahead = [test for test in tree.python("tests") if test.startswith(mirror) and "/" not in test[len(mirror) :]]
    ahead += [above] if above in tree.files else []
    seen: set[str] = set()
    while ahead:
        for found in tree.imports(ahead.pop()):
            path = tree.modules.get(found.module, "")
            if path.rpartition("/")[0] == folder and path not in seen:
                seen.add(path)
                ahead.append(path)
    return seen


def untested(tree: Tree, paths: list[str]) -> list[str]:
    offences = []
    reached = {folder: _reached(folder, tree) for folder in {_folder(path) for path in paths}}
    for path in paths:
        test = f"tests/{_folder(path)}/test_{path.rpartition('/')[2].removesuffix('.py')}"
        named = f"{test}.py" in tree.files or any(name.startswith(f"{test}_") for name in tree.files)
        walked = WALKED.get(_folder(path)) in tree.files
        logic = path not in THIN and any(map(_does_something, tree.functions(path)))
        if logic and not (named or walked or path in reached[_folder(path)]):
            offences.append(f"{path}: no {test}.py, and no test of its folder reaches it")
    return offences


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def sourceless(tree: Tree, paths: list[str]) -> list[str]:
    """Folders under tests/bot, tests/flows, tests/cv_builder exist in the source too."""
    folders = {path.rpartition("/")[0] for path in tree.files}
    real = {folder[: folder.find("/", i)] for folder in folders for i in range(len(folder)) if folder[i] == "/"}
    return [
        f"{path}: tests mirror the source, and there is no {source}/"
        for path in paths
        if (source := path.removeprefix("tests/").rpartition("/")[0]) not in folders | real
    ]


def _mirrors(tree: Tree) -> list[str]:
    return [path for path in tree.python("tests") if path.split("/")[1] in SHIPPED]


LAWS = {
    "the top level": Law(
        "The top level is fixed.",
        lambda tree: sorted(tree.files),
        top,
        planted={
            "a folder": {"scripts/do.py": ""},
            "a file": {"setup.cfg": ""},
            "a dotfile of a tool": {".editor/settings.json": ""},
        },
        allowed={"ours": {"bot/a.py": "", "LICENSE": "", ".ci/run": ""}},
    ),
    "rooms of a domain": Law(
        "The same file names in every domain folder.",
        lambda tree: sorted(path for path in tree.files if path.startswith("bot/")),
        rooms,
        planted={
            "utils": {"bot/people/utils.py": ""},
            "a synonym": {"bot/workshops/models.py": ""},
            "a folder": {"bot/people/helpers/x.py": ""},
        },
        allowed={"data": {"bot/people/data/communes.tsv.xz": ""}, "fixed": {"bot/people/store.py": ""}},
    ),
    "every source file with logic has its test": Law(
        "tests/ mirrors the source: a file has its own test module, or a test of its folder reaches it.",
        lambda tree: [path for path in tree.python(*SHIPPED) if not path.startswith(MIGRATIONS)],
        untested,
        planted={
            "no test": {"flows/engine.py": "def advance(): return 1\n"},
            "only used elsewhere": {
                "bot/cvs/rules.py": "def f(): return 1\n",
                "tests/bot/test_app.py": "from bot.cvs.rules import f\n",
            },
            "reached through another room": {
                "bot/cvs/rules.py": "def f(): return 1\n",
                "bot/app.py": "from bot.cvs.rules import f\n",
                "tests/bot/test_app.py": "import bot.app\n",
            },
            "a test elsewhere": {"bot/cvs/rules.py": "def f(): return 1\n", "tests/bot/test_rules.py": ""},
        },
        allowed={
            "its test": {"flows/engine.py": "def advance(): return 1\n", "tests/flows/test_engine.py": ""},
            "by topic": {"flows/engine.py": "def advance(): return 1\n", "tests/flows/test_engine_walks.py": ""},
            "behind the door of its room": {
                "bot/cvs/rules.py": "def f(): return 1\n",
                "bot/cvs/actions.py": "from bot.cvs.rules import f\ndef g(): return f()\n",
                "tests/bot/cvs/test_actions.py": "import bot.cvs.actions\n",
            },
            "shared": {
                "bot/cvs/rules.py": "def f(): return 1\n",
                "tests/bot/cvs/test_cvs.py": "from bot.cvs.rules import f\n",
            },
            "no logic": {"flows/events.py": "X = 1\n"},
            "a protocol": {"bot/ports.py": "class P:\n    def f(self):\n        '''Says.'''\n        ...\n"},
            "walked": {"flows/checks/loops.py": "def f(): return 1\n", "tests/flows/test_checks.py": ""},
        },
    ),
    "every test folder has its source": Law(
        "tests/ mirrors the source, folder by folder.",
        _mirrors,
        sourceless,
        planted={"gone": {"tests/bot/studio/test_x.py": "", "bot/a.py": ""}},
        allowed={"there": {"tests/bot/storage/test_x.py": "", "bot/storage/x.py": ""}},
    ),
}
