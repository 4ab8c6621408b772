"""What the engine and the rooms give out, as lines of the transcript."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from bot.channels.model import FileRef, Message
from bot.ports import Line
from flows.events import Do, Handed, Output, Say

Keep = Callable[[Sequence[Output]], Sequence[Output]]
"""Which outputs of the engine count."""


def whole(outputs: Sequence[Output]) -> Sequence[Output]:
    return outputs


def deeds(outputs: Sequence[Output]) -> Sequence[Output]:
    """Without words: what is done all the same while a human talks."""
    return [output for output in outputs if isinstance(output, Do | Handed)]


def statements(outputs: Sequence[Output]) -> Sequence[Output]:
    """Without questions: another one is asked first."""
    return [output for output in outputs if not isinstance(output, Say) or output.expects == "none"]


def takes_words(outputs: Sequence[Output]) -> bool:
    """Whether the last thing said waits for something that is written."""
    last = outputs[-1] if outputs else None
    return isinstance(last, Say) and last.expects not in ("none", "choice", "choices", "file")


def picture(say: Say) -> tuple[FileRef, ...]:
    """The picture that a flow shows, as a file of the line."""
    if say.picture is None:
        return ()
    type = mimetypes.guess_type(say.picture)[0] or "application/octet-stream"
    return (FileRef(say.picture, PurePosixPath(say.picture).name, type, say.alt),)


def of_line(line: Line, seq: int, *, clears: bool = False) -> Message:
    """A line of a room. Its buttons ask nothing of the engine: they leave the question under way as it is."""
    return Message(
        seq=seq,
        author=line.author,
        text=line.text,
        choices=line.choices,
        controls=line.controls,
        files=line.files,
        replaces=line.replaces,
        clears=clears,
        location=line.location,
    )


def of_say(say: Say, seq: int, shown: int | None) -> Message:
    """What the engine says. `shown`: the newest message that carried choices, which it may take the place of."""
    return Message(
        seq=seq,
        author="bot",
        text=say.text,
        choices=say.choices,
        controls=say.controls,
        expects=say.expects,
        many=say.many,
        selected=say.selected,
        done=say.done,
        files=picture(say),
        replaces=shown if say.replaces else None,
    )
