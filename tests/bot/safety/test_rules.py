"""When the team is told, and whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.safety.rules import STEPS, Duty, Sign, is_twice, whom
from tests.bot.safety.rows import NOW

HOUR = timedelta(hours=1)
ANA, BEN, ROOT = Duty(1, True, False), Duty(2, True, True), Duty(3, False, False)


def sure(ago: timedelta, *, fine: bool = False) -> Sign:
    return Sign("suicide", "sure", NOW - ago, fine)


def likely(ago: timedelta, *, fine: bool = False) -> Sign:
    return Sign("suicide", "likely", NOW - ago, fine)


@pytest.mark.parametrize(
    ("signs", "twice"),
    [
        ([], False),
        ([sure(HOUR)], False),
        ([sure(HOUR), sure(HOUR)], True),
        ([sure(23 * HOUR), likely(HOUR)], True),
        ([sure(24 * HOUR), sure(HOUR)], False),
        ([sure(HOUR, fine=True), sure(HOUR, fine=True)], True),
        ([likely(HOUR, fine=True), sure(HOUR)], False),
        ([likely(HOUR, fine=True), likely(HOUR, fine=True), likely(HOUR)], False),
    ],
)
def test_twice_in_a_day_and_all_well_takes_back_the_likely_only(signs: list[Sign], twice: bool) -> None:
    assert is_twice(signs, NOW) is twice


@pytest.mark.parametrize(
    ("team", "rounds"),
    [
        ([ANA, BEN, ROOT], [[2], [1, 2], [1, 2, 3]]),
        ([ANA, ROOT], [[1], [1], [1, 3]]),
        ([ROOT], [[3], [3], [3]]),
        ([], [[], [], []]),
    ],
)
def test_first_who_is_on_duty_then_every_coordinator_then_the_admins(team: list[Duty], rounds: list[list[int]]) -> None:
    assert [whom(team, step) for step in range(len(STEPS))] == rounds
