"""Columns are known by what people call them, in any order, with slips."""

from __future__ import annotations

import pytest

from bot.workshops.importer.headers import FIELD_OF, field_of, is_header, mapping
from bot.workshops.importer.understanding import FIELDS


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Titre", "title"), ("TITRE DE L’ATELIER", "title"), ("Intitulé", "title"), ("name", "title"),
        ("Dâte", "date"), ("Horraires", "hours"), ("Heure de début", "start_time"), ("heure_fin", "end_time"),
        ("Code postal", "postcode"), ("C.P.", "postcode"), ("codepostal", "postcode"), ("Ville (obligatoire)", "town"),
        ("Nb de places", "seats"), ("Capacité", "seats"), ("Tarif (€)", "price"), ("Garde d'enfants ?", "childcare"),
        ("Accessible PMR", "step_free"), ("Longitude", "lon"), ("Organisateur", "host"), ("Descripton", "summary"),
        ("Date de debut", "start"), ("Start date", "start"), ("Statut", "status"), ("Gratuit ?", "free"),
        ("Objet", "title"), ("Emplacement", "where"), ("Combien de places ?", "seats"),
        ("Commentaire interne", None), ("", None), ("zzz", None),
    ],
)  # fmt: skip
def test_a_column_by_its_name(header: str, field: str | None) -> None:
    assert field_of(header) == field


def test_of_two_that_mean_the_same_the_first_and_the_exact_one() -> None:
    assert mapping(["Titre", "Nom"]) == (("Titre", "title"), ("Nom", None))
    assert mapping(["Titer de l'atelier", "Titre"])[1] == ("Titre", "title")


def test_a_header_has_a_title_and_a_time() -> None:
    assert is_header(["Ville", "Quand", "Nom"])
    assert not is_header(["Ville", "Nom"])
    assert not is_header(["Ateliers de décembre", "", ""])


def test_every_name_means_a_field_there_is() -> None:
    assert set(FIELD_OF.values()) <= set(FIELDS)
