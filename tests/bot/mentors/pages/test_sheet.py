"""The CV on a mentor's page: a text is named so that an older page can't mean another one."""

from __future__ import annotations

import pytest

from bot.cvs.papers.sheets import Sheet, SheetLine
from bot.cvs.rules.texts import Text
from bot.i18n import translator
from bot.mentors.pages.sheet import Seen, chosen, name_of, shows, state
from bot.mentors.store.suggestions import STATES
from bot.web.words import Language

TASK, OTHER = Text("work 1 task 1", "Servir", "Servir"), Text("work 1 task 2", "Servir", "Servir")
UNREAD = Text("looking:0", "خياط", "خياط")
SHEET = Sheet(1, "fr", (SheetLine(1, "Serveuse"), SheetLine(2, "Servir", (TASK, OTHER))), (UNREAD,))
SEEN = Seen(SHEET, SHEET.unread)


@pytest.mark.parametrize("text", [TASK, OTHER, UNREAD])
def test_every_text_has_its_own_name(text: Text) -> None:
    assert chosen(SEEN, name_of(text)) == text


@pytest.mark.parametrize("name", ["", "x", "work 1 task 1", "work 1 task 1~0", f"{name_of(TASK)}0"])
def test_a_name_of_another_page_is_nobody(name: str) -> None:
    assert chosen(SEEN, name) is None


def test_a_line_is_shown_beside_its_texts_only_where_it_says_more() -> None:
    subject = Text("school 1 subject", "Cuisine", "Cuisine")
    assert shows(SheetLine(1, "CAP Cuisine", (subject,)))
    assert shows(SheetLine(2, "Serveuse"))
    assert not shows(SheetLine(3, "À l’heure\u00a0· Calme", (Text("quality 1", "À l'heure", "À l'heure"),)))


def test_what_became_of_an_idea_is_said_in_words_of_its_own() -> None:
    words = Language("fr", translator("fr"))
    assert len({state(words, one) for one in STATES}) == len(STATES)
