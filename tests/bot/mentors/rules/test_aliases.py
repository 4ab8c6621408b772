from __future__ import annotations

import re

from bot.mentors.rules.aliases import NAMES, alias


def test_a_name_and_a_number() -> None:
    drawn = {alias(f"token {n}", 0) for n in range(2000)}
    assert all(re.fullmatch(r"[^\W\d]+ \d\d", one) for one in drawn)
    assert len(drawn) > 1500
    assert {one.split()[0] for one in drawn} == set(NAMES)


def test_the_next_attempt_is_another_one_and_later_ones_have_longer_numbers() -> None:
    assert len({alias("x", attempt) for attempt in range(9)}) == 9
    assert {len(alias(f"{n}", 9).split()[1]) for n in range(200)} >= {3, 4}


def test_the_same_token_gives_the_same_name() -> None:
    assert alias("x", 0) == alias("x", 0)
