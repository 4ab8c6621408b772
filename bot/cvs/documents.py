"""The documents of a CV: an effect makes and reads them back, an event hands them to the person.

Law: nothing is sent that could not be read back whole; a CV erased or made anew meanwhile is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.channels.model import FileRef
from bot.clock import Clock
from bot.cvs import room, rules, store
from bot.cvs.model import Kept
from bot.ports import Line, Outcome, Translations, Turn, Words
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from cv_builder.documents import Documents
from cv_builder.model import CV
from cv_builder.notes import Note
from flows.events import JsonValue

FORMATS = ("png", "pdf", "docx")
"""In the order in which the person sees them."""
MOST_NAMED = 3
"""Things left out that are named; more is a list nobody reads."""
UNPRINTABLE = "unprintable"
CUT = "cut"

Payload = Mapping[str, JsonValue]


class Maker(Protocol):
    """`cv_builder.renderer.Renderer`: off the event loop, every document read back."""

    async def make(self, cv: CV, formats: Sequence[str] = FORMATS) -> Documents: ...


@dataclass(frozen=True, slots=True)
class Render:
    """The effect. May run again after a crash: documents of a version are stored once."""

    database: Database
    sealer: Sealer
    clock: Clock
    maker: Maker

    async def __call__(self, person_id: int, payload: Payload) -> Payload:
        version = payload.get("version")
        async with self.database.read() as db:
            stored = await store.load(db, self.sealer, person_id)
        if stored is None or stored.version != version:
            return {"made": False}
        documents = await self.maker.make(stored.cv, FORMATS)
        if documents.problems:
            return {"made": True, "version": stored.version, "problems": noted(documents.problems)}
        made = [(self.clock.new_id(), document) for document in documents.files]
        async with self.database.write() as db:
            kept = await store.keep(db, self.sealer, person_id, stored.version, made, self.clock.now())
        if kept is None:
            return {"made": False}
        cut: JsonValue = [note.text for note in documents.page.notes if note.code == CUT]
        left: JsonValue = [[one.key, one.text] for one in documents.page.left_out]
        return {"made": True, "version": stored.version, "left": left, "cut": cut}


def noted(notes: Sequence[Note]) -> JsonValue:
    return [{"code": note.code, "text": note.text} for note in notes]


@dataclass(frozen=True, slots=True)
class Hand:
    """The event `cvs.render.done`: picture, PDF and DOCX with one sentence each; or what is wrong."""

    sealer: Sealer
    words: Translations

    async def __call__(self, turn: Turn, payload: Payload) -> Outcome:
        words = self.words(turn.locale)
        version = payload.get("version")
        stored = await store.load(turn.db, self.sealer, turn.person_id)
        if payload.get("made") is not True or stored is None or stored.version != version:
            return Outcome()
        if problems := pairs(payload.get("problems")):
            return Outcome(lines=(Line(trouble(problems, words)),), resume=True)
        kept = await store.documents(turn.db, self.sealer, turn.person_id, stored.version)
        if not kept:
            return Outcome()
        left = room.left_of(payload)
        said = await store.remarks(turn.db, self.sealer, turn.person_id)
        await store.remark(turn.db, self.sealer, turn.person_id, replace(said, left=left))
        texts = [*room.shown(payload.get("cut")), *(text for _, text in left)]
        lines = _lines(kept, stored.cv, words)
        if texts:
            lines.append(Line(room.sentence(texts, stored.cv, words)))
        return Outcome(lines=tuple(lines), resume=True)


@dataclass(frozen=True, slots=True)
class Failed:
    """The event `cvs.render.failed`: every try broke; staff see why, the person hears that nothing is lost."""

    sealer: Sealer
    words: Translations

    async def __call__(self, turn: Turn, payload: Payload) -> Outcome:
        stored = await store.load(turn.db, self.sealer, turn.person_id)
        if stored is None or stored.version != payload.get("version"):
            return Outcome()
        return Outcome(lines=(Line(trouble((), self.words(turn.locale))),), resume=True)


def _lines(kept: Sequence[Kept], cv: CV, words: Words) -> list[Line]:
    by_format = {file.format: file for file in kept}
    picture = FileRef(by_format["png"].id, by_format["png"].name, by_format["png"].type, picture_alt(cv, words))
    others = tuple(FileRef(by_format[f].id, by_format[f].name, by_format[f].type) for f in ("pdf", "docx"))
    return [
        Line(words.pgettext("cvs/ready", "Ton CV est prêt. Regarde-le bien avant de l’envoyer."), (picture,)),
        Line(words.pgettext("cvs/files", "Le PDF, pour l’envoyer. Le Word, pour le changer toi-même."), others),
    ]


def picture_alt(cv: CV, words: Words) -> str:
    """What somebody who does not see the picture is told."""
    parts = [part for part in (cv.name, cv.headline.text) if part]
    alt = words.pgettext("cvs/picture_alt", "Ton CV en image")
    return f"{alt} ({', '.join(parts)})" if parts else alt


def trouble(problems: Sequence[tuple[str, str]], words: Words) -> str:
    """What is wrong, whose turn it is, and that nothing is lost."""
    signs = [text for code, text in problems if code == UNPRINTABLE]
    if signs:
        sentence = words.pgettext(
            "cvs/unprintable",
            "Je n’ai pas de lettres pour écrire {list}. C’est gardé\u00a0: change cette réponse, puis refais le CV.",
        )
        return sentence.format(list=rules.listed(signs, words, MOST_NAMED))
    return words.pgettext(
        "cvs/broken",
        "Le fichier est mal sorti, c’est ma faute. Rien n’est perdu\u00a0: touche «\u00a0Refaire le CV\u00a0».",
    )


def pairs(value: JsonValue) -> list[tuple[str, str]]:
    """(code, text) of notes as an effect gave them."""
    notes = value if isinstance(value, list) else []
    return [(str(note.get("code")), str(note.get("text"))) for note in notes if isinstance(note, dict)]
