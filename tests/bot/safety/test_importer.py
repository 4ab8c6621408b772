"""Helpline files: shipped ones hold, every mistake is found where it stands."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.errors import Misconfigured
from bot.safety.importer import MAX_DAYS, load, of, read, reminders, stale
from bot.safety.model import Helpline

GOOD = """\
country: fr
helplines:
  - id: suicide
    number: "3114"
    who: Souffrance, idées noires
    audience: Tout le monde
    for: suicide
    hours: always
    channels: [call]
    free: yes
    languages: [fr]
    source: https://3114.fr
    verified: yes
    checked_on: 2026-11-21
"""


def test_the_shipped_directory_has_what_the_service_promises() -> None:
    by_number = {line.number.replace(" ", ""): line for line in of("fr")}
    assert {"112", "114", "15", "17", "18", "119", "3114", "3018", "3919", "115", "116000", "0800235236"} <= set(
        by_number
    )
    assert "sms" in by_number["114"].channels
    for line in by_number.values():
        assert line.verified == "no" or line.checked_on in (date(2026, 11, 21), date(2026, 11, 22)), line.id


def test_a_good_file_reads(tmp_path: Path) -> None:
    path = tmp_path / "fr.yaml"
    path.write_text(GOOD)
    assert read(path).problems == ()
    assert [line.id for line in load(tmp_path)] == ["suicide"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('number: "3114"', "number: 3114", "fr.yaml:4:5: helplines.0.number: Input should be a valid string"),
        ('number: "3114"', 'number: "abc"', "fr.yaml:4:5: helplines.0.number: String should match"),
        ("for: suicide", "for: weather", "fr.yaml:7:5: helplines.0.for: Input should be"),
        ("    checked_on: 2026-11-21\n", "", "fr.yaml:3:5: helplines.0: Value error, verified: yes needs checked_on"),
        ("verified: yes", "verified: no", "fr.yaml:3:5: helplines.0: Value error, verified: no has no checked_on"),
        ("source: https://3114.fr", "source: somebody said", "fr.yaml:12:5: helplines.0.source: String should match"),
        ("free: yes", "free: yes\n    colour: red", "fr.yaml:11:5: helplines.0.colour: Extra inputs"),
        (
            "languages: [fr]",
            "languages: []",
            "fr.yaml:11:5: helplines.0.languages: Value error, at least one is needed",
        ),
        ("    who: Souffrance, idées noires\n", "", "fr.yaml:3:5: helplines.0.who: Field required"),
        ("channels: [call]", "channels: [pigeon]", "fr.yaml:9:16: helplines.0.channels.0: Input should be"),
        ("    audience: Tout le monde\n", "", "fr.yaml:3:5: helplines.0.audience: Field required"),
        ("    source: https://3114.fr\n", "", "fr.yaml:3:5: helplines.0.source: Field required"),
        ("country: fr", "country: be", "fr.yaml:1:1: the file of be is be.yaml"),
        ("country: fr", "country: fr\ncountry: fr", "fr.yaml:2:1: found duplicate key"),
        ("languages: [fr]", "languages: [fr", "fr.yaml:12:"),
    ],
)
def test_each_mistake_is_found_where_it_stands(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in GOOD
    path = tmp_path / "fr.yaml"
    path.write_text(GOOD.replace(old, new, 1))
    (found,) = read(path).problems
    assert found.startswith(problem)
    with pytest.raises(Misconfigured):
        load(tmp_path)


def test_belgium_and_switzerland_have_their_files_and_their_own_numbers() -> None:
    for country, some in (("be", {"112", "101", "103", "0800 30 030"}), ("ch", {"112", "117", "144", "147"})):
        assert some <= {line.number for line in of(country)}
        assert any(line.reliable for line in of(country))
    assert of("xx") == ()


def test_each_file_says_once_what_is_to_be_checked_again(tmp_path: Path) -> None:
    (tmp_path / "fr.yaml").write_text(GOOD)
    last = date(2026, 11, 21) + timedelta(days=MAX_DAYS)
    assert reminders(last, tmp_path) == []
    assert reminders(last + timedelta(days=1), tmp_path) == ["fr.yaml: à vérifier : 3114"]
    (tmp_path / "fr.yaml").write_text("country: [")
    assert reminders(last, tmp_path) == []


def test_twins_are_found(tmp_path: Path) -> None:
    path = tmp_path / "fr.yaml"
    path.write_text(GOOD + GOOD.split("helplines:\n")[1])
    assert [p.split(": ", 1)[1] for p in read(path).problems] == ["id suicide stands twice", "number 3114 stands twice"]


def test_all_problems_of_all_files_at_once(tmp_path: Path) -> None:
    (tmp_path / "be.yaml").write_text("country: BE\n")
    (tmp_path / "fr.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "it.yaml").write_text("")
    with pytest.raises(Misconfigured) as error:
        load(tmp_path)
    assert len(error.value.problems) == 4


def test_an_empty_folder_is_a_mistake_too(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="no helpline file"):
        load(tmp_path)


def test_lines_nobody_checked_for_long_are_listed() -> None:
    lines = load()
    never = {line.id for line in lines if line.verified == "no"}
    assert {line.id for line in stale(lines, date(2026, 11, 22), 180)} == never
    assert len(stale(lines, date(2027, 11, 22), 180)) == len(lines)


@pytest.mark.parametrize(
    ("change", "reliable"),
    [
        ({}, True),
        ({"free": "no"}, False),
        ({"hours": "9 h – 23 h"}, False),
        ({"verified": "no", "checked_on": None}, False),
    ],
)
def test_sos_may_say_only_what_is_proved_free_and_always_there(change: dict[str, str | None], reliable: bool) -> None:
    line = next(line for line in load() if line.number == "3114")
    assert Helpline.model_validate({**line.model_dump(by_alias=True), **change}).reliable is reliable
