from __future__ import annotations

from pathlib import Path

import pytest

from bot.mentors.rules.steps import STEPS, flow_of


@pytest.mark.parametrize("flow", sorted(filter(None, STEPS.values())))
def test_every_step_is_a_flow_we_ship(flow: str) -> None:
    assert (Path("flows/library") / f"{flow}.yaml").is_file()


def test_an_unknown_step_goes_on_where_they_were() -> None:
    assert flow_of("gone") == "" == flow_of("menu")
    assert flow_of("letter") == "lettre"
