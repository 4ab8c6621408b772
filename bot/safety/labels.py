"""Words of the pages about helplines."""

from __future__ import annotations

from bot.ports import Words
from bot.safety.model import ALWAYS


def country(words: Words, code: str) -> str:
    names = {
        "fr": words.pgettext("helplines/country/fr", "France"),
        "be": words.pgettext("helplines/country/be", "Belgique"),
        "ch": words.pgettext("helplines/country/ch", "Suisse"),
    }
    return names.get(code, code.upper())


def need(words: Words, name: str) -> str:
    names = {
        "danger": words.pgettext("helplines/need/danger", "Danger maintenant"),
        "suicide": words.pgettext("helplines/need/suicide", "Envie de mourir, trop de souffrance"),
        "violence": words.pgettext("helplines/need/violence", "Violence"),
        "shelter": words.pgettext("helplines/need/shelter", "Un endroit où dormir"),
        "missing": words.pgettext("helplines/need/missing", "Disparition, fugue"),
        "bullying": words.pgettext("helplines/need/bullying", "Harcèlement"),
        "health": words.pgettext("helplines/need/health", "Santé"),
        "discrimination": words.pgettext("helplines/need/discrimination", "Discrimination"),
        "listening": words.pgettext("helplines/need/listening", "Parler à quelqu'un"),
    }
    return names.get(name, name)


def channel(words: Words, name: str) -> str:
    names = {
        "call": words.pgettext("helplines/channel/call", "appel"),
        "sms": words.pgettext("helplines/channel/sms", "SMS"),
        "chat": words.pgettext("helplines/channel/chat", "tchat"),
        "app": words.pgettext("helplines/channel/app", "application"),
        "video": words.pgettext("helplines/channel/video", "visio"),
        "mail": words.pgettext("helplines/channel/mail", "e-mail"),
    }
    return names.get(name, name)


def hours(words: Words, said: str) -> str:
    return words.pgettext("helplines/hours/always", "jour et nuit") if said == ALWAYS else said


def wrong(words: Words, name: str) -> str:
    """What to write into a field instead."""
    match name:
        case "number":
            return words.pgettext("helplines/wrong/number", "Des chiffres, comme on les compose : 3114, 0800 99 340.")
        case "hours":
            return words.pgettext("helplines/wrong/hours", "Cochez « jour et nuit », ou écrivez les heures.")
        case "languages":
            return words.pgettext("helplines/wrong/languages", "Des codes séparés par des espaces : fr en ar.")
        case "source":
            return words.pgettext(
                "helplines/wrong/source", "L'adresse de la page officielle, qui commence par https://."
            )
        case "checked_on":
            return words.pgettext(
                "helplines/wrong/checked_on", "Le jour où vous l'avez lu, ou rien. Pas un jour à venir."
            )
        case "for":
            return words.pgettext("helplines/wrong/for", "Choisissez dans la liste.")
        case "channels":
            return words.pgettext("helplines/wrong/channels", "Cochez au moins un moyen.")
    return words.pgettext("helplines/wrong/text", "De 3 à 120 caractères.")
