"""Safety as the whole sees it: SOS and the lint of the helplines. It keeps nothing about anybody."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.errors import Misconfigured
from bot.ports import Domain, Translations
from bot.safety import importer
from bot.safety.importer import FOLDER
from bot.safety.sos import lint as lint_sos
from bot.safety.sos import sos

SOURCE_LOCALE = "fr"


def domain(translations: Translations, folder: Path = FOLDER) -> Domain:
    """`folder`: the helpline files, one a country."""
    say = sos(translations)

    def lint() -> Sequence[str]:
        try:
            helplines = importer.load(folder)
        except Misconfigured as error:
            return error.problems
        return lint_sos(say(SOURCE_LOCALE), helplines)

    return Domain(name="safety", lint=lint)
