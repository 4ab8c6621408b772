"""The flows as served: from files, with pictures that are really there, translations that are really theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import Misconfigured
from bot.library import SHIPPED, answers, library, pictures, read
from bot.releases.shelf import Shelf
from bot.served import Served
from flows.answers import Resolvers
from flows.events import Say, Started, Typed
from flows.session import Entry, Session
from tests.fakes.clock import FakeTime

FLOW = """
flow: welcome
title: Bonjour
steps:
  - id: bonjour
    say: Regarde
    show: media/forces 1.png
    alt: Deux jeunes préparent un repas
  - id: nom
    ask: Ton nom ?
    type: text
"""
PICTURE = "media/forces 1.png"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    flows = tmp_path / "flows"
    (flows / "media").mkdir(parents=True)
    (flows / "welcome.yaml").write_text(FLOW, "utf-8")
    (flows / PICTURE).write_bytes(b"\x89PNG")
    return flows


def test_pictures_are_found_beside_the_flows(folder: Path) -> None:
    for path in (folder, folder / "welcome.yaml"):
        [(name, (ref, body))] = pictures(library(path), path).items()
        assert (name, ref.id, ref.name, ref.type, body) == (PICTURE, PICTURE, "forces 1.png", "image/png", b"\x89PNG")


@pytest.mark.parametrize(
    "named", ["media/none.png", "../secret.png", "/etc/hostname", "media", "media/notes.txt", "out.png"]
)
def test_only_pictures_below_the_folder_can_be_shown(folder: Path, named: str) -> None:
    (folder.parent / "secret.png").write_bytes(b"secret")
    (folder / "media" / "notes.txt").write_text("secret")
    (folder / "out.png").symlink_to(folder.parent / "secret.png")
    (folder / "welcome.yaml").write_text(FLOW.replace(PICTURE, named), "utf-8")
    with pytest.raises(Misconfigured) as wrong:
        library(folder)
    assert wrong.value.problems[0].startswith(f"{folder / 'welcome.yaml'}:7:5: « {named} »")


def test_every_problem_is_raised_at_once(folder: Path) -> None:
    (folder / "a.yaml").write_text("flow: a\ntitle: A\nsteps:\n  - id: x\n    sya: Ok\n", "utf-8")
    (folder / "b.yaml").write_text("flow: b\ntitle: B\nsteps:\n  - id: x\n    aks: Ok\n", "utf-8")
    with pytest.raises(Misconfigured) as wrong:
        library(folder)
    assert {Path(problem.split(":")[0]).name for problem in wrong.value.problems} >= {"a.yaml", "b.yaml"}


def test_a_folder_of_others_gets_the_engines_words_translated_and_not_our_sentences(folder: Path) -> None:
    texts = library(folder).texts.catalogs["ar"]
    ours = library(None).texts.catalogs["ar"]
    assert {key for key in texts if not key.startswith(("engine/", "filet/", "equipe_formation/"))} == set()
    assert any(not key.startswith("engine/") for key in ours)
    assert library(SHIPPED).texts.catalogs["ar"] == ours


def test_the_net_and_the_training_are_in_every_library_unless_it_has_its_own(folder: Path) -> None:
    theirs = library(folder)
    assert set(theirs.flows) == {"welcome", "filet", "equipe_formation"}
    assert theirs.texts.raw("ar", "filet/quoi/ask")[0] == library(None).texts.raw("ar", "filet/quoi/ask")[0]
    (folder / "filet.yaml").write_text("flow: filet\ntitle: Nous\nsteps:\n  - id: vu\n    say: Ok\n", "utf-8")
    assert library(folder).flows["filet"].title == "Nous"
    assert not [key for key in library(folder).texts.catalogs["ar"] if key.startswith("filet/")]


def test_a_library_with_nothing_but_a_welcome_has_a_menu_without_the_team(folder: Path) -> None:
    served = Served(Shelf(library(folder)), Resolvers())
    session, said = served.advance(served.fresh(("fr",)), Typed("menu"), FakeTime().now())
    session, more = served.advance(session, Typed("menu"), FakeTime().now())
    labels = {choice.label for say in [*said, *more] if isinstance(say, Say) for choice in say.choices}
    assert "Parler à quelqu’un" in labels
    assert "La formation des mentors" not in labels


def test_what_we_ship_has_no_problem() -> None:
    assert read(None).problems == ()


def test_the_engine_as_the_conversation_asks_for_it(folder: Path) -> None:
    served = Served(Shelf(library(folder)), Resolvers())
    now = FakeTime().now()
    session, said = served.advance(served.fresh(("ar", "fr")), Started(("ar",)), now)
    assert [say.picture for say in said if isinstance(say, Say)] == [PICTURE, None]
    assert served.label(session, Typed("Zoé")) == "Zoé"
    again = served.load(served.dump(session).encode())
    assert again == session


def test_answers_are_plain_also_out_of_a_long_session() -> None:
    """A long one is stored in packed form; nobody could read that in a file called "my data"."""
    long = "Vente de fruits " * 500
    journal = {"nom": Entry("Amina"), "boulot/metier.2": Entry(long)}
    state = Session("ar", root="cv", journals={"cv": journal}, later={"mail": Entry("a@b.fr")}).to_json().encode()
    assert b"Amina" not in state
    assert answers(state) == {"cv": {"nom": "Amina", "boulot/metier.2": long}, "set_aside": {"mail": "a@b.fr"}}
    assert answers(Session("fr").to_json().encode()) == {}


@pytest.mark.parametrize(
    ("locale", "text", "asked"),
    [
        ("fr", " Menu ", "menu"),
        ("fr", "Effacer mes données", "erase"),
        ("fr", "/effacer", "erase"),
        ("en", "menu", "menu"),
        ("ar", "القائمة", "menu"),
        ("fr", "j’ai effacé la fin, tu peux relire ?", ""),
        ("fr", "", ""),
        ("fr", "effacer " * 400, ""),
        ("xx", "effacer", "erase"),
    ],
)
def test_words_ask_the_same_wherever_they_are_typed(locale: str, text: str, asked: str) -> None:
    served = Served(Shelf(library(None)), Resolvers())
    assert served.called(locale, text) == asked
