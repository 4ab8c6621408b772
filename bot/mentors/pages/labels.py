"""Words of this room's pages for what stands in rows as codes."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.i18n import translator
from bot.mentors.waits import length
from bot.web.words import Language


def since(words: Language, at: datetime, now: datetime) -> str:
    """How long that is; nobody has waited « 0 minute »."""
    if now - at < timedelta(minutes=1):
        return words.pgettext("mentor/just_now", "moins d'une minute")
    return length(now - at, translator(words.locale))


def topic(words: Language, topic: str) -> str:
    """What a conversation is about, for mentors and coordinators."""
    match topic:
        case "cv":
            return words.pgettext("mentor/topic/cv", "CV à relire")
        case "letter":
            return words.pgettext("mentor/topic/letter", "lettre")
        case "interview":
            return words.pgettext("mentor/topic/interview", "entretien")
        case "codes":
            return words.pgettext("mentor/topic/codes", "codes du travail")
        case _:
            return words.pgettext("mentor/topic/other", "autre chose")


def band(words: Language, band: str | None) -> str:
    match band:
        case "under15":
            return words.pgettext("mentor/band/under15", "moins de 15 ans")
        case "15_17":
            return words.pgettext("mentor/band/15_17", "15 à 17 ans")
        case "18_25":
            return words.pgettext("mentor/band/18_25", "18 à 25 ans")
        case "older":
            return words.pgettext("mentor/band/older", "plus de 25 ans")
        case _:
            return words.pgettext("mentor/band/unknown", "âge non dit")


def outcome(words: Language, outcome: str) -> str:
    match outcome:
        case "done":
            return words.pgettext("mentor/outcome/done", "C'est réglé")
        case "to_be_continued":
            return words.pgettext("mentor/outcome/to_be_continued", "À suivre, je reviendrai")
        case "passed_on":
            return words.pgettext("mentor/outcome/passed_on", "Orientée vers un autre service")
        case _:
            return words.pgettext("mentor/outcome/no_answer", "La personne ne répond plus")


def step(words: Language, step: str) -> str:
    match step:
        case "cv":
            return words.pgettext("mentor/step/cv", "Faire ou finir le CV")
        case "cv_lines":
            return words.pgettext("mentor/step/cv_lines", "Changer une ligne du CV")
        case "forces":
            return words.pgettext("mentor/step/forces", "Trouver ses forces")
        case "letter":
            return words.pgettext("mentor/step/letter", "Écrire à un employeur")
        case "workshop":
            return words.pgettext("mentor/step/workshop", "Trouver un atelier")
        case _:
            return words.pgettext("mentor/step/menu", "Là où la personne en était")


def tag(words: Language, tag: str) -> str:
    names = {
        "housing": words.pgettext("mentor/tag/housing", "logement"),
        "papers": words.pgettext("mentor/tag/papers", "papiers"),
        "health": words.pgettext("mentor/tag/health", "santé"),
        "transport": words.pgettext("mentor/tag/transport", "transport"),
        "family": words.pgettext("mentor/tag/family", "famille"),
        "money": words.pgettext("mentor/tag/money", "argent"),
        "language": words.pgettext("mentor/tag/language", "langue"),
        "digital": words.pgettext("mentor/tag/digital", "numérique"),
        "training": words.pgettext("mentor/tag/training", "formation"),
        "workshop": words.pgettext("mentor/tag/workshop", "atelier"),
    }
    return names.get(tag, tag)


def transfer(words: Language, state: str) -> str:
    match state:
        case "accepted":
            return words.pgettext("mentor/transfer/accepted", "a accepté")
        case "declined":
            return words.pgettext("mentor/transfer/declined", "ne peut pas maintenant")
        case "lapsed":
            return words.pgettext("mentor/transfer/lapsed", "n'a pas répondu à temps")
        case _:
            return words.pgettext("mentor/transfer/taken_back", "proposition reprise")


def note(words: Language, note: str) -> str:
    """What is said after a form."""
    sentences = {
        "held": words.pgettext(
            "mentor/said/held",
            "Pas encore envoyé : on y lit un contact, un lien ou une adresse. La coordination regarde votre message.",
        ),
        "empty": words.pgettext("mentor/said/empty", "Écrivez quelques mots, ou choisissez un fichier."),
        "noted": words.pgettext("mentor/said/noted", "La note est gardée. La personne ne la voit pas ici."),
        "tagged": words.pgettext("mentor/said/tagged", "Les sujets sont notés."),
        "offered": words.pgettext(
            "mentor/said/offered", "C'est proposé. D'ici la réponse, la conversation reste chez vous."
        ),
        "not_offered": words.pgettext(
            "mentor/said/not_offered", "Ce collègue ne peut pas la prendre, ou elle est déjà proposée."
        ),
        "taken_back": words.pgettext("mentor/said/taken_back", "La proposition est reprise."),
        "late": words.pgettext("mentor/said/late", "C'est trop tard, ou c'était déjà fait : rien n'a changé."),
        "date": words.pgettext(
            "mentor/said/date", "Pour la promesse, dites quoi, le jour et l'heure, dans le futur. Rien n'est terminé."
        ),
        "promise_contact": words.pgettext(
            "mentor/said/promise_contact", "Écrivez la promesse sans contact ni lien. Rien n'est terminé."
        ),
        "wait": words.pgettext(
            "mentor/said/wait", "Votre dernière phrase est encore en route. Réessayez dans un instant."
        ),
        "flagged": words.pgettext(
            "mentor/said/flagged", "La coordination est prévenue, et la personne le sait. Restez avec elle."
        ),
        "flagged_alone": words.pgettext(
            "mentor/said/flagged_alone",
            "C'est noté, mais la coordination n'a pas d'adresse où être prévenue : appelez-la. Restez là.",
        ),
    }
    return sentences.get(note) or _about_the_cv(words, note) or _file_refused(words, note)


def _about_the_cv(words: Language, note: str) -> str:
    sentences = {
        "suggested": words.pgettext(
            "mentor/said/suggested", "C'est proposé : la personne voit sa phrase et la vôtre, et choisit."
        ),
        "cv_changed": words.pgettext(
            "mentor/said/cv_changed", "Le CV a changé entre-temps, rien n'est parti. Choisissez la ligne de nouveau."
        ),
        "idea_empty": words.pgettext("mentor/said/idea_empty", "Écrivez la ligne autrement que ce qu'elle dit déjà."),
        "idea_unsayable": words.pgettext(
            "mentor/said/idea_unsayable", "Écrivez-la dans la langue du CV, sans image ni signe spécial."
        ),
    }
    return sentences.get(note, "")


def _file_refused(words: Language, reason: str) -> str:
    """Why a mentor's own file did not go out."""
    sentences = {
        "unsupported": words.pgettext(
            "mentor/said/unsupported",
            "Ce fichier n'est pas parti : on prend les photos, les sons, le PDF, le Word et le texte.",
        ),
        "long": words.pgettext(
            "mentor/said/long", "Ce texte n'est pas parti : il dépasse dix pages. Envoyez-le en plusieurs fichiers."
        ),
        "broken": words.pgettext("mentor/said/broken", "Ce fichier n'est pas parti : il est abîmé."),
        "locked": words.pgettext("mentor/said/locked", "Ce fichier n'est pas parti : il a un mot de passe."),
        "hostile": words.pgettext("mentor/said/hostile", "Ce fichier n'est pas parti : on n'arrive pas à le lire."),
        "contact": words.pgettext("mentor/said/contact", "Ce fichier n'est pas parti : c'est une fiche de contact."),
    }
    return sentences.get(reason, "")


