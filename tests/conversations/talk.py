"""`.talk` files: whole chats that people can read, written by hand and checked against the bot.

    # a comment
    @lang ar                     what the device says (once, at the top; fr without it)
    @channel telegram            where they chat (once, at the top; the web page without it)
    @maps                        there is a geocoder (once, at the top)
    @mail                        there is a mail server (once, at the top); an e-mail is a message that begins with ✉
    > amina k                    typed
    > [Faire mon CV]             a button of the last question
    > + [Cuisiner] + [Traduire]  boxes ticked and sent at once
    > (old) [Oui]                such a button of an earlier question: stale
    > (sticker)                  something the bot can't read; also voice, video, contact, poll, edit, location
    > (start)                    the conversation is opened (again)
    > (start atelier_key-cv)     the same by such a link
    > (10000 x)                  typed: that many times that text
    > {*.pdf}                    the newest such file is sent: one that the bot gave, or that the chat has at hand
    ~ 7 days                     time goes by (minutes, hours, days); what the bot says meanwhile follows
    ~ 2 days off                 the same, and the bot does not run
    ! cancel cv                  what happens elsewhere (see `village`)
    < Salut 👋                    what the bot says, one `<` a message
      second line of the same message
      [Faire mon CV] [✓ Menu]    its buttons (✓ ticked); the last with `=` ends a list: [= C'est bon]
      (Je ne sais pas)           its controls but ☰, a human and 🆘, which every question has
      {cv.pdf}                   its files

`{*}` in an expected line stands for anything. Spaces that printers set and marks that can't be seen are not compared.
`pytest tests/conversations --update-talks` writes what the bot says now; look at the difference before you keep it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, runtime_checkable

from bot.channels.model import Message
from flows.events import Button, Located, Picked, Started, Tapped, Typed, Unsupported

EVERYWHERE = ("!more", "!human", "!sos")
"""Controls that every question has: not written in a talk, but for a human that is offered first."""
PARIS = (48.8566, 2.3522)
_BUTTONS = re.compile(r"\[([^\]]*)\]")
_TIMES = re.compile(r"\((\d+) (.+)\)")
_INVISIBLE = str.maketrans({"\u2066": "", "\u2067": "", "\u2068": "", "\u2069": "", "\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class Sent:
    """A file by its name: one that the bot sent before, or one that the chat has at hand."""

    name: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The conversation is opened by a link that says more."""

    source: str


Said = Opened | Started | Typed | Tapped | Picked | Located | Unsupported | Sent


@dataclass(frozen=True, slots=True)
class Act:
    """What the person does, and the bot's lines that a talk expects after it."""

    line: str
    expected: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Talk:
    path: Path
    head: tuple[str, ...]
    acts: tuple[Act, ...]
    lang: str = "fr"
    channel: str = "web"
    mail: bool = False
    maps: bool = False


class Chat(Protocol):
    """One person's conversation with the bot, by whatever runs it. The clock is the chat's own."""

    async def say(self, said: Said) -> Sequence[Message]:
        """All that the bot says until it rests, documents included."""
        ...

    def wait(self, time: timedelta) -> None: ...

    @property
    def now(self) -> datetime: ...


@runtime_checkable
class World(Protocol):
    """A chat that is not alone: things happen while time goes by."""

    async def passes(self, time: timedelta, *, off: bool = False) -> Sequence[Message]:
        """Time goes by; what is said meanwhile."""
        ...

    async def happens(self, what: str) -> Sequence[Message]: ...


def plain(text: str) -> str:
    return text.translate(_INVISIBLE)


def parse(path: Path) -> Talk:
    head: list[str] = []
    acts: list[tuple[str, list[str], int]] = []
    lang, channel = "fr", "web"
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith(("> ", "~ ", "! ")):
            acts.append((line, [], number))
        elif not acts:
            head.append(line)
            lang = line.removeprefix("@lang").strip() if line.startswith("@lang") else lang
            channel = line.removeprefix("@channel").strip() if line.startswith("@channel") else channel
        else:
            acts[-1][1].append(line)
    found = tuple(Act(line, tuple(expected), number) for line, expected, number in acts)
    return Talk(path, tuple(head), found, lang, channel, "@mail" in head, "@maps" in head)


