"""What changed, step by step and word by word."""

from __future__ import annotations

from bot.releases.model import Written
from bot.studio.rules.differing import MOST_WORDS, Bit, bits, changes, lines, plainly
from flows import editing
from tests.bot.studio.house import CV, TEXTS


def written(source: str | None, texts: dict[str, dict[str, str]] | None = None) -> Written:
    assert source is not None
    return Written("cv", source, texts if texts is not None else TEXTS)


def what(before: Written | None, after: Written) -> list[tuple[str, str]]:
    return [(change.name, change.what) for change in changes(before, after)]


def test_a_word_that_changed() -> None:
    assert list(bits("Ton prénom ?", "Ton petit nom ?")) == [
        Bit("same", "Ton "), Bit("gone", "prénom"), Bit("new", "petit nom"), Bit("same", " ?"),
    ]  # fmt: skip
    (change,) = changes(written(CV), written(CV.replace("Ton prénom", "Ton petit nom")))
    assert (change.name, change.what) == ("nom", "changed")
    assert (
        Bit("same", "      Ton "),
        Bit("gone", "prénom"),
        Bit("new", "petit nom"),
        Bit("same", " ?"),
    ) in change.lines


def test_steps_that_come_go_and_move() -> None:
    assert what(written(CV), written(CV)) == []
    assert what(None, written("flow: a\ntitle: A\nsteps:\n  - id: x\n    say: A\n", {})) == [("", "new"), ("x", "new")]
    assert what(written(CV), written(editing.remove_step(CV, "metier"))) == [("metier", "gone")]
    assert what(written(CV), written(editing.move_step(CV, "nom", "fin"))) == [("nom", "moved")]
    assert what(written(CV), written(editing.add_step(CV, {"id": "un", "say": "A"}))) == [("un", "new")]
    head = editing.change_header(CV, {"flow": "cv", "title": "Autre"})
    assert what(written(CV), written(head)) == [("", "changed")]


def test_translations_and_what_is_no_list_of_steps() -> None:
    assert what(written(CV), written(CV, {"en": {"cv/nom/ask": "Name?"}})) == [
        ("en · nom/ask", "changed"), ("en · travail/choices/job", "changed"),
    ]  # fmt: skip
    assert what(written("a: b", {}), written("a: c", {})) == [("", "changed")]
    assert what(written("", {}), written("", {})) == []


def test_very_long_lines_are_not_compared_word_by_word() -> None:
    long = "mot " * MOST_WORDS
    assert list(bits(long, long + "x")) == [Bit("gone", long), Bit("new", long + "x")]
    assert (Bit("same", "…"),) in list(lines("a\nb\nc\nd\ne\nf\ng", "A\nb\nc\nd\ne\nf\nG"))


NAMES = {"ask": "La question", "go": "Ensuite, aller à", "dontknow": "Pas de « Je ne sais pas »", "title": "Titre"}


def named(before: str, after: str) -> list[str]:
    """Each line that is shown, old words and new ones one after the other."""
    found = plainly(changes(written(before), written(after)), lambda word: NAMES.get(word, word))
    return ["".join(bit.text for bit in line) for change in found for line in change.lines]


def test_keywords_are_said_in_plain_words() -> None:
    shown = named(CV, CV.replace("Ton prénom ?", "Ton petit nom ?").replace("Quel métier", "Et quel métier"))
    assert "    La question\u00a0:" in shown
    assert any(line.startswith("    La question\u00a0: ") and "quel métier" in line for line in shown)
    assert not any("ask:" in line or "|-" in line for line in shown)
    assert "Titre\u00a0: MonUn CV" in named(CV, CV.replace("title: Mon CV", "title: Un CV"))


def test_what_would_say_the_contrary_and_names_of_answers_stay_as_they_are() -> None:
    before = CV.replace("    go: {none: fin}\n", "    dontknow: no\n    go:\n      none: fin\n      ask: fin\n")
    shown = named(before, before.replace("none: fin", "none: nom"))
    assert "      ask: fin" in shown, "an answer of that name"
    assert "    Ensuite, aller à\u00a0:" in shown
    assert "    dontknow: no" in named(CV, CV.replace("    save: name\n", "    save: name\n    dontknow: no\n"))


def test_a_keyword_that_became_another_one_stays_and_so_does_a_translation() -> None:
    assert "    asksay: Quel métier ?" in named(CV, CV.replace("    ask: Quel", "    say: Quel"))
    found = changes(written(CV, {}), written(CV, {"en": {"cv/nom/ask": "    ask: x"}}))
    assert plainly(found, lambda word: "La question") == found
