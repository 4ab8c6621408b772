"""The pages that `make bench` asks for are there, and answer."""

from __future__ import annotations

from bot.releases.model import Written
from tests.bench.studio_pages import measure
from tests.bot.studio.house import SERVED


async def test_the_forms_of_a_flow_are_asked_for() -> None:
    found = await measure({one.flow: Written(one.flow, one.source, one.texts) for one in SERVED})
    assert found.form_ms > 0
    assert found.typing_ms > 0
