"""What a young person says of their papers does not reach a mentor; what a mentor says of papers is no contact."""

from __future__ import annotations

import pytest

from bot.mentors.contacts import found, hide, mask, private_in_lines

HIDDEN = {
    "Je suis sans-papiers, je peux bosser ?": "Je suis [passage caché], je peux bosser ?",
    "j'ai une OQTF depuis mars": "j'ai une [passage caché] depuis mars",
    "jai pas mes papiers encore": "jai [passage caché] encore",
    "mon titre de séjour est fini": "mon [passage caché] est fini",
    "je suis réfugiée, je viens d'Alep": "je suis [passage caché], je viens d'Alep",
    "demandeur d’asile, ça compte ?": "[passage caché], ça compte ?",
    "I'm undocumented, sorry": "I'm [passage caché], sorry",
    "no tengo papeles todavía": "[passage caché] todavía",
    "أنا بدون أوراق": "أنا [passage caché]",
    "أنا لاجئة": "أنا [passage caché]",
    "я біженка з Харкова": "я [passage caché] з Харкова",
}
OPEN = [
    "J'ai imprimé sans papier à en-tête",
    "il faut quels papiers pour l'entretien ?",
    "je paie par carte visa",
    "j'ai fait les papiers de la CAF",
    "mes papiers sont dans mon sac",
    "أوراق الشركة على الطاولة",
    "I need paper for the printer",
]


@pytest.mark.parametrize("text", HIDDEN)
def test_their_papers_are_hidden(text: str) -> None:
    assert hide(text, private_in_lines([text])[0]) == HIDDEN[text]


@pytest.mark.parametrize("text", OPEN)
def test_ordinary_papers_are_not(text: str) -> None:
    assert private_in_lines([text]) == ((),)


@pytest.mark.parametrize("text", HIDDEN)
def test_a_mentor_may_speak_of_it(text: str) -> None:
    assert not found(text)


def test_a_number_beside_it_is_hidden_too() -> None:
    lines = ["sans papiers, mon num c 06 39", "98 12 45"]
    shown = [hide(line, each) for line, each in zip(lines, private_in_lines(lines), strict=True)]
    assert shown == ["[passage caché], mon num c [numéro caché]", "[numéro caché]"]


@pytest.mark.parametrize("text", HIDDEN)
def test_what_repeats_them_hides_them_and_once_is_enough(text: str) -> None:
    once = mask(f"Je note : {text}", papers=True).text
    assert once == f"Je note : {HIDDEN[text]}"
    assert mask(once, papers=True).text == once
    assert mask(text).text == text
