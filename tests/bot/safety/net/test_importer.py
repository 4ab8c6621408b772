"""Rule files: ours hold, every mistake is found where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import Misconfigured
from bot.safety.net.engine import Net
from bot.safety.net.importer import load, read
from bot.safety.net.model import LANGUAGES

GOOD = """\
language: fr
spelling:
  jveu: je veux
words:
  vouloir: veux veut
  mourir: mourir crev*
patterns:
  suicide:
    sure:
      - "{vouloir} !pas {mourir}"
    likely:
      - "suicid*"
exclusions:
  always:
    - "{mourir} +de +rire"
  context:
    - "film"
  unless:
    suicide:
      - "imprimante"
  about:
    - "livre +sur"
  me: je ma
"""


def test_ours_hold_and_every_language_has_its_file() -> None:
    assert {each.language for each in load()} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("jveu crever", "sure"),
        ("je veux un jour mourir", "sure"),
        ("je veux pas mourir", None),
        ("veux tu savoir de quoi je veux parler mourir", "sure"),
        ("veux tu savoir ce qui me fait mourir", None),
        ("je veux mourir de rire", None),
        ("je veux. demain mourir", None),
        ("un suicide", "likely"),
        ("un film, un suicide", None),
        ("un film, je veux mourir", "sure"),
        ("un film. un suicide", "likely"),
        ("cette imprimante, on veut mourir", None),
        ("cette imprimante. on veut mourir", "sure"),
        ("un livre sur une fille qui veut mourir", None),
        ("un livre sur une fille. elle veut mourir", "sure"),
        ("un livre sur la mer et je veux mourir", "sure"),
        ("un livre sur ma vie, on veut mourir", "sure"),
        ("elle veut mourir, un livre sur la mer", "sure"),
    ],
)
def test_a_file_says_what_it_says(tmp_path: Path, text: str, strength: str | None) -> None:
    (tmp_path / "fr.yaml").write_text(GOOD)
    hit = Net(load(tmp_path)).notice(text, "fr")
    assert (hit.strength if hit else None) == strength


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("language: fr", "language: it", "fr.yaml:1:1: language: Input should be 'fr'"),
        ("language: fr", "language: en", "fr.yaml:1:1: the file of en is en.yaml"),
        ("  suicide:", "  sadness:", "fr.yaml:8:3: patterns.sadness.[key]: Input should be"),
        ("{vouloir} !pas", "{want} !pas", "fr.yaml:10:9: {want} is not among the words of this file"),
        ('"suicid*"', '"su*"', "fr.yaml:12:9: «su*» is too short for a stem: 3 letters at least"),
        ('"suicid*"', '"suicid**"', "fr.yaml:12:9: «suicid**» is neither a word"),
        ('"suicid*"', '"je !pas"', "fr.yaml:12:9: a pattern ends with a word that must be there"),
        ('"suicid*"', '"je .."', "fr.yaml:12:9: a pattern ends with a word that must be there"),
        ('"suicid*"', '"!pas suicid*"', "fr.yaml:12:9: a pattern begins with a word that must be there"),
        ('"suicid*"', '"d\'accord"', "fr.yaml:12:9: «d'accord» is two words: write them apart"),
        ('"film"', '"{mourir} +de +rire"', "fr.yaml:17:7: «{mourir} +de +rire» stands twice"),
        ("mourir: mourir crev*", "mourir: mourir a*", "fr.yaml:6:3: «a*» is too short for a stem"),
        ("  mourir:", "  rire: rire\n  mourir:", "fr.yaml:6:3: {rire} is used by no pattern"),
        ('      - "suicid*"', "      - 3", "fr.yaml:12:9: patterns.suicide.likely.0: Input should be a valid string"),
        ("exclusions:", "exclusion:", "fr.yaml:"),
        ('    suicide:\n      - "imp', '    sadness:\n      - "imp', "fr.yaml:19:5: exclusions.unless.sadness.[key]"),
        ('"imprimante"', '"*a"', "fr.yaml:20:9: «*a» is too short for a stem"),
        ('"livre +sur"', '"{nobody} x"', "fr.yaml:22:7: {nobody} is not among the words of this file"),
        ("spelling:\n", "spelling:\n  jveu: il veut\n", "fr.yaml:4:3: found duplicate key"),
    ],
)
def test_each_mistake_is_found_where_it_stands(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in GOOD
    path = tmp_path / "fr.yaml"
    path.write_text(GOOD.replace(old, new, 1))
    _, problems = read(path)
    assert problems
    assert problems[0].startswith(problem)
    with pytest.raises(Misconfigured):
        load(tmp_path)


def test_an_empty_folder_is_a_mistake_too(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="no rules for words of distress"):
        load(tmp_path)


# -- what staff add -------------------------------------------------------------------------------------------
MORE = """\
language: fr
spelling:
  jvx: je veux
words:
  mourir: claps*
patterns:
  suicide:
    sure:
      - "idée +sombre"
      - "{vouloir} partir"
exclusions:
  always:
    - "partir +en +vacances"
  unless:
    suicide:
      - "bug"
  about:
    - "podcast"
  me: moi
"""


def own(tmp_path: Path, text: str, name: str = "fr.yaml") -> tuple[Path, Path]:
    """Our folder, theirs."""
    ours, theirs = tmp_path / "ours", tmp_path / "net"
    ours.mkdir()
    theirs.mkdir()
    (ours / "fr.yaml").write_text(GOOD)
    (theirs / name).write_text(text)
    return ours, theirs


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("je veux mourir", True),
        ("jvx clapser", True),
        ("une idée sombre", True),
        ("je veux partir", True),
        ("je veux partir en vacances", False),
        ("mourir de rire", False),
        ("ce bug, je veux mourir", False),
        ("un podcast, elle veut mourir", False),
        ("un podcast, moi on veut mourir", True),
    ],
)
def test_their_words_add_to_ours(tmp_path: Path, text: str, noticed: bool) -> None:
    assert (Net(load(*own(tmp_path, MORE))).notice(text, "fr") is not None) is noticed


@pytest.mark.parametrize(
    ("text", "name", "problem"),
    [
        (
            "language: fr\npatterns:\n  suicide:\n    sure:\n      - '{nobody} x'\n",
            "fr.yaml",
            "net/fr.yaml:5:9: {nobody}",
        ),
        ("language: fr\nwords:\n  alone: a b\n", "fr.yaml", "net/fr.yaml:3:3: {alone} is used by no pattern"),
        ("language: fr\nwords: 3\n", "fr.yaml", "net/fr.yaml:2:1: words"),
        ("language: en\n", "fr.yaml", "net/fr.yaml:1:1: the file of en is en.yaml"),
        ("language: fr\n", "de.yaml", "net/de.yaml:1:1: one of fr.yaml"),
        ("{", "fr.yaml", "net/fr.yaml:"),
    ],
)
def test_their_mistakes_are_told_where_they_stand(tmp_path: Path, text: str, name: str, problem: str) -> None:
    with pytest.raises(Misconfigured) as wrong:
        load(*own(tmp_path, text, name))
    assert [one for one in wrong.value.problems if one.startswith(problem)], wrong.value.problems


def test_a_folder_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    assert load(own=tmp_path / "nowhere") == load()
