"""What safety says beside its numbers."""

from __future__ import annotations

from bot.ports import Words
from bot.safety.net.model import Category
from flows.events import Button

BUTTON = "!sos"
"""The id of SOS: it is heard in every state (`bot.channels.sos`)."""
HUMAN, CLEAR, WORD = "!sos:human", "!sos:clear", "!sos:word"
"""The ids of what SOS offers beside its numbers."""
SOS = Button(BUTTON, "🆘")


# -- to the person --------------------------------------------------------------------------------------------
def beside_a_human(words: Words) -> str:
    return words.pgettext(
        "safety/beside", "Moi, le robot, je peux me tromper. Si c’est grave, des numéros répondent aussi, jour et nuit."
    )


def numbers_button(words: Words) -> Button:
    """**Why** the id of SOS: it answers in every state, and its lines are the ones meant."""
    return Button(BUTTON, words.pgettext("safety/numbers", "Les numéros"))


def offered(words: Words) -> tuple[Button, ...]:
    """What stands under the numbers of SOS."""
    return (
        Button(HUMAN, words.pgettext("sos/human", "Parler à quelqu’un")),
        Button(CLEAR, words.pgettext("sos/clear", "Effacer l’écran")),
        Button(WORD, words.pgettext("sos/word", "Mon mot secret")),
    )


def team_told(words: Words) -> str:
    return words.pgettext(
        "safety/told",
        "C’est la deuxième fois aujourd’hui. Je préviens quelqu’un de l’équipe : que ça ne va pas, pas tes mots.",
    )


def team_told_beside(words: Words) -> str:
    return words.pgettext(
        "safety/told_beside",
        "C’est la deuxième fois aujourd’hui : je préviens la coordination. Elle peut lire cette discussion.",
    )


def team_finds(words: Words) -> str:
    """Nobody asked to be told: they see it when they look."""
    return words.pgettext(
        "safety/finds",
        "C’est la deuxième fois aujourd’hui. L’équipe le verra, mais peut-être pas tout de suite : "
        "les numéros répondent maintenant.",
    )


def team_saw(words: Words) -> str:
    return words.pgettext(
        "safety/saw", "Quelqu’un de l’équipe a vu mon alerte. Pour parler à une personne, écris « parler à quelqu’un »."
    )


def nobody_saw(words: Words) -> str:
    return words.pgettext("safety/nobody", "Personne de l’équipe n’a encore répondu. Ces numéros-là répondent :")


def mentor_is_worried(alias: str, words: Words) -> str:
    return words.pgettext(
        "safety/flagged", "{alias} s’inquiète pour toi et prévient la coordination. Elle peut lire cette discussion."
    ).replace("{alias}", alias)


# -- to the team ----------------------------------------------------------------------------------------------
def alert_subject(words: Words) -> str:
    return words.pgettext("safety/alert/subject", "Passerelle\u00a0: une personne peut être en danger")


def alert(words: Words) -> str:
    return words.pgettext(
        "safety/alert",
        "Une personne peut être en danger. Ouvrez la page et touchez « Je m’en occupe » : "
        "sans cela, d’autres sont prévenus dans quelques minutes.",
    )


def why(words: Words, code: str) -> str:
    if code == "flag":
        return words.pgettext("staff/alerts/flag", "un mentor s’inquiète")
    return words.pgettext("staff/alerts/twice", "deux fois en un jour")


def category(words: Words, what: Category) -> str:
    """What the words were about, for the team."""
    match what:
        case "suicide":
            return words.pgettext("staff/alerts/suicide", "mourir")
        case "self_harm":
            return words.pgettext("staff/alerts/self_harm", "se faire mal")
        case "violence":
            return words.pgettext("staff/alerts/violence", "violences")
        case "sexual_abuse":
            return words.pgettext("staff/alerts/sexual_abuse", "violences sexuelles")
        case "exploitation":
            return words.pgettext("staff/alerts/exploitation", "exploitation")
        case "no_roof":
            return words.pgettext("staff/alerts/no_roof", "à la rue")
        case "forced_marriage":
            return words.pgettext("staff/alerts/forced_marriage", "mariage forcé")
        case "sextortion":
            return words.pgettext("staff/alerts/sextortion", "chantage avec des images")
        case "minor_alone":
            return words.pgettext("staff/alerts/minor_alone", "mineur sans personne")
        case _:
            return words.pgettext("staff/alerts/medical", "urgence de santé")
