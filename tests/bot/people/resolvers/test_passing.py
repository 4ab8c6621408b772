"""Jobs named in answers to other questions: found when they are there, and nothing made of small talk."""

from __future__ import annotations

import pytest

from bot.people.resolvers.occupation import Occupations
from bot.people.resolvers.passing import NamedInPassing
from flows.answers import Choose, Found, NotFound

PASSING = NamedInPassing(Occupations())


@pytest.mark.parametrize(
    ("locale", "typed", "words", "label"),
    [
        ("fr", "oui vite fait serveuse dans un bar", "serveuse", "Serveuse"),
        ("fr", "manutention 3 semaines", "manutention", "Manutention"),
        ("fr", "j'étais plongeur", "plongeur", "Plongeur"),
        ("ar", "كنت حلاق", "حلاق", "حلاق"),
        ("ar", "نادل", "نادل", "نادل"),
        ("en", "i was a barista for 2 months", "barista", "Barista"),
    ],
)
def test_a_name_is_sure(locale: str, typed: str, words: str, label: str) -> None:
    said, found = PASSING.heard(typed, locale)
    assert said == words
    assert isinstance(found, Found)
    assert isinstance(found.value, dict)
    assert found.value["label"] == label


@pytest.mark.parametrize(
    ("locale", "typed", "words", "among"),
    [
        ("fr", "jai fait la plonge 2 moi", "plonge", "Plonge en restaurant"),
        ("fr", "jcherche un taf en cuisin", "cuisin", "Aide en cuisine"),
        ("fr", "jai bossé chez lidl", "lidl", "Tenue de caisse"),
        ("fr", "g bosser en restoration", "restoration", "Cuisine, restaurant"),
        ("fr", "jai gardé les enfant de ma voisine", "garde enfant", "Garde d’enfants"),
        ("fr", "vente ou cuisine", "vente, cuisine", "Vente en magasin"),
        ("ar", "اشتغلت شهرين بمطعم", "بمطعم", "خدمة الزبائن في المطعم"),
        ("en", "i worked in a shop for 3 months", "shop", "Shop assistant"),
    ],
)
def test_a_hint_is_a_question(locale: str, typed: str, words: str, among: str) -> None:
    said, found = PASSING.heard(typed, locale)
    assert said == words
    assert isinstance(found, Choose)
    assert among in [label for _, label in found.options]
    assert len(found.options) <= 3


SMALL_TALK = """
salu|bonjour je veux un cv|comment ça marche|ça marche|t ki toi|j'ai faim|c'est quoi ce truc|tu es un robot ?|
je cherche un boulot|un cdi temps plein|je sais pas trop|tout ce qui paye|je veux travailler|aide moi|je suis perdu|
wesh frr|un cv pour mon stage|je veux parler à quelqu'un|oui un peu|au bled|avec mon père|dans la famille|2 mois|
bien payé|un stage de 3eme|une formation|j'aide ma mère|jai un rdv demain|je comprends rien|j'ai 16 ans|Lyon|sarcelles|
plus tard|la flemme|jai travaillé au black|l'été dernier|mon CV il est où|je suis à la gare|en mode tranquille|
مرحبا كيفك|ابحث عن عمل|شو هذا|بدي احكي مع حدا|بدي اعمل سي في|help me|who are you|how does this work|any job|i want a cv
"""


@pytest.mark.parametrize("typed", [line.strip() for line in SMALL_TALK.split("|") if line.strip()])
def test_small_talk_is_no_job(typed: str) -> None:
    assert PASSING.heard(typed, "ar" if typed[0] > "\u0600" else "fr") == ("", NotFound())


@pytest.mark.parametrize("typed", ["", " ", "\u200b", "x" * 5000, "👍", "=1+1", "\ud800", "123", "az az az"])
def test_nothing_breaks_it(typed: str) -> None:
    assert PASSING.heard(typed, "fr") == ("", NotFound())
