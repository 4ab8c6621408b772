"""The files around the code agree with each other and hold nothing of one machine."""

from __future__ import annotations

import re
import tomllib
from posixpath import dirname, join, normpath

from tests.house.law import Law
from tests.house.tree import Tree

HERE = "tests/house/"

PLACE = re.compile(r"(?<![\w.:/])(/work/|/home/|/root/|/Users/|/tmp/\w+/bin|/mnt/)")
INDEX = re.compile(
    r"--(?:extra-)?index-url|--find-links|--trusted-host|extra-index-url|pythonhosted|/simple\b|artifactory|:8081/repository"
    r"|registry\.\w+\.\w+|PIP_INDEX|UV_INDEX|\[\[tool\.uv\.index",
    re.IGNORECASE,
)
TARGET = re.compile(r"^([a-z][\w-]*)\s*:(?!=)", re.MULTILINE)
PICTURE = re.compile(r"""!\[[^\]]*\]\(([^)\s]+)|<img[^>]*\ssrc=["']([^"']+)""")
IGNORED = (".venv/", ".venv-bench/", "/data/", "__pycache__/", ".env")
MADE = "made by running"


def machine(tree: Tree, paths: list[str]) -> list[str]:
    offences = []
    for path in paths:
        for number, line in enumerate(tree.files[path].splitlines(), 1):
            if found := PLACE.search(line):
                offences.append(f"{path}:{number}: {found[1]}… is a path of one machine")
            if found := INDEX.search(line):
                offences.append(f"{path}:{number}: {found[0]} names where one machine gets its packages")
    return offences


def make_targets(tree: Tree, paths: list[str]) -> list[str]:
    makefile = tree.files.get("Makefile", "")
    targets = set(TARGET.findall(makefile))
    phony = set(" ".join(re.findall(r"^\.PHONY:(.*)$", makefile, re.MULTILINE)).split())
    offences = [f"Makefile: {name} must be in .PHONY exactly when it is a target" for name in sorted(targets ^ phony)]
    offences += [f"Makefile: no target {name}" for name in ("run", "test", "check", "bench") if name not in targets]
    for path in paths:
        if path != "Makefile":
            used = re.findall(
                r"`(?:\w+=\S+ )*make ([a-z][\w-]*)|^\s*(?:\$ )?make ([a-z][\w-]*)", tree.files[path], re.M
            )
            names = {a or b for a, b in used}
            offences += [f"{path}: `make {name}` is no target of the Makefile" for name in sorted(names - targets)]
    return offences


def pictures(tree: Tree, paths: list[str]) -> list[str]:
    return [
        f"{path}: shows {picture}, which is not there; make it with `python -m tests.screenshots`"
        for path in paths
        for picture in map("".join, PICTURE.findall(tree.files[path]))
        if not picture.startswith("http") and normpath(join(dirname(path), picture)) not in tree.files
    ]


def ignored(tree: Tree, paths: list[str]) -> list[str]:
    lines = tree.files.get(".gitignore", "").splitlines()
    offences = [f".gitignore: {line} is missing, {MADE}" for line in IGNORED if line not in lines]
    anywhere = {line.rstrip("/") for line in lines if line.endswith("/") and not line.startswith("/")}
    return offences + [
        f"{path}: .gitignore hides it ({name}/ matches at any depth; write /{name}/)"
        for path in paths
        for name in sorted(anywhere.intersection(path.split("/")[:-1]))
    ]


def settings(tree: Tree, paths: list[str]) -> list[str]:
    project = tomllib.loads(tree.files[paths[0]])
    tool = project.get("tool", {})
    mypy, pytest = tool.get("mypy", {}), tool.get("pytest", {}).get("ini_options", {})
    wanted = {
        "mypy is strict": mypy.get("strict") is True,
        "mypy is told only that a library has no types": all(
            set(override) == {"module", "ignore_missing_imports"} for override in mypy.get("overrides", [])
        ),
        "mypy leaves out the bench's peers only": set(mypy.get("exclude", [])) <= {"^tests/bench/peers/"},
        "mypy reads all packages, tests too": {"bot", "flows", "cv_builder", "tests"} <= set(mypy.get("packages", [])),
        "warnings are errors": pytest.get("filterwarnings", [""])[0] == "error",
        "ruff reads everything": "exclude" not in tool.get("ruff", {}),
    }
    return [f"{paths[0]}: {words}" for words, kept in wanted.items() if not kept]


