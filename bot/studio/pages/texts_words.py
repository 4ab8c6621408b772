"""What the pages about texts say of a translation, of a file."""

from __future__ import annotations

from bot.ports import Words
from bot.studio.rules.exchange import Why
from bot.studio.rules.translating import State, Wrong


def state(words: Words, name: State) -> str:
    match name:
        case "new":
            return words.pgettext("staff/texts/state/new", "à traduire")
        case "review":
            return words.pgettext("staff/texts/state/review", "à relire")
        case _:
            return words.pgettext("staff/texts/state/reviewed", "relu")


def wrong(words: Words, problem: Wrong) -> str:
    return refused(words, problem.code, problem.what)


def refused(words: Words, why: Why, what: str) -> str:
    match why:
        case "values":
            said = words.pgettext(
                "staff/texts/wrong/values",
                "Ces morceaux ne sont pas les mêmes qu'en français : {what}. Recopiez-les tels quels.",
            )
        case "long":
            said = words.pgettext("staff/texts/wrong/long", "C'est trop long pour un bouton : {what} lettres au plus.")
        case "endless":
            said = words.pgettext("staff/texts/wrong/endless", "C'est trop long : {what} lettres au plus.")
        case "empty":
            said = words.pgettext(
                "staff/texts/wrong/empty", "Un texte vide n'est pas gardé : l'ancien reste. Écrivez-le autrement."
            )
        case "numbers":
            said = words.pgettext(
                "staff/texts/wrong/numbers",
                "En danger, le numéro vient d'abord, et chaque numéro du français est là : {what}.",
            )
        case "loud":
            said = words.pgettext("staff/texts/wrong/loud", "En danger, une phrase calme : sans point d'exclamation.")
        case "lines":
            said = words.pgettext("staff/texts/wrong/lines", "Ce texte tient sur une ligne, comme en français.")
        case _:
            said = words.pgettext("staff/texts/wrong/unknown", "Ce texte n'existe pas ici.")
    return said.replace("{what}", what)


def moved(words: Words) -> str:
    return words.pgettext(
        "staff/texts/wrong/moved", "Le français a changé pendant ce temps. Relisez, puis enregistrez encore une fois."
    )


def others(words: Words, text: str) -> str:
    said = words.pgettext(
        "staff/robot/others", "Quelqu'un a écrit ici entre-temps : « {text} ». Enregistrer met le vôtre."
    )
    return said.replace("{text}", text)