def refusal(words: Language, reason: str) -> str:
    """Why a person's file can't be shown."""
    match reason:
        case "contact":
            return words.pgettext("mentor/file/contact", "Une fiche de contact : elle n'est pas montrée.")
        case "locked":
            return words.pgettext("mentor/file/locked", "Ce fichier a un mot de passe. Demandez-le en photo.")
        case "gone" | "too_big":
            return words.pgettext("mentor/file/gone", "Ce fichier n'est plus là, ou il dépasse 20 Mo.")
        case _:
            return words.pgettext(
                "mentor/file/unsupported", "Ce fichier ne peut pas être montré. Demandez une photo ou un PDF."
            )


def file_kind(words: Language, type: str) -> str:
    """Of a file that goes with a held sentence."""
    if type.startswith("image/"):
        return words.pgettext("staff/file/picture", "une image")
    if type.startswith("audio/"):
        return words.pgettext("staff/file/sound", "un vocal")
    if type == "application/pdf":
        return words.pgettext("staff/file/pdf", "un PDF")
    if type.startswith("text/"):
        return words.pgettext("staff/file/text", "un texte")
    return words.pgettext("staff/file/document", "un document")


def contact(words: Language, kind: str) -> str:
    """What of theirs stands in a held sentence."""
    match kind:
        case "phone":
            return words.pgettext("staff/kind/phone", "un numéro de téléphone")
        case "mail":
            return words.pgettext("staff/kind/mail", "une adresse mail")
        case "link":
            return words.pgettext("staff/kind/link", "un lien")
        case "account":
            return words.pgettext("staff/kind/account", "un compte sur un réseau")
        case "address":
            return words.pgettext("staff/kind/address", "une adresse")
        case "name":
            return words.pgettext("staff/kind/name", "un nom")
        case "card":
            return words.pgettext("staff/kind/card", "une carte de contact")
        case _:
            return words.pgettext("staff/kind/number", "un numéro")


def reason(words: Language, why: str) -> str:
    """Of a report, as the person tapped it; "" when they said none."""
    match why:
        case "contact":
            return words.pgettext("staff/why/contact", "On lui a demandé un contact, ou à se voir.")
        case "hurt":
            return words.pgettext("staff/why/hurt", "Des mots qui font mal.")
        case "odd":
            return words.pgettext("staff/why/odd", "La personne est mal à l'aise.")
        case "other":
            return words.pgettext("staff/why/other", "Autre chose.")
        case _:
            return ""
