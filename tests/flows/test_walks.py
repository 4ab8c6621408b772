"""Random people on every flow, in every language: nothing raises, a way out is always near, state stays small."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.offering import flow_texts
from flows import wire
from flows.answers import collect
from flows.engine import transcript_label
from flows.events import (
    AskHuman,
    Do,
    Event,
    JsonValue,
    Located,
    Picked,
    Received,
    Resumed,
    Say,
    Started,
    Tapped,
    Typed,
    Unsupported,
)
from flows.loader import load
from flows.model import Library
from flows.replay import rebuilt
from flows.walk import Walk
from tests.flows.talk import Person

HERE = Path(__file__).parent
LIBRARIES = (HERE / "library", HERE.parents[1] / "flows" / "library")
STATE_LIMIT = 4096
"""Bytes of a session's JSON (issue 2)."""
TURNS = 60
LOCALES = st.sampled_from(["fr", "en", "ar"])

NASTY = (
    "",
    " ",
    "\u200b\u200f\u202e",
    "x" * 10_000,
    "٣",
    "é" * 300,
    "<b>oui</b>",
    "=1+1",
    "{name}",
    "👍",
    "/start",
    "/inconnu",
    "oui",
    "non",
    "1",
    "2, 3",
    "menu",
    "retour",
    "pause",
    "langue",
    "changer",
    "je ne sais pas",
    "salut",
    "Amina",
    "06 12 34 56 78",
    "a@b.fr",
    "09/2024",
    "15/09/2024",
    "Lyon",
    "english",
    "!more",
    "0.go",
)
FORGED = ("", "!", "!more", "!edit.1", "!edit.zzzzzz", "!done", "!dontknow.1", "1.go", "zz.x", "1." + "x" * 60, "💥")


@cache
def shipped(folder: Path) -> Library | None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}
    if not texts:
        return None
    loaded = load(texts, flow_texts())
    assert loaded.library is not None, "\n".join(map(str, loaded.problems))
    return loaded.library


def deed(do: Do) -> JsonValue:
    return [["a", "Cuisinier"], ["b", "Vendeur"]] if do.name == "cv.find_jobs" else True


def likely(person: Person, chance: random.Random) -> Event:
    """What somebody who wants to get on would do."""
    last = person.last
    if last.many and chance.random() < 0.5:
        return Picked(tuple(button.id for button in last.choices if chance.random() < 0.4))
    if last.choices:
        button = chance.choice([*last.choices, *([last.done] if last.done else [])])
        return Tapped(button.id) if chance.random() < 0.7 else Typed(button.label)
    words = {"number": "18", "phone": "0612345678", "email": "a@b.fr", "month": "09/2024", "date": "15/09/2024"}
    if last.expects == "file":
        return Received("ref", "cv.pdf", "application/pdf")
    if last.expects == "none" and last.controls:
        return Tapped(last.controls[0].id)
    return Typed(words.get(last.expects, chance.choice(("Amina", "Lyon", "vendeuse"))))


def unlikely(person: Person, chance: random.Random, seen: list[str]) -> Event:
    """What people also do."""
    last = person.last
    events: list[Event] = [
        Typed(chance.choice(NASTY)),
        Tapped(chance.choice(FORGED)),
        Picked(tuple(chance.sample([*FORGED, *seen[-5:]], 2))),
        Located(48.85, 2.35),
        Received("ref", "x" * 500, "image/png"),
        Unsupported(chance.choice(("sticker", "voice", "edit", "poll", "jamais vu"))),
        Started(("ar",)),
        Resumed(),
    ]
    if seen:
        events.append(Tapped(chance.choice(seen)))
    if last.controls:
        events.append(Tapped(chance.choice(last.controls).id))
    return chance.choice(events)


def sane(person: Person) -> None:
    """What holds after every turn."""
    session = person.session
    assert len(session.to_json().encode()) <= STATE_LIMIT
    for output in person.out:
        if isinstance(output, Say):
            for button in (*output.choices, *output.controls):
                assert 0 < len(button.id.encode()) <= wire.LIMIT
                assert button.label.strip()
            assert output.text.strip() or output.picture
    collect(person.library, session)
    again = rebuilt(person.library, session)
    if session.frames and session.wait == "ask" and not session.later:
        assert (again.frames, again.journal) == (session.frames, session.journal)
        assert again.scores == session.scores


def wander(library: Library, first: str, locale: str, seed: int) -> Person:
    chance = random.Random(seed)
    person = Person(library, deed, locales=(locale,))
    walk = Walk.of(library, person.session)
    walk.enter(first)
    walk.go_on()
    person.session = walk.session()
    person.send(Resumed())
    seen: list[str] = []
    for _ in range(TURNS):
        said = [output for output in person.out if isinstance(output, Say)]
        if not said:
            person.send(Resumed() if person.session.frames else Typed("menu"))
            continue
        seen += [button.id for say in said for button in (*say.choices, *say.controls)]
        event = likely(person, chance) if chance.random() < 0.75 else unlikely(person, chance, seen)
        assert isinstance(transcript_label(library, person.session, event), str)
        person.send(event)
        assert person.out or isinstance(event, Resumed), f"silence after {event}"
        sane(person)
    return person


@pytest.mark.parametrize("folder", LIBRARIES, ids=lambda folder: folder.parent.parent.name + "/" + folder.parent.name)
@settings(max_examples=40, deadline=None)
@given(data=st.data(), seed=st.integers(0, 2**32), locale=LOCALES)
def test_nothing_raises(folder: Path, data: st.DataObject, seed: int, locale: str) -> None:
    library = shipped(folder)
    if library is None:
        pytest.skip("flows/library holds no flow yet")
    person = wander(library, data.draw(st.sampled_from(sorted(library.flows)), "flow"), locale, seed)
    assert person.session.number > 1


@pytest.mark.parametrize("folder", LIBRARIES, ids=lambda folder: folder.parent.parent.name + "/" + folder.parent.name)
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32), locale=LOCALES)
def test_a_human_or_an_end_is_always_near(folder: Path, seed: int, locale: str) -> None:
    library = shipped(folder)
    if library is None:
        pytest.skip("flows/library holds no flow yet")
    person = wander(library, library.first, locale, seed)
    person.send(Tapped("!human"))
    if "human" in library.flows:
        assert person.session.root == "human"
    else:
        assert isinstance(person.out[-1], AskHuman)
