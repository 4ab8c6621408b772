"""A copy of the CV in the language of the chat, so that somebody knows what they hand over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.cvs.papers.beside import Beside, Make
from bot.cvs.papers.press import Maker
from bot.ports import Line, Outcome, Turn, Words
from bot.storage.papers import Paper
from cv_builder.documents import Document
from cv_builder.filenames import file_name
from cv_builder.mirror import mirrored
from cv_builder.model import CV
from cv_builder.wording import LOCALES
from cv_builder.wording.phrases import phrases
from flows.events import JsonValue

COPIES: Mapping[str, str] = {locale: f"cvs.copy_{locale}" for locale in LOCALES}
"""Language → kind of the effect that makes the copy in it."""
FORMATS = ("png", "pdf")
COPY = "copie"
"""In the name of the file: nobody sends it by mistake."""


def copying(locale: str) -> Make:
    """Makes picture and PDF of a CV in `locale`."""

    async def copied(maker: Maker, cv: CV) -> Sequence[tuple[str, Document]]:
        made = await maker.make(mirrored(cv, locale), FORMATS)
        named = file_name(f"{cv.name} {COPY} {locale}", "")
        return [(file.format, replace(file, name=f"{named}{file.format}")) for file in made.files]

    return copied


def hand_copy(papers: Mapping[str, Paper], words: Words) -> Sequence[Line]:
    said = {
        "png": words.pgettext("cvs/copy", "Voilà ta copie, pour toi. À l’employeur, tu donnes l’autre."),
        "pdf": words.pgettext("cvs/copy_pdf", "La même en PDF."),
    }
    return [Line(text, (papers[name].ref(text),)) for name, text in said.items() if name in papers]


@dataclass(frozen=True, slots=True)
class Copies:
    """The action `cvs.copy`: `papers` by language."""

    papers: Mapping[str, Beside]

    async def ask(self, turn: Turn, answers: Mapping[str, JsonValue], args: Mapping[str, JsonValue]) -> Outcome:
        """Value: the version of the CV, or None when none was made yet."""
        return await self.papers[phrases(turn.locale).locale].ask(turn, answers, args)
