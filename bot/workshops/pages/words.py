"""What the forms answer, in words: problems by field, notes after a change, how a workshop stands."""

from __future__ import annotations

from bot.web.words import Language
from bot.workshops.model import State
from bot.workshops.rules.form import Problem
from bot.workshops.rules.holidays import Holiday

NOTES = frozenset({"saved", "there", "pending", "seats", "cancelled", "noted", "approved", "cloned", "when"})
"""What a page may be asked to say after a form (`?note=`)."""


def problem(words: Language, code: Problem) -> str:
    return _about_time(words, code) or _about_the_rest(words, code)


def _about_time(words: Language, code: Problem) -> str:
    match code:
        case "date":
            return words.pgettext("staff/w/wrong/date", "Écrivez la date ainsi : 24/11/2026.")
        case "past":
            return words.pgettext("staff/w/wrong/past", "Ce moment est déjà passé.")
        case "far":
            return words.pgettext("staff/w/wrong/far", "C'est dans plus de deux ans. Vérifiez l'année.")
        case "start" | "end":
            return _about_hours(words, code)
        case "length":
            return words.pgettext("staff/w/wrong/length", "Un atelier dure 12 heures au plus.")
    return ""


def _about_hours(words: Language, code: Problem) -> str:
    if code == "start":
        return words.pgettext("staff/w/wrong/start", "Écrivez l'heure ainsi : 14:00.")
    return words.pgettext("staff/w/wrong/end", "Une heure après celle du début, par exemple 16:30.")


def _about_the_rest(words: Language, code: Problem) -> str:
    match code:
        case "title":
            return words.pgettext("staff/w/wrong/title", "Donnez un titre à l'atelier.")
        case "near":
            return words.pgettext("staff/w/wrong/near", "Cette ville n'est pas trouvée. Essayez le code postal.")
        case "which":
            return words.pgettext("staff/w/wrong/which", "Plusieurs villes portent ce nom. Choisissez la bonne.")
        case "both":
            return words.pgettext(
                "staff/w/wrong/both",
                "En ligne, ou sur place ? Décochez « En ligne », ou videz la ville, le lieu et la rue.",
            )
        case "link":
            return words.pgettext("staff/w/wrong/link", "Un lien commence par https://")
        case "seats":
            return words.pgettext("staff/w/wrong/seats", "Un nombre entre 1 et 1000, ou rien.")
        case "price":
            return words.pgettext("staff/w/wrong/price", "Un prix en euros, par exemple 2,50, ou rien.")
        case "languages":
            return words.pgettext("staff/w/wrong/languages", "Cochez au moins une langue.")
    return words.pgettext("staff/w/wrong/long", "C'est trop long.")


def note(words: Language, code: str) -> str:
    match code:
        case "saved":
            return words.pgettext("staff/w/note/saved", "C'est enregistré.")
        case "there":
            return words.pgettext("staff/w/note/there", "Il est déjà enregistré : il n'est pas fait deux fois.")
        case "pending":
            return words.pgettext(
                "staff/w/note/pending", "C'est enregistré. L'équipe relit votre premier atelier, puis il sera visible."
            )
        case "seats":
            return words.pgettext(
                "staff/w/note/seats",
                "C'est enregistré. Des places étaient déjà prises : leur nombre n'a pas été réduit en dessous.",
            )
        case "cancelled":
            return words.pgettext(
                "staff/w/note/cancelled", "L'atelier est annulé. Les personnes inscrites sont prévenues."
            )
        case "noted":
            return words.pgettext("staff/w/note/noted", "Les présences sont notées.")
        case "approved":
            return words.pgettext("staff/w/note/approved", "C'est approuvé. L'atelier est visible.")
        case "cloned":
            return words.pgettext("staff/w/note/cloned", "Les copies sont faites.")
        case "when":
            return words.pgettext("staff/w/note/when", "Choisissez un jour à venir, dans les deux ans.")
    return ""


def holiday(words: Language, code: Holiday) -> str:
    names: dict[Holiday, str] = {
        "new_year": words.pgettext("staff/w/holiday/new_year", "jour de l'An"),
        "easter": words.pgettext("staff/w/holiday/easter", "lundi de Pâques"),
        "labour": words.pgettext("staff/w/holiday/labour", "1er mai"),
        "victory": words.pgettext("staff/w/holiday/victory", "8 mai"),
        "ascension": words.pgettext("staff/w/holiday/ascension", "Ascension"),
        "whit_monday": words.pgettext("staff/w/holiday/whit_monday", "lundi de Pentecôte"),
        "bastille": words.pgettext("staff/w/holiday/bastille", "14 juillet"),
        "assumption": words.pgettext("staff/w/holiday/assumption", "15 août"),
        "all_saints": words.pgettext("staff/w/holiday/all_saints", "Toussaint"),
        "armistice": words.pgettext("staff/w/holiday/armistice", "11 novembre"),
        "christmas": words.pgettext("staff/w/holiday/christmas", "Noël"),
    }
    return words.pgettext("staff/w/holiday", "jour férié : {name}").replace("{name}", names[code])


def state(words: Language, code: State) -> str:
    match code:
        case "draft":
            return words.pgettext("staff/w/state/draft", "brouillon")
        case "pending":
            return words.pgettext("staff/w/state/pending", "à relire")
        case "open":
            return words.pgettext("staff/w/state/open", "visible")
        case "cancelled":
            return words.pgettext("staff/w/state/cancelled", "annulé")
    return words.pgettext("staff/w/state/closed", "terminé")
