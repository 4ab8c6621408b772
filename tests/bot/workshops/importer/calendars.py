"""Calendars for tests, in a few words."""

from __future__ import annotations

from collections.abc import Sequence


def calendar(*events: str, head: Sequence[str] = ()) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *head, *events, "END:VCALENDAR", ""]).encode()


def event(uid: str, start: str, *lines: str, end: str = "", title: str = "Atelier", where: str = "69003 Lyon") -> str:
    """`start`, `end`: local time in Paris ("20261203T140000"), or a whole property."""
    begin = start if ":" in start else f"DTSTART;TZID=Europe/Paris:{start}"
    over = end if ":" in end else f"DTEND;TZID=Europe/Paris:{end}" if end else "DURATION:PT2H"
    said = [f"UID:{uid}", f"SUMMARY:{title}", begin, over, f"LOCATION:{where}", *lines]
    return "\r\n".join(["BEGIN:VEVENT", *filter(None, said), "END:VEVENT"])
