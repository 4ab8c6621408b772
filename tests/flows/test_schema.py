"""Every keyword has a good example and what goes wrong with it; every problem says where and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.loader import load
from flows.problems import did_you_mean
from flows.schema import KEYWORDS, validate
from flows.yamltext import read

HERE = Path(__file__).parent

STEP = "flow: a\ntitle: A\nsteps:\n  - id: x\n"
ASK = STEP + "    ask: B\n    choices: {a: A, b: B}\n"

# keyword → (file, line of the problem, word its sentence holds)
WRONG: dict[str, list[tuple[str, int, str]]] = {
    "flow": [("flow: Mon flow\ntitle: A\nsteps:\n  - {id: x, say: B}\n", 1, "minuscules")],
    "note": [("flow: a\ntitle: B\nnote:\nsteps:\n  - {id: x, say: B}\n", 3, "vide")],
    "title": [("flow: a\ntitle:\nsteps:\n  - {id: x, say: B}\n", 2, "vide")],
    "resume": [("flow: a\ntitle: A\nresume: peut-être\nsteps:\n  - {id: x, say: B}\n", 3, "yes ou no")],
    "menu": [("flow: a\ntitle: A\nmenu: {x: y}\nsteps:\n  - {id: x, say: B}\n", 3, "texte")],
    "words": [("flow: a\ntitle: A\nwords: [a, b]\nsteps:\n  - {id: x, say: B}\n", 3, "texte")],
    "steps": [
        ("flow: a\ntitle: A\nsteps: []\n", 3, "vide"),
        ("flow: a\ntitle: A\nsteps: bonjour\n", 3, "décalage"),
        ("flow: a\ntitle: A\nsteps:\n  - bonjour\n", 4, "décalage"),
    ],
    "id": [
        ("flow: a\ntitle: A\nsteps:\n  - say: B\n", 4, "id"),
        ("flow: a\ntitle: A\nsteps:\n  - {id: Éte, say: B}\n", 4, "minuscules"),
        ("flow: a\ntitle: A\nsteps:\n  - {id: " + "x" * 49 + ", say: B}\n", 4, "trop long"),
        (STEP, 4, "ne fait rien"),
    ],
    "say": [(STEP + "    say:\n", 5, "vide")],
    "show": [(STEP + "    show:\n    alt: B\n", 5, "vide")],
    "alt": [(STEP + "    show: a.png\n    alt: [a]\n", 6, "texte")],
    "ask": [(STEP + "    ask: B\n", 4, "pas de réponses")],
    "label": [(ASK + "    label:\n", 7, "vide")],
    "choose": [
        (ASK + "    choose: mani\n", 7, "« many »"),
        (STEP + "    ask: B\n    type: text\n    choose: many\n", 4, "sans type"),
    ],
    "choices": [
        (STEP + "    ask: B\n    choices: oui, non\n", 6, "from"),
        (STEP + "    ask: B\n    choices: {}\n", 6, "vide"),
        (STEP + "    ask: B\n    choices: {Oui: Oui}\n", 6, "minuscules"),
        (STEP + "    ask: B\n    choices: {oui: }\n", 6, "vide"),
        (STEP + "    say: B\n    choices: {oui: Oui}\n", 4, "ajoute ask"),
    ],
    "also": [(ASK + "    also: {c: C}\n", 4, "from")],
    "alone": [(ASK + "    alone: A B\n", 7, "minuscules"), (STEP + "    say: B\n    alone: a\n", 4, "ajoute ask")],
    "either": [(ASK + "    either: A B\n", 7, "minuscules"), (STEP + "    say: B\n    either: a\n", 4, "ajoute ask")],
    "type": [
        (STEP + "    ask: B\n    type: nombre\n", 6, "Types"),
        (STEP + "    ask: B\n    type: number 20..0\n", 6, "plus grande"),
        (STEP + "    ask: B\n    type: number de 0 à 20\n", 6, "number 0..20"),
        (STEP + "    ask: B\n    type: place 0..2\n", 6, "bornes"),
    ],
    "retry": [(STEP + "    say: B\n    retry: C\n", 4, "ajoute ask")],
    "save": [(ASK + "    save: Mon nom\n", 7, "minuscules")],
    "explain": [
        (ASK + "    explain: C\n", 7, "décalage"),
        (STEP + "    say: B\n    explain: {a: B}\n", 4, "ajoute ask"),
    ],
    "when": [(STEP + "    say: B\n    when: a = 3\n", 6, "Exemples")],
    "go": [
        (STEP + "    go: '@mneu'\n", 5, "« @menu »"),
        (ASK + "    go: {a: Là bas}\n", 7, "minuscules"),
    ],
    "repeat": [(STEP + "    say: B\n    repeat: Là\n", 6, "minuscules")],
    "do": [(STEP + "    do: make\n", 5, "domaine.verbe")],
    "with": [(STEP + "    say: B\n    with: {a: b}\n", 4, "do")],
    "about": [(ASK + "    about: Là\n", 7, "minuscules"), (STEP + "    say: B\n    about: b\n", 4, "ajoute ask")],
    "within": [(ASK + "    within: combien\n", 4, "type: number"), (ASK + "    within: Là\n", 7, "minuscules")],
    "instead": [
        (ASK + "    instead: Là\n", 7, "minuscules"),
        (STEP + "    ask: B\n    type: text\n    instead: y\n", 4, "à touches"),
    ],
    "hears": [
        (ASK + "    hears: Le Métier\n", 7, "minuscules"),
        (STEP + "    ask: B\n    type: text\n    hears: job\n", 4, "à touches"),
        (STEP + "    say: B\n    hears: job\n", 4, "ajoute ask"),
    ],
    "heard": [(ASK + "    heard: a\n", 4, "va avec hears")],
    "once": [(STEP + "    do: a.b\n    once: 1\n", 6, "yes ou no")],
    "wait": [
        (STEP + "    say: A\n    wait: bientôt\n", 6, "yes ou no"),
        ("flow: a\ntitle: A\nsteps:\n  - id: x\n    wait: yes\n", 4, "va avec say"),
        (ASK + "    say: A\n    wait: yes\n", 4, "va avec say"),
    ],
    "run": [(STEP + "    run: Là\n", 5, "minuscules")],
    "end": [(STEP + "    end: fini\n", 5, "yes ou no")],
    "score": [(STEP + "    score: beaucoup\n", 5, "nombre"), (STEP + "    score: {a: x}\n", 5, "nombre")],
    "dontknow": [(ASK + "    dontknow: jamais\n", 7, "yes ou no")],
    "synonyms": [(STEP + "    ask: B\n    choices:\n      a: {label: A, synonyms: }\n", 7, "vide")],
}


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [pytest.param(*case, id=f"{keyword}-{n}") for keyword, cases in WRONG.items() for n, case in enumerate(cases, 1)],
)
def test_wrong(text: str, line: int, word: str) -> None:
    loaded = load({"a.yaml": text})
    assert loaded.library is None
    found = [problem for problem in loaded.problems if problem.line == line and word in problem.sentence]
    assert found, "\n".join(map(str, loaded.problems))


def test_every_keyword_has_a_good_and_a_wrong_example() -> None:
    used = {str(part) for path in (HERE / "library").glob("*.yaml") for key in _keys(path) for part in key[-1:]}
    every = {word for words in KEYWORDS.values() for word in words}
    assert every <= used
    assert every <= set(WRONG)


def test_every_keyword_is_explained() -> None:
    text = (HERE.parents[1] / "flows" / "FORMAT.md").read_text(encoding="utf-8")
    for words in KEYWORDS.values():
        for word in words:
            assert f"`{word}`" in text, word


def _keys(path: Path) -> list[tuple[str | int, ...]]:
    document, problems = read(path.name, path.read_text(encoding="utf-8"))
    assert document is not None
    assert problems == []
    return list(document.keys)


def test_scalars_stay_text() -> None:
    document, problems = read(
        "a.yaml", "a: 012\nb: non\nc: 1.0\nd: 2024-01-01\ne: ~\nf: 'l''été'\ng: |-\n  un # deux\n"
    )
    assert problems == []
    assert document is not None
    assert document.value == {
        "a": "012",
        "b": "non",
        "c": "1.0",
        "d": "2024-01-01",
        "e": "~",
        "f": "l'été",
        "g": "un # deux",
    }


@pytest.mark.parametrize(
    "text",
    ["a: [", "a:\n\t- b", "- - - :", "%", "&a *a", "a: *a", "{", "\x00", "a: !!python/object:os.system b", "? ? ?"],
)
def test_no_text_breaks_the_reader(text: str) -> None:
    loaded = load({"a.yaml": text})
    assert loaded.library is None
    assert loaded.problems


@settings(max_examples=150, deadline=None)
@given(
    st.text("abc:-#&*!|>'\"%@`{}[],?\n \t\x00é~<=", max_size=40), st.sampled_from(["", STEP, STEP + "    say: ", ASK])
)
def test_no_text_at_all_breaks_the_reader(text: str, before: str) -> None:
    loaded = load({"a.yaml": before + text})
    assert loaded.library is not None or loaded.problems


def test_a_comment_after_a_keyword_is_no_text_lost() -> None:
    loaded = load({"a.yaml": STEP + "    ask: |-\n      B\n    type: number 0..2   # deux au plus\n    # suite\n"})
    assert loaded.problems == ()


def test_a_text_with_a_hash_in_a_block_is_kept() -> None:
    loaded = load({"a.yaml": STEP + "    say: |-\n      Le # reste : et ! aussi\n"})
    assert loaded.library is not None
    assert loaded.library.flows["a"].steps[0].say == "Le # reste : et ! aussi"


def test_unknown_keyword_inside_a_choice() -> None:
    text = STEP + "    ask: B\n    choices:\n      a:\n        label: A\n        synonym: b\n"
    loaded = load({"a.yaml": text})
    assert [(problem.line, problem.col) for problem in loaded.problems] == [(9, 9)]
    assert "« synonyms »" in loaded.problems[0].sentence


def test_validate_gives_the_flow_as_written() -> None:
    document, _ = read("a.yaml", ASK + "    go: '@menu'\n")
    assert document is not None
    written, problems = validate(document)
    assert problems == []
    assert written is not None
    assert written.steps[0].go == "@menu"


def test_did_you_mean() -> None:
    assert did_you_mean("chioces", ["choices", "choose"]) == " Tu voulais dire « choices » ?"
    assert did_you_mean("xyz", ["choices"]) == ""


def test_a_misspelt_word_is_the_problem_not_what_it_leaves_undone() -> None:
    loaded = load({"a.yaml": STEP + "    ask: Ça va ?\n    tpye: yes_no\n"})
    [problem] = loaded.problems
    assert (problem.line, problem.code) == (6, "keyword")
    assert "« type » ?" in problem.sentence


def test_a_step_that_makes_no_sense_hides_nothing_else_in_it() -> None:
    loaded = load({"a.yaml": STEP + "    ask: Ça va ?\n    when: x is\n"})
    assert [(problem.line, problem.code) for problem in loaded.problems] == [(4, "question"), (6, "when")]
