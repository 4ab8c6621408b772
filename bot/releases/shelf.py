"""The libraries a process serves: the newest release, and older ones that people are still in the middle of."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import orjson
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import Unavailable
from bot.logs import tell
from bot.releases import store
from bot.releases.model import Release, Revision, Texts
from bot.storage.engine import Database
from flows.loader import flow_of, sources
from flows.model import Flow, Library
from flows.moving import Moves
from flows.schema import validate
from flows.text import Texts as FlowTexts
from flows.yamltext import Document

log = logging.getLogger(__name__)

LOOK_S = 2.0
"""How soon a process serves what another one published."""
MOST_OLD = 20
"""Older libraries held at once, the newest first; each is a few MB. Who began before those is led by their answers."""


@dataclass(slots=True)
class Shelf:
    """`library` is served; `began(n)` is what somebody began with. `texts`: what the engine says itself, by locale."""

    library: Library
    number: int = 0
    texts: Texts = field(default_factory=dict)
    _old: dict[int, Library] = field(default_factory=dict)
    _moves: dict[int, Moves] = field(default_factory=dict)
    _flows: dict[int, Flow] = field(default_factory=dict)

    def began(self, number: int) -> Library | None:
        return self.library if number == self.number else self._old.get(number)

    def moves(self, number: int) -> Moves:
        """Where staff sent people who stand since that release at steps that are gone now."""
        return self._moves.get(number, {})

    async def refresh(self, database: Database) -> bool:
        """Takes the newest release from the database; False when it is served already."""
        async with database.read() as db:
            newest = await store.newest(db)
            if newest is None or newest.id == self.number:
                return False
            used = sorted((id for id in await store.in_use(db) if id and id != newest.id), reverse=True)[:MOST_OLD]
            since = await store.releases(db, min([*used, newest.id]))
            wanted = {id for release in since if release.id in {*used, newest.id} for id in release.flows.values()}
            fresh = await store.revisions(db, wanted - self._flows.keys())
            kept = await store.revisions(db, wanted)
        self._flows = {id: self._flows.get(id) or parsed(fresh[id]) for id in sorted(wanted)}
        libraries = {release.id: self._library(release, kept) for release in since if release.id in {*used, newest.id}}
        self._moves = {id: composed([one for one in since if one.id > id]) for id in used}
        self._old = {id: libraries[id] for id in used if id in libraries}
        self.library, self.number = libraries[newest.id], newest.id
        return True

    def _library(self, release: Release, kept: Mapping[int, Revision]) -> Library:
        flows = {flow: self._flows[id] for flow, id in sorted(release.flows.items())}
        return Library(flows, merged(flows.values(), self.texts, [kept[id] for id in release.flows.values()]))

    async def run(self, database: Database) -> None:
        """Until cancelled: what another process publishes is served here too."""
        while True:
            await asyncio.sleep(LOOK_S)
            try:
                async with database.read() as db:
                    newest = await store.newest_id(db)
                if newest != self.number:
                    await self.refresh(database)
            except (SQLAlchemyError, OSError, Unavailable) as error:
                tell(log, "could not look for newly published flows", error)


def parsed(revision: Revision) -> Flow:
    """The flow of a revision, from its plain value. It was valid when it was added; raises ValueError if it is not."""
    written, problems = validate(Document(revision.written.flow, orjson.loads(revision.parsed)))
    if written is None:
        raise ValueError(f"revision {revision.id}: {problems[0] if problems else 'not a flow'}")
    return flow_of(written)


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
