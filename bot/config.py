"""Settings: typed, read once, from the environment or `.env`, prefix `PASSERELLE_`. Every default works unset."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, HttpUrl, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import Misconfigured
from bot.mail.compose import is_address
from bot.mail.server import server
from bot.maps.services import SERVICES
from bot.storage.keeping import AUDIT_MONTHS, CHAT_DAYS, CV_MONTHS, NOTICE, UPDATES_DAYS, Keeping, months
from bot.storage.master import parse

PREFIX = "PASSERELLE_"
TELEGRAM_RATE = 30.0
"""Messages a second over all chats: Telegram's own broadcast limit (Bots FAQ)."""
TRAINING_SHARE = 80
"""Percent: three of our fifteen questions may go wrong."""


class Settings(BaseSettings):
    """What can be set. The description of each field is what the README shows."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    data_dir: Path = Field(Path("data"), description="Folder of the database and of everything else that is kept.")
    database_url: SecretStr | None = Field(
        None, description="PostgreSQL, as `postgresql://user:password@host/name`. Unset: SQLite in `DATA_DIR`."
    )
    master_key: SecretStr | None = Field(
        None, description="Key that seals all keys, as `openssl rand -base64 32` prints. Unset: `DATA_DIR`/master.key."
    )
    host: str = Field("127.0.0.1", description="Address the web server listens on.")
    port: int = Field(8080, ge=0, le=65535, description="Port of the web server; 0 takes a free one.")
    public_url: str | None = Field(
        None, description="How people reach the service, such as `https://chat.example.org`."
    )
    org_name: str = Field("Passerelle", description="Who runs the service, as people read it.")
    org_contact: str = Field("", description="How to reach them: a phone number, an address, an e-mail.")
    country: Literal["fr", "be", "ch"] = Field("fr", description="Whose helplines SOS names: `fr`, `be`, `ch`.")
    tz: str = Field("Europe/Paris", description="Time zone of the people who chat.")
    telegram_token: SecretStr | None = Field(None, description="Token from BotFather. Unset: no Telegram.")
    telegram_api_url: str = Field(
        "https://api.telegram.org", description="Root of another Bot API server; `/bot<token>/…` is added."
    )
    telegram_webhook_secret: SecretStr | None = Field(
        None, description="Set: webhook at `PUBLIC_URL`/telegram instead of polling (A–Z, a–z, 0–9, `_`, `-`)."
    )
    telegram_rate: float = Field(
        TELEGRAM_RATE, ge=0, description="Messages a second over all chats; 0 = no pacing (own Bot API server)."
    )
    smtp_url: SecretStr | None = Field(
        None, description="Mail server, as `smtp://user:password@host:587` or `smtps://…`. Unset: no e-mail anywhere."
    )
    mail_from: str = Field(
        "", description="Who e-mails come from. Unset: the user of `SMTP_URL` if that is an address, else one of ours."
    )
    geocoder: Literal["", "geoplateforme", "nominatim"] = Field(
        "",
        description="Asked for a place that our list does not know, when the person agrees: `geoplateforme` or "
        "`nominatim`. Unset: nobody is asked.",
    )
    geocoder_url: str = Field("", description="Your own server of that kind, in place of the public one.")
    release_contacts: bool = Field(
        False, description="`true`: people may show their mentor a phone number or address that was masked."
    )
    training_share: int = Field(
        TRAINING_SHARE,
        ge=1,
        le=100,
        description="Percent of the points of the training that mentors need to pass it.",
    )
    widget_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Sites that may embed the chat, separated by commas: `https://example.org`."
    )
    quick_exit: str = Field(
        "https://meteofrance.com/",
        description="Where « Quitter vite » leads: an ordinary page that says nothing about who looks at it.",
    )
    keep_updates_days: int = Field(
        UPDATES_DAYS, ge=1, le=90, description="What arrived, as it arrived, so that a repeat is recognised."
    )
    keep_chat_days: int = Field(
        CHAT_DAYS,
        ge=NOTICE.days + 1,
        description="Messages and files, after the last sign of life; told a month ahead.",
    )
    keep_cv_months: int = Field(
        CV_MONTHS, ge=2, description="Answers, CV, all that is left, after the last sign of life; told a month ahead."
    )
    keep_audit_months: int = Field(
        AUDIT_MONTHS, ge=1, description="Who of the team read what of whom, by numbers instead of names."
    )
    flows_dir: Path | None = Field(None, description="Own flow library, served straight from the files.")

    @field_validator("tz")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("not a time zone of the IANA list, such as Europe/Paris")
        return value

    @field_validator("public_url", "telegram_api_url")
    @classmethod
    def _root_url(cls, value: str | None) -> str | None:
        if value is None:
            return None
        HttpUrl(value)
        return value.rstrip("/")

    @field_validator("geocoder_url", "quick_exit")
    @classmethod
    def _whole_url(cls, value: str) -> str:
        """**Why** nothing but `https` and `http`: « Quitter vite » goes there by script, too."""
        if value:
            HttpUrl(value)
        return value

    @field_validator("widget_origins", mode="before")
    @classmethod
    def _comma_separated(cls, value: object) -> object:
        return (
            tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @field_validator("master_key")
    @classmethod
    def _key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            parse(value.get_secret_value())
        return value

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            server(value.get_secret_value())
        return value

    @field_validator("mail_from")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not is_address(value):
            raise ValueError("one e-mail address, such as bonjour@example.org")
        return value

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _telegram_alphabet(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            text = value.get_secret_value()
            if not (0 < len(text) <= 256 and all(c.isascii() and (c.isalnum() or c in "_-") for c in text)):
                raise ValueError("1 to 256 characters out of A–Z, a–z, 0–9, _ and -")
        return value

    @property
    def keeping(self) -> Keeping:
        return Keeping(
            timedelta(days=self.keep_updates_days),
            timedelta(days=self.keep_chat_days),
            months(self.keep_cv_months),
            months(self.keep_audit_months),
        )

    @property
    def maps(self) -> str:
        """Who is asked for places that our list does not know, as people read it; "" for nobody."""
        return SERVICES[self.geocoder].name if self.geocoder else ""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.tz)


def load(**overrides: Any) -> Settings:
    """Reads the settings; `overrides` (the command line) win. Raises `Misconfigured` with every problem at once."""
    try:
        settings = Settings(**{name: value for name, value in overrides.items() if value is not None})
    except ValidationError as error:
        raise Misconfigured(
            [
                f"{PREFIX}{'.'.join(map(str, e['loc'])).upper()}: {e['msg'].removeprefix('Value error, ')}"
                for e in error.errors()
            ]
        ) from None
    if settings.telegram_webhook_secret and not settings.public_url:
        raise Misconfigured([f"{PREFIX}PUBLIC_URL: a webhook needs the public address of the service"])
    return settings
