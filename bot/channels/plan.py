"""Fits one message to a channel: buttons while they fit, numbered text where they don't, long texts split.

Law: nothing is lost. Every label is shown whole, on its button or as a numbered line; every word of the text is in
`texts`, in order. Lengths are counted in UTF-16 units, which is never less than what a channel counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.channels.model import Capabilities, FileRef, Location, Message
from flows.events import Button
from flows.text import units

TICKED, UNTICKED = "☑ ", "☐ "
GAP = 3
"""Units a button's own margin takes when several share a row."""
MOST_COLUMNS = 3
LONG_LIST = 6
"""More choices than this, one below the other, push the question off a phone's screen."""
POINTER = "👇"
"""Stands for the text of a message that has none but needs one to hang its buttons on."""
CONTROLS_APART = " · "


class Plan(NamedTuple):
    """A message as one channel shows it.

    `texts` in order; `rows` (the choices, then `done`) and `controls` hang on the last one.
    `boxes`: the choices are boxes to tick; `rows` then hold bare labels and the state is in `Message.selected`.
    """

    texts: tuple[str, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    controls: tuple[Button, ...] = ()
    boxes: bool = False
    location: bool = False
    files: tuple[FileRef, ...] = ()
    replaces: int | None = None
    pin: Location | None = None
    """A place for a map; the texts say where that is, too."""


def fits(text: str, limit: int) -> bool:
    """Whether `text` has at most `limit` units; of what is shorter than half of that nobody has to count them."""
    return len(text) * 2 <= limit or units(text) <= limit


def plan(message: Message, capabilities: Capabilities) -> Plan:
    """How `message` is shown by a channel that can do `capabilities`."""
    boxes = message.many and capabilities.boxes
    choices = message.choices if boxes else tuple(_marked(button, message) for button in message.choices)
    done = (message.done,) if message.done and not boxes else ()
    lines: list[str] = []
    buttons = choices
    if not _fit(choices, done, message.controls, capabilities):
        lines = [_numbered(number, button.label) for number, button in enumerate(choices, 1)]
        buttons = tuple(
            Button(button.id, _number(number, button, message, boxes)) for number, button in enumerate(choices, 1)
        )
        if len(buttons) + len(done) + len(message.controls) > capabilities.buttons:
            buttons = ()
    rows = _rows(buttons, capabilities.label) + tuple((button,) for button in done)
    controls = message.controls
    if sum(map(len, rows)) + len(controls) > capabilities.buttons or _too_long(done + controls, capabilities):
        # What is left of the buttons does not fit either: said as words, which can be typed.
        said = [button.label for button in (*done, *controls)]
        lines += [CONTROLS_APART.join(said)] if said else []
        rows = _rows(buttons, capabilities.label)
        controls = ()
    text = "\n".join(part for part in (message.text, *_files_in_words(message, capabilities), *lines) if part)
    if not text.strip() and (rows or controls):
        text = next((file.alt for file in message.files if file.alt.strip()), POINTER)
    return Plan(
        split(text, capabilities.text),
        rows,
        controls,
        boxes,
        capabilities.location and message.expects == "place",
        message.files if capabilities.files else (),
        message.replaces if capabilities.replace else None,
        message.location,
    )


def _marked(button: Button, message: Message) -> Button:
    if not message.many:
        return button
    return Button(button.id, (TICKED if button.id in message.selected else UNTICKED) + button.label)


def _numbered(number: int, label: str) -> str:
    """A label that says its number already ("1. Sobre", "3 · Serveuse") is not numbered twice."""
    return label if re.match(rf"{number}(\.| ·) ", label) else f"{number}. {label}"


def _number(number: int, button: Button, message: Message, boxes: bool) -> str:
    if not message.many or boxes:
        return str(number)
    return f"{TICKED if button.id in message.selected else UNTICKED}{number}"


def _fit(choices: Sequence[Button], done: Sequence[Button], controls: Sequence[Button], can: Capabilities) -> bool:
    count = len(choices) + len(done) + len(controls)
    return count <= can.buttons and not _too_long(choices, can)


def _too_long(buttons: Sequence[Button], can: Capabilities) -> bool:
    return any(not fits(button.label, can.label) for button in buttons)


def _files_in_words(message: Message, can: Capabilities) -> list[str]:
    return [] if can.files else [f"[{file.alt.strip() or file.name}]" for file in message.files]


def _rows(buttons: Sequence[Button], width: int) -> tuple[tuple[Button, ...], ...]:
    """Rows of equal columns, as many as the longest label allows; in a long list those that can share a row."""
    if not buttons:
        return ()
    longest = max(units(button.label) for button in buttons)
    columns = next((n for n in range(MOST_COLUMNS, 1, -1) if longest <= width // n - GAP), 1)
    if columns == 1 and len(buttons) > LONG_LIST:
        return _paired(buttons, width // 2 - GAP)
    if len(buttons) % columns == 1 and len(buttons) <= columns + 1:
        columns = max(columns - 1, 1)
    return tuple(tuple(buttons[start : start + columns]) for start in range(0, len(buttons), columns))


def _paired(buttons: Sequence[Button], half: int) -> tuple[tuple[Button, ...], ...]:
    """Two neighbours share a row when both are read whole there; the order stays."""
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        last = rows[-1] if rows else ()
        if len(last) == 1 and units(last[0].label) <= half and units(button.label) <= half:
            rows[-1] = (*last, button)
        else:
            rows.append((button,))
    return tuple(rows)


# -- splitting ------------------------------------------------------------------------------------------------
PARAGRAPH = re.compile(r"\n\s*\n\s*")
LINE = re.compile(r"\n\s*")
SENTENCE = re.compile(r"(?<=[.!?…؟。])\s+")
WORD = re.compile(r"\s+")


def split(text: str, limit: int) -> tuple[str, ...]:
    """`text` in parts of at most `limit` units, cut at a paragraph, line, sentence or word, in this order."""
    rest = text.strip()
    parts: list[str] = []
    while not fits(rest, limit):
        head = _head(rest, limit)
        end, start = next(
            (place for cut in (PARAGRAPH, LINE, SENTENCE, WORD) if (place := _last(cut, rest, len(head)))),
            (len(head), len(head)),
        )
        parts.append(rest[:end])
        rest = rest[start:]
    return (*parts, rest) if rest else tuple(parts)


def _head(text: str, limit: int) -> str:
    """The longest beginning of at most `limit` units (at least one sign), marks kept with what they are on."""
    size = 0
    for at, sign in enumerate(text):
        size += 2 if sign > "\uffff" else 1
        if size > limit:
            return text[: max(_before_marks(text, at), 1)]
    return text


def _before_marks(text: str, at: int) -> int:
    """The last place up to `at` where no joined emoji, variation sign or accent is torn off its base."""
    place = at
    while place > 1 and (_clings(text[place]) or text[place - 1] == "\u200d"):
        place -= 1
    return place if place > 1 else at


def _clings(sign: str) -> bool:
    return sign in "\u200d\ufe0f\u20e3" or "\u0300" <= sign <= "\u036f" or "\U0001f3fb" <= sign <= "\U0001f3ff"


def _last(cut: re.Pattern[str], text: str, limit: int) -> tuple[int, int] | None:
    """The last place of `cut` whose head fits, unless it would leave a head under half the limit's size."""
    places = [match.span() for match in cut.finditer(text, 0, limit + 1) if 0 < match.start() <= limit]
    if not places or (places[-1][0] * 2 < limit and cut is not WORD):
        return None
    end, start = places[-1]
    while start < len(text) and text[start].isspace():
        start += 1
    return end, start
