"""SOS: three calm lines, the number first, every number proved."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.i18n import translator
from bot.safety.domain import Safety
from bot.safety.importer import of
from bot.safety.model import Country
from bot.safety.sos import lint, numbers, sos
from bot.storage.sealed import Identity
from tests.bot.words import SourceWords


def texts(locale: str, words: SourceWords | None = None) -> list[str]:
    return [line.text for line in sos(words or SourceWords())(locale)]


LONGEST = 130
"""Characters of a line: what a small phone shows in three rows."""


@pytest.mark.parametrize("locale", ["fr", "en", "ar", "prs", "", "xx"])
def test_three_lines_each_begins_with_a_number(locale: str) -> None:
    lines = texts(locale)
    assert len(lines) == 3
    for line in lines:
        assert line.split("\u00a0:")[0].isdigit()
        assert len(line) <= LONGEST
        assert "!" not in line


def test_a_translation_is_used_when_there_is_one() -> None:
    words = SourceWords({"en": {"sos/danger": "112: danger now."}})
    assert texts("en", words)[0] == "112: danger now."
    assert texts("ar", words)[0].startswith("112\u00a0: danger maintenant")


def test_the_numbers_said_are_the_european_one_the_text_one_suicide_and_childhood() -> None:
    assert numbers(texts("fr")) == ("112", "114", "3114", "119")


@pytest.mark.parametrize(("country", "said"), [("be", ("112", "080032123", "107")), ("ch", ("112", "147", "144"))])
@pytest.mark.parametrize("locale", ["fr", "en", "ar"])
def test_belgium_and_switzerland_have_three_short_lines_of_their_own(
    locale: str, country: Country, said: tuple[str, ...]
) -> None:
    lines = [line.text for line in sos(translator, country)(locale)]
    assert numbers(lines) == said
    assert all(len(line) <= LONGEST for line in lines)


def test_shipped_sos_and_helplines_hold_the_law() -> None:
    room = Safety(SourceWords(), Clock(), Identity()).domain()
    assert room.lint is not None
    assert list(room.lint()) == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("999 : au secours", "999 is not a proved, free, day-and-night helpline"),
        ("3018 : harcèlement", "3018 is not a proved, free, day-and-night helpline"),
        ("En danger : 112", "the number comes first: En danger : 112"),
        ("112 : vite !", "calm, no exclamation mark: 112 : vite !"),
    ],
)
def test_lint_sees(line: str, problem: str) -> None:
    assert lint("fr", [line], of("fr")) == [f"sos (fr): {problem}"]


def test_lint_looks_at_every_language() -> None:
    room = Safety(SourceWords({"ar": {"sos/suicide": "3114 ! 555"}}), Clock(), Identity()).domain()
    assert room.lint is not None
    assert [problem.split(":")[0] for problem in room.lint()] == ["sos (ar)", "sos (ar)"]


def test_lint_of_a_broken_folder_says_where(tmp_path: Path) -> None:
    (tmp_path / "fr.yaml").write_text("country: fr\nhelplines: []\n")
    room = Safety(SourceWords(), Clock(), Identity(), folder=tmp_path).domain()
    assert room.lint is not None
    (problem,) = room.lint()
    assert problem.startswith("fr.yaml:2:1: helplines:")


def test_lint_of_a_broken_net_says_where(tmp_path: Path) -> None:
    (tmp_path / "fr.yaml").write_text("language: fr\nwords: {}\npatterns: {}\n")
    room = Safety(SourceWords(), Clock(), Identity(), net=tmp_path).domain()
    assert room.lint is not None
    (problem,) = room.lint()
    assert problem.startswith("fr.yaml:1:1: exclusions: Field required")


def test_a_number_proved_in_another_country_proves_nothing_here() -> None:
    assert lint("fr", ["101 : police"], of("be")) == []
    assert lint("fr", ["101 : police"], of("fr")) == ["sos (fr): 101 is not a proved, free, day-and-night helpline"]


def test_staff_are_told_what_to_check_again_and_it_is_no_mistake() -> None:
    then = datetime(2028, 1, 1, tzinfo=UTC)
    room = Safety(SourceWords(), Clock(now=lambda: then), Identity()).domain()
    assert room.lint is not None
    assert room.remind is not None
    assert list(room.lint()) == []
    assert [line.split(":")[0] for line in room.remind()] == ["be.yaml", "ch.yaml", "fr.yaml"]
