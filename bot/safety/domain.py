"""Safety as the whole sees it: words of distress and what follows, SOS, the lint of helplines and of the net."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.errors import Misconfigured
from bot.ports import Domain, EffectHandler, Translations
from bot.safety import importer, store
from bot.safety.actions import Actions
from bot.safety.alarm import TELL
from bot.safety.importer import FOLDER
from bot.safety.model import COUNTRIES, Country
from bot.safety.net.importer import FOLDER as NET
from bot.safety.net.importer import load as load_net
from bot.safety.net.notice import notice, warm
from bot.safety.news import News
from bot.safety.safe_word import Choosing, SafeWord
from bot.safety.sos import lint as lint_sos
from bot.safety.sos import sentences
from bot.safety.watch import Watching
from bot.storage.keeping import DEFAULTS
from bot.storage.sealed import Sealer
from flows.events import JsonValue


def nothing(locale: str, text: str) -> str:
    """No words ask anything of the bot."""
    return ""


LOCALES = ("fr", "en", "ar")
"""Languages that are complete, so that SOS is checked in each."""


@dataclass(frozen=True, slots=True)
class Safety:
    """`telling`: the effect that tells the team; None where there is none to tell. `country`: whose numbers are said.

    `folder`: the helpline files, one a country; `net`: the rules for words of distress, one file a language; `own`:
    what staff add to them. `kept`: how long it is known that something was noticed. `called`: what typed words ask of
    the bot.
    """

    words: Translations
    clock: Clock
    sealer: Sealer
    country: Country = "fr"
    telling: EffectHandler | None = None
    routes: Sequence[Callable[[web.Application], None]] = ()
    own: Path | None = None
    kept: timedelta = DEFAULTS.chat
    called: Callable[[str, str], str] = nothing
    folder: Path = FOLDER
    locales: Sequence[str] = LOCALES
    net: Path = NET

    def domain(self) -> Domain:
        return Domain(
            name="safety",
            actions={**Actions(self.sealer, self.words, self.country).actions(), **Choosing().actions()},
            events=News(self.words, self.country).handlers(),
            effects={TELL: self.telling} if self.telling else {},
            patient=frozenset({TELL}),
            urgent=frozenset({TELL}),
            warm=partial(warm, self.own),
            watch=Watching(partial(notice, own=self.own), self.words, self.sealer),
            secret=SafeWord(self.sealer, self.called, partial(notice, own=self.own)),
            routes=self._routes,
            export=self._export,
            erase=store.erase,
            retain=self._retain,
            lint=lambda: [*self._net_problems(), *self._number_problems()],
            remind=lambda: importer.reminders(self.clock.now().date(), self.folder),
        )

    def _routes(self, app: web.Application) -> None:
        for add in self.routes:
            add(app)

    async def _export(self, db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        return await store.export(db, self.sealer, person_id)

    async def _retain(self, db: AsyncConnection, now: datetime) -> int:
        return await store.retain(db, now - self.kept)

    def _net_problems(self) -> Sequence[str]:
        try:
            load_net(self.net, self.own)
        except Misconfigured as error:
            return error.problems
        return ()

    def _number_problems(self) -> Sequence[str]:
        try:
            known = {place: importer.of(place, self.folder) for place in COUNTRIES}
        except Misconfigured as error:
            return error.problems
        return [
            problem
            for place, helplines in known.items()
            for locale in self.locales
            for problem in lint_sos(locale, [*sentences(place, self.words(locale)).values()], helplines)
        ]
