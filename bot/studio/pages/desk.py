"""What all pages of the studio share: what they are made of, which flow is meant, how a draft is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.clock import Clock
from bot.errors import Refused, Unavailable
from bot.ports import Account
from bot.releases.model import Written
from bot.releases.shelf import Shelf
from bot.storage.engine import Database
from bot.studio.model import NEVER, Edit, Held, Kept
from bot.studio.rules.kept import Resolving, plainly
from bot.studio.store import drafts, flows
from bot.web.inputs import Form, clean
from bot.web.words import Language, language
from flows.book import Shown
from flows.checks.long_button import tightest
from flows.yamltext import read

PATH = "/staff/flows"
FLOW = PATH + "/{flow:[a-z0-9][a-z0-9_]{0,47}}"
"""The address of one flow; tabs and deeds come behind it."""
TRIES = 10
"""How often a save begins anew because somebody else saved in between."""
LONGEST = 400_000
"""Characters of a flow as text: five times our longest."""
MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Desk:
    """`shelf`: what is served now. `folder`: own files that are served as they are; the studio only reads them then.

    `resolving`: what reads the words typed in a try-out. `shown`: what the channels that are on show on a button.
    """

    database: Database
    clock: Clock
    zone: ZoneInfo
    shelf: Callable[[], Shelf]
    folder: Path | None = None
    resolving: Resolving = plainly
    shown: Sequence[Shown] = ()

    @property
    def most(self) -> int:
        """Units of a button that all channels show."""
        return tightest(self.shown)[1]

    async def held(self, request: web.Request) -> Held:
        """The flow of the address. Raises 404."""
        found = await self.of(request.match_info["flow"])
        if found is None:
            raise web.HTTPNotFound
        return found

    async def of(self, flow: str) -> Held | None:
        if self.folder is not None:
            written = files(self.folder).get(flow)
            return Held(flow, written, None, None) if written else None
        async with self.database.read() as db:
            return await flows.held(db, flow)

    async def change(self, request: web.Request, account: Account, flow: str, edit: Edit, seen: int) -> Kept:
        """Puts an edit on whatever the draft says now; `seen`: the version of the page it was made on.

        **Why** `edit` runs outside the transaction, and again when somebody saved meanwhile: reading YAML takes longer
        than people who chat may wait for the one writer. Raises 403 where files are served, 404, 413.
        """
        self.writable(request)
        for _ in range(TRIES):
            held = await self.of(flow)
            if held is None:
                raise web.HTTPNotFound
            wanted = edit(held.written)
            if wanted is None:
                return Kept("both", held)
            if wanted == held.written:
                return Kept("saved", held)
            if len(wanted.source) > LONGEST:
                raise web.HTTPRequestEntityTooLarge(LONGEST, len(wanted.source))
            async with self.database.write() as db:
                version = await drafts.save(
                    db,
                    wanted,
                    on_version=held.version,
                    based_on=held.number,
                    by=account.id,
                    now=self.clock.now(),
                )
            if version is not None:
                return Kept("saved" if held.version == seen else "merged", await self._again(flow))
        raise Unavailable("too many people save this flow at once")

    async def _again(self, flow: str) -> Held:
        found = await self.of(flow)
        return found or Held(flow, None, None, None)

    def writable(self, request: web.Request) -> None:
        """Raises 403 where the flows are files of whoever runs the service."""
        if self.folder is not None:
            raise Refused("files", files_words(language(request)), HTTPStatus.FORBIDDEN)


def files(folder: Path) -> Mapping[str, Written]:
    """The flows of a folder as they are written there now."""
    found: dict[str, Written] = {}
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else [folder]:
        source = path.read_text("utf-8", "replace")
        document, _ = read(path.name, source)
        if document is not None and isinstance(document.value, dict) and isinstance(document.value.get("flow"), str):
            name = str(document.value["flow"])
            found.setdefault(name, Written(name, source, {}))
    return found


def files_words(spoken: Language) -> str:
    return spoken.pgettext(
        "staff/flows/files", "Ici les parcours sont des fichiers, servis tels quels : on les change dans ces fichiers."
    )


def seen_version(form: Form) -> int:
    """The version of the draft that a form was made on."""
    raw = str(form.get("version", ""))
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= MOST_DIGITS else NEVER


def typed(form: Form, name: str) -> str:
    return clean(str(form.get(name, ""))).replace("\r\n", "\n")[:LONGEST]
