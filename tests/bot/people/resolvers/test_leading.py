"""Towns in sentences: behind a word that leads to one, the longest name first."""

from __future__ import annotations

import pytest

from bot.people.resolvers.communes import communes
from bot.people.resolvers.leading import ASKED, TO, led_to


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("un truc a rennes ou pas loin", ["rennes"]),
        ("je bosse sur lyon 3 depuis peu", ["lyon 3", "lyon"]),
        ("pres de la courneuve", ["la courneuve"]),
        ("ورشه بباريس", ["باريس"]),
        ("je parle a ma mere", []),
        ("montreuil c est loin", []),
        ("travail au port", []),
        ("", []),
    ],
)
def test_a_town_stands_behind_a_word_that_leads_there(said: str, named: list[str]) -> None:
    assert list(led_to(communes(), said.split())) == named


def test_an_answer_to_which_town_has_more_such_words() -> None:
    said = "je viens d arriver de brest".split()  # noqa: SIM905  as it is said
    assert (list(led_to(communes(), said, TO)), list(led_to(communes(), said, ASKED))) == ([], ["brest"])
