"""Plays the person's side of a `.talk` file in a Telegram chat: typed words, taps by label, boxes, stickers, places.

Only what a thumb can do: a label that is not on the screen fails, with the screen.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable

from bot.channels.plan import TICKED, UNTICKED
from bot.channels.telegram.keyboard import CHOSEN
from tests.fakes.bot_api.world import KINDS, Line, Person

LABEL = re.compile(r"\[([^\]]*)\]")
TIMES = re.compile(r"\((\d+) (.+)\)")
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", "\u2068": "", "\u2069": ""})
PARIS = (48.8566, 2.3522)

Rest = Callable[[], Awaitable[None]]
"""Returns when everything that was done is answered and delivered."""


class Player:
    def __init__(self, person: Person, rest: Rest) -> None:
        self.person = person
        self.rest = rest

    async def play(self, lines: Iterable[str]) -> str:
        """Every `> …` line of a talk, in order; gives the screen at the end."""
        for line in lines:
            if line.startswith("> "):
                await self.act(line.removeprefix("> ").strip())
        return self.person.screen()

    async def act(self, act: str) -> None:
        await self._do(act)
        await self.rest()

    async def _do(self, act: str) -> None:
        labels = LABEL.findall(act)
        if act.startswith("(old) "):
            self._tap(labels[0], old=True)
        elif act.startswith("+ "):
            for label in labels:
                self._tap(label)
                await self.rest()
            self._done()
        elif act.startswith("[= "):
            self._done()
        elif act.startswith("["):
            self._tap(labels[0])
        elif act == "(start)":
            await self.person.says("/start")
        elif act.startswith("(start "):
            await self.person.says(f"/{act[1:-1]}")
        elif act == "(location)":
            await self.person.sends_location(*PARIS)
        elif act == "(contact)":
            await self.person.sends_contact("33612345678", own=False)
        elif act == "(edit)":
            await self.person.edits("autre chose")
        elif times := TIMES.fullmatch(act):
            await self.person.says(times[2] * int(times[1]))
        elif act[:1] + act[-1:] == "()" and act[1:-1] in KINDS:
            await self.person.sends(act[1:-1])
        elif act[:1] + act[-1:] == "()":
            self._tap(act[1:-1])
        else:
            await self.person.says(act)

    def _tap(self, label: str, old: bool = False) -> None:
        asked = [line for line in self.person.visible if line.mine and line.rows]
        for line in reversed(asked[:-1] if old else asked):
            if (data := _button(line, label)) is not None:
                self.person.taps_data(data, line)
                return
        raise AssertionError(f"No button [{label}]. The screen:\n{self.person.screen()}")

    def _done(self) -> None:
        """The button that ends a choice of several: the first after the boxes."""
        boxes = (TICKED, UNTICKED)
        for line in reversed(self.person.visible):
            buttons = [button for row in line.rows for button in row]
            after = [button for button in buttons if not button["text"].startswith(boxes)]
            if len(after) < len(buttons) and after:
                self.person.taps_data(after[0]["callback_data"], line)
                return
        raise AssertionError(f"Nothing ends the choice. The screen:\n{self.person.screen()}")


def _button(line: Line, label: str) -> str | None:
    """The data of a button by its words: bare, ticked, or as the number of a line in the text."""
    wanted = label.translate(SPACES)
    for button in (button for row in line.rows for button in row):
        words = button["text"].translate(SPACES)
        for mark in (TICKED, UNTICKED, CHOSEN):
            words = words.removeprefix(mark)
        numbered = re.search(rf"^{re.escape(words)}\. (?:{TICKED}|{UNTICKED})?(.*)$", line.text.translate(SPACES), re.M)
        if words == wanted or (words.isdigit() and numbered and numbered[1] == wanted):
            return str(button["callback_data"])
    return None
