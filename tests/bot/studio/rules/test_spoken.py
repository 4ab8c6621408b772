"""What the robot says itself: which words stand, who stands by them, what of a new one is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.offering import CODE, FLOWS, Shipped
from bot.storage.reviews import Review
from bot.studio.rules.spoken import phrases, wrong
from bot.studio.rules.translating import LONGEST
from flows.phrases import PHRASES
from tests.fakes.clock import FakeTime

NOW = FakeTime().now()
OURS = Shipped(
    "es",
    texts={FLOWS: {"engine/back": "Volver", "engine/menu": "Menú"}, CODE: {}},
    unread={FLOWS: frozenset({"engine/menu"}), CODE: frozenset()},
)
VALUED = next(key for key, french in PHRASES.items() if "{" in french)


def done(key: str, text: str, *, source: str = "", reviewed: bool = True) -> dict[tuple[str, str], Review]:
    return {(FLOWS, key): Review(FLOWS, "es", key, source or PHRASES[key], text, reviewed, 1, NOW, "Ana")}


def test_every_phrase_of_the_engine_is_there_in_its_order() -> None:
    found = {one.key: one for one in phrases(OURS, {})}
    assert list(found) == list(PHRASES)
    assert (found["engine/back"].text, found["engine/back"].state) == ("Volver", "reviewed")
    assert (found["engine/menu"].text, found["engine/menu"].state) == ("Menú", "review")
    assert (found["engine/done"].text, found["engine/done"].state) == ("", "new")
    assert {one.state for one in phrases(replace(OURS, draft=True), {})} == {"new", "review"}


def test_what_the_team_wrote_stands_while_the_french_is_the_same() -> None:
    def back(key: dict[tuple[str, str], Review]) -> tuple[str, str, str]:
        one = next(one for one in phrases(OURS, key) if one.key == "engine/back")
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
    one = next(one for one in phrases(OURS, {}) if one.key == key)
    found = wrong(one, text)
    assert (found.code if found else None) == code
