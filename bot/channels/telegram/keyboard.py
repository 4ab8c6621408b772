"""A plan's buttons as Telegram's keyboards. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from bot.channels.model import Capabilities
from bot.channels.plan import GAP, TICKED, UNTICKED, Plan
from flows.events import Button
from flows.text import units

LABEL = 34
"""UTF-16 units a phone of 360 points shows whole on a button of full width."""
CONTROLS_WIDTH = 40
"""Units that three short controls share in one row; more than that and each line of them stays readable."""
TELEGRAM = Capabilities(buttons=100, label=LABEL, text=4096, replace=True, location=True)
CAPTION = 1024
"""Longest text under a file, in UTF-16 units."""

CHOSEN = "✓ "
"""Marks the answer that was tapped: a tap leaves no words in the chat."""

HUMAN = "!human"
"""Has a row of its own, above the small ones: whole words, where a thumb finds them."""
DONT_KNOW = "!dontknow"
ANSWERS = frozenset({DONT_KNOW, "!done"})
"""Controls that answer the question; the others (☰, 🆘 …) leave it open."""

Key: TypeAlias = Mapping[str, object]
Keyboard: TypeAlias = Mapping[str, object]


def inline(plan: Plan) -> Keyboard | None:
    """The choices, then a human, then the other controls as one row; None when there is nothing to tap."""
    human = [button for button in plan.controls if button.id == HUMAN]
    small = [button for button in plan.controls if button.id != HUMAN]
    rows = [[_key(button) for button in row] for row in plan.rows]
    rows += [[_key(button)] for button in human]
    rows += [[_key(button) for button in row] for row in _control_rows(small)]
    return {"inline_keyboard": rows} if rows else None


def _control_rows(controls: Sequence[Button]) -> Iterable[Sequence[Button]]:
    if not controls:
        return
    narrow = len(controls) == 2 and any(units(button.label) > LABEL // 2 - GAP for button in controls)
    if sum(units(button.label) for button in controls) <= CONTROLS_WIDTH and len(controls) <= 8 and not narrow:
        yield controls
    else:
        yield from ((button,) for button in controls)


def _key(button: Button) -> Key:
    return {"text": button.label, "callback_data": button.id}


def location(label: str) -> Keyboard:
    """The key that sends where the person is; hidden after one use."""
    key = {"text": label, "request_location": True}
    return {"keyboard": [[key]], "resize_keyboard": True, "one_time_keyboard": True}


def chosen(rows: Sequence[Sequence[Key]], data: str) -> Keyboard | None:
    """The keyboard of an answered question: what was taken, nothing else. None: it stays as it is.

    A box that is ticked stays (the engine draws it anew); controls such as ☰ answer nothing, but for "I don't know".
    """
    keys = [key for row in rows for key in row]
    tapped = next((key for key in keys if key.get("callback_data") == data), None)
    if tapped is None or (data.startswith("!") and data not in ANSWERS):
        return None
    label = str(tapped.get("text", ""))
    if label.startswith((TICKED, UNTICKED)):
        return None
    ticked = [key for key in keys if str(key.get("text", "")).startswith(TICKED)]
    many = any(str(key.get("text", "")).startswith((TICKED, UNTICKED)) for key in keys)
    if many and ticked and data != DONT_KNOW:
        return {"inline_keyboard": [[key] for key in ticked]}
    if label.startswith(CHOSEN):
        return None
    return {"inline_keyboard": [[{"text": CHOSEN + label, "callback_data": data}]]}
