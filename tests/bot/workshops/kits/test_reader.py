"""Our kits are whole; what is wrong in one is told all at once, each with its line."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from bot.errors import Misconfigured
from bot.workshops.kits.model import Kit
from bot.workshops.kits.reader import FOLDER, kit_of, kits, lint, load, read
from bot.workshops.rules.suggest import FOR_A_CV

OURS = "write_cv"
SOURCE = (FOLDER / f"{OURS}.yaml").read_text("utf-8")
MINUTES = "minutes: 90"
JARGON = re.compile(r"\b(insertion|bénéficiaires?|dispositif|compétences transversales|projet professionnel)\b", re.I)
ORDERS = re.compile(r"\b(tu dois|il faut|obligatoire|invalide)\b", re.I)
LAW = re.compile(r"\b(la loi|loi n|code du travail|décret|article L)\b", re.I)
ASCII_APOSTROPHE = re.compile(r"\w'\w")


def written(folder: Path, text: str, name: str = OURS) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, "utf-8")
    return path


def told(folder: Path, before: str, after: str) -> tuple[str, ...]:
    """The problems of a kit in which one thing was changed."""
    assert SOURCE.count(before) >= 1
    return read(written(folder, SOURCE.replace(before, after, 1))).problems


def line_of(text: str, needle: str) -> int:
    return text[: text.index(needle)].count("\n") + 1


@pytest.mark.parametrize("kit", kits(), ids=lambda kit: kit.slug)
def test_minutes_add_up(kit: Kit) -> None:
    assert kit.plan[0].at == 0
    assert all(step.at + step.minutes == after.at for step, after in pairwise(kit.plan))
    assert sum(step.minutes for step in kit.plan) == kit.minutes


@pytest.mark.parametrize("kit", kits(), ids=lambda kit: kit.slug)
def test_the_words_are_ours(kit: Kit) -> None:
    """No jargon, no orders, no law that nobody proved; French as it is printed."""
    whole = kit.model_dump_json(ensure_ascii=False)
    for pattern in (JARGON, ORDERS, LAW, ASCII_APOSTROPHE):
        assert pattern.findall(whole) == []
    assert re.findall(r"[^\u00a0 ] [:;!?»]|« ", whole) == []


def test_the_six() -> None:
    slugs = {"write_cv", "one_minute", "mock_interview", "phone_employer", "workplace_codes", "company_visit"}
    assert {kit.slug for kit in kits()} == slugs
    assert len({kit.title for kit in kits()}) == len(kits())


def test_each_is_found_by_its_name() -> None:
    assert [kit_of(kit.slug) for kit in kits()] == list(kits())
    assert kit_of("no_such_kit") is None
    assert OURS in FOR_A_CV


def test_ours_have_no_problem() -> None:
    assert lint() == []


def test_a_plan_with_a_hole(tmp_path: Path) -> None:
    found = told(tmp_path, "at: 20", "at: 25")
    lines = [line_of(SOURCE, f"at: {at}") for at in (20, 40)]
    assert [problem.split(": ")[0] for problem in found] == [f"write_cv.yaml:{line}:5" for line in lines]


def test_a_plan_that_is_too_short(tmp_path: Path) -> None:
    found = told(tmp_path, MINUTES, "minutes: 95")
    assert found == (f"write_cv.yaml:{line_of(SOURCE, MINUTES)}:1: le plan finit à 90 minutes, l’atelier en dure 95.",)


def test_a_key_written_twice(tmp_path: Path) -> None:
    found = told(tmp_path, MINUTES, f"{MINUTES}\n{MINUTES}")
    line = line_of(SOURCE, MINUTES)
    assert found == (f"write_cv.yaml:{line + 1}:1: « minutes » est écrit deux fois (déjà ligne {line}).",)


def test_a_text_that_yaml_would_cut(tmp_path: Path) -> None:
    found = told(tmp_path, 'title: "Faire son CV"', "title: Faire #1 son CV")
    assert len(found) == 1
    assert "« #1 son CV »" in found[0]


def test_numbers_stay_text(tmp_path: Path) -> None:
    kit = read(written(tmp_path, SOURCE.replace('title: "Faire son CV"', "title: 012"))).kit
    assert kit
    assert kit.title == "012"


def test_every_problem_at_once(tmp_path: Path) -> None:
    text = SOURCE.replace("  silence: >-", "  quiet: >-").replace("least: 4", "least: quatre")
    found = read(written(tmp_path, text)).problems
    assert any("« welcome.silence » manque" in problem for problem in found)
    assert any("« welcome.quiet » n’existe pas" in problem for problem in found)
    assert any("« group.least » est un nombre" in problem for problem in found)
    with pytest.raises(Misconfigured) as raised:
        load(tmp_path)
    assert raised.value.problems == found


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("slug: write_cv", "slug: other", "le fichier s’appelle"),
        ("most: 8", "most: 2", "le plus petit groupe"),
        ("minutes: 90", "minutes: 0", "plus grand que 0"),
        ("slug: write_cv", "slug: Écrire", "petites lettres"),
        ('title: "Faire son CV"', 'title: " "', "est vide"),
        ('"un crayon chacun"', '"un crayon → chacun"', "« material.2 » contient « → »"),
        ("prepare:\n", "prepare: []\nother:\n", "est vide"),
        ("plan:\n", "plan: non\nother:\n", "est une liste"),
        ("goal: >-", "goal: [x", "ne se lit plus"),
        ("slug: write_cv", "? [a, b]\n: write_cv\nslug: write_cv", "n’existe pas"),
    ],
)
def test_what_can_be_wrong(tmp_path: Path, before: str, after: str, words: str) -> None:
    found = told(tmp_path, before, after)
    assert any(words in problem for problem in found)
    assert all(re.match(r"write_cv\.yaml:\d+:\d+: ", problem) for problem in found)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words", "\x00", "a: &a [*a]\n", "[" * 5_000])
def test_what_is_no_kit(tmp_path: Path, text: str) -> None:
    found = read(written(tmp_path, text))
    assert found.kit is None
    assert found.problems


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "write_cv.yaml"
    path.write_bytes(SOURCE.encode("cp1252", "replace"))
    assert read(path).problems == ("write_cv.yaml:1:1: ce fichier ne se lit pas (UnicodeDecodeError).",)


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured):
        load(tmp_path)
