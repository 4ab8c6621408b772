"""What is wrong with a draft is told where it is, with what a tap can do, and also what it breaks elsewhere."""

from __future__ import annotations

from bot.releases.model import Written
from bot.studio.rules.checking import Whole, findings, stale
from flows.reading import Reader
from tests.bot.studio.house import CV, SERVED, TEXTS, WELCOME

SOUND = CV.replace("    go: {none: fin}\n", "    go: {none: fin}\n    dontknow: no\n")
WHOLE = Whole({one.flow: one for one in SERVED}, {}, actions=("cv.make",))


def of(source: str, flow: str = "cv", whole: Whole = WHOLE) -> list[tuple[str, str, str]]:
    found = findings(whole, Written(flow, source, {}), Reader())
    return [(one.problem.code, one.step, one.fix.value if one.fix else "") for one in found]


def test_what_is_served_has_nothing_wrong() -> None:
    assert of(SOUND) == []
    assert of(WELCOME, "welcome") == []


def test_errors_come_first_with_their_step_and_fix() -> None:
    source = SOUND.replace("go: {none: fin}", "go:\n      none: fni").replace("Ton prénom", "Tu dois dire ton prénom")
    assert of(source) == [("missing_target", "travail", "fin"), ("hard_words", "nom", "")]


def test_an_action_of_another_version_is_told() -> None:
    assert of(SOUND.replace("    end: yes", "    do: cv.mak")) == [("unknown_action", "fin", "cv.make")]


def test_a_file_that_cannot_be_read_is_told_alone() -> None:
    found = of("flow: cv\nsteps: [")
    assert [code for code, _, _ in found][:1] == ["syntax"]


def test_what_breaks_elsewhere_is_told_with_its_flow() -> None:
    lost = Whole(
        {**WHOLE.served, "other": Written("other", "flow: other\ntitle: A\nsteps:\n  - {id: x, say: '{name}'}\n", {})},
        {},
    )
    found = findings(lost, Written("cv", CV.replace("save: name", "save: nom"), {}), Reader())
    assert ("other", "unknown_name") in [(one.elsewhere, one.problem.code) for one in found]


def test_a_fix_that_cannot_be_written_is_not_offered() -> None:
    found = of(SOUND.replace("go: {none: fin}", "go: {nome: fin}"))
    assert found == [("missing_target", "travail", "none")]
    one_line = "flow: cv\ntitle: A\nsteps:\n  - {id: x, say: A, go: xx}\n  - {id: xy, say: B}\n"
    assert [code for code, _, fix in of(one_line) if not fix] == ["missing_target"]


def test_translations_of_changed_french_are_stale_until_they_change_too() -> None:
    before = Written("cv", CV, TEXTS)
    changed = CV.replace("Ton prénom ?", "Ton petit nom ?")
    assert stale(before, before) == {}
    assert stale(before, Written("cv", changed, TEXTS)) == {"en": ["cv/nom/ask"]}
    mended = {"en": {**TEXTS["en"], "cv/nom/ask": "Your nickname?"}}
    assert stale(before, Written("cv", changed, mended)) == {}
    assert stale(before, Written("cv", "flow: [", TEXTS)) == {}


def test_the_stale_text_is_told_at_its_step() -> None:
    whole = Whole({"cv": Written("cv", CV, TEXTS)}, {})
    found = findings(whole, Written("cv", CV.replace("Ton prénom ?", "Ton petit nom ?"), TEXTS), Reader())
    assert ("stale_translation", "nom") in [(one.problem.code, one.step) for one in found]
