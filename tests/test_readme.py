"""What the README says of settings and commands is what the code has."""

from __future__ import annotations

import re

from tests.readme import README, filled


def test_the_tables_are_those_of_the_code() -> None:
    text = README.read_text("utf-8")
    assert filled(text) == text, "python -m tests.readme writes them"


def test_every_picture_and_file_it_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README.read_text("utf-8"))
    local = [link for link in links if "://" not in link]
    assert len(local) >= 5
    assert [link for link in local if not (README.parent / link).is_file()] == []


def test_the_threat_model_names_only_files_that_are_there() -> None:
    text = (README.parent / "bot" / "docs" / "threat-model.md").read_text("utf-8")
    named = set(re.findall(r"`((?:bot|tests)/[\w/.]+)`", text))
    assert len(named) >= 5
    assert [name for name in named if not (README.parent / name).exists()] == []
