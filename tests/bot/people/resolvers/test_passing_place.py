"""Towns named in answers to other questions: found behind a word that leads to one, and nothing made of small talk."""

from __future__ import annotations

import pytest

from bot.people.resolvers.passing_place import TownInPassing
from bot.people.resolvers.place import Places
from flows.answers import Choose, Found, NotFound

PASSING = TownInPassing(Places())


@pytest.mark.parametrize(
    ("locale", "typed", "words", "insee"),
    [
        ("fr", "jcherche un atelier vers lyon 3", "lyon 3", "69383"),
        ("fr", "un atelier à paris 18e", "paris 18e", "75118"),
        ("fr", "atelier 93200", "93200", "93066"),
        ("fr", "un atelier près de la courneuve svp", "la courneuve", "93027"),
        ("fr", "j'habite à saint-denis de la réunion", "saint denis de la reunion", "97411"),
        ("fr", "jsuis a tours", "tours", "37261"),
        ("fr", "un truc au mans", "mans", "72181"),
        ("en", "a workshop in paris", "paris", "75056"),
        ("ar", "ورشة في ليون", "ليون", "69123"),
        ("ar", "ورشة بباريس", "باريس", "75056"),
    ],
)
def test_a_town_that_is_named_is_found(locale: str, typed: str, words: str, insee: str) -> None:
    said, found = PASSING.heard(typed, locale)
    assert said == words
    assert isinstance(found, Found)
    assert isinstance(found.value, dict)
    assert found.value["insee"] == insee


@pytest.mark.parametrize(
    ("typed", "words", "first"),
    [
        ("atelier a montreuil", "montreuil", "Montreuil (93)"),
        ("atelier à st denis", "saint denis", "Saint-Denis (93)"),
        ("travail à saint ouen", "saint ouen", "Saint-Ouen-sur-Seine (93)"),
        ("atelier a aulnay", "aulnay", "Aulnay-sous-Bois (93)"),
    ],
)
def test_of_several_towns_it_is_asked_which(typed: str, words: str, first: str) -> None:
    said, found = PASSING.heard(typed, "fr")
    assert said == words
    assert isinstance(found, Choose)
    assert found.options[0][1] == first


SMALL_TALK = """
salu|je veux un cv|un travail à mi-temps|a domicile|à la maison|du travail à temps plein|atelier cv|à bout|à pied|
je veux un cv 2024|à côté de chez moi|atelier près de moi|at home|near me|un taf à carrefour|atelier en anglais|
atelier sport|un stage à l'hôpital|travail au port|atelier coiffure|ateliers cuisine|travailler à la poste|à la mairie|
atelier gratuit|rdv a 14h|atelier demain|à l'aide|j'ai besoin d'aide à écrire|travail au black|à la gare|سلام|99999|
ابحث عن عمل|atelier|à|ب|je parle à ma mère|montreuil c'est loin|عندي ورشة
"""


@pytest.mark.parametrize("typed", [*SMALL_TALK.replace("\n", "").split("|"), "", "x" * 5000, "à " * 300])
def test_nothing_is_made_of_small_talk(typed: str) -> None:
    assert PASSING.heard(typed, "fr") == ("", NotFound())
