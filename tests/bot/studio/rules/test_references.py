"""Who needs a step, in its flow and in others."""

from __future__ import annotations

from bot.studio.rules.reading import reading
from bot.studio.rules.references import Reference, references, renamed
from flows.yamltext import Raw
from tests.bot.studio.house import CV

MORE = CV.replace("    end: yes", "    when: metier is not empty\n    repeat: travail\n    end: yes").replace(
    "type: text\n  - id: fin", "type: text\n    about: name\n    instead: nom\n    choices: from travail\n  - id: fin"
)
OTHER = """\
flow: autre
title: Autre
steps:
  - id: x
    say: Salut {name}
  - id: y
    ask: Oui ?
    type: yes_no
    when: name is not empty
    hears: name
  - id: z
    say: Rien
"""


def test_all_that_names_a_step() -> None:
    steps = reading("cv", MORE).steps
    other = reading("autre", OTHER).flow
    assert other
    found = references(steps, "nom", {"autre": other})
    assert found == [
        Reference("", "metier", "instead"),
        Reference("", "metier", "about"),
        Reference("", "fin", "say"),
        Reference("autre", "x", "say"),
        Reference("autre", "y", "when"),
        Reference("autre", "y", "hears"),
    ]
    assert references(steps, "travail", {}) == [Reference("", "metier", "choices"), Reference("", "fin", "repeat")]
    assert references(steps, "metier", {}) == [Reference("", "fin", "when")]
    assert references(steps, "fin", {}) == [Reference("", "travail", "go")]
    assert references(steps, "rien", {}) == []


def test_arrows_follow_a_new_name() -> None:
    step: dict[str, Raw] = {"id": "a", "go": {"x": "fin", "y": "b"}, "repeat": "fin", "say": "fin"}
    assert renamed(step, "fin", "bout") == {"id": "a", "go": {"x": "bout", "y": "b"}, "repeat": "bout", "say": "fin"}
    assert renamed({"go": "fin"}, "fin", "bout") == {"go": "bout"}
