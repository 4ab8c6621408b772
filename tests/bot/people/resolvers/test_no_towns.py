"""What names no town, and who says that they have none."""

from __future__ import annotations

import pytest

from bot.people.resolvers.no_towns import denies, no_towns


def test_they_are_kept_as_towns_are() -> None:
    assert {"oui", "chezmoi", "alamaison", "nesaispas"} & no_towns() == {"oui", "alamaison"}


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("j ai pas d adresse", True),
        ("je ne sais", True),
        ("i don t know", True),
        ("не знаю", True),
        ("pas loin de lyon", False),
        ("c est pas tres loin de lyon", False),
        ("je suis a lyon", False),
        ("", False),
    ],
)
def test_who_has_none_says_so(said: str, denied: bool) -> None:
    assert denies(tuple(said.split())) is denied
