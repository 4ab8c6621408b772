"""What is said of a row, in the reader's language: each sentence of the importer by its key.

Readers of files say why in French, where they find it, also in a process of their own. Here that sentence is known
again, and what it holds is put into the sentence of another language.

Law: a sentence that is not known stays as it is: a reason is never lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from unicodedata import bidirectional

from bot.ports import Words

MOST_PARTS = 12
"""Reasons of one row that are told apart; each field has one at most."""
ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
BETWEEN = " ; "
"""Between two reasons of one row."""


class _Source:
    """Marks a text for the catalogs: `(key, French)`, to be looked up when somebody reads it."""

    @staticmethod
    def pgettext(key: str, french: str) -> tuple[str, str]:
        return key, french


_ = _Source()

SENTENCES = (
    _.pgettext("import/said/heavy", "trop lourd pour être lu : coupez-le en plusieurs fichiers"),
    _.pgettext("import/said/trap", "trop compliqué pour être lu : il est piégé, ou abîmé"),
    _.pgettext("import/said/damaged", "fichier abîmé : il n’a pas pu être lu"),
    _.pgettext("import/said/quote", "un guillemet n’est jamais fermé"),
    _.pgettext("import/said/long_line", "ligne trop longue"),
    _.pgettext(
        "import/said/month_first", "les dates y sont écrites mois/jour : écrivez-les jour/mois, ou année-mois-jour"
    ),
    _.pgettext(
        "import/said/pdf", "ce fichier est un PDF : envoyez le tableau lui-même (.xlsx, .csv) ou un calendrier (.ics)"
    ),
    _.pgettext("import/said/xls", "ce fichier est un ancien fichier Excel (.xls) : enregistrez-le en .xlsx"),
    _.pgettext("import/said/packed", "ce fichier est un fichier compressé : ouvrez-le d’abord"),
    _.pgettext("import/said/picture", "ce fichier est une image"),
    _.pgettext("import/said/json_unknown", "ni OpenAgenda, ni data·inclusion, ni schema.org : ce JSON n’est pas connu"),
    _.pgettext("import/said/too_big", "trop gros : {number} Mo au plus"),
    _.pgettext("import/said/empty", "fichier vide"),
    _.pgettext("import/said/no_event_page", "cette page ne contient pas d’événement schema.org (JSON-LD)"),
    _.pgettext("import/said/json_line", "JSON abîmé (ligne {number})"),
    _.pgettext("import/said/json", "JSON abîmé"),
    _.pgettext("import/said/no_event", "aucun événement dans ce JSON-LD"),
    _.pgettext("import/said/twice", "en double avec la ligne {number}"),
    _.pgettext("import/said/dates_after", "les dates après le {value} ne sont pas prises"),
    _.pgettext("import/said/repeats_first", "trop de répétitions : seules les {number} premières sont prises"),
    _.pgettext("import/said/event_odd", "événement illisible : {value}"),
    _.pgettext("import/said/event", "événement illisible"),
    _.pgettext("import/said/unreadable", "{value} illisible"),
    _.pgettext("import/said/endless", "se répète sans fin : les dates jusqu’au {value} sont prises"),
    _.pgettext("import/said/many_a_day", "se répète plusieurs fois par jour : trop pour un atelier"),
    _.pgettext("import/said/whole_day", "journée entière : elle ne dit pas quand venir"),
    _.pgettext("import/said/events_cut", "plus de {number} événements : les {other} derniers n’ont pas été lus"),
    _.pgettext("import/said/repeats_file", "trop de répétitions dans ce fichier"),
    _.pgettext("import/said/uid_again", "le même événement (UID) revient plus loin : {value}"),
    _.pgettext("import/said/repeat_odd", "répétition illisible : {value}"),
    _.pgettext("import/said/none_ahead", "aucune date dans les {number} jours qui viennent"),
    _.pgettext("import/said/service_undated", "pas de date : un service sans horaires n’est pas un atelier"),
    _.pgettext("import/said/services_cut", "plus de {number} services : la suite n’a pas été lue"),
    _.pgettext("import/said/opening_hours", "des horaires d’accueil, pas une date : {value}"),
    _.pgettext("import/said/hours_odd", "horaires incompris : {value}"),
    _.pgettext("import/said/dates_first", "trop de dates : seules les {number} premières sont prises"),
    _.pgettext("import/said/undated", "pas de date"),
    _.pgettext("import/said/undated_ld", "pas de date (startDate)"),
    _.pgettext("import/said/draft", "pas de ville reconnue : gardé comme brouillon, à compléter"),
    _.pgettext("import/said/town_unknown", "ville inconnue : {value}"),
    _.pgettext("import/said/town_which", "ville à préciser : {value} peut être {other} ; ajoutez le code postal"),
    _.pgettext("import/said/far_off", "les coordonnées sont à {number} km de {value}"),
    _.pgettext("import/said/insee", "code INSEE inconnu : {value}"),
    _.pgettext("import/said/lines_cut", "plus de {number} lignes : la suite n’a pas été lue"),
    _.pgettext("import/said/ld_cut", "plus de {number} événements : la suite n’a pas été lue"),
    _.pgettext("import/said/ld_odd", "bloc JSON-LD illisible"),
    _.pgettext("import/said/unsure", "une partie n’a pas pu être lue : rien n’est annulé d’après ce qui manque"),
    _.pgettext("import/said/moved", "reconnu : même titre, même lieu, à un autre moment"),
    _.pgettext(
        "import/said/no_header",
        "aucune ligne d’en-têtes : il faut au moins un titre et une date (par exemple : titre ; date ; heure ; ville)",
    ),
    _.pgettext("import/said/formula", "{value} commence comme une formule"),
    _.pgettext("import/said/cells", "plus de cellules que de colonnes : {value}"),
    _.pgettext("import/said/weekday", "le {value} est un {other}, pas un {third}"),
    _.pgettext("import/said/two_hours", "pas d’heure de fin : deux heures sont comptées"),
    _.pgettext("import/said/hour_odd", "heure incomprise : {value}"),
    _.pgettext("import/said/date_odd", "date incomprise : {value}"),
    _.pgettext("import/said/no_start", "pas d’heure de début : une journée entière ne dit pas quand venir"),
    _.pgettext("import/said/clock", "{value} n’existe pas : les horloges avancent cette nuit-là"),
    _.pgettext("import/said/no_end", "pas d’heure de fin"),
    _.pgettext("import/said/end_first", "finit avant de commencer : {value} – {other}"),
    _.pgettext("import/said/past", "déjà passé : le {value}"),
    _.pgettext("import/said/far", "trop loin dans l’avenir : le {value}"),
    _.pgettext("import/said/days", "dure {number} jours : un atelier, pas une période d’ouverture"),
    _.pgettext("import/said/length", "durée incomprise : {value}"),
    _.pgettext("import/said/cut", "texte trop long, coupé à {number} caractères : {value}"),
    _.pgettext("import/said/address", "pas une adresse web : {value}"),
    _.pgettext("import/said/untitled", "pas de titre"),
    _.pgettext("import/said/private", "pas public : {value}"),
    _.pgettext("import/said/state", "état inconnu : {value}"),
    _.pgettext("import/said/zone", "fuseau horaire inconnu : {value}"),
    _.pgettext("import/said/swapped", "latitude et longitude étaient inversées : {value}, {other}"),
    _.pgettext("import/said/yes_no", "{value} n’est ni oui ni non"),
    _.pgettext("import/said/price_odd", "prix incompris : {value}"),
    _.pgettext("import/said/seats_odd", "nombre de places incompris : {value}"),
    _.pgettext("import/said/seats_few", "{number} place : il en faut au moins une"),
    _.pgettext("import/said/seats_none", "{number} places : il en faut au moins une"),
    _.pgettext("import/said/seats_many", "{number} places : c’est plus de {other}"),
    _.pgettext("import/said/price_negative", "prix négatif : {value}"),
    _.pgettext("import/said/price_great", "prix trop grand pour être vrai : {value}"),
    _.pgettext("import/said/at_odd", "coordonnées incomprises : {value}"),
    _.pgettext("import/said/at_half", "une seule des deux coordonnées est donnée"),
    _.pgettext("import/said/at_zero", "coordonnées 0, 0 : c’est dans l’océan"),
    _.pgettext("import/said/at_none", "ces coordonnées n’existent pas : {value}, {other}"),
    _.pgettext("import/said/language", "langue inconnue : {value}"),
    _.pgettext("import/said/cell_formula", "une cellule est une formule : copiez les valeurs"),
    _.pgettext("import/said/cell_error", "une cellule contient l’erreur {value}"),
    _.pgettext("import/said/book_sheets", "ce classeur Excel n’a pas de feuille"),
    _.pgettext("import/said/book", "ce classeur Excel est abîmé"),
    _.pgettext("import/said/book_doctype", "ce classeur Excel est piégé (DOCTYPE)"),
    _.pgettext("import/said/book_big", "ce classeur Excel est trop gros une fois ouvert"),
    _.pgettext("import/said/book_none", "ce fichier n’est pas un classeur Excel"),
    _.pgettext("import/said/book_locked", "ce classeur Excel est fermé par un mot de passe"),
    _.pgettext(
        "import/said/cancelled_here",
        "annulé ici, les inscrits l’ont su : pour le tenir quand même, donnez-lui un autre identifiant",
    ),
)
"""`{value}`, `{other}`, `{third}`: words of the file; `{number}`: digits."""
WEEKDAY = "import/said/weekday"
DAYS: Mapping[str, tuple[str, str]] = {
    french: (key, french)
    for key, french in (
        _.pgettext("import/day/0", "lundi"),
        _.pgettext("import/day/1", "mardi"),
        _.pgettext("import/day/2", "mercredi"),
        _.pgettext("import/day/3", "jeudi"),
        _.pgettext("import/day/4", "vendredi"),
        _.pgettext("import/day/5", "samedi"),
        _.pgettext("import/day/6", "dimanche"),
    )
}
"""As `moments.DAYS_SHOWN` names them in a reason."""
FIELDS: Mapping[str, tuple[str, str]] = {
    "key": _.pgettext("import/field/key", "identifiant"),
    "title": _.pgettext("import/field/title", "titre"),
    "summary": _.pgettext("import/field/summary", "ce qu’on y fait"),
    "date": _.pgettext("import/field/date", "jour"),
    "start": _.pgettext("import/field/start", "début"),
    "start_time": _.pgettext("import/field/start_time", "heure de début"),
    "end": _.pgettext("import/field/end", "fin"),
    "end_date": _.pgettext("import/field/end_date", "jour de fin"),
    "end_time": _.pgettext("import/field/end_time", "heure de fin"),
    "hours": _.pgettext("import/field/hours", "horaires"),
    "duration": _.pgettext("import/field/duration", "durée"),
    "zone": _.pgettext("import/field/zone", "fuseau horaire"),
    "where": _.pgettext("import/field/where", "lieu, en entier"),
    "venue": _.pgettext("import/field/venue", "lieu"),
    "address": _.pgettext("import/field/address", "rue et numéro"),
    "postcode": _.pgettext("import/field/postcode", "code postal"),
    "town": _.pgettext("import/field/town", "ville"),
    "insee": _.pgettext("import/field/insee", "code INSEE"),
    "stop": _.pgettext("import/field/stop", "pour venir"),
    "lat": _.pgettext("import/field/lat", "latitude"),
    "lon": _.pgettext("import/field/lon", "longitude"),
    "online": _.pgettext("import/field/online", "en ligne"),
    "link": _.pgettext("import/field/link", "lien"),
    "languages": _.pgettext("import/field/languages", "langues"),
    "audience": _.pgettext("import/field/audience", "pour qui"),
    "price": _.pgettext("import/field/price", "prix"),
    "free": _.pgettext("import/field/free", "gratuit"),
    "price_cents": _.pgettext("import/field/price_cents", "prix en centimes"),
    "step_free": _.pgettext("import/field/step_free", "accès en fauteuil"),
    "childcare": _.pgettext("import/field/childcare", "garde d’enfants"),
    "no_papers": _.pgettext("import/field/no_papers", "sans papiers"),
    "seats": _.pgettext("import/field/seats", "places"),
    "kit": _.pgettext("import/field/kit", "modèle"),
    "host": _.pgettext("import/field/host", "structure"),
    "contact": _.pgettext("import/field/contact", "contact"),
    "edition": _.pgettext("import/field/edition", "édition"),
    "status": _.pgettext("import/field/status", "état"),
}
"""Names of columns' fields, for those who check how their table was understood."""


