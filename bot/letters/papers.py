"""The documents of a letter, written from the CV as it is when they are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.letters import store
from bot.letters.model import RENDER, Stored
from bot.letters.rules import file_stem
from bot.papers import Kind, Made, Payload, Press, unprintable
from bot.ports import Line, Translations, Turn, Words
from bot.storage.engine import Database
from bot.storage.papers import Paper
from bot.storage.sealed import Sealer
from cv_builder.documents import Documents
from cv_builder.layout import Page
from cv_builder.letter import letter
from cv_builder.letter_page import letter_page

FORMATS = ("pdf", "docx")


class Printer(Protocol):
    """`cv_builder.renderer.Renderer`: off the event loop, every document read back."""

    async def print(self, page: Page, name: str, formats: Sequence[str] = FORMATS) -> Documents: ...


@dataclass(frozen=True, slots=True)
class Letters:
    """PDF and DOCX in one line."""

    printer: Printer
    words: Translations

    async def make(self, stored: Stored) -> Made:
        today = stored.updated_at.date()
        written = letter(stored.cv, stored.wish, today)
        page, name = letter_page(written, stored.cv, today), file_stem(stored.cv, written.locale)
        documents = await self.printer.print(page, name, FORMATS)
        return Made([(file.format, file) for file in documents.files])

    async def say(self, turn: Turn, stored: Stored, papers: Sequence[Paper], payload: Payload) -> Sequence[Line]:
        text = self.words(turn.locale).pgettext(
            "letters/files", "Et la lettre. Le PDF, pour l’envoyer. Le Word, pour la changer toi-même."
        )
        return (Line(text, tuple(paper.ref() for paper in papers)),)

    def kind(self) -> Kind[Stored]:
        return Kind(RENDER, self.make, self.say)


def press(database: Database, sealer: Sealer, clock: Clock, words: Translations) -> Press[Stored]:
    async def load(db: AsyncConnection, person_id: int) -> Stored | None:
        return await store.load(db, sealer, person_id)

    return Press(load, store.shelf(sealer), trouble, database, clock, words)


def trouble(problems: Sequence[tuple[str, str]], words: Words) -> str:
    """What is wrong, whose turn it is, and that the message stays."""
    if signs := unprintable(problems):
        sentence = words.pgettext(
            "letters/unprintable",
            "Il me manque des signes pour écrire «\u00a0{signs}\u00a0». Le message au-dessus est bon\u00a0: envoie-le.",
        )
        return sentence.format(signs=" ".join(signs))
    return words.pgettext(
        "letters/broken", "La lettre est mal sortie, c’est ma faute. Le message au-dessus est bon\u00a0: envoie-le."
    )
