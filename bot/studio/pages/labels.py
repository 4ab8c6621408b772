"""Every keyword of the format in plain words: the label of its field, and one line of help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.ports import Words
from bot.studio.rules.differing import Change, plainly


class Label(NamedTuple):
    """What stands above a field and below it; no help: "" ."""

    name: str
    help: str = ""


def label(words: Words, word: str) -> Label:
    """A keyword that is new here is shown as it is written."""
    known = {**_said(words), **_asked(words), **_then(words), **_fine(words), **_header(words)}
    return known.get(word) or Label(word)


def named(words: Words, found: Sequence[Change]) -> list[Change]:
    """What changed, with the names that the fields of a form have."""
    return plainly(found, lambda word: label(words, word).name)


def _said(words: Words) -> dict[str, Label]:
    return {
        "say": Label(
            words.pgettext("staff/word/say", "Ce que dit le robot"),
            words.pgettext("staff/word/say/help", "Une idée, deux phrases courtes."),
        ),
        "show": Label(
            words.pgettext("staff/word/show", "Image"),
            words.pgettext("staff/word/show/help", "Le nom du fichier, par exemple media/forces.png."),
        ),
        "alt": Label(
            words.pgettext("staff/word/alt", "Ce qu'on voit sur l'image"),
            words.pgettext("staff/word/alt/help", "Pour qui ne la voit pas."),
        ),
    }


def _asked(words: Words) -> dict[str, Label]:
    return {
        "ask": Label(
            words.pgettext("staff/word/ask", "La question"),
            words.pgettext("staff/word/ask/help", "Elle a besoin de réponses à toucher, ou d'une réponse à écrire."),
        ),
        "type": Label(
            words.pgettext("staff/word/type", "Ce qu'on écrit"),
            words.pgettext("staff/word/type/help", "Un type, parfois avec des bornes : number 0..20, text 1..80."),
        ),
        "choose": Label(words.pgettext("staff/word/choose", "Plusieurs réponses possibles")),
        "dontknow": Label(words.pgettext("staff/word/dontknow", "Pas de « Je ne sais pas »")),
        "retry": Label(
            words.pgettext("staff/word/retry", "Quand la réponse n'est pas comprise"),
            words.pgettext("staff/word/retry/help", "Vide : la phrase habituelle du robot."),
        ),
        "label": Label(
            words.pgettext("staff/word/label", "Nom court de la réponse"),
            words.pgettext("staff/word/label/help", "Dans la liste « Changer une réponse »."),
        ),
        "save": Label(
            words.pgettext("staff/word/save", "Gardée sous le nom"),
            words.pgettext(
                "staff/word/save/help", "Par exemple cv.informal. Les autres parcours lisent la réponse par ce nom."
            ),
        ),
    }


def _then(words: Words) -> dict[str, Label]:
    return {
        "go": Label(
            words.pgettext("staff/word/go", "Ensuite, aller à"),
            words.pgettext(
                "staff/word/go/help", "Une étape, un parcours, ou un mot qui commence par @. Vide : l'étape suivante."
            ),
        ),
        "end": Label(words.pgettext("staff/word/end", "Le parcours finit ici")),
        "run": Label(words.pgettext("staff/word/run", "Faire un autre parcours, puis revenir ici")),
        "repeat": Label(
            words.pgettext("staff/word/repeat", "« Oui » recommence à l'étape"),
            words.pgettext("staff/word/repeat/help", "Comme une nouvelle fois, par exemple un deuxième travail."),
        ),
    }


def _fine(words: Words) -> dict[str, Label]:
    several = words.pgettext("staff/word/several", "Plusieurs : séparés par des virgules.")
    return {
        "when": Label(
            words.pgettext("staff/word/when", "Seulement si"),
            words.pgettext("staff/word/when/help", "Par exemple : aide has any of cuisine, petits · age >= 18."),
        ),
        "alone": Label(words.pgettext("staff/word/alone", "Réponse qui efface les autres"), several),
        "either": Label(words.pgettext("staff/word/either", "Réponses dont une seule peut être prise"), several),
        "do": Label(
            words.pgettext("staff/word/do", "Action"),
            words.pgettext("staff/word/do/help", "Elle s'écrit domaine.verbe."),
        ),
        "once": Label(words.pgettext("staff/word/once", "L'action change le monde : jamais deux fois")),
        "score": Label(
            words.pgettext("staff/word/score", "Points"),
            words.pgettext("staff/word/score/help", "2, ou nom: 2, autre: 1."),
        ),
        "about": Label(
            words.pgettext("staff/word/about", "Ce dont parle la question"),
            words.pgettext("staff/word/about/help", "Si la valeur de ce nom change, on redemande."),
        ),
        "within": Label(words.pgettext("staff/word/within", "Action qui donne les bornes")),
        "hears": Label(words.pgettext("staff/word/hears", "Questions à venir, entendues ici déjà"), several),
        "heard": Label(words.pgettext("staff/word/heard", "La réponse que ces mots veulent dire")),
        "instead": Label(words.pgettext("staff/word/instead", "Question d'avant, à qui va ce qu'on tape ici")),
        "note": Label(
            words.pgettext("staff/word/note", "Note pour l'équipe"),
            words.pgettext(
                "staff/word/note/help", "D'où vient un fait, quand il a été relu. Les jeunes ne la voient pas."
            ),
        ),
        "wait": Label(words.pgettext("staff/word/wait", "Attendre que ce qui est promis arrive")),
    }


def _header(words: Words) -> dict[str, Label]:
    return {
        "title": Label(words.pgettext("staff/word/title", "Titre")),
        "menu": Label(words.pgettext("staff/word/menu", "Bouton dans le menu")),
        "resume": Label(words.pgettext("staff/word/resume", "En revenant, on reprend où on en était")),
        "words": Label(
            words.pgettext("staff/word/words", "Mots qui l'ouvrent"),
            words.pgettext("staff/word/several", "Plusieurs : séparés par des virgules."),
        ),
    }
