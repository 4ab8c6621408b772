from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract

from flows.extract import KEYWORDS, engine_sources, sources_of
from flows.loader import sources
from flows.phrases import PHRASES
from tests.flows.talk import library

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "flows" / "library"

FLOW = """flow: a
title: A
steps:
  - id: x
    ask: |-
      Quoi ?
    choices:
      b: B
      c:
        label: C
        synonyms: cé, ce
    explain:
      b: Bien
"""


def test_every_text_with_its_key_and_line() -> None:
    found = [(source.key, source.text, source.line) for source in sources_of("a.yaml", FLOW)]
    assert found == [
        ("a//title", "A", 2),
        ("a/x/ask", "Quoi ?", 5),
        ("a/x/choices/b", "B", 8),
        ("a/x/explain/b", "Bien", 13),
        ("a/x/choices/c", "C", 10),
        ("a/x/synonyms/c", "cé, ce", 11),
    ]


def test_babel_reads_flows_and_phrases() -> None:
    found = list(extract("flows.extract:flow_file", BytesIO(FLOW.encode()), KEYWORDS))
    assert [(line, message, context) for line, message, _, context in found][1] == (5, "Quoi ?", "a/x/ask")
    phrases = (HERE.parents[1] / "flows" / "phrases.py").read_bytes()
    said = list(extract("flows.extract:phrases_file", BytesIO(phrases), KEYWORDS))
    assert {(context, message) for _, message, _, context in said} == set(PHRASES.items())
    assert len({line for line, *_ in said}) == len(PHRASES)


def test_nothing_that_people_read_is_left_out() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (HERE / "library").glob("*.yaml")}
    flows = library(texts)
    given = {source.key: source.text for file, text in texts.items() for source in sources_of(file, text)}
    given |= {source.key: source.text for source in engine_sources()}
    assert given == sources(flows.flows.values())


def test_a_file_that_cannot_be_read_gives_nothing() -> None:
    assert list(sources_of("a.yaml", "flow: [")) == []
    assert list(sources_of("a.yaml", "flow: a\n")) == []
