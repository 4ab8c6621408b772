"""What `make bench` prints about the nearest workshops is a figure on both databases."""

from __future__ import annotations

import pytest

from tests.bench.__main__ import nearby_table
from tests.bench.nearby import measure


@pytest.mark.postgres
@pytest.mark.usefixtures("postgres_server")
async def test_the_nearest_are_measured_on_both_databases() -> None:
    found = await measure([200])
    assert list(found) == ["200 workshops", "200 workshops, PostgreSQL"]
    assert all(one and 0 < one.p50_ms <= one.p99_ms and one.scan_ms > 0 for one in found.values())


def test_where_there_is_no_postgresql_it_is_not_measured() -> None:
    assert nearby_table({"200 workshops, PostgreSQL": None}).endswith("not measured")
