"""Which code is right, and how many may be tried."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from bot.accounts.second import rules
from bot.accounts.second.rules import MOST_WRONG, STEP, WAIT

NOW = datetime(2026, 11, 22, 9, 0, 10, tzinfo=UTC)
SECRET = rules.secret_of(b"12345678901234567890")
HERE = int(NOW.timestamp()) // STEP


def code(at: datetime) -> str:
    return pyotp.TOTP(SECRET).at(at)


def test_the_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, SHA-1: the last six of its eight figures."""
    for seconds, told in ((59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")):
        now = datetime.fromtimestamp(seconds, UTC)
        assert rules.step_of(SECRET, told, now, 0) == seconds // STEP


@pytest.mark.parametrize(("seconds", "good"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_a_little_off(seconds: int, good: bool) -> None:
    assert (rules.step_of(SECRET, code(NOW + timedelta(seconds=seconds)), NOW, 0) is not None) == good


def test_a_code_serves_once_nor_does_an_older_one_after_it() -> None:
    step = rules.step_of(SECRET, code(NOW), NOW, 0)
    assert step == HERE
    assert rules.step_of(SECRET, code(NOW), NOW, step) is None
    assert rules.step_of(SECRET, code(NOW - timedelta(seconds=STEP)), NOW, step) is None
    assert rules.step_of(SECRET, code(NOW + timedelta(seconds=STEP)), NOW, step) == HERE + 1


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "é" * 6, "\udcff", "\0" * 6, "000000 OR 1"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert rules.step_of(SECRET, typed, NOW, 0) is None


def test_spaces_are_passed_over() -> None:
    assert rules.step_of(SECRET, f" {code(NOW)[:3]} {code(NOW)[3:]}\u00a0", NOW, 0) == HERE


def test_codes_on_paper_are_read_as_people_copy_them() -> None:
    paper = rules.paper_code(bytes(range(10)))
    assert re.fullmatch(r"([a-z2-7]{4}-){3}[a-z2-7]{4}", paper)
    mine = rules.digest(b"k", 1, paper)
    for typed in (paper.upper(), paper.replace("-", ""), f" {paper.replace('-', ' ')} "):
        assert rules.digest(b"k", 1, typed) == mine
    assert len({mine, rules.digest(b"k", 2, paper), rules.digest(b"o", 1, paper), rules.digest(b"k", 1, "")}) == 4


def test_five_wrong_ones_in_a_row_and_then_a_wait() -> None:
    failures, at = 0, None
    for n in range(1, MOST_WRONG + 1):
        assert not rules.held_back(failures, at, NOW)
        failures, at = rules.failures_now(failures, at, NOW), NOW
        assert failures == n
    assert rules.held_back(failures, at, NOW)
    assert rules.held_back(failures, at, NOW + WAIT - timedelta(seconds=1))
    assert not rules.held_back(failures, at, NOW + WAIT)
    assert rules.failures_now(failures, at, NOW + WAIT) == 1


def test_the_address_is_what_applications_read() -> None:
    told = rules.address(SECRET, "Zoé K.", "Le Pont")
    assert told.startswith("otpauth://totp/Le%20Pont:Zo%C3%A9%20K.?")
    assert f"secret={SECRET}" in told
    assert "issuer=Le%20Pont" in told