def unlocked(tree: Tree, paths: list[str]) -> list[str]:
    project = tomllib.loads(tree.files["pyproject.toml"])["project"]
    wanted = [*project["dependencies"], *(p for extra in project["optional-dependencies"].values() for p in extra)]
    locked = {_name(line) for line in tree.files.get("requirements.lock", "").splitlines() if line.strip()}
    return [
        f"pyproject.toml: {name} is not in requirements.lock; run `make lock`"
        for name in sorted({_name(line) for line in wanted} - {project["name"]} - locked)
    ]


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


def _documents(tree: Tree) -> list[str]:
    return sorted(path for path in tree.files if path in ("Makefile", "README.md") or path.startswith(".ci/"))


STRICT = (
    "[tool.mypy]\nstrict = true\npackages = ['bot', 'flows', 'cv_builder', 'tests']\n"
    "[tool.pytest.ini_options]\nfilterwarnings = ['error']\n"
)
MAKE = ".PHONY: run test check bench\nrun: x\ntest: x\ncheck: x\nbench: x\n"
GIT = "\n".join(IGNORED) + "\n"

LAWS = {
    "nothing of one machine": Law(
        "No absolute path and no package index of one machine.",
        lambda tree: sorted(path for path in tree.files if not path.startswith(HERE)),
        machine,
        planted={
            "a home": {"README.md": "cd /home/ana/passerelle\n"},
            "a work folder": {"tests/test_a.py": "ROOT = '/work/main'\n"},
            "an index": {"Makefile": "\tpip install --index-url http://example.org/simple x\n"},
        },
        allowed={"a server's folder": {"README.md": "WorkingDirectory=/opt/passerelle\nhttps://example.org/home/\n"}},
    ),
    "commands exist": Law(
        "Make targets that are named exist, and are phony.",
        _documents,
        make_targets,
        planted={
            "the README": {"Makefile": MAKE, "README.md": "Run `make magic`.\n"},
            "a code block": {"Makefile": MAKE, "README.md": "```\nmake magic\n```\n"},
            "not phony": {"Makefile": MAKE + "lint: x\n", "README.md": ""},
            "no run": {"Makefile": ".PHONY: test check\ntest: x\ncheck: x\n"},
        },
        allowed={"named": {"Makefile": MAKE, "README.md": "`make run`, then `ARGS=-x make test`. We make coffee.\n"}},
    ),
    "pictures exist": Law(
        "What the README shows is in the repository.",
        lambda tree: [path for path in tree.files if path.endswith(".md")],
        pictures,
        planted={
            "markdown": {"README.md": "![The chat](bot/docs/screens/gone.png)\n"},
            "html": {"README.md": '<img alt="The chat" src="gone.png" width="200">\n'},
        },
        allowed={
            "there": {"README.md": "![The chat](a.png)\n", "a.png": ""},
            "beside a guide": {"bot/docs/a.md": "![The chat](screens/a.png)\n", "bot/docs/screens/a.png": ""},
        },
    ),
    "git keeps what ships": Law(
        "What running makes is ignored, and nothing else.",
        lambda tree: sorted(tree.files),
        ignored,
        planted={
            "a data folder": {".gitignore": GIT + "data/\n", "bot/people/data/places.tsv": ""},
            "a secret": {".gitignore": GIT.replace(".env\n", "")},
        },
        allowed={"at the top": {".gitignore": GIT, "bot/people/data/places.tsv": ""}},
    ),
    "checks stay strict": Law(
        "The settings of mypy, pytest and ruff are not softened.",
        lambda tree: ["pyproject.toml"],
        settings,
        planted={
            "not strict": {"pyproject.toml": STRICT.replace("true", "false")},
            "overrides": {"pyproject.toml": STRICT + "[[tool.mypy.overrides]]\nmodule = 'x'\nignore_errors = true\n"},
            "an exclusion": {"pyproject.toml": STRICT.replace("strict", "exclude = ['^bot/']\nstrict", 1)},
            "no tests": {"pyproject.toml": STRICT.replace(", 'tests'", "")},
            "warnings pass": {"pyproject.toml": STRICT.replace("['error']", "['default']")},
        },
        allowed={"strict": {"pyproject.toml": STRICT}},
    ),
    "every dependency is locked": Law(
        "requirements.lock pins what pyproject.toml names.",
        lambda tree: ["pyproject.toml"],
        unlocked,
        planted={
            "forgotten": {
                "pyproject.toml": "[project]\nname = 'p'\ndependencies = ['a>=1', 'b[x]']\n"
                "[project.optional-dependencies]\ndev = ['p[c]', 'd']\n",
                "requirements.lock": "a==1\nd==2\n",
            }
        },
    ),
}
