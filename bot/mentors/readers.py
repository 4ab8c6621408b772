"""How « Qui a lu mes messages ? » is answered."""

from __future__ import annotations

from bot.i18n import Translator
from bot.mentors.words import named


def nobody_read(words: Translator) -> str:
    return words.pgettext("mentors/nobody_read", "Personne n’a lu tes messages. Seul le robot les garde.")


def who_read(lines: str, words: Translator) -> str:
    return words.pgettext("mentors/who_read", "Voilà qui a ouvert tes messages\u00a0:") + "\n" + lines


def one_read(alias: str, role: str, day: str, words: Translator) -> str:
    match role:
        case "mentor":
            sentence = words.pgettext("mentors/read_mentor", "• {day}\u00a0: {name}, mentor")
        case "coordinator":
            sentence = words.pgettext("mentors/read_coordinator", "• {day}\u00a0: {name}, responsable")
        case _:
            sentence = words.pgettext("mentors/read_other", "• {day}\u00a0: {name}, de l’équipe")
    return sentence.format(day=day, name=named(alias, words))
