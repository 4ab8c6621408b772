"""`/staff/guide`: the guide of the studio, from the Markdown file that is also read in the repository."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from aiohttp import web
from markdown_it import MarkdownIt
from markupsafe import Markup

from bot.ports import Account
from bot.studio.model import READERS
from bot.web import guard
from bot.web.staff import Section, add_section, staff_page
from flows.text import SOURCE, typeset

GUIDE = "/staff/guide"
DOCS = Path(__file__).parents[2] / "docs"
FILE = DOCS / "studio.md"
SCREENS = "screens"
TITLE = 3
"""Tokens of the title, which is the first line of the file."""
_PICTURE = re.compile(r"studio-[a-z]+\.png")


class Chapter(NamedTuple):
    """`mark`: its place on the page."""

    mark: str
    title: str


class Guide(NamedTuple):
    """`body`: HTML of what comes below the title; `chapters` of the second rank, in order."""

    title: str
    chapters: Sequence[Chapter]
    body: Markup


@dataclass(frozen=True, slots=True)
class GuidePages:
    def routes(self, app: web.Application) -> None:
        ours = guard.needs(*READERS)
        app.router.add_get(GUIDE, ours(self.show))
        app.router.add_get(f"{GUIDE}/{SCREENS}/{{name}}", ours(self.picture))
        about = Section(
            GUIDE,
            READERS,
            lambda words: words.pgettext("staff/guide", "Guide"),
            lambda words: words.pgettext("staff/guide/about", "Comment changer ce que dit le robot (en français)."),
        )
        add_section(app, about)

    async def show(self, request: web.Request, account: Account) -> web.Response:
        return staff_page(request, account, "studio/guide.html", {"guide": guide()})

    async def picture(self, request: web.Request, account: Account) -> web.StreamResponse:
        """One of the guide's own."""
        name = request.match_info["name"]
        file = DOCS / SCREENS / name
        if not _PICTURE.fullmatch(name) or not file.is_file():
            raise web.HTTPNotFound
        return web.Response(body=file.read_bytes(), content_type="image/png")


@cache
def guide() -> Guide:
    return read(FILE.read_text("utf-8"))


def read(text: str) -> Guide:
    """**Why** no HTML in it: what is written is text, whoever writes it."""
    tool = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = tool.parse(text)
    title, chapters = typeset(tokens[1].content, SOURCE), list[Chapter]()
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            chapters.append(Chapter(f"c{len(chapters) + 1}", typeset(tokens[at + 1].content, SOURCE)))
            token.attrSet("id", chapters[-1].mark)
        for inner in token.children or ():
            if inner.type == "text":
                inner.content = typeset(inner.content, SOURCE)
            if inner.type == "image":
                inner.attrSet("src", f"{GUIDE}/{inner.attrs['src']}")
                inner.attrSet("loading", "lazy")
    body = tool.renderer.render(tokens[TITLE:], tool.options, {})
    return Guide(title, chapters, Markup(_scrolled(body)))  # noqa: S704  HTML is off, and the file is ours


def _scrolled(body: str) -> str:
    """Tables that are wider than a phone move by themselves."""
    return body.replace("<table>", '<div class="scroll"><table>').replace("</table>", "</table></div>")
