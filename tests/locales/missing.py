"""A text of the code that a test reaches in a language that lacks it fails that test."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

import pytest


def missing(records: Iterable[logging.LogRecord]) -> list[str]:
    return [record.getMessage() for record in records if record.name == "bot.i18n"]


@pytest.fixture(autouse=True)
def no_missing_text(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """`bot.i18n` says which text is missing; a test about just that clears `caplog`."""
    yield
    found = missing(caplog.get_records("call"))
    assert not found, found
