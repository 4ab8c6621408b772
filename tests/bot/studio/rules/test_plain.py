"""What stands on a card in plain French: conditions of every form, what may be typed, what actions do."""

from __future__ import annotations

import pytest

from bot.library import SHIPPED
from bot.offering import flow_texts
from bot.studio.pretend.reader import Deed, deeds
from bot.studio.rules.plain import KINDS, Plain, kind
from flows.loader import load
from flows.model import KINDS as EVERY_KIND
from flows.model import Kind, Library

FLOW = """\
flow: welcome
title: Bienvenue
steps:
  - id: ici
    do: mentors.here
  - id: org
    do: people.org
  - id: garde
    do: people.agreed
    save: org_saved
  - id: jobs
    do: jobs.list
  - id: aide
    ask: |-
      On avance.
      {progress} · Chez toi, « {org.name} », tu fais souvent…
    choose: many
    choices: {cuisine: La cuisine, petits: Garder les petits}
    save: cv.help
  - id: age
    label: Ton âge
    ask: Tu as quel âge ?
    type: number 0..99
  - id: sur
    ask: Sûr ?
    type: yes_no
  - id: lequel
    ask: Lequel ?
    choices: from jobs
  - id: points
    say: A
    score: {force: 2}
  - {id: fin, say: Voilà.}
"""
OTHER = "flow: autre\ntitle: Autre\nsteps:\n  - {id: x, ask: Ta ville ?, type: place, save: town}\n"
DEEDS = {
    "mentors.here": Deed("Regarde s'il y a un mentor.", {
        "Un mentor": {"any": "yes", "state": "none"},
        "Elle attend": {"any": "yes", "state": "waiting"},
        "Personne": {"any": None, "state": "none"},
    }),
    "people.org": Deed("Donne le nom.", {"Un nom": {"name": "Le Pont"}}),
    "people.agreed": Deed("Donne le nom.", {"x": "x", "y": None}),
    "jobs.list": Deed("Fait la liste.", {"Deux": [["vente", "Vente"], ["plus", "D'autres"]], "Rien": []}),
}  # fmt: skip
SAID = {
    "aide has cuisine": "parmi les réponses à « Chez toi, … , tu fais souvent… » il y a « La cuisine »",
    "cv.help has any of cuisine, petits": "parmi les réponses à « Chez toi, … , tu fais souvent… » il y a "
    "« La cuisine » ou « Garder les petits »",
    "aide has all of cuisine, petits": "parmi les réponses à « Chez toi, … , tu fais souvent… » il y a "
    "« La cuisine » et « Garder les petits »",
    "aide has none of cuisine, x": "parmi les réponses à « Chez toi, … , tu fais souvent… » il n’y a pas "
    "« La cuisine » ou « x »",
    "aide >= 2": "le nombre de réponses à « Chez toi, … , tu fais souvent… » est de 2 ou plus",
    "age >= 18": "la réponse à « Ton âge » est 18 ou plus",
    "age < 18 and sur is yes": "la réponse à « Ton âge » est moins de 18 et la réponse à « Sûr ? » est « Oui »",
    "age is empty or sur is not no": "on n’a pas répondu à « Ton âge » ou la réponse à « Sûr ? » n’est pas « Non »",
    "age is empty or sur is yes and age > 3": "on n’a pas répondu à « Ton âge », ou la réponse à « Sûr ? » est « Oui » "
    "et la réponse à « Ton âge » est plus de 3",
    "town is not empty": "on a répondu à « Ta ville ? »",
    "lequel is plus": "la réponse à « Lequel ? » est « D’autres »",
    "jobs is empty": "l’action « Fait la liste » donne « Rien »",
    "ici.any is empty": "l’action « Regarde s’il y a un mentor » donne « Personne »",
    "ici.any is not empty": "l’action « Regarde s’il y a un mentor » ne donne pas « Personne »",
    "ici.state is waiting": "l’action « Regarde s’il y a un mentor » donne « Elle attend »",
    "org_saved is x": "l’action « Donne le nom » donne « x »",
    "force >= 2": "le score « force » est de 2 ou plus",
    "heard has town": "ce qui est déjà tapé répond à « Ta ville ? »",
}


@pytest.fixture(scope="module")
def plain() -> Plain:
    library = load({"welcome.yaml": FLOW, "autre.yaml": OTHER}).library
    assert library
    return Plain(library, library.flows["welcome"], DEEDS)


@pytest.mark.parametrize("condition", SAID)
def test_a_condition_in_plain_french(plain: Plain, condition: str) -> None:
    assert plain.when(condition).replace("\u00a0", " ").replace("\u202f", " ") == SAID[condition]


@pytest.mark.parametrize("condition", ["", "rien is x", "age ?? 3", "ici.what is x", "age is empty and rien is x"])
def test_what_has_no_plain_words_stays_as_it_is_written(plain: Plain, condition: str) -> None:
    assert plain.when(condition) == ""


def test_actions_lists_and_what_may_be_typed(plain: Plain) -> None:
    every = plain.of_all()
    assert every["org"].does == "Donne le nom."
    assert every["lequel"].listed == "Fait la liste."
    assert every["age"].kind == "un nombre, de 0 à 99"
    assert kind(Kind("text", None, 80)) == "un texte, jusqu’à 80 lettres"
    assert kind(Kind("text", 3, None)) == "un texte, à partir de 3 lettres"
    assert set(KINDS) == set(EVERY_KIND)


def ours() -> Library:
    library = load({path.name: path.read_text("utf-8") for path in SHIPPED.glob("*.yaml")}, flow_texts()).library
    assert library
    return library


def test_our_own_cards_are_plain() -> None:
    """Every action, condition and type has its words."""
    library = ours()
    silent, told = [], 0
    for flow in library.flows.values():
        plain = Plain(library, flow, deeds())
        for step in flow.steps:
            said = plain.of(step)
            assert said.does or not step.do, step.do
            assert said.kind or not step.kind
            told += step.when is not None
            if step.when is not None and not said.when:
                silent.append(f"{flow.id}/{step.id}")
    assert silent == []
    assert told > 100
