"""What all papers of a CV have in common: what makes them, where they lie, what is said when they come out wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.cvs import store
from bot.cvs.model import Stored
from bot.cvs.rules.listing import listed
from bot.papers import Press, unprintable
from bot.ports import Translations, Words
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from cv_builder.documents import Documents
from cv_builder.model import CV


class Maker(Protocol):
    """`cv_builder.renderer.Renderer`: off the event loop, every document read back."""

    async def make(self, cv: CV, formats: Sequence[str] = ...) -> Documents: ...


def press(database: Database, sealer: Sealer, clock: Clock, words: Translations) -> Press[Stored]:
    async def load(db: AsyncConnection, person_id: int) -> Stored | None:
        return await store.load(db, sealer, person_id)

    return Press(load, store.shelf(sealer), trouble, database, clock, words)


def trouble(problems: Sequence[tuple[str, str]], words: Words) -> str:
    """What is wrong, whose turn it is, and that nothing is lost."""
    if signs := unprintable(problems):
        sentence = words.pgettext(
            "cvs/unprintable",
            "Je n’ai pas de lettres pour écrire {list}. C’est gardé\u00a0: change cette réponse, puis refais le CV.",
        )
        return sentence.format(list=listed(signs, words))
    return words.pgettext(
        "cvs/broken",
        "Le fichier est mal sorti, c’est ma faute. Rien n’est perdu\u00a0: touche «\u00a0Refaire le CV\u00a0».",
    )
