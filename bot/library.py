"""The flows as they are served: files and catalogs → library, and the engine over it for the conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.catalogs import LOCALES, shown
from bot.channels.model import FileRef
from bot.errors import Misconfigured
from bot.i18n import flow_catalogs
from flows.answers import Resolvers
from flows.engine import advance, asked_for, start, transcript_label
from flows.events import Event, JsonValue, Output
from flows.loader import Loaded, load
from flows.model import Library
from flows.problems import Problem
from flows.saved import collect
from flows.session import Journal, Session

SHIPPED = LOCALES.parent / "flows" / "library"
"""The flows we ship, with their translations in `locales/`."""
NET = "filet"
"""The flow asked aside after words of distress: a library of somebody else's that has none is served with ours."""
ENGINE_KEYS = "engine/"
PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
"""What every channel shows in place."""


def read(path: Path | None, actions: Collection[str] | None = None) -> Loaded:
    """The flows of a folder (or one file), ours where `path` is None, with every problem found in them.

    **Why** other flows get only the engine's own words translated: our translations belong to our sentences.
    """
    files = (
        sorted(path.glob("*.yaml")) if path and path.is_dir() else [path] if path else sorted(SHIPPED.glob("*.yaml"))
    )
    return _loaded(path, files, (ENGINE_KEYS,), actions)


def _loaded(path: Path | None, files: Sequence[Path], keys: tuple[str, ...], actions: Collection[str] | None) -> Loaded:
    """`keys`: beginnings of what is translated in a library that isn't ours."""
    texts, unread = _texts(files)
    folder = _folder(path)
    catalogs = _catalogs(keys, ours=path is None or path.resolve() == SHIPPED)
    loaded = load(texts, catalogs, actions, lambda name: _picture(folder, name) is not None)
    return Loaded(None, tuple(sorted([*unread, *(loaded.problems if texts else ())]))) if unread else loaded


def library(path: Path | None, actions: Collection[str] | None = None) -> Library:
    """The library to serve. Raises `Misconfigured` with all problems when one is an error."""
    loaded = read(path, actions)
    if loaded.library is None:
        raise Misconfigured([str(problem) for problem in loaded.problems])
    if path is None or NET in loaded.library.flows:
        return loaded.library
    own = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    whole = _loaded(path, [*own, SHIPPED / f"{NET}.yaml"], (ENGINE_KEYS, f"{NET}/"), actions).library
    return whole or loaded.library


def pictures(library: Library, path: Path | None) -> Mapping[str, tuple[FileRef, bytes]]:
    """What flows show, by the path written in them, read once; only what a flow names can be fetched."""
    folder = _folder(path)
    names = {step.show for flow in library.flows.values() for step in flow.steps if step.show}
    files = {name: file for name in sorted(names) if (file := _picture(folder, name))}
    return {
        name: (FileRef(name, file.name, PICTURES[file.suffix.lower()]), file.read_bytes())
        for name, file in files.items()
    }


def _folder(path: Path | None) -> Path:
    return SHIPPED if path is None else path if path.is_dir() else path.parent


def _picture(folder: Path, name: str) -> Path | None:
    """The file a flow names, if it is a picture below the folder of the flows."""
    file = (folder / name).resolve()
    fits = file.suffix.lower() in PICTURES and file.is_relative_to(folder.resolve()) and file.is_file()
    return file if fits else None


def _texts(files: Sequence[Path]) -> tuple[dict[str, str], list[Problem]]:
    """What can be read. **Why** also what is not UTF-8: the names in it are known to the other files."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for file in files:
        name = shown(file)
        try:
            raw = file.read_bytes()
            texts[name] = raw.decode("utf-8", "replace")
            raw.decode()
        except OSError as error:
            problems.append(Problem(name, 1, 1, "unreadable", f"{error.strerror}."))
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            problems.append(Problem(name, line, 1, "encoding", "Ce fichier n’est pas en UTF-8."))
    return texts, problems


def _catalogs(keys: tuple[str, ...], *, ours: bool) -> Mapping[str, Mapping[str, str]]:
    catalogs = flow_catalogs()
    if ours:
        return catalogs
    return {
        locale: {key: text for key, text in texts.items() if key.startswith(keys)} for locale, texts in catalogs.items()
    }


def answers(state: bytes) -> dict[str, JsonValue]:
    """What somebody answered, by flow and question, out of their stored session.

    `set_aside`: answers that a change put by and that may still hold.
    """
    session = Session.from_json(state)
    given = {flow: _values(journal) for flow, journal in session.journals.items()}
    return {**given, "set_aside": _values(session.later)} if session.later else dict(given)


def _values(journal: Journal) -> dict[str, JsonValue]:
    return {question: entry.value for question, entry in journal.items()}


@dataclass(frozen=True, slots=True)
class Served:
    """The engine with its library and resolvers, as `bot.conversation` asks for it."""

    library: Library
    resolvers: Resolvers
    somebody: asyncio.Event = field(default_factory=asyncio.Event)
    """Set with the first turn."""

    def fresh(self, locales: tuple[str, ...]) -> Session:
        return start(self.library, locales)

    def load(self, state: bytes) -> Session:
        return Session.from_json(state)

    def dump(self, session: Session) -> str:
        return session.to_json()

    def label(self, session: Session, event: Event) -> str:
        return transcript_label(self.library, session, event)

    def called(self, locale: str, text: str) -> str:
        """What these words ask of the bot wherever they are typed: `menu`, the id of a flow, or ""."""
        return asked_for(self.library, locale, text)

    def saved(self, state: bytes) -> dict[str, JsonValue]:
        """What somebody answered, by save, out of their stored session: what a change put by, too."""
        session = Session.from_json(state)
        whole = {**session.journals, session.root: {**session.journal, **session.later}}
        return collect(self.library, session._replace(journals=whole))

    def advance(self, session: Session, event: Event, now: datetime) -> tuple[Session, Sequence[Output]]:
        self.somebody.set()
        return advance(self.library, session, event, now, self.resolvers)
