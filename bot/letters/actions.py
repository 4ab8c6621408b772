"""What a flow may ask for about a letter: the message at once; its documents are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.letters import store
from bot.letters.model import RENDER
from bot.letters.rules import foreign_place, meant, place_missing, place_on_page, to_reread, wish_of
from bot.papers import asked
from bot.ports import Action, Line, Outcome, Translations, Turn, Words
from bot.storage.sealed import Sealer
from cv_builder.letter import letter
from flows.events import JsonValue

Json = Mapping[str, JsonValue]

OWN = "own"
"""Left out: a sentence in other letters than the language of the letter has."""


@dataclass(frozen=True, slots=True)
class Actions:
    """`ready`, `place`, `foreign`, `reread`, `write`: bound to what they need."""

    sealer: Sealer
    words: Translations

    async def ready(self, turn: Turn, answers: Json, args: Json) -> Outcome:
        """Whether there is a CV to write from."""
        return Outcome(await store.cv(turn.db, self.sealer, turn.person_id) is not None or None)

    async def place(self, turn: Turn, answers: Json, args: Json) -> Outcome:
        """The place as it would stand on the letter; None when it was typed so."""
        return Outcome(place_on_page(answers.get("letter.place")))

    async def foreign(self, turn: Turn, answers: Json, args: Json) -> Outcome:
        """The place just typed, when the readers of the letter can't read it; else None."""
        cv = await store.cv(turn.db, self.sealer, turn.person_id)
        return Outcome(foreign_place(answers.get("letter.place"), cv.locale if cv else "fr"))

    async def reread(self, turn: Turn, answers: Json, args: Json) -> Outcome:
        """What their sentence has of a text to friends; None when it can be handed over."""
        cv = await store.cv(turn.db, self.sealer, turn.person_id)
        return Outcome(to_reread(answers.get("letter.own"), cv.locale if cv else "fr"))

    async def write(self, turn: Turn, answers: Json, args: Json) -> Outcome:
        """Says the message, ready to copy, and has the letter made. Value: the version; None without a CV.

        Who chats in another language than the CV's is told in theirs what it says.
        """
        cv = await store.cv(turn.db, self.sealer, turn.person_id)
        if cv is None:
            return Outcome()
        wish = wish_of(answers, cv.locale)
        version = await store.save(turn.db, self.sealer, turn.person_id, wish, turn.now)
        written = letter(cv, wish, turn.now.date())
        lines = [Line(written.message)]
        if said := meant(cv, wish, turn.locale, turn.now.date()):
            lines.append(Line(_meaning(self.words(turn.locale)).format(message=said)))
        if place_missing(answers, wish):
            lines.append(Line(_no_place(self.words(turn.locale))))
        if OWN in written.left_out:
            lines.append(Line(_other_letters(self.words(turn.locale))))
        return Outcome(version, lines=tuple(lines), effects=(asked(RENDER, turn, version),))

    def actions(self) -> Mapping[str, Action]:
        return {
            "letters.ready": self.ready,
            "letters.place": self.place,
            "letters.foreign": self.foreign,
            "letters.reread": self.reread,
            "letters.write": self.write,
        }


def _meaning(words: Words) -> str:
    return words.pgettext("letters/meaning", "Pour toi, ce que dit ce message, en français\u00a0:\n{message}")


def _no_place(words: Words) -> str:
    return words.pgettext(
        "letters/place",
        "Le nom de l’endroit n’est pas sur la lettre\u00a0: je ne l’ai pas traduit.",
    )


def _other_letters(words: Words) -> str:
    return words.pgettext(
        "letters/own",
        "Ta phrase n’est pas dans la langue de ton CV\u00a0: je l’ai laissée de côté, sans la traduire.",
    )
