"""What sends e-mail, as the settings say."""

from __future__ import annotations

from bot.clock import Clock
from bot.config import Settings
from bot.mail.server import sender, server
from bot.mail.smtp import Smtp
from bot.ports import Mailer


def mailer(settings: Settings, clock: Clock) -> Mailer | None:
    """What sends e-mail, in the name of whoever runs the service; None where no server is set."""
    if settings.smtp_url is None:
        return None
    to = server(settings.smtp_url.get_secret_value())
    return Smtp(to, settings.org_name, settings.mail_from or sender(to, settings.public_url), clock)
