"""What staff write wrong is said with file, line and column, all at once."""

from __future__ import annotations

import pytest

from flows.loader import load

HEAD = "flow: a\ntitle: A\nsteps:\n"


@pytest.mark.parametrize(
    ("text", "where", "code", "words"),
    [
        ("flow: a\ntitle: A\nstep: []\n", (3, 1), "keyword", "« steps »"),
        (HEAD + "  - id: x\n    chioces: {a: A}\n    ask: B\n    type: text\n", (5, 5), "keyword", "« choices »"),
        (HEAD + "  - id: x\n    ask: B\n    type: nomber 1..2\n", (6, 5), "type", "« number »"),
        (HEAD + "  - id: x\n    say: Oui # non\n", (5, 5), "cut", "|-"),
        (HEAD + "  - id: x\n    say: Attention : rouge\n", (5, 10), "syntax", "say: |-"),
        (HEAD + "  - id: x\n    say: @menu\n", (5, 10), "syntax", "say: |-"),
        (HEAD + "  - id: x\n    say: &salut toi\n", (5, 5), "changed", "say: |-"),
        (HEAD + "  - id: x\n    say: [ok]\n", (5, 5), "text", "|-"),
        (HEAD + "  - id: x\n    say: Un\n      deux\n", (5, 5), "changed", "colle"),
        (HEAD + "  - id: x\n    say: A\n    say: B\n", (6, 5), "duplicate", "deux fois"),
        (HEAD + "  - id: x\n    say: A\n    go: '@menus'\n", (6, 5), "target", "@menu"),
        (HEAD + "  - id: Été\n    say: A\n", (4, 5), "name", "minuscules"),
        ("title: A\nsteps:\n  - id: x\n    say: A\n", (1, 1), "missing", "flow"),
        ("", (1, 1), "empty", "vide"),
    ],
)
def test_one_problem(text: str, where: tuple[int, int], code: str, words: str) -> None:
    loaded = load({"a.yaml": text})
    assert loaded.library is None
    found = [problem for problem in loaded.problems if problem.code == code]
    assert found, loaded.problems
    assert (found[0].line, found[0].col) == where
    assert words in found[0].sentence


def test_all_problems_of_all_files_at_once() -> None:
    bad = HEAD + "  - id: x\n    sey: A\n  - id: y\n    ask: B\n    type: texte\n"
    loaded = load({"a.yaml": bad, "b.yaml": "flow: [\n", "c.yaml": bad.replace("flow: a", "flow: c")})
    assert [(problem.file, problem.line) for problem in loaded.problems if problem.code != "missing"] == [
        ("a.yaml", 5),
        ("a.yaml", 8),
        ("b.yaml", 1),
        ("c.yaml", 5),
        ("c.yaml", 8),
    ]
    assert str(loaded.problems[0]).startswith("a.yaml:")
