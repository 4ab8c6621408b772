"""`check` says everything at once, with its place; what we ship has nothing to say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from bot.lint import check
from bot.ports import Domain, Outcome, Turn
from flows.events import JsonValue

GOOD = "flow: welcome\ntitle: Bonjour\nsteps:\n  - id: a\n    ask: Ça va ?\n    type: yes_no\n"
PLACE = re.compile(r"^\S.*?:\d+:\d+: \S")


def room(*wrong: str) -> Domain:
    async def act(turn: Turn, answers: Mapping[str, JsonValue], args: Mapping[str, JsonValue]) -> Outcome:
        raise AssertionError("check runs nothing")

    return Domain("cv", actions={"cv.make": act}, lint=lambda: wrong)


def test_a_good_file_alone(tmp_path: Path) -> None:
    (tmp_path / "welcome.yaml").write_text(GOOD, "utf-8")
    for path in (tmp_path, tmp_path / "welcome.yaml"):
        report = check(path, [room()])
        assert (report.lines, report.failed) == ((), False)


def test_all_problems_of_all_files_with_their_place_and_a_guess(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD.replace("type: yes_no", "tpye: yes_no\n    chose: many"), "utf-8")
    (tmp_path / "b.yaml").write_text("flow: b\ntitle: [\n", "utf-8")
    (tmp_path / "c.yaml").write_text(
        "flow: c\ntitle: C\nsteps:\n  - id: x\n    do: cv.mak\n  - id: y\n    say: Ok\n    go: nowhere\n", "utf-8"
    )
    (tmp_path / "d.yaml").write_text(
        "flow: d\ntitle: D\nsteps:\n  - id: x\n    say: Vois\n    show: ../secret.png\n    alt: Deux jeunes\n", "utf-8"
    )
    report = check(tmp_path, [room()])
    assert report.failed
    assert all(PLACE.match(line) for line in report.lines), report.lines
    found = {(Path(line.split(":")[0]).name, line.split(":")[1]) for line in report.lines}
    assert found >= {("a.yaml", "6"), ("a.yaml", "7"), ("c.yaml", "5"), ("d.yaml", "6")}
    assert any("b.yaml" in line for line in report.lines)
    guesses = [line for line in report.lines if "Tu voulais dire" in line]
    assert any("type" in line for line in guesses)
    assert any("cv.make" in line for line in guesses)


def test_a_warning_alone_does_not_fail(tmp_path: Path) -> None:
    island = "  - id: b\n    say: Jamais dit\n    when: a is not empty\n"
    (tmp_path / "welcome.yaml").write_text(GOOD + island, "utf-8")
    assert not check(tmp_path, [room()]).failed


def test_what_is_not_there_or_not_text(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.yaml"
    assert check(missing, []).lines == (f"{missing}:1:1: No such file or directory. [unreadable]",)
    (tmp_path / "latin.yaml").write_bytes("flow: a\ntitle: été\n".encode("latin-1"))
    (tmp_path / "welcome.yaml").write_text(GOOD.replace("type", "tpye"), "utf-8")
    [encoding] = [line for line in check(tmp_path, []).lines if "UTF-8" in line]
    assert encoding.startswith(f"{tmp_path / 'latin.yaml'}:2:1: ")
    assert len(check(tmp_path, []).lines) > 1, "one unreadable file hides no other"


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    assert check(tmp_path, []).failed


def test_what_we_ship_comes_with_catalogs_and_rooms() -> None:
    lines = check(None, [room("helplines.yaml:3:1: no number")]).lines
    assert "helplines.yaml:3:1: no number" in lines
    assert all(PLACE.match(line) for line in lines)
    assert not any(line.startswith("/") for line in lines), "paths as in the project"
    assert any(line.startswith("flows/library/") for line in lines), "the actions of the other rooms are missing here"
