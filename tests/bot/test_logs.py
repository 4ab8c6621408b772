"""Nothing that a person said, and no key or token, reaches the log, from us or from a library."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from bot.logs import OnlyWhere, described


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that a handler of ours would write, at the most talkative level."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(OnlyWhere())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


def failing(word: str) -> Exception:
    try:
        raise ValueError(word)
    except ValueError as error:
        return error


def test_an_error_is_told_by_its_place(log: io.StringIO) -> None:
    logging.getLogger("bot.conversation").error("a batch of %d failed", 3, exc_info=failing("Amina 0612345678"))
    assert log.getvalue().startswith("a batch of 3 failed: ValueError at ")
    assert "test_logs.py" in log.getvalue()
    assert "Amina" not in log.getvalue()


def test_a_library_that_quotes_an_error_is_not_believed(log: io.StringIO) -> None:
    error = failing("Amina")
    logging.getLogger("asyncio").error(f"Task exception was never retrieved\nexception={error!r}", exc_info=error)
    assert log.getvalue().startswith("ValueError at ")
    assert "Amina" not in log.getvalue()


@pytest.mark.parametrize(
    "name", ["aiosqlite", "sqlalchemy.engine", "alembic.runtime.migration", "telegram.Bot", "asyncio"]
)
def test_what_libraries_chat_about_stays_unsaid(log: io.StringIO, name: str) -> None:
    logging.getLogger(name).log(logging.INFO, "INSERT … %s", "Amina")
    logging.getLogger(name).debug("INSERT … %s", "Amina")
    assert log.getvalue() == ""
    logging.getLogger(name).warning("slow")
    assert log.getvalue() == "slow\n"


def test_our_own_lines_pass(log: io.StringIO) -> None:
    logging.getLogger("passerelle.access").info("GET /api/chat 200 0.004")
    assert log.getvalue() == "GET /api/chat 200 0.004\n"


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert described(KeyError("Amina")) == "KeyError at "
