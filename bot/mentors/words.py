"""What this room says of its own, and the buttons under it."""

from __future__ import annotations

from bot.i18n import Translator
from bot.ports import RELAYED
from flows.events import Button

LEAVE, REPORT, SMILE, WHY = f"{RELAYED}leave", f"{RELAYED}report", f"{RELAYED}smile", f"{RELAYED}why"
RELEASE, ERASE = f"{RELAYED}release", f"{RELAYED}erase"
TAKE, KEEP = f"{RELAYED}take", f"{RELAYED}keep"
WHYS = ("contact", "hurt", "odd", "other")
"""Why somebody reports, if they want to say."""
FACES = ("🙁", "😐", "🙂")
SOS = Button("!sos", "🆘")
"""Under everything that has buttons, as under every question of a flow."""


# -- buttons --------------------------------------------------------------------------------------------------
def label(id: str, words: Translator) -> str | None:
    """The words on one of our buttons."""
    name, _, rest = id.removeprefix(RELAYED).partition(".")
    match name:
        case "leave":
            return words.pgettext("mentors/leave", "Terminer")
        case "report":
            return words.pgettext("mentors/report", "Signaler")
        case "release":
            return words.pgettext("mentors/release", "Le montrer")
        case "erase":
            return words.pgettext("mentors/erase", "Tout effacer")
        case "take":
            return words.pgettext("mentors/take", "Prendre")
        case "keep":
            return words.pgettext("mentors/keep", "Garder le mien")
        case "smile":
            face = rest.rpartition(".")[2]
            return FACES[int(face)] if face in ("0", "1", "2") else None
        case "why":
            return _why(rest.rpartition(".")[2], words)
        case _:
            return None


def _why(why: str, words: Translator) -> str | None:
    match why:
        case "contact":
            return words.pgettext("mentors/why_contact", "Veut mes contacts")
        case "hurt":
            return words.pgettext("mentors/why_hurt", "M’a fait du mal")
        case "odd":
            return words.pgettext("mentors/why_odd", "Je suis mal à l’aise")
        case "other":
            return words.pgettext("mentors/why_other", "Autre chose")
        case _:
            return None


def button(id: str, words: Translator) -> Button:
    return Button(id, label(id, words) or "")


def stop_waiting(words: Translator) -> Button:
    """The same deed as `LEAVE`, worded for somebody who waits."""
    return Button(LEAVE, words.pgettext("mentors/stop_waiting", "Ne plus attendre"))


def faces(handoff_id: int, words: Translator) -> tuple[Button, ...]:
    return tuple(button(f"{SMILE}.{handoff_id}.{face}", words) for face in range(len(FACES)))


def whys(report_id: int, words: Translator) -> tuple[Button, ...]:
    return tuple(button(f"{WHY}.{report_id}.{why}", words) for why in WHYS)


def named(alias: str, words: Translator) -> str:
    """A mentor's name inside a sentence; in a sentence written from the right it is kept in one piece."""
    if not alias:
        return words.pgettext("mentors/somebody", "quelqu’un de l’équipe")
    return f"\u2068{alias}\u2069" if words.dir == "rtl" else alias


# -- sentences ------------------------------------------------------------------------------------------------
def waits(truth: str, words: Translator) -> str:
    sentence = words.pgettext("mentors/waits", "C’est noté, tu attends une vraie personne. {truth}")
    return sentence.format(truth=truth)


def came(alias: str, why: str, words: Translator) -> str:
    if why == "appointment":
        sentence = words.pgettext(
            "mentors/came_appointment", "C’est l’heure de ton rendez-vous\u00a0: {mentor} est là. Écris ici."
        )
    elif why == "promise":
        sentence = words.pgettext("mentors/came_promise", "{mentor} revient vers toi, comme promis.")
    else:
        sentence = words.pgettext(
            "mentors/came",
            "{mentor} est là, c’est une vraie personne. Écris comme à quelqu’un. Moi, je me tais.",
        )
    return sentence.format(mentor=named(alias, words))


def handed(alias: str, words: Translator) -> str:
    sentence = words.pgettext("mentors/handed", "{mentor} prend la suite, et sait déjà de quoi on parle.")
    return sentence.format(mentor=named(alias, words))


def requeued(truth: str, words: Translator) -> str:
    sentence = words.pgettext(
        "mentors/requeued",
        "La personne qui te parlait a dû partir. Tu passes en premier pour la suivante. {truth}",
    )
    return sentence.format(truth=truth)


def closed(alias: str, words: Translator) -> str:
    sentence = words.pgettext("mentors/closed", "C’est fini avec {mentor}. C’était comment\u00a0?")
    return sentence.format(mentor=named(alias, words))


def back(words: Translator) -> str:
    return words.pgettext("mentors/back", "C’est de nouveau moi, le robot. On continue.")


def left(words: Translator) -> str:
    return words.pgettext("mentors/left", "D’accord, c’est arrêté. Tu peux redemander quand tu veux.")


