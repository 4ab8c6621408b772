"""The documents of a CV: picture, PDF and DOCX with one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.cvs import store
from bot.cvs.model import RENDER, Stored
from bot.cvs.papers.press import Maker
from bot.cvs.rules.room import left_of, sentence, shown
from bot.papers import Kind, Made, Payload
from bot.ports import Line, Translations, Turn, Words
from bot.storage.papers import Paper
from bot.storage.sealed import Sealer
from cv_builder.model import CV
from flows.events import JsonValue

FORMATS = ("png", "pdf", "docx")
"""In the order in which the person sees them."""
CUT = "cut"


@dataclass(frozen=True, slots=True)
class Main:
    """The papers that a CV is made for."""

    sealer: Sealer
    maker: Maker
    words: Translations

    async def make(self, stored: Stored) -> Made:
        documents = await self.maker.make(stored.cv, FORMATS)
        cut: JsonValue = [note.text for note in documents.page.notes if note.code == CUT]
        left: JsonValue = [[one.key, one.text] for one in documents.page.left_out]
        return Made([(file.format, file) for file in documents.files], {"left": left, "cut": cut})

    async def say(self, turn: Turn, stored: Stored, papers: Sequence[Paper], payload: Payload) -> Sequence[Line]:
        """Also what had no room, which is remembered."""
        words, left = self.words(turn.locale), left_of(payload)
        said = await store.remarks(turn.db, self.sealer, turn.person_id)
        await store.remark(turn.db, self.sealer, turn.person_id, replace(said, left=left))
        texts = [*shown(payload.get("cut")), *(text for _, text in left)]
        lines = _lines(papers, stored.cv, words)
        return [*lines, Line(sentence(texts, stored.cv, words))] if texts else lines

    def kind(self) -> Kind[Stored]:
        return Kind(RENDER, self.make, self.say)


def _lines(papers: Sequence[Paper], cv: CV, words: Words) -> list[Line]:
    by_format = {paper.format: paper for paper in papers}
    picture = by_format["png"].ref(picture_alt(cv, words))
    others = tuple(by_format[format].ref() for format in ("pdf", "docx"))
    return [
        Line(words.pgettext("cvs/ready", "Ton CV est prêt. Regarde-le bien avant de l’envoyer."), (picture,)),
        Line(words.pgettext("cvs/files", "Le PDF, pour l’envoyer. Le Word, pour le changer toi-même."), others),
    ]


def picture_alt(cv: CV, words: Words) -> str:
    """What somebody who does not see the picture is told."""
    parts = [part for part in (cv.name, cv.headline.text) if part]
    alt = words.pgettext("cvs/picture_alt", "Ton CV en image")
    return f"{alt} ({', '.join(parts)})" if parts else alt
