"""What a page shows of a transcript: lines in order, changed ones in their place, and the question that is open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from bot.channels.model import FileRef, Message
from bot.channels.web import file_url
from bot.web.words import line_dir
from flows.events import Button

_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]»]")
FEW, SHORT = 4, 12
"""More than `FEW` choices of at most `SHORT` characters stand in a tight grid, so that they fit on a phone."""
MANY, NARROW = 8, 26
"""More than `MANY` of at most `NARROW` characters stand in two columns (panel.js alike)."""
SOS, HUMAN = "!sos", "!human"
"""Always in the head of the page, so not repeated among the controls (panel.js alike)."""
CALM = "!sos:"
"""Begins the ids of what stands under the numbers of SOS: it stays with its line."""
REPORT = "!m:report"
"""Begins the id of « Signaler »: it stays with the mentor's line that it is about."""
CLEAR = "!sos:clear"
"""On a page it is « Quitter vite »: what empties the screen also leads away from it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One file under a line."""

    file: FileRef

    @property
    def url(self) -> str:
        return file_url(self.file)

    @property
    def picture(self) -> bool:
        return self.file.type in ("image/png", "image/jpeg", "image/webp")

    @property
    def voice(self) -> bool:
        return self.file.type.startswith("audio/")

    @property
    def name(self) -> Markup:
        """Its name, which a narrow screen breaks where a word of it ends (lines.js alike)."""
        shown = str(escape(self.file.name)).replace("_", "_<wbr>").replace(".", "<wbr>.")
        return Markup(shown)  # noqa: S704  # escaped in the line above

    @property
    def kind(self) -> str:
        """What a person calls it: PDF, DOCX."""
        return self.file.name.rpartition(".")[2].upper() if "." in self.file.name else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page. `dir`: which way it runs. `choices`: those that stay with it whatever is said since, for a
    mentor offers them, they report it, or they stand under the numbers of SOS."""

    seq: int
    author: str
    text: Markup
    dir: str
    files: tuple[Shown, ...]
    choices: tuple[Button, ...] = ()

    @property
    def leaving(self) -> frozenset[str]:
        """Ids of the buttons that lead away from the page."""
        return frozenset({CLEAR})

    @property
    def small(self) -> frozenset[str]:
        """Ids of the buttons that are not what the line is about."""
        return frozenset(b.id for b in self.choices if b.id.startswith(REPORT))


@dataclass(frozen=True, slots=True)
class Asking:
    """The open question: what can be tapped and what is expected."""

    message: Message

    @property
    def shape(self) -> str:
        """How the choices stand: `short` in a tight grid, `dense` in two columns, else one under the other."""
        labels = [len(b.label) for b in self.message.choices]
        if len(labels) > FEW and max(labels) <= SHORT:
            return "short"
        return "dense" if len(labels) > MANY and max(labels) <= NARROW else ""

    @property
    def controls(self) -> tuple[Button, ...]:
        """A human too where that is offered first: what was said was not understood."""
        offered = [b for b in self.message.controls if not b.id.startswith(REPORT)]
        first, rest = offered[:1], offered[1:]
        return tuple(b for b in (*first, *(b for b in rest if b.id != HUMAN)) if b.id != SOS)


def lines(messages: Sequence[Message]) -> list[Line]:
    """A message with `replaces` stands where the replaced one stood; before one that `clears` nothing stands."""
    placed: dict[int, Message] = {}
    home: dict[int, int] = {}
    for message in messages:
        if message.clears:
            placed.clear()
        place = home.get(message.replaces or 0, message.seq)
        home[message.seq] = place
        placed[place] = message
    return [
        Line(m.seq, m.author, linked(m.text), line_dir(m.text), tuple(Shown(f) for f in m.files), _staying(m))
        for m in placed.values()
    ]


def _staying(message: Message) -> tuple[Button, ...]:
    """**Why** only a mentor's and those of SOS (lines.js alike): what the bot asks is over once something else is."""
    kept = tuple(b for b in message.controls if b.id.startswith((CALM, REPORT)))
    return (*message.choices, *kept) if message.author == "mentor" else kept


def asking(messages: Sequence[Message]) -> Asking | None:
    """The last thing with buttons, unless the person has answered since."""
    for message in reversed(messages):
        if message.author == "me":
            return None
        if message.choices or message.expects != "none" or not all(b.id.startswith(CALM) for b in message.controls):
            return Asking(message)
    return None


def linked(text: str) -> Markup:
    """Escaped text whose web addresses can be followed."""
    parts: list[Markup] = []
    at = 0
    for found in _LINK.finditer(text):
        parts += [escape(text[at : found.start()]), _anchor(found.group())]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


def _anchor(url: str) -> Markup:
    return Markup('<a href="{0}" rel="noopener noreferrer" target="_blank">{0}</a>').format(url)
