"""What continuous integration prints of both nets: counted right, for every language, before the tests are run."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.safety.net.model import LANGUAGES
from tests.bot.safety.net.test_rates import FILES, INNOCENT, phrases
from tests.rates import ALL, Answer, distress, main, rates


def test_recall_counts_what_is_there_and_false_alarms_what_is_not() -> None:
    answers = [
        Answer("fr", there=True, right=True),
        Answer("fr", there=True, right=False),
        Answer("fr", there=False, right=True),
        Answer("ar", there=False, right=False),
    ]
    ar, fr, every = rates(answers)
    assert (ar.language, ar.recall, ar.false_alarms) == ("ar", "0/0 = 0%", "1/1 = 100.0%")
    assert (fr.recall, fr.false_alarms) == ("1/2 = 50%", "0/1 = 0.0%")
    assert (every.language, every.recall, every.false_alarms) == (ALL, "1/2 = 50%", "1/2 = 50.0%")


def test_every_phrase_that_was_never_tuned_on_counts() -> None:
    unseen = [phrase for name in FILES[1:] for phrase in phrases(name)]
    *_, every = rates(distress())
    assert every.there == sum(category != INNOCENT for _, category, _ in unseen)
    assert every.there + every.innocent == len(unseen)


def test_every_language_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    net, contacts = capsys.readouterr().out.split("contacts, ")
    for language in (*LANGUAGES, ALL):
        assert f"  {language}: recall " in net
    assert f"  {ALL}: recall " in contacts


def test_integration_prints_them_before_the_tests() -> None:
    script = (Path(__file__).parents[1] / ".ci" / "run").read_text("utf-8")
    assert -1 < script.find("make rates") < script.find("make test ARGS")
