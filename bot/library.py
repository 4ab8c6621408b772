"""The flows as they are served: files and catalogs → library, and the engine over it for the conversation."""

from __future__ import annotations

import mimetypes
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.catalogs import LOCALES
from bot.channels.model import FileRef
from bot.errors import Misconfigured
from bot.i18n import flow_catalogs
from flows.answers import Resolvers
from flows.engine import advance, start, transcript_label
from flows.events import Event, Output
from flows.loader import Loaded, load
from flows.model import Library
from flows.session import Session

SHIPPED = LOCALES.parent / "flows" / "library"
"""The flows we ship, with their translations in `locales/`."""
ENGINE_KEYS = "engine/"


def read(path: Path | None, actions: Collection[str] | None = None) -> Loaded:
    """The flows of a folder (or one file), ours where `path` is None, with every problem found in them.

    **Why** other flows get only the engine's own words translated: our translations belong to our sentences.
    """
    files = (
        sorted(path.glob("*.yaml")) if path and path.is_dir() else [path] if path else sorted(SHIPPED.glob("*.yaml"))
    )
    texts, problems = _texts(files)
    if problems:
        raise Misconfigured(problems)
    return load(texts, _catalogs(ours=path is None or path.resolve() == SHIPPED), actions)


def library(path: Path | None, actions: Collection[str] | None = None) -> Library:
    """The library to serve. Raises `Misconfigured` with all problems when one is an error."""
    loaded = read(path, actions)
    if loaded.library is None:
        raise Misconfigured([str(problem) for problem in loaded.problems])
    return loaded.library


def pictures(shown: Library, path: Path | None) -> Mapping[str, tuple[FileRef, bytes]]:
    """What flows show, by the path written in them, read once. Raises `Misconfigured` when a picture isn't there.

    Only what a flow names can be fetched, and only from below the folder of the flows.
    """
    folder = SHIPPED if path is None else path if path.is_dir() else path.parent
    found: dict[str, tuple[FileRef, bytes]] = {}
    problems: list[str] = []
    for flow in shown.flows.values():
        for step in flow.steps:
            if step.show and step.show not in found:
                file = folder / step.show
                if file.is_file() and file.resolve().is_relative_to(folder.resolve()):
                    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                    found[step.show] = FileRef(step.show, file.name, kind), file.read_bytes()
                else:
                    problems.append(f"{flow.id}/{step.id}: {step.show} n’est pas dans {folder}. [picture]")
    if problems:
        raise Misconfigured(problems)
    return found


def _texts(files: Sequence[Path]) -> tuple[dict[str, str], list[str]]:
    texts: dict[str, str] = {}
    problems: list[str] = []
    for file in files:
        try:
            texts[str(file)] = file.read_text("utf-8")
        except OSError as error:
            problems.append(f"{file}:1:1: {error.strerror}")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            problems.append(f"{file}:{line}:1: Ce fichier n’est pas en UTF-8. [encoding]")
    return texts, problems


def _catalogs(*, ours: bool) -> Mapping[str, Mapping[str, str]]:
    catalogs = flow_catalogs()
    if ours:
        return catalogs
    return {
        locale: {key: text for key, text in texts.items() if key.startswith(ENGINE_KEYS)}
        for locale, texts in catalogs.items()
    }


@dataclass(frozen=True, slots=True)
class Served:
    """The engine with its library and resolvers, as `bot.conversation` asks for it."""

    library: Library
    resolvers: Resolvers

    def fresh(self, locales: tuple[str, ...]) -> Session:
        return start(self.library, locales)

    def load(self, state: bytes) -> Session:
        return Session.from_json(state)

    def dump(self, session: Session) -> str:
        return session.to_json()

    def label(self, session: Session, event: Event) -> str:
        return transcript_label(self.library, session, event)

    def advance(self, session: Session, event: Event, now: datetime) -> tuple[Session, Sequence[Output]]:
        return advance(self.library, session, event, now, self.resolvers)
