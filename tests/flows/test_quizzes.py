"""The quizzes we ship: every answer is explained, one is good, and the score counts every question."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from cv_builder.wording.phrases import LOCALES, phrases

FILES = sorted((Path(__file__).parents[2] / "flows" / "library").glob("quiz_*.yaml"))
QUIZZES = [path for path in FILES if path.stem != "quiz_fin"]


def test_there_are_six() -> None:
    assert len(QUIZZES) == 6


@pytest.mark.parametrize("path", QUIZZES, ids=lambda path: path.stem)
def test_a_quiz_teaches(path: Path) -> None:
    flow = YAML(typ="safe").load(path)
    asked = [step for step in flow["steps"] if "ask" in step]
    assert 6 <= len(asked) <= 10
    places = []
    for step in asked:
        choices = step["choices"]
        assert 2 <= len(choices) <= 4, step["id"]
        assert all(choice["explain"].strip() for choice in choices.values()), step["id"]
        good = [at for at, choice in enumerate(choices.values()) if choice.get("score")]
        assert len(good) == 1, step["id"]
        places += good
    assert len(set(places)) > 1, "the good answer is not always in the same place"
    done = next(step for step in flow["steps"] if step.get("do") == "quizzes.done")
    assert int(done["with"]["of"]) == len(asked)
    assert flow["flow"] == f"quiz_{done['with']['quiz']}"
    assert "Relu le 20" in flow["note"], "where its facts come from, and when somebody looked"
    assert all(phrases(locale).word("quizzes", done["with"]["quiz"]) for locale in LOCALES)
