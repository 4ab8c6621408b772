"""What an account may do goes by its roles."""

from __future__ import annotations

import pytest

from bot.who import Account


@pytest.mark.parametrize(
    ("roles", "may"), [((), True), (("mentor",), True), (("admin", "mentor"), True), (("admin",), False)]
)
def test_one_role_of_those_named_is_enough_and_without_any_being_signed_in(
    roles: tuple[str, ...], *, may: bool
) -> None:
    assert Account(1, "Lina", frozenset({"mentor"}), 1).may(*roles) is may
