"""What both nets hold and what they cry wolf at, a line a language: on phrases that no rule was tuned on.

`python -m tests.rates` prints it; continuous integration does before the tests, which hold the same figures to their
least.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.safety.net.notice import notice
from tests.bot.mentors.contacts.phrases import read
from tests.bot.mentors.contacts.test_rates import UNSEEN, is_right
from tests.bot.safety.net.test_rates import FILES, INNOCENT, phrases

ALL = "all"


class Answer(NamedTuple):
    """To one phrase. `there`: there is something to notice; `right`: it was noticed if so, left alone if not."""

    language: str
    there: bool
    right: bool


class Rate(NamedTuple):
    """Of one language. `held` of `there` were noticed; `false` of `innocent`, too."""

    language: str
    held: int
    there: int
    false: int
    innocent: int

    @property
    def recall(self) -> str:
        return f"{self.held}/{self.there} = {self.held / max(1, self.there):.0%}"

    @property
    def false_alarms(self) -> str:
        return f"{self.false}/{self.innocent} = {self.false / max(1, self.innocent):.1%}"


def distress() -> list[Answer]:
    every = [phrase for name in FILES[1:] for phrase in phrases(name)]
    said = [(language, category != INNOCENT, notice(text, language) is not None) for language, category, text in every]
    return [Answer(language, there, noticed == there) for language, there, noticed in said]


def contacts() -> list[Answer]:
    every = [phrase for name in UNSEEN for phrase in read(name)]
    return [Answer(phrase.language, bool(phrase.secret), is_right(phrase)) for phrase in every]


def rates(answers: Sequence[Answer]) -> list[Rate]:
    """One a language, and one for all together, the last."""
    return [_rate(one, answers) for one in (*sorted({answer.language for answer in answers}), ALL)]


def _rate(language: str, answers: Sequence[Answer]) -> Rate:
    mine = [answer for answer in answers if language in (answer.language, ALL)]
    there, innocent = ([answer.right for answer in mine if answer.there is wanted] for wanted in (True, False))
    return Rate(language, sum(there), len(there), innocent.count(False), len(innocent))


def main() -> None:
    for name, answers in (("words of distress", distress()), ("contacts", contacts())):
        print(f"{name}, on phrases never tuned on:")
        for rate in rates(answers):
            print(f"  {rate.language}: recall {rate.recall}, false alarms {rate.false_alarms}")


if __name__ == "__main__":
    main()
