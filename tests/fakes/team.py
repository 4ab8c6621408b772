"""What reaches the team, kept instead of sent: a `Mailer`, a `Messenger`, a `Teller`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.errors import Unavailable
from bot.notices import Notice, WriteNotice
from bot.ports import Mail

PARIS = ZoneInfo("Europe/Paris")


@dataclass
class FakePost:
    """A `Mailer`. `answer`: what it says of the next ones; None: the server is away."""

    sent: list[Mail] = field(default_factory=list)
    answer: bool | None = True

    async def send(self, mail: Mail) -> bool:
        if self.answer is None:
            raise Unavailable("no mail server")
        self.sent.append(mail)
        return self.answer


class Rung(NamedTuple):
    chat: str
    text: str
    label: str
    url: str
    quiet: bool


@dataclass
class FakePhone:
    """A `Messenger`. `answer` as of `FakePost`."""

    told: list[Rung] = field(default_factory=list)
    answer: bool | None = True

    async def tell(self, chat: str, text: str, label: str, url: str, *, quiet: bool = False) -> bool:
        if self.answer is None:
            raise Unavailable("no line")
        self.told.append(Rung(chat, text, label, url, quiet))
        return self.answer


@dataclass
class FakeTeller:
    """A `Teller`. `answer` as of `FakePost`; `reads`: the language of everybody."""

    told: list[tuple[int, Notice]] = field(default_factory=list)
    answer: bool | None = True
    reads: str = "fr"

    async def __call__(self, account_id: int, write: WriteNotice) -> bool:
        if self.answer is None:
            raise Unavailable("nobody was reached")
        self.told.append((account_id, write(self.reads, PARIS)))
        return self.answer

    @property
    def notices(self) -> list[Notice]:
        return [notice for _, notice in self.told]
