"""Words of `/staff/data` for each kind of what is held: its name, and how long it stays."""

from __future__ import annotations

from datetime import timedelta

from bot.people.holdings import Kind
from bot.people.rules import STRANGER
from bot.ports import Words
from bot.storage.keeping import Keeping, in_months
from bot.storage.purge import BEFORE_CONSENT, FINISHED

OPEN: frozenset[Kind] = frozenset(
    [
        "people", "strangers", "leaving", "consents", "handoffs", "alerts", "missed", "reads", "audit", "seats",
        "wishes", "updates", "departures",
    ]
)  # fmt: skip
"""Rows without words of anybody: numbers, dates and codes."""


def name_of(kind: Kind, words: Words) -> str:
    names: dict[Kind, str] = {
        "people": words.pgettext("staff/data/people", "Personnes qui ont dit d'accord"),
        "strangers": words.pgettext("staff/data/strangers", "Personnes qui n'ont pas dit d'accord"),
        "leaving": words.pgettext("staff/data/leaving", "Effacement demandé ou prévu"),
        "consents": words.pgettext("staff/data/consents", "Accords donnés ou refusés (mentor, relances)"),
        "lines": words.pgettext("staff/data/lines", "Lignes des discussions"),
        "first_lines": words.pgettext("staff/data/first_lines", "Lignes d'avant l'accord"),
        "files": words.pgettext("staff/data/files", "Fichiers (CV, lettres, envois)"),
        "answers": words.pgettext("staff/data/answers", "Réponses au parcours"),
        "cvs": words.pgettext("staff/data/cvs", "CV"),
        "letters": words.pgettext("staff/data/letters", "Lettres"),
        "handoffs": words.pgettext("staff/data/handoffs", "Demandes d'une vraie personne"),
        "reports": words.pgettext("staff/data/reports", "Signalements"),
        "signs": words.pgettext("staff/data/signs", "Mots de détresse repérés (le sujet, pas les mots)"),
        "alerts": words.pgettext("staff/data/alerts", "Alertes à l'équipe"),
        "missed": words.pgettext("staff/data/missed", "Lignes qu'un mentor a signalées"),
        "reads": words.pgettext("staff/data/reads", "Lectures notées (qui a lu quoi)"),
        "audit": words.pgettext("staff/data/audit", "Pages ouvertes par l'équipe (journal scellé)"),
        "seats": words.pgettext("staff/data/seats", "Places d'atelier"),
        "wishes": words.pgettext("staff/data/wishes", "Recherches d'atelier"),
        "mailboxes": words.pgettext("staff/data/mailboxes", "Adresses e-mail pour un atelier"),
        "updates": words.pgettext("staff/data/updates", "Numéros des messages reçus"),
        "parked": words.pgettext("staff/data/parked", "Messages mis de côté après une panne"),
        "departures": words.pgettext("staff/data/departures", "Statistiques sans nom, après un effacement"),
    }
    return names[kind]


def how_long(kind: Kind, keeping: Keeping, words: Words) -> str:
    """How long one of them stays at most."""
    match kind:
        case "lines" | "files":
            text = words.pgettext(
                "staff/data/long/chat",
                "{days} jours après le dernier signe de vie, annoncé un mois avant. Le CV et la lettre restent.",
            )
            return text.replace("{days}", _days(keeping.chat))
        case "first_lines":
            text = words.pgettext("staff/data/long/first", "{hours} heures au plus, pour être envoyées.")
            return text.replace("{hours}", str(BEFORE_CONSENT // timedelta(hours=1)))
        case "strangers":
            text = words.pgettext("staff/data/long/strangers", "{days} jours. Rien de ce qui a été dit.")
            return text.replace("{days}", _days(STRANGER))
        case "leaving":
            return words.pgettext("staff/data/long/leaving", "24 heures pour changer d'avis, puis plus rien.")
        case "reports":
            text = words.pgettext("staff/data/long/reports", "{months} mois une fois réglés, ou avec la personne.")
            return _in_months(text, keeping.audit)
        case "reads" | "audit":
            return _in_months(words.pgettext("staff/data/long/reads", "{months} mois, par numéros."), keeping.audit)
        case "signs" | "alerts" | "missed":
            text = words.pgettext("staff/data/long/signs", "{days} jours, ou avec la personne.")
            return text.replace("{days}", _days(keeping.chat))
        case "mailboxes":
            return words.pgettext("staff/data/long/mailboxes", "30 jours après le dernier atelier.")
        case "updates" | "parked":
            text = words.pgettext("staff/data/long/updates", "{days} jours.").replace("{days}", _days(keeping.updates))
            return text
        case "departures":
            return words.pgettext("staff/data/long/departures", "Toujours : ces chiffres ne sont à personne.")
        case _:
            text = words.pgettext(
                "staff/data/long/all", "{months} mois après le dernier signe de vie, annoncé un mois avant."
            )
            return _in_months(text, keeping.cv)


def finished(words: Words) -> str:
    """What a finished task of the service leaves: a key, without its words."""
    text = words.pgettext(
        "staff/data/finished", "Ce que le service a fini de faire laisse un numéro, sans contenu, {days} jours."
    )
    return text.replace("{days}", _days(FINISHED))


def _days(time: timedelta) -> str:
    return str(time.days)


def _in_months(text: str, time: timedelta) -> str:
    return text.replace("{months}", str(in_months(time)))
