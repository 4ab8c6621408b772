"""What names mean where a walk stands."""

from __future__ import annotations

from flows.events import JsonValue, Say
from tests.flows.talk import Person, library

FLOW = """\
flow: a
title: A
steps:
  - id: org
    do: people.org
  - id: contact
    when: org.contact is not empty
    say: |-
      {org.name}, {org.contact}.
  - id: seul
    when: org.contact is empty
    say: |-
      {org.name}.
  - id: fin
    ask: |-
      Avec {org}.
    type: yes_no
"""


def said(value: JsonValue) -> list[str]:
    return [output.text for output in Person(library(FLOW), lambda do: value).out if isinstance(output, Say)]


def test_a_part_of_an_actions_value_has_a_name() -> None:
    assert said({"name": "Le Pont", "contact": "01 23"}) == ["Le Pont, 01 23.", "Avec Le Pont."]
    assert said({"name": "Le Pont", "contact": ""}) == ["Le Pont.", "Avec Le Pont."]


def test_a_value_without_parts_has_none() -> None:
    assert said("Le Pont") == [".", "Avec Le Pont."]
    assert said(None) == [".", "Avec ."]
