"""Whoever is asked for a place that our list does not know, as the settings say."""

from __future__ import annotations

from bot.clock import Clock
from bot.config import Settings
from bot.maps.client import Maps, Named, Pace
from bot.maps.services import SERVICES


def geocoder(settings: Settings, clock: Clock, named: Named) -> Maps | None:
    """None where none is set: what people type then never leaves the machine."""
    if not settings.geocoder:
        return None
    service = SERVICES[settings.geocoder]
    agent = f"Passerelle ({settings.public_url or settings.org_contact or settings.org_name})"
    pace = Pace(service.every_s, lambda: clock.now().timestamp())
    return Maps(service, named, _header(agent), pace, clock.new_id().encode(), settings.geocoder_url)


def _header(text: str) -> str:
    """What a header may hold."""
    return text.encode("ascii", "replace").decode() if text.isprintable() else "Passerelle"
