"""Every law is kept by the repository, sees each planted offence, and lets near misses pass."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.house.law import Files, Law
from tests.house.laws import code, imports, kit, places, size, tests, world
from tests.house.tree import Tree, read

ROOT = Path(__file__).parents[2]
CHAPTERS = (code, imports, kit, places, size, tests, world)
LAWS: Mapping[str, Law] = {name: law for chapter in CHAPTERS for name, law in chapter.LAWS.items()}


@pytest.fixture(scope="module")
def repository() -> Tree:
    return read(ROOT)


def _cases(kind: str) -> list[tuple[str, str, Files]]:
    return [
        (name, case, files)
        for name, law in LAWS.items()
        for case, files in (law.planted if kind == "planted" else law.allowed).items()
    ]


@pytest.mark.parametrize("name", LAWS)
def test_the_repository_keeps(name: str, repository: Tree) -> None:
    law = LAWS[name]
    assert law.scope(repository), f"{name}: looks at nothing"
    offences = law.offences(repository)
    assert not offences, law.words + "\n" + "\n".join(offences)


@pytest.mark.parametrize(("name", "case", "files"), _cases("planted"), ids=lambda x: x if isinstance(x, str) else "")
def test_sees_a_planted_offence(name: str, case: str, files: Files) -> None:
    offences = LAWS[name].offences(Tree(files))
    assert offences, f"{name} does not see: {case}"
    named = {offence.split(":")[0] for offence in offences}
    assert all(any(path.startswith(name) for path in [*files, ".gitignore"]) for name in named), offences


@pytest.mark.parametrize(("name", "case", "files"), _cases("allowed"), ids=lambda x: x if isinstance(x, str) else "")
def test_lets_a_near_miss_pass(name: str, case: str, files: Files) -> None:
    assert LAWS[name].offences(Tree(files)) == [], f"{name} refuses: {case}"


def test_every_law_is_shown_to_fail_and_every_chapter_is_read() -> None:
    assert [name for name, law in LAWS.items() if not law.planted] == []
    assert sum(len(chapter.LAWS) for chapter in CHAPTERS) == len(LAWS)
    chapters = {path.stem for path in (Path(__file__).parent / "laws").glob("*.py")} - {"__init__"}
    assert chapters == {chapter.__name__.rpartition(".")[2] for chapter in CHAPTERS}


def exemptions() -> list[str]:
    topics = [f"bot/{domain}/{topic}" for domain, some in places.TOPICS.items() for topic in some]
    return [*world.HANDS, *world.CLOCKS, *topics, *places.WALKED, *places.THIN, *size.EXEMPT, places.MIGRATIONS]


def test_no_exemption_is_stale(repository: Tree) -> None:
    """What is excused exists; an excuse that nobody needs any more hides the next offence."""
    there = [name for name in exemptions() if not any(path.startswith(name) for path in repository.files)]
    assert there == []


def test_a_planted_file_on_the_disk_is_seen(tmp_path: Path) -> None:
    for name, text in {
        "bot/cvs/actions.py": "from bot.people.store import find\n",
        "bot/people/store.py": "",
        "bot/cvs/data/list.tsv": "a\tb\n",
        "bot/cvs/picture.png": "\x00",
        "data/passerelle.db": "",
        ".venv/lib/x.py": "import bot.people.store\n",
        "bot/__pycache__/x.py": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    tree = read(tmp_path)
    assert sorted(tree.files) == [
        "bot/cvs/actions.py", "bot/cvs/data/list.tsv", "bot/cvs/picture.png", "bot/people/store.py",
    ]  # fmt: skip
    assert LAWS["a domain knows no other domain"].offences(tree) == [
        "bot/cvs/actions.py:1: a domain may not import bot.people.store; give it through ports"
    ]