def already_over(words: Translator) -> str:
    return words.pgettext("mentors/already_over", "C’était déjà fini. Tu peux redemander quand tu veux.")


def thanks(words: Translator) -> str:
    return words.pgettext("mentors/thanks", "Merci, ça nous aide.")


def reported(words: Translator) -> str:
    return words.pgettext(
        "mentors/reported",
        "C’est fait. Cette personne ne peut plus rien lire ni t’écrire, et ne sait pas pourquoi. "
        "Une personne responsable va regarder. Tu veux dire ce qui s’est passé\u00a0?",
    )


def not_a_mentors(words: Translator) -> str:
    return words.pgettext("mentors/not_a_mentors", "Je ne retrouve pas ce message. Écris-moi ce qui ne va pas.")


def noted(words: Translator) -> str:
    return words.pgettext("mentors/noted", "C’est noté. Si tu es en danger\u00a0: touche 🆘.")


def with_a_human(alias: str, words: Translator) -> str:
    sentence = words.pgettext(
        "mentors/with_a_human", "Là, tu parles avec {mentor}. Pour revenir au robot, touche «\u00a0Terminer\u00a0»."
    )
    return sentence.format(mentor=named(alias, words))


def robots(words: Translator) -> frozenset[str]:
    """What people type who want the bot back."""
    listed = words.pgettext("mentors/robots", "robot, le robot, bot, le bot, retour au robot")
    return frozenset(word.strip() for word in listed.split(","))


def cannot_pass_on(words: Translator) -> str:
    return words.pgettext(
        "mentors/cannot_pass_on", "Ça, je ne sais pas le transmettre. Écris-le, ou envoie une photo ou un fichier."
    )


def checked(alias: str, words: Translator) -> str:
    """What their mentor wrote is looked at before they get it."""
    sentence = words.pgettext(
        "mentors/checked",
        "{mentor} t’a écrit. Quelqu’un de l’équipe relit d’abord son message : ça prend un moment.",
    )
    return sentence.format(mentor=named(alias, words))


def kept_recording(words: Translator) -> str:
    return words.pgettext(
        "mentors/kept_recording", "Je ne sais pas écouter, mais je garde ton message pour la personne qui viendra."
    )


def banned(words: Translator) -> str:
    return words.pgettext(
        "mentors/banned", "L’équipe a fermé cette conversation. En danger : touche 🆘 ou appelle le 112."
    )


def edited(text: str, words: Translator) -> str:
    """Their own line, when they changed what they wrote before."""
    return words.pgettext("mentors/edited", "(modifié) {text}").format(text=text)


def no_position(words: Translator) -> str:
    return words.pgettext(
        "mentors/no_position", "Pour te protéger, je ne montre pas où tu es. Écris juste le nom de ta ville."
    )


def erase_or_end(alias: str, words: Translator) -> str:
    sentence = words.pgettext(
        "mentors/erase_or_end",
        "Tout effacer, ça arrête aussi la conversation avec {mentor}. Je te demande encore une fois avant d’effacer.",
    )
    return sentence.format(mentor=named(alias, words))


def not_passed(why: str, alias: str, words: Translator) -> str:
    """A file that the mentor does not get; both read it."""
    match why:
        case "too_big":
            sentence = words.pgettext("mentors/file_too_big", "{mentor} n’a pas ce fichier : 20 Mo au plus.")
        case "contact":
            sentence = words.pgettext(
                "mentors/file_contact", "Pour te protéger, je ne montre pas de fiche de contact à {mentor}."
            )
        case "unsupported":
            sentence = words.pgettext(
                "mentors/file_unsupported",
                "{mentor} n’a pas ce fichier : je ne connais pas ce genre. Essaie en PDF ou en photo.",
            )
        case "locked":
            sentence = words.pgettext(
                "mentors/file_locked", "{mentor} n’a pas ce fichier : il a un mot de passe. Envoie-le sans."
            )
        case "too_many":
            sentence = words.pgettext(
                "mentors/file_too_many", "{mentor} n’a pas ce fichier : ça fait beaucoup. Attends une heure."
            )
        case _:
            sentence = words.pgettext(
                "mentors/file_broken", "{mentor} n’a pas ce fichier : je n’arrive pas à le lire. Renvoie-le ?"
            )
    return sentence.format(mentor=named(alias, words))


def masked(alias: str, words: Translator) -> str:
    sentence = words.pgettext(
        "mentors/masked", "Pour te protéger, j’ai caché à {mentor} ce qui permet de te joindre. Le reste est passé."
    )
    return sentence.format(mentor=named(alias, words))


def released(alias: str, words: Translator) -> str:
    sentence = words.pgettext("mentors/released", "C’est montré à {mentor}, et à personne d’autre.")
    return sentence.format(mentor=named(alias, words))


def late(alias: str, words: Translator) -> str:
    sentence = words.pgettext(
        "mentors/late",
        "{mentor} t’avait promis une réponse pour maintenant. Elle n’est pas arrivée. Je le lui rappelle.",
    )
    return sentence.format(mentor=named(alias, words))
