"""What SOS answers: calm lines, the number first. Needs no flow library and no database.

Law: every number said here is in the helplines of that country, proved, free, and answers day and night (`lint`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from bot.ports import Line, Translations, Words
from bot.safety import words as own
from bot.safety.model import Country, Helpline
from bot.safety.net.model import Category

Sos = Callable[[str], Sequence[Line]]
"""Locale → the lines to say, one message each."""

FIRST: Mapping[Country, tuple[str, ...]] = {
    "fr": ("danger", "suicide", "childhood"),
    "be": ("danger", "suicide", "listening"),
    "ch": ("danger", "childhood", "medical"),
}
"""What SOS says, by country, in this order: three short lines. Only what was verified is ever said."""
FOR: Mapping[Category, tuple[str, ...]] = {
    "suicide": ("suicide", "danger"),
    "self_harm": ("suicide", "danger"),
    "violence": ("childhood", "women", "listening", "danger"),
    "sexual_abuse": ("childhood", "women", "listening", "danger"),
    "exploitation": ("danger", "childhood", "listening"),
    "no_roof": ("shelter", "danger"),
    "forced_marriage": ("women", "childhood", "listening", "danger"),
    "sextortion": ("police", "childhood", "listening"),
    "minor_alone": ("childhood", "shelter", "missing"),
    "medical": ("medical", "danger"),
}
"""What helps with what was noticed, the best first; what a country lacks is left out, what is named twice is said
once."""

_NUMBER = re.compile(r"\d[\d \u00a0\u202f]*\d")
_AROUND = "\u2066\u2067\u2068\u2069\u200e\u200f"
SHORTEST = 3
"""Digits of what is dialled; ages and hours are shorter."""


def sos(translations: Translations, country: Country = "fr") -> Sos:
    """The answer to the SOS button, `/sos` and the typed word, in any locale."""

    def lines(locale: str) -> Sequence[Line]:
        words = translations(locale)
        *first, last = sentences_of(country, words)
        return (*map(Line, first), Line(last, controls=own.offered(words)))

    return lines


def sentences_of(country: Country, words: Words) -> tuple[str, ...]:
    """What SOS says, the first first."""
    said = sentences(country, words)
    return tuple(said[name] for name in FIRST[country])


def help_with(what: str, country: Country, words: Words) -> tuple[str, ...]:
    """The sentences that help with a category, at least one; anything else gets those of SOS."""
    known = sentences(country, words)
    wanted = next((names for category, names in FOR.items() if category == what), FIRST[country])
    found = tuple(dict.fromkeys(known[name] for name in wanted if name in known))
    return found or tuple(known[name] for name in FIRST[country])


def sentences(country: Country, words: Words) -> Mapping[str, str]:
    """All that can be said about the numbers of a country, by name."""
    match country:
        case "be":
            return _belgium(words)
        case "ch":
            return _switzerland(words)
        case _:
            return _france(words)


def _france(words: Words) -> Mapping[str, str]:
    return {
        "danger": words.pgettext(
            "sos/danger", "112\u00a0: danger maintenant. Si parler est impossible\u00a0: SMS au 114."
        ),
        "suicide": words.pgettext(
            "sos/suicide", "3114\u00a0: trop de souffrance, envie de mourir. Des soignants t’écoutent."
        ),
        "childhood": words.pgettext(
            "sos/violence",
            "119\u00a0: violence ou peur à la maison, avant 21 ans. Tout est gratuit, jour et nuit.",
        ),
        "women": words.pgettext(
            "sos/women", "3919\u00a0: violences contre une femme, mariage forcé. Gratuit, jour et nuit."
        ),
        "shelter": words.pgettext(
            "sos/shelter", "115\u00a0: un endroit où dormir. Peu de places\u00a0: on peut rappeler."
        ),
        "missing": words.pgettext(
            "sos/missing", "116\u00a0000\u00a0: loin de chez soi, ou sans nouvelles de quelqu’un. Gratuit."
        ),
        "medical": words.pgettext("sos/medical", "15\u00a0: urgence de santé, jour et nuit. Par SMS\u00a0: 114."),
        "police": words.pgettext("sos/police", "17\u00a0: chantage, menaces\u00a0: la police. Par SMS\u00a0: 114."),
    }


def _belgium(words: Words) -> Mapping[str, str]:
    return {
        "danger": words.pgettext("sos/be/danger", "112\u00a0: danger maintenant, partout en Belgique. Gratuit."),
        "police": words.pgettext("sos/be/police", "101\u00a0: chantage, menaces\u00a0: la police."),
        "medical": words.pgettext("sos/be/medical", "112\u00a0: urgence de santé, jour et nuit. Gratuit."),
        "women": words.pgettext(
            "sos/be/women", "0800\u00a030\u00a0030\u00a0: violence ou peur dans le couple. Gratuit, jour et nuit."
        ),
        "shelter": words.pgettext(
            "sos/be/shelter", "0800\u00a099\u00a0340\u00a0: à Bruxelles, un endroit où dormir. Gratuit."
        ),
        "suicide": words.pgettext(
            "sos/be/suicide",
            "0800\u00a032\u00a0123\u00a0: trop de souffrance, envie de mourir. Gratuit, jour et nuit.",
        ),
        "listening": words.pgettext(
            "sos/be/listening", "107\u00a0: peur, violence, besoin de parler à quelqu’un. Gratuit, jour et nuit."
        ),
        "missing": words.pgettext(
            "sos/be/missing",
            "116\u00a0000\u00a0: loin de chez soi, ou sans nouvelles de quelqu’un. Gratuit, jour et nuit.",
        ),
    }


def _switzerland(words: Words) -> Mapping[str, str]:
    """**Why** 147 twice: it is the line of the young, whatever it is about; the one of everybody is not free."""
    young = words.pgettext(
        "sos/ch/young", "147\u00a0: envie de mourir, peur, violence. Pour les jeunes, gratuit, jour et nuit."
    )
    return {
        "danger": words.pgettext("sos/ch/danger", "112\u00a0: danger maintenant, partout en Suisse. Gratuit."),
        "suicide": young,
        "childhood": young,
        "medical": words.pgettext("sos/ch/medical", "144\u00a0: urgence de santé, jour et nuit. Gratuit."),
        "police": words.pgettext("sos/ch/police", "117\u00a0: chantage, menaces\u00a0: la police. Gratuit."),
        "missing": words.pgettext(
            "sos/ch/missing",
            "116\u00a0000\u00a0: loin de chez soi, ou sans nouvelles de quelqu’un. Gratuit, jour et nuit.",
        ),
    }


def numbers(lines: Sequence[str]) -> tuple[str, ...]:
    """The numbers to dial, in the order they are said, without spaces."""
    return tuple(number for line in lines for number in _dialled(line))


def _dialled(line: str) -> list[str]:
    """What a line begins with is dialled, however short."""
    found = ["".join(filter(str.isdigit, group)) for group in _NUMBER.findall(line)]
    short = found[:1] if _begins(line) else []
    return [*short, *(number for number in found[len(short) :] if len(number) >= SHORTEST)]


def lint(locale: str, said: Sequence[str], helplines: Sequence[Helpline]) -> Sequence[str]:
    """Lines that do not begin with their number or that raise their voice; numbers that no helpline proves."""
    proved = {line.number.replace(" ", "") for line in helplines if line.reliable}
    found = [
        f"sos ({locale}): {n} is not a proved, free, day-and-night helpline" for n in numbers(said) if n not in proved
    ]
    found += [f"sos ({locale}): the number comes first: {line}" for line in said if not _begins(line)]
    found += [f"sos ({locale}): calm, no exclamation mark: {line}" for line in said if set(line) & set("!！")]
    return found


def _begins(line: str) -> bool:
    found = _NUMBER.match(line.lstrip(_AROUND))
    return found is not None
