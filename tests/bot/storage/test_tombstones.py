"""Who was erased stays known by a keyed hash, whole lines only, whoever writes at the same time."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from bot.storage.tombstones import FILE, Tombstones
from tests.fakes.clock import FakeTime

NOW = FakeTime().now()
KEY = bytes(range(32))


def test_one_person_one_stone_and_it_tells_nothing(tmp_path: Path) -> None:
    stones = Tombstones(tmp_path, KEY)
    later, elsewhere = NOW + timedelta(microseconds=1), Tombstones(tmp_path, bytes(32))
    others = [stones.of(2, NOW), stones.of(1, later), elsewhere.of(1, NOW)]
    assert stones.of(1, NOW) == stones.of(1, NOW)
    assert len({stones.of(1, NOW), *others}) == 4
    assert stones.all() == frozenset()
    stones.add(stones.of(1, NOW))
    assert Tombstones(tmp_path, KEY).all() == {stones.of(1, NOW)}
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_line_cut_short_by_a_crash_spoils_no_other(tmp_path: Path) -> None:
    stones = Tombstones(tmp_path, KEY)
    one, two = stones.of(1, NOW), stones.of(2, NOW)
    stones.add(one)
    with (tmp_path / FILE).open("a") as file:
        file.write(two[:20])
    stones.add(two)
    assert {one, two} <= stones.all()


def test_many_at_once(tmp_path: Path) -> None:
    stones = Tombstones(tmp_path, KEY)
    all_of_them = [stones.of(id, NOW) for id in range(100)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(stones.add, all_of_them))
    assert stones.all() == set(all_of_them)