def told(reason: str, words: Words) -> str:
    """`reason` in the reader's words; several are joined as they were."""
    parts = reason.split(BETWEEN)
    if len(parts) > MOST_PARTS:
        return reason
    found = _told(tuple(parts), words)
    return reason if found is None else BETWEEN.join(found)


def _told(parts: tuple[str, ...], words: Words) -> list[str] | None:
    """None: not all of it is known. A sentence, or a word of a file in it, may hold what stands between two."""
    if not parts:
        return []
    for end in range(1, len(parts) + 1):
        one = _one(BETWEEN.join(parts[:end]), words)
        rest = _told(parts[end:], words) if one is not None else None
        if one is not None and rest is not None:
            return [one, *rest]
    return None


def _one(sentence: str, words: Words) -> str | None:
    for key, french, pattern in _patterns():
        if found := pattern.fullmatch(sentence):
            text = words.pgettext(key, french)
            for name, value in found.groupdict().items():
                shown = words.pgettext(*DAYS[value]) if key == WEEKDAY and value in DAYS else value
                text = text.replace("{" + name + "}", isolated(shown, text))
            return text
    return None


def isolated(value: str, sentence: str) -> str:
    """In a sentence that is read from the right a word of the file keeps its own direction."""
    if any(bidirectional(sign) in ("R", "AL") for sign in sentence):
        return f"{ISOLATE}{value}{POP_ISOLATE}"
    return value


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """What says most itself comes first: « … illisible » fits whatever ends so."""
    ordered = sorted(SENTENCES, key=lambda one: -len(re.sub(r"\{\w+\}", "", one[1])))
    return tuple((key, french, re.compile(_pattern(french), re.DOTALL)) for key, french in ordered)


def _pattern(french: str) -> str:
    """**Why** greedy nowhere: a word of a file ends where the sentence goes on."""
    escaped = re.escape(french).replace(r"\{", "{").replace(r"\}", "}")
    digits = re.sub(r"\{number\}", r"(?P<number>-?[0-9]+)", escaped)
    return re.sub(r"\{(\w+)\}", r"(?P<\1>.+?)", digits)


def field_name(field: str, words: Words) -> str:
    return words.pgettext(*FIELDS[field]) if field in FIELDS else field
