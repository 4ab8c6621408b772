"""What the pages and the API are given: the site's own values and the parts they ask (Protocols of `bot.ports`)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import urlsplit

from aiohttp import web

from bot.channels.handover import telegram_link
from bot.channels.model import Address
from bot.clock import Clock
from bot.ports import Conversation, Files, Handovers, Transcripts, Translations
from bot.web.limits import Limits
from bot.web.metrics import Metrics
from bot.web.typing import Typing

LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


@dataclass(frozen=True, slots=True)
class Site:
    """Who runs the service and how it is reached. `public_url` and origins without a trailing slash."""

    org_name: str = "Passerelle"
    org_contact: str = ""
    public_url: str | None = None
    widget_origins: tuple[str, ...] = ()
    telegram_bot: Callable[[], str] = str
    """The bot's user name, without @; "" without a bot, or as long as Telegram has not told it."""
    quick_exit: str = "https://meteofrance.com/"
    """Where « Quitter vite » leads: a page that says nothing about who looks at it."""
    kept_months: int = 24
    chat_days: int = 90
    """How long after their last message people are kept."""
    kept_hours: int = 24
    """How long lines are kept of who has not agreed."""
    maps: str = ""
    """Who is asked for places that our list does not know, as people read it; "" for nobody."""
    demo: bool = False
    """Say on every page that this is a demonstration."""
    locales: Mapping[str, str] = field(default_factory=lambda: {"fr": "Français"})
    """What we speak: locale → its name in itself, the source first."""
    proxies: tuple[IPv4Network | IPv6Network, ...] = LOOPBACK
    """From these peers `X-Forwarded-*` is believed."""

    @property
    def https(self) -> bool:
        return bool(self.public_url) and urlsplit(self.public_url or "").scheme == "https"


@dataclass(frozen=True, slots=True)
class Parts:
    """The rest of the house as the web sees it."""

    conversation: Conversation
    transcripts: Transcripts
    files: Files
    handovers: Handovers
    clock: Clock
    translations: Translations
    sos: Callable[[str], Sequence[str]]
    """Locale → the lines of SOS, the number first; needs no database."""
    own_call: Callable[[Address, str], Awaitable[bool]]
    """Whether these words are the call for SOS that the person there chose; asked of who writes too fast."""
    healthy: Callable[[], Awaitable[bool]]
    """Does the database answer?"""
    metrics: Metrics
    limits: Limits
    typing: Typing


SITE: web.AppKey[Site] = web.AppKey("site", Site)
PARTS: web.AppKey[Parts] = web.AppKey("parts", Parts)


def origin_of(request: web.Request) -> str:
    """The address people reach us under: PUBLIC_URL, else what this request says."""
    site = request.app[SITE]
    return site.public_url or f"{scheme_of(request)}://{request.host}"


def telegram_start(request: web.Request, about: str) -> str:
    """A link that opens our bot with `/start about`; "" without a bot."""
    bot = request.app[SITE].telegram_bot()
    return telegram_link(bot, about) if bot else ""


def scheme_of(request: web.Request) -> str:
    forwarded = request.headers.get("X-Forwarded-Proto", "") if from_proxy(request) else ""
    return forwarded if forwarded in ("http", "https") else request.scheme


def from_proxy(request: web.Request) -> bool:
    """Does the connection come from a proxy that we believe?"""
    try:
        peer = ip_network(request.remote or "")
    except ValueError:
        return False
    return any(peer.version == known.version and peer.network_address in known for known in request.app[SITE].proxies)


def client_of(request: web.Request) -> str:
    """The client's address, for the limits: the last hop a believed proxy names, else the peer itself."""
    forwarded = request.headers.get("X-Forwarded-For", "") if from_proxy(request) else ""
    return forwarded.rpartition(",")[2].strip() or request.remote or "unknown"


def route_of(request: web.BaseRequest) -> str:
    """The pattern of the route, such as `/files/{id}`; what follows a pattern's `{` stays secret."""
    resource = request.match_info.route.resource if isinstance(request, web.Request) else None
    return resource.canonical if resource is not None else "-"
