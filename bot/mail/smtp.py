"""Hands e-mails to the server that `SMTP_URL` names. Implements `ports.Mailer`.

Law: nobody waits for it but the effect that sends; what is written down holds no address and no word of an e-mail.
"""

from __future__ import annotations

import asyncio
import logging
import smtplib
import socket
import ssl
from contextlib import suppress
from email.message import EmailMessage

from bot.clock import Clock
from bot.errors import Unavailable
from bot.mail.compose import compose
from bot.mail.server import Server
from bot.ports import Mail

log = logging.getLogger(__name__)

SILENCE_S = 15.0
"""How long the server may say nothing: some look a sender up before they greet."""
WHOLE_S = 60.0
"""How long one e-mail may take, whatever the server does."""
FOR_GOOD = 500
"""A reply from here on is meant to stay so."""


class Smtp:
    """One connection an e-mail: they are few, and a server that was restarted is not noticed.

    `trusted`: how certificates are checked; None: as the system does.
    """

    def __init__(
        self, server: Server, name: str, sender: str, clock: Clock, trusted: ssl.SSLContext | None = None
    ) -> None:
        self._server = server
        self._name = name
        self._sender = sender
        self._clock = clock
        self._trusted = trusted
        self._silence_s, self._whole_s = SILENCE_S, WHOLE_S

    def hurried(self, silence_s: float, whole_s: float) -> Smtp:
        """With less patience."""
        self._silence_s, self._whole_s = silence_s, whole_s
        return self

    async def send(self, mail: Mail) -> bool:
        try:
            message = compose(mail, self._name, self._sender, self._clock.now())
        except ValueError:
            log.warning("an e-mail without an address it could go to is dropped")
            return False
        line = _Line(self._server, self._context(), self._silence_s)
        sending = asyncio.create_task(asyncio.to_thread(line.send, message, self._sender, mail.to))
        try:
            async with asyncio.timeout(self._whole_s):
                return await asyncio.shield(sending)
        except TimeoutError:
            raise Unavailable("the mail server takes too long") from None
        finally:
            if not sending.done():
                line.cut()
                with suppress(Unavailable):
                    await sending

    def _context(self) -> ssl.SSLContext:
        if self._trusted is not None:
            return self._trusted
        context = ssl.create_default_context()
        if self._server.here:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context


class _Line:
    """One e-mail on one connection, in a thread."""

    def __init__(self, server: Server, context: ssl.SSLContext, silence_s: float) -> None:
        self._server = server
        self._context = context
        self._silence_s = silence_s
        self._client: smtplib.SMTP | None = None
        self._is_cut = False

    def cut(self) -> None:
        """From another thread: whatever is being waited for ends now."""
        self._is_cut = True
        sock = self._client.sock if self._client is not None else None
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def send(self, message: EmailMessage, sender: str, to: str) -> bool:
        """False: refused for good. Raises `Unavailable`."""
        try:
            self._client = client = self._connect()
            try:
                if self._is_cut:
                    raise Unavailable("the mail server: broken off")
                self._greet(client)
                client.send_message(message, sender, [to])
            finally:
                self._leave(client)
        except smtplib.SMTPRecipientsRefused as error:
            return self._refused(error.recipients[to][0])
        except smtplib.SMTPDataError as error:
            return self._refused(error.smtp_code)
        except smtplib.SMTPNotSupportedError:
            return self._refused(FOR_GOOD)
        except (smtplib.SMTPException, OSError) as error:
            raise Unavailable(f"the mail server: {type(error).__name__}") from None
        return True

    def _leave(self, client: smtplib.SMTP) -> None:
        """**Why** nothing is heard of it: what was taken is taken, even when the goodbye is not answered."""
        with suppress(smtplib.SMTPException, OSError):
            client.quit()
        client.close()

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.tls:
            return smtplib.SMTP_SSL(server.host, server.port, timeout=self._silence_s, context=self._context)
        return smtplib.SMTP(server.host, server.port, timeout=self._silence_s)

    def _greet(self, client: smtplib.SMTP) -> None:
        """**Why** a password waits for TLS: whoever can make a server not offer it would read it."""
        server = self._server
        client.ehlo_or_helo_if_needed()
        if not server.tls and client.has_extn("starttls"):
            client.starttls(context=self._context)
            client.ehlo_or_helo_if_needed()
        elif not server.tls and server.user and not server.here:
            raise Unavailable("the mail server offers no STARTTLS, and the password does not go without")
        if server.user:
            try:
                client.login(server.user, server.password)
            except smtplib.SMTPNotSupportedError:
                raise Unavailable("the mail server wants no password") from None

    def _refused(self, code: int) -> bool:
        if code >= FOR_GOOD:
            log.warning("the mail server refused an e-mail for good (%s)", code)
            return False
        raise Unavailable(f"the mail server: {code}")
