"""Who may import whom."""

from __future__ import annotations

from tests.house.law import Law
from tests.house.tree import PURE, SHIPPED, Tree

DOMAINS = (
    "accounts",
    "people",
    "cvs",
    "letters",
    "received",
    "workshops",
    "mentors",
    "safety",
    "reminders",
    "offers",
    "metrics",
    "studio",
)

COMMON_GROUND = (
    "bot.storage", "bot.clock", "bot.hours", "bot.reminding", "bot.calendars", "bot.errors", "bot.people.model",
    "bot.ports", "bot.papers", "bot.notices", "bot.i18n", "bot.apart",
    "bot.channels.model", "flows.events", "flows.answers", "flows.yamltext", "cv_builder",
)  # fmt: skip
"""What a domain may import of ours beside its own folder."""

WEB = tuple(
    f"bot.web.{name}" for name in ("cookies", "guard", "inputs", "limits", "policy", "render", "site", "staff", "words")
)
"""What only the pages of a domain may import besides: how a page is guarded, read and rendered."""

OF_STUDIO = ("flows", "bot.releases", "bot.catalogs", "bot.catalog_update", "bot.offering")
"""What the studio may import besides: it is about flows, what of them is served, in which languages."""

COMPOSERS = (
    "bot/app.py",
    "bot/auditing.py",
    "bot/cli.py",
    "bot/demo.py",
    "bot/exchange.py",
    "bot/invite.py",
    "bot/rooms.py",
)
"""Only these know which domains exist; everything else walks the list of `Domain` it is given."""


def _python(tree: Tree) -> list[str]:
    return tree.python()


