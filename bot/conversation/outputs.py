"""What the engine gives out, seen from a turn."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from pathlib import PurePosixPath

from bot.channels.model import FileRef
from flows.events import Do, Handed, Output, Say


def deeds(outputs: Sequence[Output]) -> Sequence[Output]:
    """Without words: what is done all the same while a human talks."""
    return [output for output in outputs if isinstance(output, Do | Handed)]


def picture(say: Say) -> tuple[FileRef, ...]:
    """The picture that a flow shows, as a file of the line."""
    if say.picture is None:
        return ()
    type = mimetypes.guess_type(say.picture)[0] or "application/octet-stream"
    return (FileRef(say.picture, PurePosixPath(say.picture).name, type, say.alt),)
