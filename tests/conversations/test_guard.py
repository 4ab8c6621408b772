"""The guard of the chats sees what it is there for."""

from __future__ import annotations

from flows.model import Library
from tests.conversations.conftest import Watched


def test_a_text_found_in_french_only_is_seen(read_library: Library) -> None:
    texts = Watched(read_library)
    assert texts.raw("ar", "menu/quoi/ask")[1] == "ar"
    assert texts.missing == set()
    del texts.catalogs["ar"]["menu/quoi/ask"]
    assert texts.raw("ar", "menu/quoi/ask") == ("On fait quoi ?", "fr")
    assert texts.missing == {"ar: menu/quoi/ask"}
