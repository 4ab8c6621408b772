"""A name that young people see leads to nobody."""

from __future__ import annotations

import pytest

from bot.mentors.model import TOPICS
from bot.mentors.rules.profile import Draft, alias_key, is_address, read, wrong_alias

FORM = {"alias": "Léo", "company": "Chez Momo", "zone": "Europe/Paris", "capacity": "2"}
KNOWN = ("fr", "ar", "en")


@pytest.mark.parametrize(
    ("alias", "name", "problem"),
    [
        ("", "Léo Martin", "alias_missing"),
        ("M" * 21, "Léo Martin", "alias_long"),
        ("Martin", "Léo Martin", "alias_name"),
        ("MARTÍN", "Léo Martin", "alias_name"),
        ("Léo-Martin", "Léo Martin", "alias_name"),
        ("Dupont", "DUPONT Léo", "alias_name"),
        ("Léo Martin", "Léo Martin", "alias_word"),
        ("Léo M", "Léo Martin", "alias_word"),
        ("Léo-M", "Léo Martin", "alias_word"),
        ("Léo M.", "Léo Martin", "alias_word"),
        ("@leo_93", "Léo Martin", "alias_contact"),
        ("insta leo93", "Léo Martin", "alias_contact"),
        ("0612345678", "Léo Martin", "alias_contact"),
        ("leo.fr", "Léo Martin", "alias_contact"),
        ("Léo 2004", "Léo Martin", "alias_word"),
        ("<b>", "Léo Martin", "alias_word"),
        ("🙂", "Léo Martin", "alias_word"),
    ],
)
def test_what_is_no_alias(alias: str, name: str, problem: str) -> None:
    assert wrong_alias(alias, name) == problem


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("Léo", "Léo Martin"), ("Léo", "DUPONT Léo"), ("Marie-Lou", "Anna Petit"), ("ليلى", "Leila Ben Ali"),
        ("Lune 7", "Anna Petit"), ("Momo", "Momo"), ("Anna", "ANNA"), ("Zoé", ""),
    ],
)  # fmt: skip
def test_a_first_name_or_a_nickname_is_one(alias: str, name: str) -> None:
    assert wrong_alias(alias, name) is None


def test_everything_wrong_is_said_at_once() -> None:
    fields = {"alias": "", "company": "Chez Momo, 06 12 34 56 78", "zone": "Mars/Base", "capacity": "6"}
    assert read(fields, ["xx"], ["sports"], KNOWN, "Léo Martin") == (
        "alias_missing", "company_contact", "zone", "capacity", "languages", "topics",
    )  # fmt: skip
    assert read({}, [], [], KNOWN, "") == ("alias_missing", "zone", "capacity", "languages", "topics")
    assert read(FORM | {"company": "x" * 81}, ["fr"], ["cv"], KNOWN, "") == ("company_long",)


@pytest.mark.parametrize("capacity", ["0", "-1", "²", "1.5", "", "99999999999999999999"])
def test_so_many_can_be_listened_to(capacity: str) -> None:
    assert read(FORM | {"capacity": capacity}, ["fr"], ["cv"], KNOWN, "") == ("capacity",)


def test_a_whole_profile() -> None:
    form = FORM | {"alias": " Léo\u200b ", "company": "Chez\n Momo"}
    assert read(form, ["ar", "fr", "ar", "xx"], ["other", "cv", "x"], KNOWN, "Léo Martin") == Draft(
        "Léo", "Chez Momo", "Europe/Paris", 2, ("ar", "fr"), tuple(one for one in TOPICS if one in ("cv", "other"))
    )


def test_names_that_look_alike_are_one() -> None:
    assert alias_key("Léa") == alias_key("LEA") == alias_key("l'éa")
    assert alias_key("Léa") != alias_key("Léo")


@pytest.mark.parametrize(
    ("text", "good"),
    [("leo@mail.example", True), ("a@b.co", True), ("leo@mail", False), ("leo mail.example", False),
     ("a@b.co, c@d.co", False), ("a@b.co\nBcc: x@y.fr", False), ("<a@b.co>", False), ("a" * 250 + "@b.co", False)],
)  # fmt: skip
def test_one_address_and_nothing_else(text: str, good: bool) -> None:
    assert is_address(text) is good
