"""`/staff/flows`: every flow by its title, and a search through all that they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from aiohttp import web

from bot.ports import Account
from bot.studio.model import READERS, WRITERS, Draft
from bot.studio.pages.desk import PATH, Desk
from bot.studio.rules.reading import reading, texts
from bot.studio.store import drafts
from bot.web import guard
from bot.web.inputs import clean
from bot.web.staff import Section, add_section, staff_page
from flows.model import Library
from flows.text import fold

LONGEST_SEARCH = 80
MOST_HITS = 60
"""Places shown of one search; who finds more looks for something longer."""


class Row(NamedTuple):
    """One flow in the list."""

    flow: str
    title: str
    steps: int
    draft: bool
    published: bool


class Hit(NamedTuple):
    """A text that was looked for: `step` is "" in the header."""

    flow: str
    step: str
    locale: str
    text: str


@dataclass(frozen=True, slots=True)
class ListPages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        app.router.add_get(PATH, guard.needs(*READERS)(self.all))
        about = Section(
            PATH,
            READERS,
            lambda words: words.pgettext("staff/flows", "Parcours"),
            lambda words: words.pgettext("staff/flows/about", "Ce que dit le robot : lire, changer, essayer, publier."),
        )
        add_section(app, about)

    async def all(self, request: web.Request, account: Account) -> web.Response:
        library = self.desk.shelf().library
        async with self.desk.database.read() as db:
            written = {} if self.desk.folder else await drafts.every(db)
        looked_for = clean(request.query.get("q", ""))[:LONGEST_SEARCH].strip()
        found = list(hits(library, written, looked_for)) if looked_for else []
        values = {
            "rows": rows(library, written),
            "q": looked_for,
            "hits": found[:MOST_HITS],
            "more": max(0, len(found) - MOST_HITS),
            "may_write": account.may(*WRITERS) and self.desk.folder is None,
            "files": self.desk.folder is not None,
        }
        return staff_page(request, account, "studio/list.html", values)


def rows(library: Library, written: Mapping[str, Draft]) -> list[Row]:
    """By title. Of a draft that can't be read yet, what of it can."""
    found: list[Row] = []
    for flow in sorted(library.flows.keys() | written.keys()):
        published, draft = library.flows.get(flow), written.get(flow)
        if draft is not None:
            read = reading(flow, draft.written.source)
            found.append(Row(flow, read.title or flow, len(read.steps), True, published is not None))
        elif published is not None:
            found.append(Row(flow, published.title, len(published.steps), False, True))
    return sorted(found, key=lambda row: fold(row.title))


def hits(library: Library, written: Mapping[str, Draft], looked_for: str) -> Iterator[Hit]:
    """Where these words stand, whatever their accents, in drafts first, then in what is served, in every language."""
    wanted = fold(looked_for)
    for flow, draft in sorted(written.items()):
        known = reading(flow, draft.written.source).flow
        for step, text in texts(known) if known else ():
            if wanted in fold(text):
                yield Hit(flow, step, "fr", text)
    for locale, catalog in library.texts.catalogs.items():
        for key, text in catalog.items():
            flow, _, rest = key.partition("/")
            if flow in library.flows and not (flow in written and locale == "fr") and wanted in fold(text):
                yield Hit(flow, rest.partition("/")[0], locale, text)
