"""Safety as the whole sees it: SOS, and the lint of helplines and of the net. It keeps nothing about anybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from aiohttp import web

from bot.clock import Clock
from bot.errors import Misconfigured
from bot.ports import Domain, Translations
from bot.safety import importer
from bot.safety.importer import FOLDER
from bot.safety.net.importer import FOLDER as NET
from bot.safety.net.importer import load as load_net
from bot.safety.sos import lint as lint_sos
from bot.safety.sos import sos

COUNTRY = "fr"
"""Whose numbers SOS says."""
LOCALES = ("fr", "en", "ar")
"""Languages that are complete, so that SOS is checked in each."""


def domain(
    translations: Translations,
    clock: Clock,
    folder: Path = FOLDER,
    locales: Sequence[str] = LOCALES,
    net: Path = NET,
    routes: Callable[[web.Application], None] | None = None,
) -> Domain:
    """`folder`: the helpline files, one a country; `net`: the rules for words of distress, one file a language."""
    say = sos(translations)

    def lint() -> Sequence[str]:
        return [*_net_problems(net), *lint_helplines()]

    def lint_helplines() -> Sequence[str]:
        try:
            helplines = importer.of(COUNTRY, folder)
        except Misconfigured as error:
            return error.problems
        return [
            problem
            for locale in locales
            for problem in lint_sos(locale, [line.text for line in say(locale)], helplines)
        ]

    return Domain(
        name="safety", routes=routes, lint=lint, remind=lambda: importer.reminders(clock.now().date(), folder)
    )


def _net_problems(folder: Path) -> Sequence[str]:
    try:
        load_net(folder)
    except Misconfigured as error:
        return error.problems
    return ()