def _inside(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


def _domain(path: str) -> str | None:
    parts = path.split("/")
    return parts[1] if parts[0] == "bot" and len(parts) > 2 and parts[1] in DOMAINS else None


def cycles(tree: Tree, paths: list[str]) -> list[str]:
    known = tree.modules
    edges = {path: {known[i.module] for i in tree.imports(path) if i.module in known} - {path} for path in paths}
    gone: set[str] = set()
    while free := [p for p in edges if p not in gone and edges[p] <= gone | (edges[p] - edges.keys())]:
        gone.update(free)
    stuck = {p: sorted(edges[p] - gone) for p in edges if p not in gone}
    # Files that only lead into a cycle are stuck too: name those that can come back to themselves.
    return [f"{p}: import cycle through {', '.join(stuck[p])}" for p in sorted(stuck) if _returns(p, stuck)]


def _returns(start: str, edges: dict[str, list[str]]) -> bool:
    seen: set[str] = set()
    ahead = list(edges[start])
    while ahead:
        path = ahead.pop()
        if path == start:
            return True
        if path not in seen:
            seen.add(path)
            ahead += edges.get(path, [])
    return False


def hidden(tree: Tree, paths: list[str]) -> list[str]:
    return [
        f"{path}:{found.line}: {found.module} is imported inside a function; import at the top"
        for path in paths
        for found in tree.imports(path)
        if found.hidden
    ]


def pure(tree: Tree, paths: list[str]) -> list[str]:
    return [
        f"{path}:{found.line}: {path.split('/')[0]} is pure and may not import {found.module}"
        for path in paths
        for found in tree.imports(path)
        if _inside(found.module, "bot", "tests", "locales", *(set(PURE) - {path.split("/")[0]}))
    ]


def domains(tree: Tree, paths: list[str]) -> list[str]:
    offences = []
    for path in paths:
        mine = _domain(path)
        for found in tree.imports(path):
            ours = _inside(found.module, *SHIPPED, "tests")
            ground = _ground(mine, path) if mine else ()
            if mine and ours and not _inside(found.module, f"bot.{mine}", *ground):
                offences.append(f"{path}:{found.line}: a domain may not import {found.module}; give it through ports")
    return offences


def _ground(domain: str, path: str) -> tuple[str, ...]:
    pages = WEB if path.split("/")[2].startswith("pages") else ()
    return COMMON_GROUND + pages + (OF_STUDIO if domain == "studio" else ())


def composition(tree: Tree, paths: list[str]) -> list[str]:
    foreign = tuple(f"bot.{name}" for name in DOMAINS)
    return [
        f"{path}:{found.line}: only {' and '.join(COMPOSERS)} know the domains, not {found.module}"
        for path in paths
        if not _domain(path) and path not in COMPOSERS
        for found in tree.imports(path)
        if _inside(found.module, *foreign) and not _inside(found.module, "bot.people.model")
    ]


def shipped(tree: Tree, paths: list[str]) -> list[str]:
    return [
        f"{path}:{found.line}: what ships may not import {found.module}"
        for path in paths
        for found in tree.imports(path)
        if _inside(found.module, "tests", "pytest", "hypothesis")
    ]


LAWS = {
    "no import cycle": Law(
        "Modules can be read from the bottom up.",
        _python,
        cycles,
        planted={
            "two files": {"bot/a.py": "import bot.b\n", "bot/b.py": "from bot import a\n"},
            "relative": {"flows/a.py": "from . import b\n", "flows/b.py": "from .a import x\n"},
            "under TYPE_CHECKING": {
                "bot/a.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from bot.b import B\n",
                "bot/b.py": "from bot.a import A\n",
            },
            "three files": {
                "bot/a.py": "from bot.b import x\n",
                "bot/b.py": "from bot.c import x\n",
                "bot/c.py": "from bot.a import x\n",
            },
        },
        allowed={"a chain": {"bot/a.py": "from bot.b import x\n", "bot/b.py": "from bot.c import x\n", "bot/c.py": ""}},
    ),
    "no hidden import": Law(
        "No import inside a function, where neither readers nor the cycle check look.",
        _python,
        hidden,
        planted={
            "in a function": {"bot/a.py": "def f():\n    import json\n"},
            "in a method": {"flows/a.py": "class A:\n    async def f(self):\n        from json import dumps\n"},
        },
        allowed={"guarded at the top": {"bot/a.py": "try:\n    import uvloop\nexcept ImportError:\n    pass\n"}},
    ),
    "pure packages stand alone": Law(
        "flows and cv_builder import nothing of ours outside themselves.",
        lambda tree: tree.python(*PURE),
        pure,
        planted={
            "the bot": {"flows/a.py": "from bot.clock import Clock\n", "bot/clock.py": ""},
            "each other": {"cv_builder/a.py": "import flows.events\n", "flows/events.py": ""},
        },
        allowed={"itself": {"flows/a.py": "from flows.events import Say\n", "flows/events.py": ""}},
    ),
    "a domain knows no other domain": Law(
        "Domains meet in tables, events and ports.",
        lambda tree: tree.python("bot"),
        domains,
        planted={
            "another domain": {"bot/cvs/actions.py": "from bot.people.store import find\n", "bot/people/store.py": ""},
            "the conversation": {"bot/safety/rules.py": "import bot.conversation\n", "bot/conversation.py": ""},
            "the web, away from its pages": {"bot/cvs/store.py": "import bot.web.guard\n", "bot/web/guard.py": ""},
            "the API, from its pages": {"bot/cvs/pages.py": "import bot.web.api\n", "bot/web/api.py": ""},
            "the engine": {"bot/cvs/actions.py": "from flows.engine import advance\n", "flows/engine.py": ""},
            "the conversation, from the studio": {
                "bot/studio/store.py": "import bot.conversation\n",
                "bot/conversation.py": "",
            },
            "the releases, from another": {"bot/cvs/store.py": "import bot.releases\n", "bot/releases.py": ""},
        },
        allowed={
            "common ground": {
                "bot/cvs/actions.py": "from bot.people.model import Person\nfrom bot.cvs.rules import x\n",
                "bot/cvs/rules.py": "",
                "bot/people/model.py": "",
            },
            "the engine, in the studio": {"bot/studio/rules.py": "import flows.engine\n", "flows/engine.py": ""},
            "pages": {"bot/cvs/pages.py": "from bot.web.guard import needs\n", "bot/web/guard.py": ""},
        },
    ),
    "one composition root": Law(
        "app.py and cli.py alone know which domains exist.",
        lambda tree: tree.python("bot"),
        composition,
        planted={"a channel": {"bot/channels/web.py": "from bot.cvs.store import find\n", "bot/cvs/store.py": ""}},
        allowed={
            "the app": {"bot/app.py": "from bot.cvs import domain\n", "bot/cvs/domain.py": ""},
            "who a person is": {"bot/conversation.py": "import bot.people.model\n", "bot/people/model.py": ""},
        },
    ),
    "what ships needs no tests": Law(
        "The three packages import nothing from tests.",
        lambda tree: tree.python(*SHIPPED),
        shipped,
        planted={"a fake": {"bot/app.py": "from tests.fakes import x\n", "tests/fakes.py": ""}},
    ),
}
