"""Who hears what somebody says: the relay while a human talks with them, and its own buttons at any time.

Law: while the mode is `human` the engine hears nothing, whatever is typed or tapped; the relay alone decides what that
does, inside the turn that wrote the person's line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.channels.model import FileRef, Said
from bot.ports import RELAYED, Domain, Relay, Secret, Watch
from flows.events import Received, Started, Tapped, Unsupported

RECORDINGS = frozenset({"voice", "video"})
"""Kinds of what the engine can't read."""
T = TypeVar("T")


def is_relayed(said: Said) -> bool:
    """A button of the relay, which may stand under any line however old."""
    return isinstance(said, Tapped) and said.id.startswith(RELAYED)


def is_recording(said: Said) -> bool:
    """Something only a human can listen to or watch."""
    return isinstance(said, Unsupported) and said.kind in RECORDINGS and isinstance(said.meant, Received)


def hears(mode: str, said: Said) -> bool:
    """Whether this is for the relay. An opened conversation says nothing, to nobody.

    **Why** recordings while somebody waits: whoever comes can listen to them, and the engine can't.
    """
    if mode == "human":
        return not isinstance(said, Started)
    return is_relayed(said) or (mode == "waiting" and is_recording(said))


def files_of(mode: str, said: Said) -> tuple[FileRef, ...]:
    """What the person's own line holds: a recording, too, when a human hears it or will."""
    there = mode == "human" or (mode == "waiting" and is_recording(said))
    file = said.meant if there and isinstance(said, Unsupported) else said
    return (FileRef(file.ref, file.name, file.type),) if isinstance(file, Received) else ()


def relay_of(domains: Sequence[Domain]) -> Relay | None:
    """The one relay there is; two would both answer, which is a mistake of ours."""
    return _only([domain.relay for domain in domains if domain.relay is not None], "relay")


def watch_of(domains: Sequence[Domain]) -> Watch | None:
    """The one watch there is."""
    return _only([domain.watch for domain in domains if domain.watch is not None], "watch")


def secret_of(domains: Sequence[Domain]) -> Secret | None:
    """The one that knows people's own words."""
    return _only([domain.secret for domain in domains if domain.secret is not None], "secret")


def _only(found: Sequence[T], what: str) -> T | None:
    if len(found) > 1:
        raise ValueError(f"more than one room has a {what}")
    return found[0] if found else None
