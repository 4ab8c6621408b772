"""The measure itself: every line of every conversation is read once."""

from __future__ import annotations

from tests.bench.relay import measure


async def test_every_line_is_read_by_its_console() -> None:
    found = await measure(conversations=5, lines=2, pause=0.0)
    assert (found.conversations, found.lines) == (5, 10)
    assert 0 < found.p50_ms <= found.p95_ms <= found.p99_ms
