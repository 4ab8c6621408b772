"""What a flow may ask for about a letter: the message at once, its documents by an effect, handed over by an event.

Law: nothing is sent that could not be read back whole; a letter or CV erased or made anew meanwhile is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.clock import Clock
from bot.letters import store
from bot.letters.rules import file_stem, place_on_page, to_reread, wish_of
from bot.ports import Later, Line, Outcome, Translations, Turn, Words
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from cv_builder.documents import Documents
from cv_builder.layout import Page
from cv_builder.letter import letter
from cv_builder.letter_page import letter_page
from flows.events import JsonValue

Json = Mapping[str, JsonValue]

RENDER = "letters.render"
"""Kind of the effect that makes the documents."""
FORMATS = ("pdf", "docx")
OWN = "own"
"""Left out: a sentence in other letters than the language of the letter has."""
UNPRINTABLE = "unprintable"


class Printer(Protocol):
    """`cv_builder.renderer.Renderer`: off the event loop, every document read back."""

    async def print(self, page: Page, name: str, formats: Sequence[str] = FORMATS) -> Documents: ...


@dataclass(frozen=True, slots=True)
class Actions:
    """`ready`, `place`, `reread`, `write`: bound to what they need."""

    sealer: Sealer
    words: Translations

    async def ready(self, turn: Turn, answers: Json, args: Json) -> Outcome:
        """Whether there is a CV to write from."""
        return Outcome(await store.cv(turn.db, self.sealer, turn.person_id) is not None or None)

    async def place(self, turn: Turn, answers: Json, args: Json) -> Outcome:
        """The place as it would stand on the letter; None when it was typed so."""
        return Outcome(place_on_page(answers.get("letter.place")))

    async def reread(self, turn: Turn, answers: Json, args: Json) -> Outcome:
        """What their sentence has of a text to friends; None when it can be handed over."""
        cv = await store.cv(turn.db, self.sealer, turn.person_id)
        return Outcome(to_reread(answers.get("letter.own"), cv.locale if cv else "fr"))

    async def write(self, turn: Turn, answers: Json, args: Json) -> Outcome:
        """Says the message, ready to copy, and has the letter made. Value: the version; None without a CV."""
        cv = await store.cv(turn.db, self.sealer, turn.person_id)
        if cv is None:
            return Outcome()
        wish = wish_of(answers)
        version = await store.save(turn.db, self.sealer, turn.person_id, wish, turn.now)
        written = letter(cv, wish, turn.now.date())
        lines = [Line(written.message)]
        if OWN in written.left_out:
            lines.append(Line(_other_letters(self.words(turn.locale))))
        work = Later(RENDER, {"version": version}, f"{RENDER}/{turn.person_id}/{turn.new_id()}")
        return Outcome(version, lines=tuple(lines), effects=(work,))


def _other_letters(words: Words) -> str:
    return words.pgettext(
        "letters/own",
        "Ta phrase n’est pas dans la langue de ton CV\u00a0: je l’ai laissée de côté, sans la traduire.",
    )


@dataclass(frozen=True, slots=True)
class Render:
    """The effect. May run again after a crash: documents of a version are stored once."""

    database: Database
    sealer: Sealer
    clock: Clock
    printer: Printer

    async def __call__(self, person_id: int, payload: Json) -> Json:
        async with self.database.read() as db:
            stored = await store.load(db, self.sealer, person_id)
            cv = await store.cv(db, self.sealer, person_id)
        if stored is None or cv is None or stored.version != payload.get("version"):
            return {"made": False}
        today = stored.updated_at.date()
        written = letter(cv, stored.wish, today)
        name = file_stem(cv, written.locale)
        documents = await self.printer.print(letter_page(written, cv, today), name, FORMATS)
        if documents.problems:
            signs: JsonValue = [note.text for note in documents.problems if note.code == UNPRINTABLE]
            return {"made": True, "version": stored.version, "broken": True, "signs": signs}
        made = [(self.clock.new_id(), document) for document in documents.files]
        async with self.database.write() as db:
            kept = await store.keep(db, self.sealer, person_id, stored.version, made, self.clock.now())
        return {"made": kept, "version": stored.version}


@dataclass(frozen=True, slots=True)
class Hand:
    """The events `letters.render.done` and `.failed`: the files in one line, or what is wrong."""

    sealer: Sealer
    words: Translations

    async def done(self, turn: Turn, payload: Json) -> Outcome:
        words, stored = self.words(turn.locale), await store.load(turn.db, self.sealer, turn.person_id)
        if payload.get("made") is not True or stored is None or stored.version != payload.get("version"):
            return Outcome()
        if payload.get("broken"):
            signs = payload.get("signs")
            return Outcome(lines=(Line(trouble(signs if isinstance(signs, list) else [], words)),), resume=True)
        if not stored.files:
            return Outcome()
        text = words.pgettext(
            "letters/files", "Et la lettre. Le PDF, pour l’envoyer. Le Word, pour la changer toi-même."
        )
        return Outcome(lines=(Line(text, stored.files),), resume=True)

    async def failed(self, turn: Turn, payload: Json) -> Outcome:
        stored = await store.load(turn.db, self.sealer, turn.person_id)
        if stored is None or stored.version != payload.get("version"):
            return Outcome()
        return Outcome(lines=(Line(trouble([], self.words(turn.locale))),), resume=True)


def trouble(signs: Sequence[JsonValue], words: Words) -> str:
    """What is wrong, whose turn it is, and that the message stays."""
    if signs:
        sentence = words.pgettext(
            "letters/unprintable",
            "Il me manque des signes pour écrire «\u00a0{signs}\u00a0». Le message au-dessus est bon\u00a0: envoie-le.",
        )
        return sentence.format(signs=" ".join(map(str, signs)))
    return words.pgettext(
        "letters/broken", "La lettre est mal sortie, c’est ma faute. Le message au-dessus est bon\u00a0: envoie-le."
    )
