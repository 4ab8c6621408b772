"""A lost sign-in, by a chat in Telegram: the account links its chat once, and later asks there for a link.

Law: a link is said only in a chat that nobody reads along: in Telegram, and shown on no page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.accounts import store
from bot.accounts.audit.model import Entry
from bot.accounts.audit.store import add
from bot.accounts.rules import LIVES, address_of
from bot.ports import Line, Outcome, Translations, Turn
from flows.events import JsonValue

PREFIX = "compte_"
"""What a link begins with by which a chat becomes that of an account."""
Answers = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Chats:
    """`root`: the address people reach the service under."""

    root: str
    words: Translations

    async def link(self, turn: Turn, code: str) -> Outcome | None:
        """The door of such a link."""
        words = self.words(turn.locale)
        if not await self._alone(turn):
            return Outcome(lines=(Line(self._together(turn)),))
        if not await store.link_chat(turn.db, code, turn.person_id, turn.now):
            text = words.pgettext("accounts/chat/old", "Ce lien ne sert plus. Prenez-en un autre sur votre page.")
            return Outcome(lines=(Line(text),))
        text = words.pgettext("accounts/chat/linked", "C’est relié. Si vous perdez votre connexion, écrivez /lien ici.")
        return Outcome(lines=(Line(text),))

    async def renew(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """`/lien`. Value: "yes" when a link was given."""
        words = self.words(turn.locale)
        found = await store.account_of(turn.db, turn.person_id)
        if found is None:
            text = words.pgettext(
                "accounts/chat/none", "Ce mot est pour l’équipe et les structures qui ont relié leur compte."
            )
            return Outcome(None, (Line(text),))
        if not await self._alone(turn):
            return Outcome(None, (Line(self._together(turn)),))
        opened = await store.link(turn.db, found[0], turn.now, turn.new_id)
        if opened is None:
            return Outcome(None)
        await add(turn.db, [Entry(turn.now, found[0], None, "link by chat", "")])
        text = words.pgettext("accounts/chat/link", "Votre lien. Il sert une fois, pendant {minutes} minutes :")
        minutes = int(LIVES["link"].total_seconds()) // 60
        said = text.replace("{minutes}", str(minutes))
        return Outcome("yes", (Line(f"{said}\n{address_of(self.root, opened.code)}"),))

    async def _alone(self, turn: Turn) -> bool:
        return turn.channel == "telegram" and await store.is_alone(turn.db, turn.person_id)

    def _together(self, turn: Turn) -> str:
        return self.words(turn.locale).pgettext(
            "accounts/chat/together",
            "Ici, non : cette discussion s’ouvre aussi ailleurs que dans Telegram. Demandez un lien à l’équipe.",
        )
