"""What SOS answers: three calm lines, the number first. Needs no flow library and no database.

Law: every number said here is in the helplines, proved, free, and answers day and night (`lint` holds it).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.ports import Line, Translations, Words
from bot.safety.model import Helpline

Sos = Callable[[str], Sequence[Line]]
"""Locale → the lines to say, one message each."""

_NUMBER = re.compile(r"\d{3,6}")
"""What is dialled; ages and hours are shorter."""
_FIRST = re.compile(r"[\u2066-\u2069\u200e\u200f]*\d{3,6}\b")


def sos(translations: Translations) -> Sos:
    """The answer to the SOS button, `/sos` and the typed word, in any locale."""

    def lines(locale: str) -> Sequence[Line]:
        return tuple(Line(text) for text in _lines(translations(locale)))

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
    return tuple(number for line in lines for number in _NUMBER.findall(line))


def lint(locale: str, said: Sequence[str], helplines: Sequence[Helpline]) -> Sequence[str]:
    """Lines that do not begin with their number or that raise their voice; numbers that no helpline proves."""
    proved = {line.number.replace(" ", "") for line in helplines if line.reliable}
    found = [
        f"sos ({locale}): {n} is not a proved, free, day-and-night helpline" for n in numbers(said) if n not in proved
    ]
    found += [f"sos ({locale}): the number comes first: {line}" for line in said if not _FIRST.match(line)]
    found += [f"sos ({locale}): calm, no exclamation mark: {line}" for line in said if set(line) & set("!！")]
    return found
