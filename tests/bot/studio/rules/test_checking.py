"""What is wrong with a draft, and what it would break elsewhere; nothing that was wrong before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.releases.model import Written
from bot.studio.rules.checking import KEEP, check, check_alone, put, standing, uploaded
from bot.studio.rules.reading import reading
from flows.book import Shown
from flows.loader import load
from flows.model import Library
from tests.bot.studio.house import CV, WELCOME

LIBRARY = Path(__file__).parents[4] / "flows" / "library"


def served() -> Library:
    library = load({"cv.yaml": CV, "welcome.yaml": WELCOME}, {"en": {"cv/nom/ask": "Name?", "cv//title": "CV"}}).library
    assert library
    return library


def written(source: str, flow: str = "cv") -> Written:
    return Written(flow, source, {"en": {"cv/nom/ask": "First name?"}})


def test_a_whole_draft_stops_nothing_and_brings_its_own_texts() -> None:
    found = check(served(), written(CV), None, standing(served(), None))
    assert not found.stops
    assert found.library
    assert found.library.texts.raw("en", "cv/nom/ask") == ("First name?", "en")
    assert found.library.texts.raw("en", "cv//title") == ("Mon CV", "fr")


def test_places_are_said_of_its_own_problems_only() -> None:
    found = check(served(), written(CV.replace("go: {none: fin}", "go: {none: nulle_part}")), None, ())
    assert found.stops
    (problem,) = [one for one in found.mine if one.code == "missing_target"]
    assert (problem.file, problem.line, problem.path[:2]) == ("cv", 17, ("steps", 1))


def test_what_a_draft_breaks_elsewhere_is_said_too() -> None:
    other = "flow: autre\ntitle: A\nsteps:\n  - id: x\n    say: |-\n      Salut {name}\n    when: name is a\n"
    library = load({"cv.yaml": CV, "autre.yaml": other}).library
    assert library
    before = standing(library, None)
    assert check(library, written(CV), None, before).others == ()
    broken = check(library, written(CV.replace("    save: name\n", "")), None, before)
    assert broken.others
    assert {one.file for one in broken.others} == {"autre"}


def test_what_can_not_be_read_has_no_library() -> None:
    for source in ("", "flow: [", CV.replace("ask", "aks"), "- 1"):
        found = check(served(), written(source), None, ())
        assert found.library is None
        assert found.stops
    renamed = check(served(), written(CV.replace("flow: cv", "flow: vc")), None, ())
    assert [one.code for one in renamed.mine if one.severity == "error"] == ["flow_name"]


def test_the_flows_that_protect_are_ours() -> None:
    assert {path.stem for path in LIBRARY.glob("*.yaml")} >= set(KEEP)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("flow: cv\n  title: [", "syntax"),
        ("", "empty"),
        ("- a", "flow"),
        (WELCOME, "flow_name"),
        ("title: A", "flow_name"),
        ("\t- a", "syntax"),
        ("a: \x01", "syntax"),
    ],
)
def test_a_file_that_is_not_taken_says_where(source: str, code: str) -> None:
    (problem, *_) = uploaded("cv", source)
    assert problem.code == code
    assert (problem.line, problem.col) >= (1, 1)


def test_a_file_with_faults_of_its_own_is_a_draft_all_the_same() -> None:
    assert uploaded("cv", CV.replace("ask", "aks")) == ()


def test_ours_are_whole_as_they_are() -> None:
    texts = {path.stem: path.read_text("utf-8") for path in sorted(LIBRARY.glob("*.yaml"))}
    library = load(texts).library
    assert library
    before = standing(library, None)
    flow = reading("cv", texts["cv"]).flow
    assert flow
    assert put(library, Written("cv", texts["cv"], {}), flow).flows == library.flows
    assert not check(library, Written("cv", texts["cv"], {}), None, before).stops


def test_a_translation_of_french_that_changed_is_to_be_seen_until_it_changes_too() -> None:
    source = CV.replace("Ton prénom ?", "Ton petit nom ?")

    def told(english: str) -> list[str]:
        draft = Written("cv", source, {"en": {"cv/nom/ask": english, "cv//title": "CV"}})
        found = check(served(), draft, None, ())
        return [str(one.path) for one in found.mine if one.code == "stale_translation"]

    assert told("Name?") == ["('steps', 0, 'ask')"]
    assert told("Nickname?") == []
    same = check(served(), Written("cv", CV, {"en": {"cv/nom/ask": "Name?"}}), None, ())
    assert [one for one in same.mine if one.code == "stale_translation"] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("go: {none: fin}", "go: {none: nulle}"),
        ("Ton prénom ?", "Ton prénom, {inconnu} ?"),
        ("type: text\n", "type: texte\n"),
        ("- id: fin", "- id: nom"),
        ("- id: fin", "- id: bout"),
        ("save: name", "save: prenom"),
        ("flow: cv", "flow: autre"),
        ("type: text\n", "type: text\n    when: nom is x and salut is y\n"),
    ],
)
def test_alone_the_same_is_found_in_this_flow_and_nothing_elsewhere(before: str, after: str) -> None:
    changed = written(CV.replace(before, after))
    alone = check_alone(served(), changed, None)
    whole = check(served(), changed, None, standing(served(), None))
    assert [one for one in alone.mine if one.severity == "error"] == [
        one for one in whole.mine if one.severity == "error"
    ]
    assert alone.others == ()
    assert alone.mine


def test_a_button_too_long_for_a_channel_that_is_on_stops_it() -> None:
    draft = written(CV.replace("job: Oui", "job: Oui, un peu, il y a quelques années"))
    page, telegram = Shown("la page web", 200, 200), Shown("Telegram", 34, 31)
    assert not check(served(), draft, None, (), shown=(page,)).stops
    found = check(served(), draft, None, (), shown=(telegram, page))
    assert found.stops
    (one,) = [problem for problem in found.mine if problem.code == "long_button"]
    assert "34 au plus sur Telegram" in one.sentence
    assert check_alone(served(), draft, None, shown=(telegram, page)).stops