def shown(message: Message) -> list[str]:
    """A message as its lines in a talk."""
    text = plain(message.text).split("\n")
    lines = [f"< {text[0]}", *(f"  {line}" for line in text[1:])]
    buttons = [f"[{'✓ ' if b.id in message.selected else ''}{plain(b.label)}]" for b in message.choices]
    if message.done:
        buttons.append(f"[= {plain(message.done.label)}]")
    if buttons:
        lines.append("  " + " ".join(buttons))
    told = [b for at, b in enumerate(message.controls) if b.id not in EVERYWHERE or (b.id == "!human" and not at)]
    controls = [f"({plain(b.label)})" for b in told]
    if controls:
        lines.append("  " + " ".join(controls))
    lines += [f"  {{{file.name}}}" for file in message.files]
    return [line.rstrip() for line in lines]


@dataclass
class Run:
    """Plays a talk; `lines` is what it looks like now, `wrong` where it differs from what was expected."""

    talk: Talk
    chat: Chat = field(repr=False)
    lines: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    questions: list[Message] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    turns: int = 0
    typed: int = 0

    async def play(self) -> Run:
        self.lines += self.talk.head
        for act in self.talk.acts:
            self.lines.append(act.line)
            said = await self._do(act)
            now = [line for message in said for line in shown(message)]
            expected = [line for line in act.expected if line.strip() and not line.startswith("#")]
            if not _same(expected, now):
                name = self.talk.path.name
                self.wrong.append(f"{name}:{act.number}: after {act.line!r}\n" + _difference(expected, now))
            self.lines += _merged(act.expected, now)
        return self

    async def _do(self, act: Act) -> Sequence[Message]:
        kind, line = act.line[:2], act.line[2:]
        if kind == "> ":
            said = self.read(line)
            self.turns += 1
            self.typed += isinstance(said, Typed)
            messages = await self.chat.say(said)
        elif kind == "~ ":
            count, unit, *off = line.split()
            time = timedelta(**{unit if unit.endswith("s") else unit + "s": int(count)})
            messages = await self._passes(time, off=bool(off))
        else:
            assert isinstance(self.chat, World), "this chat is alone"
            messages = await self.chat.happens(line)
        self.messages += messages
        self.questions += [
            message for message in messages if message.choices or message.controls or message.expects != "none"
        ]
        return messages

    async def _passes(self, time: timedelta, *, off: bool) -> Sequence[Message]:
        if isinstance(self.chat, World):
            return await self.chat.passes(time, off=off)
        self.chat.wait(time)
        return ()

    def read(self, line: str) -> Said:
        if line == "(start)":
            return Started((self.talk.lang,))
        if line.startswith("(start "):
            return Opened(line.removeprefix("(start ").rstrip(")"))
        if line == "(location)":
            return Located(*PARIS)
        if line.startswith("{"):
            return Sent(line.strip("{}"))
        if line.startswith("(old) "):
            return Tapped(self._button(line.removeprefix("(old) ").strip("[]"), old=True).id)
        if found := _TIMES.fullmatch(line):
            return Typed(found[2] * int(found[1]))
        if line.startswith("(") and line.endswith(")"):
            label = line.strip("()")
            control = [b for b in self.questions[-1].controls if plain(b.label) == label] if self.questions else []
            return Tapped(control[0].id) if control else Unsupported(label)
        if line.startswith("+"):
            return Picked(tuple(self._button(label).id for label in _BUTTONS.findall(line)))
        if line.startswith("["):
            return Tapped(self._button(line[1:-1]).id)
        return Typed(line)

    def _button(self, label: str, *, old: bool = False) -> Button:
        label = label.removeprefix("= ").removeprefix("✓ ")
        questions = self.questions[-2::-1] if old else self.questions[-1:]
        for question in questions:
            last: tuple[Button, ...] = (question.done,) if question.done else ()
            for button in (*question.choices, *question.controls, *last):
                if plain(button.label) == label:
                    return button
        raise AssertionError("\n".join([f"no button [{label}] here:", *self.lines[-12:]]))


def _same(expected: Sequence[str], now: Sequence[str]) -> bool:
    return len(expected) == len(now) and all(map(_matches, expected, now))


def _matches(expected: str, now: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in plain(expected).rstrip().split("{*}"))
    return re.fullmatch(pattern, now) is not None


def _merged(expected: Sequence[str], now: Sequence[str]) -> list[str]:
    """The lines of now with the comments, blank lines and wildcards of before."""
    kept = list(expected)
    lines = [line for line in kept if line.strip() and not line.startswith("#")]
    if _same(lines, now):
        return kept
    tail = []
    while kept and not (kept[-1].strip() and not kept[-1].startswith("#")):
        tail.append(kept.pop())
    return [*now, *reversed(tail)]


def _difference(expected: Sequence[str], now: Sequence[str]) -> str:
    return "\n".join([*(f"  - {line}" for line in expected), *(f"  + {line}" for line in now)])
