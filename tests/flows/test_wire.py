from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.schema import ID_LIMIT
from flows.wire import LIMIT, Wire, choice_id, control_id, parse


@given(st.integers(0, 36**6), st.text(min_size=1), st.integers(1, 30))
def test_every_choice_fits_and_comes_back(number: int, choice: str, rank: int) -> None:
    id = choice_id(number, choice, rank)
    assert len(id.encode()) <= LIMIT
    found = parse(id)
    assert found is not None
    assert found.number == number
    assert found.choice in (choice, f"#{rank}")


def test_the_longest_id_of_a_flow_goes_by_itself() -> None:
    assert choice_id(36**6, "x" * ID_LIMIT, 1).endswith("x" * ID_LIMIT)


@pytest.mark.parametrize(
    ("id", "found"),
    [
        ("!more", Wire(None, control="more")),
        ("!dontknow.1z", Wire(71, control="dontknow")),
        ("2.yes", Wire(2, choice="yes")),
        ("", None),
        ("!", None),
        ("yes", None),
        (".yes", None),
        ("2.", None),
        ("٢.yes", None),
        ("123456789.yes", None),
        ("2." + "x" * 63, None),
        ("!more.<script>", None),
    ],
)
def test_parse(id: str, found: Wire | None) -> None:
    assert parse(id) == found


@given(st.text())
def test_forged_ids_never_raise(id: str) -> None:
    found = parse(id)
    assert found is None or found.choice or found.control


def test_control_id() -> None:
    assert control_id("more") == "!more"
    assert control_id("dontknow", 36) == "!dontknow.10"
