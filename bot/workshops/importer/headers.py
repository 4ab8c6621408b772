"""Names of columns, in French and English, with slips → the field they mean."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.workshops.importer.folding import fold, wordset

_NAMES = {
    "key": "id|identifiant|uid|ref|reference|cle|key|code|numero",
    "title": "titre|title|nom|name|intitule|atelier|nom de l atelier|titre de l atelier|evenement|event|sujet|theme"
    "|nom de l evenement|libelle|objet|subject|workshop",
    "summary": "description|resume|summary|contenu|details|programme|presentation|descriptif|objectif|objectifs",
    "date": "date|jour|day|date de l atelier|date de l evenement|jour de l atelier",
    "start": "debut|start|commence|date de debut|date debut|start date|debute le|date et heure|date heure|quand"
    "|horodate|date et heure de debut|starts at|start datetime|begin|date et horaires|debut le",
    "start_time": "heure|heure de debut|heure debut|start time|time|de|a partir de|horaire de debut|hour",
    "end": "fin|end|date et heure de fin|termine|ends at|end datetime|fin le",
    "end_date": "date de fin|date fin|end date|jusqu au",
    "end_time": "heure de fin|heure fin|end time|a|jusqu a|horaire de fin",
    "hours": "horaires|horaire|heures|hours|creneau|plage horaire|times",
    "duration": "duree|duration|length|duree minutes|duree min|duree h|duree en minutes|temps",
    "zone": "fuseau|fuseau horaire|timezone|time zone|tz|zone",
    "where": "lieu|ou|location|where|endroit|localisation|emplacement|lieu de l atelier|place",
    "venue": "salle|venue|structure d accueil|nom du lieu|batiment|etablissement|site",
    "address": "adresse|address|rue|street|adresse postale|voie|adresse complete",
    "postcode": "code postal|cp|c p|postcode|zip|zip code|postal code|codepostal",
    "town": "ville|town|city|commune|localite",
    "insee": "insee|code insee|code commune|citycode",
    "stop": "arret|acces|transport|transports|comment venir|stop|station|metro|bus|tram|venir",
    "lat": "lat|latitude|y",
    "lon": "lon|lng|long|longitude|x",
    "online": "en ligne|online|distanciel|visio|a distance|virtuel",
    "link": "lien|link|url|lien visio|lien de connexion|site web|adresse web|lien en ligne",
    "languages": "langues|langue|languages|language|langues parlees|lang",
    "audience": "public|audience|pour qui|public vise|public cible|publics|age|ages|participants",
    "price": "prix|tarif|price|cout|frais|montant|tarifs",
    "free": "gratuit|gratuite|free",
    "price_cents": "prix en centimes|price cents",
    "step_free": "accessible|pmr|acces pmr|accessibilite|accessible pmr|accessible fauteuil|step free|handicap"
    "|wheelchair",
    "childcare": "garde d enfants|garde enfants|childcare|garderie|creche|enfants",
    "no_papers": "sans papiers|sans papier|no papers|aucun papier demande|sans justificatif|no papers asked",
    "seats": "places|nombre de places|nb places|nb de places|seats|capacite|capacity|jauge|places disponibles"
    "|places max|combien de places|nombre de participants|nb participants|nb participants max|participants max",
    "kit": "kit|modele",
    "host": "organisateur|host|organisme|structure|animateur|intervenant|association|entreprise|porteur|organizer"
    "|animatrice|organise par|employeur|partenaire",
    "contact": "contact|telephone|tel|email|mail|courriel|e mail",
    "edition": "edition|session|saison",
    "status": "statut|status|etat|annule|annulation",
}  # fmt: skip
FIELD_OF = {name: field for field, names in _NAMES.items() for name in names.split("|")}
_LONG = [name for name in FIELD_OF if len(name) >= 5]
_NO_MATTER = wordset("obligatoire facultatif optionnel required optional oui non eur euros jj mm aaaa hh format")


def field_of(header: str) -> str | None:
    """None: no field has this name, or one like it."""
    words = fold(header.split("(")[0])
    bare = " ".join(word for word in words.split() if word not in _NO_MATTER) or words
    for name in (words, bare):
        if name in FIELD_OF:
            return FIELD_OF[name]
    if len(bare) < 5:
        return None
    found = process.extractOne(bare, _LONG, scorer=OSA.distance, score_cutoff=2 if len(bare) >= 9 else 1)
    return FIELD_OF[found[0]] if found else None


def mapping(headers: Sequence[str]) -> tuple[tuple[str, str | None], ...]:
    """Each column and its field: of two that mean the same the first, one that is spelled exactly before a like one."""
    exact = {FIELD_OF.get(fold(header)) for header in headers}
    taken: set[str] = set()
    found: list[tuple[str, str | None]] = []
    for header in headers:
        field = field_of(header)
        like = field in exact and FIELD_OF.get(fold(header)) != field
        free = field is not None and field not in taken and not like
        found.append((header, field if free else None))
        if free and field is not None:
            taken.add(field)
    return tuple(found)


def is_header(cells: Sequence[str]) -> bool:
    """Whether these are names of columns: a title, something of time, and most of it known."""
    fields = {field for _, field in mapping(cells) if field}
    return "title" in fields and bool(fields & {"date", "start", "hours", "start_time"})
