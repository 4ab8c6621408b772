"""Safety as the whole sees it: words of distress and what follows, SOS, the lint of helplines and of the net."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from aiohttp import web

from bot.clock import Clock
from bot.errors import Misconfigured
from bot.ports import Domain, Translations
from bot.safety import importer
from bot.safety.actions import Actions
from bot.safety.importer import FOLDER
from bot.safety.model import COUNTRIES, Country
from bot.safety.net.importer import FOLDER as NET
from bot.safety.net.importer import load as load_net
from bot.safety.net.notice import notice
from bot.safety.sos import lint as lint_sos
from bot.safety.sos import sentences
from bot.safety.watch import Watching
from bot.storage.sealed import Sealer

LOCALES = ("fr", "en", "ar")
"""Languages that are complete, so that SOS is checked in each."""


def domain(
    translations: Translations,
    clock: Clock,
    sealer: Sealer,
    country: Country = "fr",
    folder: Path = FOLDER,
    locales: Sequence[str] = LOCALES,
    net: Path = NET,
    routes: Callable[[web.Application], None] | None = None,
) -> Domain:
    """`country`: whose numbers are said. `folder`: the helpline files, one a country; `net`: the rules for words of
    distress, one file a language."""

    def lint() -> Sequence[str]:
        return [*_net_problems(net), *lint_helplines()]

    def lint_helplines() -> Sequence[str]:
        try:
            known = {place: importer.of(place, folder) for place in COUNTRIES}
        except Misconfigured as error:
            return error.problems
        return [
            problem
            for place, helplines in known.items()
            for locale in locales
            for problem in lint_sos(locale, [*sentences(place, translations(locale)).values()], helplines)
        ]

    return Domain(
        name="safety",
        actions=Actions(sealer, translations, country).actions(),
        watch=Watching(notice, translations),
        routes=routes,
        lint=lint,
        remind=lambda: importer.reminders(clock.now().date(), folder),
    )


def _net_problems(folder: Path) -> Sequence[str]:
    try:
        load_net(folder)
    except Misconfigured as error:
        return error.problems
    return ()
