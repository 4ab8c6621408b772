"""What is said about a file: what it gave, what it did not, why it can't be read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ports import Words
from bot.received.rules import PERSONAL, TOO_MANY
from cv_builder.reading.report import EDITED, Read
from cv_builder.reading.source import Left

MOST_NAMED = 3
"""Texts that are quoted; more is a list nobody reads."""
LONGEST = 60
"""Characters of one of them."""


def looking(words: Words) -> str:
    return words.pgettext("received/looking", "Je regarde ton fichier.")


def consent_first(words: Words) -> str:
    return words.pgettext("received/consent", "Je peux lire ton fichier et continuer ton CV. D’abord, ton accord.")


def too_often(words: Words) -> str:
    return words.pgettext("received/too_often", "Ça fait beaucoup de fichiers. Réessaie dans une heure.")


def failed(words: Words) -> str:
    return words.pgettext(
        "received/failed",
        "Je n’ai pas pu lire ton fichier, c’est ma faute. Rien n’est perdu\u00a0: renvoie-le plus tard.",
    )


def refused(code: str, words: Words) -> str:
    """A true word for each reason, and what helps."""
    help_with = words.pgettext("received/what_helps", "Envoie un PDF ou un Word fait ici, ou un CV Europass.")
    match code:
        case "picture":
            text = words.pgettext("received/picture", "C’est une image\u00a0: je ne sais pas y lire un CV.")
        case "no_cv":
            text = words.pgettext("received/no_cv", "Je n’ai pas trouvé de CV que je sais lire dans ce fichier.")
        case "letter":
            return words.pgettext("received/letter", "C’est la lettre, pas le CV. Envoie l’autre fichier.")
        case "encrypted":
            return words.pgettext(
                "received/encrypted", "Ce fichier est fermé par un mot de passe. Renvoie-le sans mot de passe."
            )
        case "broken":
            text = words.pgettext("received/broken", "Ce fichier est abîmé\u00a0: je n’arrive pas à l’ouvrir.")
        case "macros":
            return words.pgettext(
                "received/macros", "Ce Word contient des programmes (macros), je ne l’ouvre pas. Renvoie-le en PDF."
            )
        case "hostile" | "slow":
            text = words.pgettext("received/hostile", "Ce fichier est trop compliqué pour moi, je l’ai laissé.")
        case "too_big":
            return words.pgettext("received/too_big", "Ce fichier est trop lourd pour moi\u00a0: 20\u00a0Mo au plus.")
        case "gone":
            return words.pgettext("received/gone", "Ce fichier n’est plus là. Envoie-le encore une fois.")
        case _:
            text = words.pgettext("received/kind", "Je ne sais pas lire ce genre de fichier.")
    return f"{text} {help_with}"


def told(read: Read, words: Words) -> list[str]:
    """What was taken; what no CV needs; what found no place."""
    lines = [_took(read, words)]
    if personal := [_personal(what, words) for what in PERSONAL if any(left.what == what for left in read.unused)]:
        sentence = words.pgettext("received/personal", "Je n’ai pas pris\u00a0: {list}. Un CV n’en a pas besoin.")
        lines.append(sentence.format(list=", ".join(personal)))
    if any(left.what == EDITED for left in read.unused):
        lines.append(
            words.pgettext(
                "received/edited",
                "Tu as changé ce Word depuis\u00a0: je reprends tes réponses d’avant, pas ces changements.",
            )
        )
    if lost := [left for left in read.unused if left.what not in (*PERSONAL, TOO_MANY, EDITED)]:
        sentence = words.pgettext("received/unused", "Je n’ai pas su où mettre\u00a0: {list}.")
        lines.append(sentence.format(list=_listed(lost, words)))
    if cut := [left for left in read.unused if left.what == TOO_MANY]:
        sentence = words.pgettext("received/too_long", "C’était trop long, j’ai laissé\u00a0: {list}.")
        lines.append(sentence.format(list=_listed(cut, words)))
    return lines


def _took(read: Read, words: Words) -> str:
    parts = [_part(name, words) for name, _ in read.took]
    counts = [f"{part} ({count})" if count > 1 else part for part, (_, count) in zip(parts, read.took, strict=True)]
    sentence = words.pgettext("received/took", "J’ai lu ton CV\u00a0: {list}.")
    return sentence.format(list=", ".join(counts))


def _part(name: str, words: Words) -> str:
    named = {
        "name": words.pgettext("received/name", "ton nom"),
        "headline": words.pgettext("received/headline", "le métier cherché"),
        "contact": words.pgettext("received/contact", "comment te joindre"),
        "summary": words.pgettext("received/summary", "ta présentation"),
        "work": words.pgettext("received/work", "tes boulots"),
        "education": words.pgettext("received/education", "tes écoles"),
        "skills": words.pgettext("received/skills", "ce que tu sais faire"),
        "qualities": words.pgettext("received/qualities", "tes qualités"),
        "languages": words.pgettext("received/languages", "tes langues"),
        "licences": words.pgettext("received/licences", "tes permis et certificats"),
        "interests": words.pgettext("received/interests", "ce que tu aimes"),
        "extras": words.pgettext("received/extras", "d’autres rubriques"),
    }
    return named[name]


def _personal(what: str, words: Words) -> str:
    named = {
        "photo": words.pgettext("received/photo", "la photo"),
        "birth": words.pgettext("received/birth", "la date de naissance"),
        "nationality": words.pgettext("received/nationality", "la nationalité"),
        "civil": words.pgettext("received/civil", "la situation de famille"),
        "address": words.pgettext("received/address", "l’adresse (la ville suffit)"),
    }
    return named[what]


def _listed(left: Sequence[Left], words: Words) -> str:
    quoted = [words.pgettext("received/quoted", "«\u00a0{text}\u00a0»").format(text=_short(one.text)) for one in left]
    more = len(quoted) - MOST_NAMED
    if more > 0:
        quoted = [*quoted[:MOST_NAMED], words.pgettext("received/more", "et {count} de plus").format(count=more)]
    return ", ".join(quoted)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
