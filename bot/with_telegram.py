"""Telegram as the settings want it, for `bot.app`.

**Why** a file of its own, loaded only where there is a token: python-telegram-bot and what it brings weigh 9 MB.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import SecretStr

from bot.channels.telegram.aside import Reach
from bot.channels.telegram.channel import Options, TelegramChannel
from bot.channels.telegram.setup import Profile
from bot.clock import Clock
from bot.config import Settings
from bot.ports import Transcripts, Translations


def channel(
    token: SecretStr,
    settings: Settings,
    locales: Sequence[str],
    transcripts: Transcripts,
    translations: Translations,
    reach: Reach,
    clock: Clock,
) -> TelegramChannel:
    secret = settings.telegram_webhook_secret
    options = Options(
        token=token.get_secret_value(),
        root=settings.telegram_api_url,
        public_url=settings.public_url,
        secret=secret.get_secret_value() if secret else None,
        locales=locales,
        profile=Profile(org=settings.org_name),
    )
    return TelegramChannel(options, transcripts, translations, clock, reach)
