"""What SOS answers: three calm lines, the number first. Needs no flow library and no database.

Law: every number said here is in the helplines, proved, free, and answers day and night (`lint` holds it).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.ports import Translations, Words
from bot.safety.model import Helpline

Sos = Callable[[str], tuple[str, ...]]
"""Locale → the lines to say."""

_NUMBER = re.compile(r"\d{2,6}")
AGES = frozenset({"21"})
"""Numbers of the lines that nobody dials: the age up to which 119 answers."""


def sos(translations: Translations) -> Sos:
    """The answer to the SOS button, `/sos` and the typed word, in any locale."""

    def lines(locale: str) -> tuple[str, ...]:
        return _lines(translations(locale))

    return lines


def _lines(words: Words) -> tuple[str, ...]:
    return (
        words.pgettext("sos/danger", "112\u00a0: danger maintenant. Si parler est impossible\u00a0: SMS au 114."),
        words.pgettext("sos/suicide", "3114\u00a0: trop de souffrance, envie de mourir. Des soignants t’écoutent."),
        words.pgettext(
            "sos/violence",
            "119\u00a0: violence ou peur à la maison, avant 21 ans. Tout est gratuit, jour et nuit.",
        ),
    )


def numbers(lines: Sequence[str]) -> tuple[str, ...]:
    """The numbers to dial, in the order they are said."""
    return tuple(n for line in lines for n in _NUMBER.findall(line) if n not in AGES)


def lint(said: Sequence[str], helplines: Sequence[Helpline]) -> Sequence[str]:
    """Numbers that SOS says and no helpline proves."""
    proved = {line.number.replace(" ", "") for line in helplines if line.reliable}
    return [
        f"sos: {number} is not a proved, free, day-and-night helpline"
        for number in numbers(said)
        if number not in proved
    ]
