"""A process of its own ends by itself or is ended; what it was given can't hold up anybody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.apart import Ended, run
from bot.errors import Unavailable
from tests.bot import apart_child
from tests.bot.apart_child import BOUNDS

CHILD = apart_child.__name__


async def test_an_answer_comes_back_whole() -> None:
    assert await run(CHILD, ["back"], b"abc" * 20_000, BOUNDS) == Ended(b"cba" * 20_000)


@pytest.mark.parametrize("deed", ["half", "hungry", "write"])
async def test_one_that_dies_or_is_killed_by_a_limit(deed: str, tmp_path: Path) -> None:
    assert await run(CHILD, [deed, str(tmp_path / "file")], b"abc", BOUNDS) == Ended(why="died")
    assert sum(size(tmp_path)) == 0


def size(folder: Path) -> list[int]:
    return [path.stat().st_size for path in folder.iterdir()]


async def test_one_that_never_ends() -> None:
    assert await run(CHILD, ["loop"], b"", replace(BOUNDS, seconds=0.3)) == Ended(why="slow")


async def test_one_that_never_stops_talking() -> None:
    assert await run(CHILD, ["talk"], b"", BOUNDS) == Ended(why="too_long")


async def test_one_that_never_starts_is_our_fault() -> None:
    with pytest.raises(Unavailable, match="does not start"):
        await run(CHILD, ["silent"], b"", BOUNDS)
    with pytest.raises(Unavailable):
        await run("tests.bot.no_such_module", [], b"", BOUNDS)
