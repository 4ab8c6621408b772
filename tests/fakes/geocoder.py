"""A strict geocoder of either kind: it refuses what a real one refuses, keeps what it was asked, and can misbehave."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web

Kind = Literal["geoplateforme", "nominatim"]
FIELDS: dict[Kind, frozenset[str]] = {
    "geoplateforme": frozenset({"q", "index", "limit"}),
    "nominatim": frozenset({"q", "format", "limit", "countrycodes", "accept-language", "addressdetails"}),
}
HEADERS = frozenset({"Host", "User-Agent", "Accept", "Accept-Encoding"})
"""All that may come along: no cookie, no referrer, nothing about who asks in the chat."""
LA_NOUE = ("48.8691", "2.4217", "93006", "Bagnolet")
GUINGUETTE = ("48.8899", "2.4057", "93055", "Pantin")
TOURNAI = ("50.6056", "3.3878", "57081", "Tournai")
"""In Belgium, eight kilometres from Baisieux."""
KNOWN = {
    "grand place de tournai": [TOURNAI],
    "la noue": [LA_NOUE],
    "les hauts fagots": [LA_NOUE],
    "rue de la guinguette": [GUINGUETTE, LA_NOUE],
    "atlantide": [],
}


@dataclass
class FakeGeocoder:
    """`mood`: fine · slow · dripping · broken · huge · failing · away · elsewhere (it sends on to another address)."""

    kind: Kind = "geoplateforme"
    mood: str = "fine"
    asked: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    url: str = ""
    _end: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        wrong = self._wrong(request)
        if wrong:
            self.refused.append(wrong)
            return web.Response(status=400, text=wrong)
        self.agents.append(request.headers["User-Agent"])
        self.asked.append(request.query["q"])
        match self.mood:
            case "slow":
                await self._end.wait()
            case "dripping":
                return await self._drip(request)
            case "failing":
                return web.Response(status=500, text="Traceback")
            case "broken":
                return web.Response(text="<html>Maintenance</html>")
            case "huge":
                return web.Response(text="[" + "0," * 500_000 + "0]")
            case "away":
                return web.Response(status=503)
            case "elsewhere":
                return web.Response(status=302, headers={"Location": "http://elsewhere.example/"})
        return web.json_response(self._found(request.query["q"]))

    async def _drip(self, request: web.Request) -> web.StreamResponse:
        """A beginning at once, and the rest never."""
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"[")
        await self._end.wait()
        return response

    def _wrong(self, request: web.Request) -> str:
        if extra := set(request.headers) - HEADERS:
            return f"headers: {sorted(extra)}"
        if set(request.query) != FIELDS[self.kind] or len(request.query) != len(request.query_string.split("&")):
            return f"fields: {sorted(request.query)}"
        if not request.headers["User-Agent"].startswith("Passerelle ("):
            return "User-Agent"
        return "" if 0 < len(request.query["q"]) <= 200 else "q"

    def _found(self, words: str) -> object:
        known = KNOWN.get(words.casefold(), [])
        if self.kind == "nominatim":
            return [
                {
                    "lat": lat,
                    "lon": lon,
                    "display_name": f"{words}, {town}, France",
                    "address": {"town": town, "country_code": "be" if town == TOURNAI[-1] else "fr"},
                }
                for lat, lon, _, town in known
            ]
        return {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [float(lon), float(lat)]},
                    "properties": {"label": f"{words} {town}", "score": 0.71, "citycode": code, "type": "street"},
                }
                for lat, lon, code, town in known
            ],
            "query": words,
        }

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[FakeGeocoder]:
        app = web.Application()
        app.router.add_get("/search", self.answer, allow_head=False)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/search"
        try:
            yield self
        finally:
            self._end.set()
            await runner.cleanup()
