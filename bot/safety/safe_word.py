"""A word of their own that calls SOS: chosen in the chat, heard in every state, legible nowhere.

Law: where the word would stand (the transcript, the answers, a mentor's view), `MASK` does; it is kept sealed, and
nobody is shown it, not even who chose it. What asks for help or for the bot is never taken for the word they choose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.channels.model import Address, Said
from bot.ports import Action, Outcome, Turn
from bot.safety import safe_words as store
from bot.safety.net.model import Hit
from bot.safety.words import BUTTON
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from flows.events import JsonValue, Tapped, Typed

FLOW = "mot_secret"
ASKED_IN = f"{FLOW}/mot"
"""The question that the word answers, as `flow/step`."""
MASK = "x•••x"
"""**Why** letters in it: a text of signs only is no answer to a question."""
FEWEST, MOST = 4, 40
"""Letters of a word: with fewer it would be said by chance, with more it is not typed in danger."""
LONGEST = 60
"""Characters of a call (`bot.channels.sos`)."""
Trouble = Literal["", "length", "usual"]
Answers = Mapping[str, JsonValue]


def parts(text: str) -> tuple[str, ...]:
    """Its words, however they are written: no capitals, no accents, no signs."""
    marked = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in marked if unicodedata.category(c) not in ("Mn", "Cf", "Lm"))
    return tuple(re.findall(r"[^\W_]+", plain))


BESIDE = frozenset(
    parts("svp stp please pls vite aide aidez moi help me urgent urgence maintenant now النجدة ساعدوني فضلك من")
)
"""What one says when calling (`bot.channels.sos`)."""
USUAL = BESIDE.union(
    parts(
        "oui non merci ok okay daccord accord bonjour bonsoir salut coucou hello slt bjr rien bien ça va sais pas je "
        "ne c d s est bon mot mon secret il te plaît vous la le un une et a de du les tu on yes no thanks thank you "
        "good morning hey word my fine nothing dont know i"
    ),
    parts("نعم لا شكرا مرحبا السلام عليكم أهلا صباح الخير كلمة سر سلام طيب تمام"),
)
"""What everybody types every day: as a word of one's own it would call by itself."""


def trouble(text: str) -> Trouble:
    """Why this can't be somebody's word."""
    said = parts(text)
    if len(text) > LONGEST or not FEWEST <= sum(map(len, said)) <= MOST:
        return "length"
    return "usual" if USUAL.issuperset(said) or all(word.isdigit() for word in said) else ""


def calls(text: str, word: str) -> bool:
    """The word, alone or with what one says when calling. `word`: its `parts`, spaces between."""
    said, kept = parts(text), tuple(word.split())
    return bool(kept) and kept in (said, tuple(one for one in said if one not in BESIDE))


@dataclass(frozen=True, slots=True)
class SafeWord:
    """Implements `ports.Secret`. `called`: what typed words ask of the bot; `notice`: the net."""

    sealer: Sealer
    called: Callable[[str, str], str]
    notice: Callable[[str, str], Hit | None]
    asked_in: str = ASKED_IN

    async def __call__(self, turn: Turn, said: Typed, *, chosen: bool, asked: bool) -> Said:
        if len(said.text) > LONGEST:
            return said
        if chosen and calls(said.text, await store.word_of(turn.db, self.sealer, turn.person_id)):
            return Tapped(BUTTON)
        if not asked or trouble(said.text) or self._for_us(said.text, turn.locale):
            return said
        await store.choose(turn.db, self.sealer, turn.now, turn.person_id, " ".join(parts(said.text)))
        return Typed(MASK)

    def _for_us(self, text: str, locale: str) -> bool:
        """« Menu », « je veux mourir »: said to be heard."""
        return bool(self.called(locale, text)) or self.notice(text, locale) is not None


@dataclass(frozen=True, slots=True)
class Choosing:
    """What the flow may ask for."""

    def actions(self) -> Mapping[str, Action]:
        return {
            "safety.word_wanted": self.wanted,
            "safety.word": self.there,
            "safety.word_kept": self.kept,
            "safety.word_off": self.off,
        }

    async def wanted(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Where the news of SOS begins; says nothing."""
        return Outcome()

    async def there(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """yes: they have one."""
        return Outcome("yes" if await store.is_chosen(turn.db, turn.person_id) else None)

    async def kept(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """What became of `word`, as the transcript has it: kept · length · usual."""
        typed = str(args.get("word") or "")
        if typed == MASK and await store.is_chosen(turn.db, turn.person_id):
            return Outcome("kept")
        return Outcome(trouble(typed) or "usual")

    async def off(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        await store.take_away(turn.db, turn.person_id)
        return Outcome()


@dataclass(frozen=True, slots=True)
class Heard:
    """Whether words are somebody's own call, without a turn: for who writes faster than may be answered."""

    database: Database
    sealer: Sealer

    async def __call__(self, address: Address, text: str) -> bool:
        if len(text) > LONGEST:
            return False
        async with self.database.read() as db:
            person_id = await store.who_has_one(db, address)
            return person_id is not None and calls(text, await store.word_of(db, self.sealer, person_id))
