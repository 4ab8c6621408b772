"""What no flow holds: which words stand, who stands by them, what of a new one is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.offering import CODE, FLOWS, Shipped
from bot.storage.reviews import Review
from bot.studio.rules.spoken import found, of_code, phrases
from bot.studio.rules.translating import LONGEST, Source, wrong
from flows.phrases import PHRASES
from tests.fakes.clock import FakeTime

NOW = FakeTime().now()
FRENCH = {"page/hi": "Salut", "sos/danger": "112\u00a0: danger. SMS au 114.", "cvs/why": "Pourquoi {name} ?"}
OURS = Shipped(
    "es",
    texts={FLOWS: {"engine/back": "Volver", "engine/menu": "Menú"}, CODE: {"page/hi": "Hola"}},
    unread={FLOWS: frozenset({"engine/menu"}), CODE: frozenset()},
    code=FRENCH,
)
VALUED = next(key for key, french in PHRASES.items() if "{" in french)


def done(key: str, text: str, *, source: str = "", reviewed: bool = True) -> dict[tuple[str, str], Review]:
    return {(FLOWS, key): Review(FLOWS, "es", key, source or PHRASES[key], text, reviewed, 1, NOW, "Ana")}


def test_every_phrase_of_the_engine_is_there_in_its_order() -> None:
    there = {one.source.key: one for one in phrases(OURS, {})}
    assert list(there) == list(PHRASES)
    assert (there["engine/back"].text, there["engine/back"].state) == ("Volver", "reviewed")
    assert (there["engine/menu"].text, there["engine/menu"].state) == ("Menú", "review")
    assert (there["engine/done"].text, there["engine/done"].state) == ("", "new")
    assert {one.state for one in phrases(replace(OURS, draft=True), {})} == {"new", "review"}


def test_what_the_team_wrote_stands_while_the_french_is_the_same() -> None:
    def back(key: dict[tuple[str, str], Review]) -> tuple[str, str, str]:
        one = next(one for one in phrases(OURS, key) if one.source.key == "engine/back")
        return one.text, one.state, one.by

    assert back(done("engine/back", "Atrás")) == ("Atrás", "reviewed", "Ana")
    assert back(done("engine/back", "Atrás", reviewed=False)) == ("Atrás", "review", "Ana")
    assert back(done("engine/back", "Atrás", source="Un autre français")) == ("Volver", "reviewed", "")


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("engine/back", "Atrás", None),
        ("engine/back", "x" * 200, "long"),
        ("engine/back", "Atrás {name}", "values"),
        ("engine/retry/text", "x" * (LONGEST + 1), "endless"),
        (VALUED, "Nada", "values"),
        (VALUED, PHRASES[VALUED], None),
    ],
)
def test_what_is_wrong_with_a_text(key: str, text: str, code: str | None) -> None:
    problem = wrong(Source(key, PHRASES[key]), text)
    assert (problem.code if problem else None) == code


def test_what_code_says_begins_with_the_words_of_distress() -> None:
    lines = of_code(OURS, {})
    assert [(one.source.key, one.text, one.state) for one in lines] == [
        ("sos/danger", "", "new"), ("cvs/why", "", "new"), ("page/hi", "Hola", "reviewed")
    ]  # fmt: skip
    done = {(CODE, "page/hi"): Review(CODE, "es", "page/hi", "Salut", "Buenas", False, 1, NOW, "Ana")}
    assert [(one.text, one.state, one.by) for one in of_code(OURS, done)][-1] == ("Buenas", "review", "Ana")
    assert [one.source.key for one in found(lines, "HOLA")] == ["page/hi"]
    assert [one.source.key for one in found(lines, "pourquoi")] == ["cvs/why"]
    assert [one.source.key for one in found(lines, "sos/")] == ["sos/danger"]


@pytest.mark.parametrize(
    ("key", "text", "code", "what"),
    [
        ("sos/danger", "112: peligro. SMS al 114.", None, ""),
        ("sos/danger", "Peligro.", "numbers", "112, 114"),
        ("sos/danger", "112: ¡peligro! SMS al 114.", "loud", ""),
        ("sos/danger", "", "empty", ""),
        ("cvs/why", "¿Por qué?", "values", "{name}"),
        ("cvs/why", "¿Por qué {name}? {", "values", "{ }"),
        ("page/hi", "H" * 61, "endless", "60"),
    ],
)
def test_what_is_wrong_with_words_of_code(key: str, text: str, code: str | None, what: str) -> None:
    problem = wrong(Source(key, FRENCH[key], CODE), text)
    assert (problem.code if problem else None, problem.what if problem else "") == (code, what)
