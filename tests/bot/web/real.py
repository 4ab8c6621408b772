"""The real house behind the web: engine, storage, turns, with a small flow that asks one question of every kind."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.channels.model import FileRef
from bot.clock import Clock
from bot.conversation import Conversation
from bot.i18n import translator
from bot.people import store
from bot.ports import Domain, Later, Line, Outcome, Turn
from bot.releases.shelf import Shelf
from bot.safety.safe_word import Heard
from bot.safety.sos import sos
from bot.served import Served
from bot.storage.backlog import Backlog
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.handovers import StoredHandovers
from bot.storage.sealed import Identity
from bot.storage.transcripts import StoredFiles, StoredTranscripts
from bot.web.metrics import Metered, Metrics
from bot.web.server import build, serve
from bot.web.site import Site
from flows import loader
from flows.answers import Resolvers
from flows.events import JsonValue
from flows.model import Library
from tests.bot.web.conftest import SITE

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8ffff3f0300060005000f"
    "8a3d0000000049454e44ae426082"
)
WELCOME = """
flow: welcome
title: Bienvenue
steps:
  - id: bonjour
    say: Salut 👋 Je suis un robot. Je t'aide à faire ton CV.
  - id: depart
    ask: Tu commences par quoi ?
    choices:
      cv: Faire mon CV
      atelier: Atelier près de moi
  - id: aide
    ask: 2/6 · Chez toi, tu fais souvent…
    choose: many
    choices:
      cuisine: La cuisine
      petits: Garder les petits
      rien: Rien de tout ça
    alone: rien
  - id: numero
    ask: 3/6 · Pour que l'employeur puisse t'appeler, ton numéro ?
    type: phone
  - id: ville
    ask: 4/6 · Tu habites quelle ville ?
    type: place
  - id: papier
    ask: 5/6 · Tu as déjà un papier à me montrer ?
    type: file
  - id: faire
    say: C'est gardé. Je prépare ton CV…
    do: cv.make
  - id: encore
    ask: 6/6 · On continue ?
    type: yes_no
"""
ERASE = """
flow: erase
title: Tout effacer
words: effacer
steps:
  - id: efface
    do: cv.erase
    once: yes
    end: yes
"""
ARABIC = {
    "welcome/bonjour/say": "مرحبا 👋 أنا روبوت.",
    "welcome/depart/ask": "بماذا نبدأ؟",
    "welcome/depart/choices/cv": "إعداد سيرتي الذاتية",
    "welcome/aide/ask": "ما الذي تقوم به في البيت؟",
    "welcome/aide/choices/cuisine": "الطبخ",
}


@dataclass
class Real:
    """The running house."""

    base: str
    database: Database
    conversation: Conversation
    files: StoredFiles


def library() -> Library:
    loaded = loader.load({"welcome.yaml": WELCOME, "erase.yaml": ERASE}, {"ar": ARABIC, "en": {}})
    assert loaded.library is not None, loaded.problems
    return loaded.library


def maker() -> Domain:
    """A domain whose action makes a document a moment later."""

    async def make(turn: Turn, answers: Mapping[str, JsonValue], args: Mapping[str, JsonValue]) -> Outcome:
        return Outcome(events=(Later("cv.ready", {}, turn.new_id(), turn.now),))

    async def ready(turn: Turn, payload: Mapping[str, JsonValue]) -> Outcome:
        picture = FileRef("cv-png", "cv.png", "image/png", "Le CV d’Amina")
        more = (Line("Un CV, c’est fait pour changer. " * 6), Line("Regarde-le bien avant de l’envoyer. " * 6))
        return Outcome(lines=(Line("Voilà ton CV.", (picture,)), *more), resume=True)

    async def erase(turn: Turn, answers: Mapping[str, JsonValue], args: Mapping[str, JsonValue]) -> Outcome:
        await store.erase(turn.db, Identity(), turn.person_id, turn.now)
        return Outcome(lines=(Line("C’est effacé."), Line("Écris quand tu veux.")), forget=True)

    return Domain("cv", actions={"cv.make": make, "cv.erase": erase}, events={"cv.ready": ready})


def media(name: str) -> tuple[FileRef, bytes] | None:
    return (FileRef("cv-png", "cv.png", "image/png"), PNG) if name == "cv-png" else None


@asynccontextmanager
async def running(folder: Path, site: Site = SITE, clock: Clock | None = None) -> AsyncIterator[Real]:
    clock = clock or Clock()
    database = await Database.open(f"sqlite:///{folder / 'passerelle.db'}")
    feeds = Feeds(database)
    conversation = Conversation(database, Served(Shelf(library()), Resolvers()), [maker()], feeds=feeds, clock=clock)
    files = StoredFiles(database, Identity(), clock)

    async def backlog() -> Backlog:
        return Backlog()

    async def healthy() -> bool:
        return True

    metrics = Metrics(backlog)
    app = build(
        site,
        conversation=Metered(conversation, metrics),
        transcripts=StoredTranscripts(database, feeds, Identity(), media),
        files=files,
        handovers=StoredHandovers(database, clock),
        clock=clock,
        translations=translator,
        sos=lambda locale: [line.text for line in sos(translator)(locale)],
        own_call=Heard(database, Identity()),
        healthy=healthy,
        metrics=metrics,
    )
    runner = await serve(app, "127.0.0.1", 0)
    try:
        yield Real(f"http://127.0.0.1:{runner.addresses[0][1]}", database, conversation, files)
    finally:
        await runner.cleanup()
        await conversation.idle()
        await database.close()
