"""Nothing that a person said, and no key or token, reaches the log, from us or from a library."""

from __future__ import annotations

import io
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.logs import OnlyWhere, described
from tests.bot.service import Person, Service, person, service
from tests.fakes.bot_api import BotApi
from tests.fixtures.overheard import EAR, Ear


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
    # A test before this one may have opened Telegram, which silences its library for good.
    telegram = logging.getLogger("telegram")
    silenced = telegram.level
    telegram.setLevel(logging.NOTSET)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)
    telegram.setLevel(silenced)


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


def test_what_a_reader_of_files_quotes_stays_unsaid(log: io.StringIO) -> None:
    logging.getLogger("pypdf._reader").error("invalid object: %s", "Amina 06 98 76 54 32")
    assert log.getvalue() == ""


def test_our_own_lines_pass(log: io.StringIO) -> None:
    logging.getLogger("passerelle.access").info("GET /api/chat 200 0.004")
    assert log.getvalue() == "GET /api/chat 200 0.004\n"


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert described(KeyError("Amina")) == "KeyError at "


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a name", "turn of Zoubeida parked"),
        ("a phrase", "could not answer « le secret du grenier »"),
        ("a phone number", "sent to +33698765432"),
        ("a phone number", "06 98 76 54 32"),
        ("an e-mail address", "refused: amina.k@exemple.fr"),
        ("a key", "GET /api/chat/messages?after=0&key=abcdef0123 200"),
        ("a key", "GET /files/abcdef0123 200"),
        ("a code that opens a door", "GET /sign-in?code=abcdef0123 200"),
        ("a token", "POST https://api.telegram.org/bot123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"),
        ("a master key", "key AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
    ],
)
def test_the_whole_run_is_listened_to_and_a_planted_offence_is_heard(what: str, line: str) -> None:
    ear = Ear(test="a test")
    ear.emit(logging.LogRecord("bot.planted", logging.WARNING, __file__, 1, "%s", (line,), None))
    assert [(test, kind) for test, kind, _ in ear.found] == [("a test", what)]
    ear.emit(logging.LogRecord("aiosqlite", logging.DEBUG, __file__, 1, "%s", (line,), None))
    ear.emit(logging.LogRecord("bot", logging.INFO, __file__, 1, "POST /api/chat 200 0.004", (), None))
    assert len(ear.found) == 1


def test_it_listens() -> None:
    before = EAR.heard
    logging.getLogger("bot.planted").info("nothing of anybody")
    assert EAR.heard == before + 1


NAME, PHONE, PHRASE = "Ambroisine Quetzal", "06 98 76 54 32", "le secret du grenier"
PHONES = (PHONE, PHONE.replace(" ", ""), "+33698765432")


async def chat_on_the_web(she: Person) -> None:
    await she.post(source="affiche")
    for text in ("Faire mon CV", "D’accord", NAME, PHONE, PHRASE, "SOS"):
        await she.post(text=text)
    await she.messages()
    await she.hear(lambda lines: len(lines) > 5)


async def ask_for_trouble(she: Person) -> None:
    """Addresses that can't be, with the key in them."""
    for path in ("/api/chat/messages?after=x&key=", "/api/chat/stream?after=x&key=", "/api/chat?key=", "/files/", "/"):
        async with she.session.get(path + she.key) as response:
            assert 400 <= response.status < 500
    cut = f'{{"key": "{she.key}", "text": "{PHRASE}"'
    async with she.session.post("/api/chat", data=cut, headers={"Content-Type": "application/json"}) as response:
        assert response.status == 400


async def break_a_turn(she: Person, folder: Path) -> None:
    """The statements of a turn fail with her words as their values."""
    with closing(sqlite3.connect(folder / "data" / "passerelle.db")) as db:
        db.execute("DROP TABLE messages")
        db.commit()
    async with she.session.post("/api/chat", json={"key": she.key, "id": "last", "text": PHRASE}) as response:
        assert response.status == 503


def silent(run: Service, *secrets: str) -> None:
    for secret in secrets:
        assert secret not in run.text, secret


async def test_a_real_chat_leaves_no_trace_in_what_the_process_writes(bot_api: BotApi, tmp_path: Path) -> None:
    her = bot_api.person(7, name=NAME)
    async with service(
        tmp_path, telegram_token=bot_api.token, telegram_api_url=bot_api.url, telegram_rate=0
    ) as run, person(run.url) as she:  # fmt: skip
        for text in ("/start affiche", "Faire mon CV", "D’accord", NAME, PHONE, PHRASE):
            await her.says(text)
        await her.until(lambda: len(her.said) >= 8)
        await chat_on_the_web(she)
        await ask_for_trouble(she)
        await break_a_turn(she, tmp_path)
        assert await run.stop() in (0, 1)
    silent(run, NAME, *NAME.split(), PHRASE, *PHONES, she.key, bot_api.token, bot_api.token.split(":")[1])
    assert "Traceback" not in run.text
    assert "alembic" not in run.text
    assert "INFO passerelle.access POST /api/chat 200" in run.text, "it does write"
    assert "a turn could not even be parked: OperationalError" in run.text
