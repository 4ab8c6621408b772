"""The flows as they are served: files and catalogs → library, and the engine over it for the conversation."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.catalogs import LOCALES, shown
from bot.channels.model import FileRef
from bot.errors import Misconfigured
from bot.offering import flow_texts, offered
from bot.offering import shipped as in_catalogs
from bot.releases.model import Written
from flows.book import Shown
from flows.events import JsonValue
from flows.loader import Loaded, load
from flows.model import TRAINING, Library
from flows.problems import Problem
from flows.session import Journal, Session

SHIPPED = LOCALES.parent / "flows" / "library"
"""The flows we ship, with their translations in `locales/`."""
NET = "filet"
"""The flow asked aside after words of distress."""
LENT = (NET, TRAINING)
"""A library of somebody else's that has none of these is served with ours: without them nobody could help."""
ENGINE_KEYS = "engine/"
_NAME = re.compile(r"^flow:[ \t]*([a-z0-9_]+)", re.MULTILINE)
PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
"""What every channel shows in place."""


def read(path: Path | None, actions: Collection[str] | None = None, shown: Sequence[Shown] = ()) -> Loaded:
    """The flows of a folder (or one file), ours where `path` is None, with every problem found in them.

    **Why** other flows get only the engine's own words translated: our translations belong to our sentences.
    """
    files = (
        sorted(path.glob("*.yaml")) if path and path.is_dir() else [path] if path else sorted(SHIPPED.glob("*.yaml"))
    )
    return _loaded(path, files, (ENGINE_KEYS,), actions, shown)


def _loaded(
    path: Path | None,
    files: Sequence[Path],
    keys: tuple[str, ...],
    actions: Collection[str] | None,
    shown: Sequence[Shown] = (),
) -> Loaded:
    """`keys`: beginnings of what is translated in a library that isn't ours."""
    texts, unread = _texts(files)
    folder = _folder(path)
    catalogs = _catalogs(keys, ours=path is None or path.resolve() == SHIPPED)
    loaded = load(texts, catalogs, actions, lambda name: _picture(folder, name) is not None, shown=shown)
    return Loaded(None, tuple(sorted([*unread, *(loaded.problems if texts else ())]))) if unread else loaded


def shipped() -> Sequence[Written]:
    """The flows we ship, each with its translations, unread: what is in them is told by `read`."""
    texts, _ = _texts(sorted(SHIPPED.glob("*.yaml")))
    catalogs = flow_texts()
    found = []
    for source in texts.values():
        if name := _NAME.search(source):
            own = f"{name[1]}/"
            of_locale = ((locale, _of(own, catalog)) for locale, catalog in catalogs.items())
            found.append(Written(name[1], source, {locale: texts for locale, texts in of_locale if texts}))
    return found


def engine_texts() -> Mapping[str, Mapping[str, str]]:
    """What the engine says itself, by locale: it comes with the service, whoever wrote the flows."""
    return _catalogs((ENGINE_KEYS,), ours=False)


def _of(prefix: str | tuple[str, ...], texts: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if key.startswith(prefix)}


def library(path: Path | None, actions: Collection[str] | None = None) -> Library:
    """The library to serve. Raises `Misconfigured` with all problems when one is an error."""
    loaded = read(path, actions)
    if loaded.library is None:
        raise Misconfigured([str(problem) for problem in loaded.problems])
    lent = [flow for flow in LENT if flow not in loaded.library.flows]
    if path is None or not lent:
        return _offering(loaded.library)
    own = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    ours = [SHIPPED / f"{flow}.yaml" for flow in lent]
    whole = _loaded(path, [*own, *ours], (ENGINE_KEYS, *(f"{flow}/" for flow in lent)), actions).library
    return _offering(whole or loaded.library)


def _offering(library: Library) -> Library:
    return replace(library, whole=offered(library.texts, library.first, in_catalogs(), {}))


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
    catalogs = flow_texts()
    if ours:
        return catalogs
    return {locale: _of(keys, texts) for locale, texts in catalogs.items()}


def answers(state: bytes) -> dict[str, JsonValue]:
    """What somebody answered, by flow and question, out of their stored session.

    `set_aside`: answers that a change put by and that may still hold.
    """
    session = Session.from_json(state)
    given = {flow: _values(journal) for flow, journal in session.journals.items()}
    return {**given, "set_aside": _values(session.later)} if session.later else dict(given)


def _values(journal: Journal) -> dict[str, JsonValue]:
    return {question: entry.value for question, entry in journal.items()}
