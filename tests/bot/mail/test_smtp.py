"""E-mails handed to a real socket: taken, refused, encrypted; a server that is dead or slow holds nobody."""

from __future__ import annotations

import asyncio
import logging
import ssl
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import Unavailable
from bot.mail.server import Server
from bot.mail.smtp import Smtp
from bot.ports import Mail
from tests.fakes.clock import FakeTime
from tests.fakes.smtp import FakeSmtp
from tests.fakes.until import PATIENCE_S, until

TO = "amina@exemple.fr"
MAIL = Mail(TO, "Ton atelier, c’est demain", "Mardi, 14:00.\n.\nÀ demain !", "k1", unsubscribe="https://x.fr/stop/1")
WORDS = ("amina", "atelier", "demain", "secret")


def smtp(server: Server, trusted: ssl.SSLContext | None = None) -> Smtp:
    return Smtp(server, "Le Pont", "bonjour@lepont.example", FakeTime().clock, trusted).hurried(0.3, 1.0)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of our own for `localhost`, with its key."""
    folder = tmp_path_factory.mktemp("tls")
    made = folder / "both.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    new = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    subprocess.run([*new, *subject, "-keyout", made, "-out", folder / "cert"], check=True, capture_output=True)
    made.write_bytes(made.read_bytes() + (folder / "cert").read_bytes())
    return made


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


async def test_it_arrives_whole() -> None:
    async with FakeSmtp().listening() as server:
        assert await smtp(Server("127.0.0.1", server.port)).send(MAIL)
    [got] = server.got
    assert (got.to, got.sender, got.encrypted) == (TO, "bonjour@lepont.example", False)
    assert got.message["Subject"] == MAIL.subject
    assert got.text.strip() == MAIL.text
    assert not server.broken


async def test_starttls_comes_before_the_password(tls: ssl.SSLContext) -> None:
    async with FakeSmtp(tls=tls, login=("moi", "s3cret")).listening() as server:
        assert await smtp(Server("localhost", server.port, user="moi", password="s3cret")).send(MAIL)
    assert server.got[0].encrypted
    assert not server.broken


async def test_smtps_is_encrypted_from_the_first_byte(tls: ssl.SSLContext) -> None:
    async with FakeSmtp(tls=tls, at_once=True).listening() as server:
        assert await smtp(Server("localhost", server.port, tls=True)).send(MAIL)
    assert server.got[0].encrypted


@pytest.mark.parametrize("at_once", [False, True])
async def test_a_certificate_that_nobody_vouches_for_is_not_believed(tls: ssl.SSLContext, at_once: bool) -> None:
    async with FakeSmtp(tls=tls, at_once=at_once).listening() as server:
        far = smtp(Server("localhost", server.port, tls=at_once), ssl.create_default_context())
        with pytest.raises(Unavailable, match="SSL"):
            await far.send(MAIL)
    assert not server.got


async def test_one_that_is_vouched_for_is(tls: ssl.SSLContext, certificate: Path) -> None:
    trusted = ssl.create_default_context(cafile=str(certificate))
    async with FakeSmtp(tls=tls).listening() as server:
        assert await smtp(Server("localhost", server.port), trusted).send(MAIL)
    assert server.got[0].encrypted


async def test_a_password_never_goes_without_tls_to_another_machine() -> None:
    """Somebody in between has taken STARTTLS away. (0.0.0.0 leads here, and is not known to be here.)"""
    async with FakeSmtp(login=("moi", "s3cret")).listening() as server:
        with pytest.raises(Unavailable, match="STARTTLS"):
            await smtp(Server("0.0.0.0", server.port, user="moi", password="s3cret")).send(MAIL)
    assert not server.got


async def test_a_password_nobody_asks_for_is_for_staff_to_look_at() -> None:
    async with FakeSmtp().listening() as server:
        with pytest.raises(Unavailable, match="password"):
            await smtp(Server("127.0.0.1", server.port, user="moi", password="s3cret")).send(MAIL)


@pytest.mark.parametrize(
    ("verb", "reply"),
    [("CONNECT", "421 too busy"), ("EHLO", "421 bye"), ("MAIL", "451 later"), ("MAIL", "550 not you"),
     ("RCPT", "450 come again"), ("DATA", "451 later"), ("END", "452 full"), ("AUTH", "535 no")],
)  # fmt: skip
async def test_what_may_pass_is_tried_again(verb: str, reply: str) -> None:
    async with FakeSmtp(answers={verb: reply}, login=("moi", "s3cret")).listening() as server:
        with pytest.raises(Unavailable):
            await smtp(Server("127.0.0.1", server.port, user="moi", password="s3cret")).send(MAIL)


@pytest.mark.parametrize("verb", ["RCPT", "DATA", "END"])
async def test_what_is_refused_for_good_is_not(verb: str, caplog: pytest.LogCaptureFixture) -> None:
    async with FakeSmtp(answers={verb: f"550 {TO} unknown, secret words"}).listening() as server:
        assert not await smtp(Server("127.0.0.1", server.port)).send(MAIL)
    assert "550" in caplog.text
    assert not [word for word in WORDS if word in caplog.text]


async def test_an_address_that_needs_more_than_the_server_can_is_refused() -> None:
    async with FakeSmtp().listening() as server:
        assert not await smtp(Server("127.0.0.1", server.port)).send(replace(MAIL, to="éva@exemple.fr"))


@pytest.mark.parametrize("to", ["a@b.fr\r\nBcc: x@y.fr", "a@b.fr, c@d.fr", "A <a@b.fr>", "a", ""])
async def test_an_address_that_says_more_is_dropped_before_anybody_is_called(to: str) -> None:
    async with FakeSmtp().listening() as server:
        assert not await smtp(Server("127.0.0.1", server.port)).send(replace(MAIL, to=to))
    assert server.calls == 0


@pytest.mark.parametrize("verb", ["CONNECT", "EHLO", "MAIL", "DATA", "END"])
async def test_a_server_that_says_nothing_is_given_up(verb: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with FakeSmtp(silent=verb).listening() as server, asyncio.timeout(PATIENCE_S):
        with pytest.raises(Unavailable):
            await smtp(Server("127.0.0.1", server.port)).send(MAIL)
    assert not [word for word in WORDS if word in caplog.text]


async def test_a_server_that_takes_it_and_never_says_goodbye_has_it() -> None:
    async with FakeSmtp(silent="QUIT").listening() as server:
        assert await smtp(Server("127.0.0.1", server.port)).send(MAIL)
    assert len(server.got) == 1


async def test_nobody_there() -> None:
    async with FakeSmtp().listening() as server:
        port = server.port
    with pytest.raises(Unavailable):
        await smtp(Server("127.0.0.1", port)).send(MAIL)


async def test_who_is_stopped_lets_go_at_once() -> None:
    async with FakeSmtp(silent="DATA").listening() as server, asyncio.timeout(PATIENCE_S):
        patient = smtp(Server("127.0.0.1", server.port)).hurried(600, 600)
        sending = asyncio.create_task(patient.send(MAIL))
        await until(lambda: server.calls == 1)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending


async def test_a_server_that_drips_is_given_up() -> None:
    """Each byte comes in time, the whole never does."""
    async with FakeSmtp(silent="MAIL").listening() as server, asyncio.timeout(PATIENCE_S):
        with pytest.raises(Unavailable, match="too long"):
            await smtp(Server("127.0.0.1", server.port)).hurried(600, 0.2).send(MAIL)
