"""Our own bot under the bench, in a tiny round: the real process, the webhook, the disk."""

from __future__ import annotations

from pathlib import Path

from tests.bench import idle, turns
from tests.bench.bots import OURS
from tests.bench.table import NOT_MEASURED
from tests.bench.town import QUESTIONS


async def test_our_bot_asks_everybody_all_ten_questions() -> None:
    people = 2
    figures = await turns.measure(rounds=1, seconds=0, people=people, contenders=(OURS,))
    ours = figures[OURS.name]
    assert ours, NOT_MEASURED
    assert ours.turns == people * (QUESTIONS + 1)
    assert ours.calls_per_turn == 1
    assert ours.cpu_us > 0
    assert 0 < ours.p50_ms <= ours.p99_ms


async def test_a_fresh_start_answers_on_the_web(tmp_path: Path) -> None:
    seconds, megabytes = await idle.start(tmp_path)
    assert seconds > 0
    assert megabytes > 1
