"""The libraries a process serves: the newest release, and older ones that people are still in the middle of."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import orjson
from sqlalchemy.exc import SQLAlchemyError

from bot.catalogs import placeholders
from bot.errors import Unavailable
from bot.i18n import Translator
from bot.logs import tell
from bot.offering import CODE, FLOWS, MUST, MUST_OF_CODE, Shipped, begun, offered
from bot.releases import store
from bot.releases.model import Release, Revision, Texts
from bot.releases.reworded import Said, chosen, worded, words
from bot.storage import reviews
from bot.storage.engine import Database
from flows.loader import flow_of, sources
from flows.model import FIRST, Flow, Library
from flows.moving import Moves
from flows.phrases import PHRASES
from flows.schema import validate
from flows.text import Texts as FlowTexts
from flows.yamltext import Document

log = logging.getLogger(__name__)

ENGINE = "engine/"
"""Begins the keys of what the engine says itself."""
LOOK_S = 2.0
"""How soon a process serves what another one published."""
MOST_OLD = 20
"""Older libraries held at once, the newest first; each is a few MB. Who began before those is led by their answers."""


@dataclass(slots=True)
class Shelf:
    """`library` is served; `began(n)` is what somebody began with. `texts`: what the engine says itself, by locale.

    `actions`: what flows may ask for in this version of the service (None: not looked at). `catalogs`: what the service
    brings in each language, for which of them are offered (None: all). `said`: what the team says better than code.
    """

    library: Library
    number: int = 0
    texts: Texts = field(default_factory=dict)
    actions: Collection[str] | None = None
    catalogs: Mapping[str, Shipped] | None = None
    said: Said = field(default_factory=dict)
    _read: int = 0
    _refused: int = 0
    _old: dict[int, Library] = field(default_factory=dict)
    _moves: dict[int, Moves] = field(default_factory=dict)
    _flows: dict[int, Flow | None] = field(default_factory=dict)

    def began(self, number: int) -> Library | None:
        return self.library if number == self.number else self._old.get(number)

    def words(self, locale: str) -> Translator:
        """The texts of code, as they are said now."""
        return words(locale, self.said)

    def moves(self, number: int) -> Moves:
        """Where staff sent people who stand since that release at steps that are gone now."""
        return self._moves.get(number, {})

    async def refresh(self, database: Database) -> bool:
        """Takes the newest release from the database; False when it is served already.

        Raises ValueError when this version of the service can't walk it. Who began with an older one that it can't walk
        is led by their answers.
        """
        async with database.read() as db:
            newest, written = await store.newest(db), await reviews.written(db)
            if newest is None or (newest.id == self.number and written == self._read):
                return False
            used = sorted((id for id in await store.in_use(db) if id and id != newest.id), reverse=True)[:MOST_OLD]
            since = await store.releases(db, min([*used, newest.id]))
            wanted = {id for release in since if release.id in {*used, newest.id} for id in release.flows.values()}
            fresh = await store.revisions(db, wanted - self._flows.keys())
            kept = await store.revisions(db, wanted)
            read = await reviews.of_keys(db, (f"{FIRST}/", *MUST, *MUST_OF_CODE))
            said = await reviews.stood_by(db, FLOWS, ENGINE)
            better = chosen(await reviews.stood_by(db, CODE))
        self._flows = {id: self._flows[id] if id in self._flows else parsed(fresh[id]) for id in sorted(wanted)}
        engine = rewritten(self.texts, said)
        libraries = {one.id: self._library(one, kept, engine) for one in since if one.id in {*used, newest.id}}
        served = libraries.pop(newest.id)
        if served is None:
            raise ValueError(f"release {newest.id} was made by another version of the service")
        if self.catalogs is not None:
            known = {**{one: begun(one, self.catalogs) for one in better}, **self.catalogs}
            known = {one: worded(ours, better) for one, ours in known.items()}
            served = replace(served, whole=offered(served.texts, served.first, known, read))
        self._read, self.said = written, better
        self._moves = {id: composed([one for one in since if one.id > id]) for id in used}
        self._old = {id: library for id, library in libraries.items() if library is not None}
        self.library, self.number = served, newest.id
        return True

    def _library(self, release: Release, kept: Mapping[int, Revision], engine: Texts) -> Library | None:
        """None: this version of the service can't walk it: a word of the format or an action it does not know."""
        flows: dict[str, Flow] = {}
        for name, id in sorted(release.flows.items()):
            flow = self._flows[id]
            if flow is None or not self._acts(flow):
                return None
            flows[name] = flow
        return Library(flows, merged(flows.values(), engine, [kept[id] for id in release.flows.values()]))

    def _acts(self, flow: Flow) -> bool:
        return self.actions is None or all(not step.do or step.do in self.actions for step in flow.steps)

    async def run(self, database: Database, every: float = LOOK_S) -> None:
        """Until cancelled: what another process publishes is served here too. `every`: in seconds."""
        while True:
            await asyncio.sleep(every)
            try:
                async with database.read() as db:
                    newest, written = await store.newest_id(db), await reviews.written(db)
                if newest != self._refused and (newest, written) != (self.number, self._read):
                    await self._take(database, newest)
            except (SQLAlchemyError, OSError, Unavailable) as error:
                tell(log, "could not look for newly published flows", error)

    async def _take(self, database: Database, newest: int) -> None:
        """**Why** one that can't be read is told once and left: while a service is upgraded its old processes serve on
        what they have, until they are replaced."""
        try:
            await self.refresh(database)
        except ValueError as error:
            self._refused = newest
            tell(log, "newly published flows are of another version of the service", error)


def empty() -> Shelf:
    """Nothing is served yet."""
    return Shelf(Library({}, FlowTexts({}, {})))


def parsed(revision: Revision) -> Flow | None:
    """The flow of a revision, from its plain value; None where this version of the format can't read it."""
    written, _ = validate(Document(revision.written.flow, orjson.loads(revision.parsed)))
    return flow_of(written) if written is not None else None


def rewritten(ours: Texts, said: Mapping[tuple[str, str], tuple[str, str]]) -> Texts:
    """What the engine says itself, where staff said it better; only for today's French, and with its values."""
    found = {locale: dict(texts) for locale, texts in ours.items()}
    for (locale, key), (french, text) in said.items():
        if PHRASES.get(key) == french and text and placeholders(french) == placeholders(text):
            found.setdefault(locale, {})[key] = text
    return found


def merged(flows: Iterable[Flow], engine: Texts, revisions: Sequence[Revision]) -> FlowTexts:
    """The texts of a library: the engine's own, then what each revision brings."""
    found: dict[str, dict[str, str]] = {locale: dict(texts) for locale, texts in engine.items()}
    for revision in revisions:
        for locale, texts in revision.written.texts.items():
            found.setdefault(locale, {}).update(texts)
    return FlowTexts(sources([*flows]), found)


def composed(releases: Iterable[Release]) -> Moves:
    """The moves of several releases as one: a step whose destination went later leads on from there."""
    moves: dict[str, str] = {}
    for release in sorted(releases, key=lambda one: one.id):
        for spot, target in moves.items():
            moves[spot] = release.moves.get(f"{spot.partition('/')[0]}/{target}", target)
        moves |= {spot: target for spot, target in release.moves.items() if spot not in moves}
    return moves
