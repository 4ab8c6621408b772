"""How much distress the net holds, and how often it cries wolf: on phrases the rules were never tuned on.

`phrases.tsv`: what the rules were written with. `phrases_aside.tsv`: a third of every category, drawn by lot before
the first rule was written. `phrases_fresh.tsv`: written when the rules were done. `phrases_indirect_aside.tsv`: a third
of 567 mostly indirect phrases, drawn by lot before rules were written with the others. `phrases_hard.tsv`: written when
all rules were done, as indirect as can be. `phrases_hinted_aside.tsv`: a third of 344, drawn by lot before rules
were written with the others; half of the distress is hinted at, the innocent ones are worded as near to it as can be.
`phrases_told_aside.tsv`: 152 of 446, drawn by lot before rules were written with the others: distress as it is told
in a chat, and innocent ones that share its words. `phrases_plain_aside.tsv`: half of 600, drawn by lot before rules
were looked at again: plain distress as it is typed, and innocent lines that share its words (sayings, cooking, games).
`phrases_chat_aside.tsv`: a third of 391, drawn by lot before rules were written with the others: distress
as it is told in a chat, and as many innocent lines of everyday life that are worded as near to it as can be.
Do not tune on these, and do not look at what they miss: write new ones.
A line: language, category (`-` for what only sounds like it), phrase.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.safety.net.model import CATEGORIES, LANGUAGES
from bot.safety.net.notice import notice

FOLDER = Path(__file__).parent
FILES = (
    "phrases", "phrases_aside", "phrases_fresh", "phrases_indirect_aside", "phrases_hard", "phrases_hinted_aside",
    "phrases_told_aside", "phrases_plain_aside", "phrases_chat_aside",
)  # fmt: skip
INNOCENT = "-"
RECALL, FALSE = 0.70, 0.05
"""Least share of distress that is noticed, most innocent phrases that are, in each language."""
LEAST = {"phrases_hard": 0.40, "phrases_hinted_aside": 0.60, "phrases_told_aside": 0.50}
"""The same of these: what is only hinted at is often missed, and the README says so; the last has ten a language."""
LOOKALIKE = {
    "phrases_hinted_aside": 0.34, "phrases_told_aside": 0.10, "phrases_plain_aside": 0.15, "phrases_chat_aside": 0.16,
}  # fmt: skip
"""Most innocent phrases noticed in these: they repeat the words of distress on purpose."""
TOGETHER = 0.80, 0.05
"""The same over all that was never tuned on, all languages together."""
ENOUGH = 900
"""Phrases in the first two files together."""


def phrases(name: str) -> list[tuple[str, str, str]]:
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(language, category, text) for language, category, text in (line.split("\t") for line in lines)]


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def tell(name: str, asked: Counter[tuple[str, str]], noticed: Counter[tuple[str, str]]) -> None:
    print(f"\n{name}: noticed, of all")
    for language in LANGUAGES:
        distress = sum(noticed[language, c] for c in CATEGORIES), sum(asked[language, c] for c in CATEGORIES)
        false = noticed[language, INNOCENT], asked[language, INNOCENT]
        each = ", ".join(f"{c} {noticed[language, c]}/{asked[language, c]}" for c in CATEGORIES if asked[language, c])
        print(f"{language}: recall {distress[0]}/{distress[1]} = {share(*distress):.0%}", end=", ")
        print(f"false alarms {false[0]}/{false[1]} = {share(*false):.1%} ({each})")


@pytest.mark.parametrize("name", FILES)
def test_the_net_holds_distress_and_lets_the_rest_through(name: str) -> None:
    asked, noticed, right = (Counter[tuple[str, str]]() for _ in range(3))
    for language, category, text in phrases(name):
        hit = notice(text, language)
        asked[language, category] += 1
        noticed[language, category] += hit is not None
        right[language, category] += hit is not None and hit.category == category
    tell(name, asked, noticed)
    distress = noticed.total() - sum(noticed[language, INNOCENT] for language in LANGUAGES)
    print(f"the category is the expected one in {right.total()}/{distress} of the distress noticed")
    for language in LANGUAGES:
        of = [(language, category) for category in CATEGORIES]
        least = LEAST.get(name, RECALL)
        most = LOOKALIKE.get(name, FALSE)
        assert sum(noticed[key] for key in of) >= least * sum(asked[key] for key in of), language
        assert noticed[language, INNOCENT] <= max(1, most * asked[language, INNOCENT]), language


def test_what_was_never_tuned_on_holds_together() -> None:
    every = [each for name in FILES[1:] for each in phrases(name)]
    said = [(category, notice(text, language) is not None) for language, category, text in every]
    distress = [noticed for category, noticed in said if category != INNOCENT]
    innocent = [noticed for category, noticed in said if category == INNOCENT]
    print(f"\nnever tuned on: recall {sum(distress)}/{len(distress)} = {share(sum(distress), len(distress)):.0%}")
    print(f"false alarms {sum(innocent)}/{len(innocent)} = {share(sum(innocent), len(innocent)):.1%}")
    least, most = TOGETHER
    assert sum(distress) >= least * len(distress)
    assert sum(innocent) <= most * len(innocent)


def test_there_are_phrases_for_every_category_in_every_language() -> None:
    every = phrases("phrases") + phrases("phrases_aside")
    assert len({text for _, _, text in every}) == len(every) >= ENOUGH
    assert {(language, category) for language, category, _ in every} == {
        (language, category) for language in LANGUAGES for category in (*CATEGORIES, INNOCENT)
    }


def test_nothing_stands_in_two_files() -> None:
    texts = [text for name in FILES for _, _, text in phrases(name)]
    assert len(texts) == len(set(texts))
