"""How long it takes until somebody answers, in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.units import format_unit

from bot.i18n import Translator
from bot.mentors.rules.waiting import Truth


def truth(found: Truth, now: datetime, zone: ZoneInfo, words: Translator) -> str:
    """One or two sentences about how long it takes."""
    match found.kind:
        case "later" if found.at is not None:
            sentence = words.pgettext("mentors/later", "Personne n’est là avant\u00a0: {moment}.")
            return sentence.format(moment=words.soon(found.at, now, zone))
        case "soon" if found.typical is not None and found.bad is not None:
            return _soon(found.typical, found.bad, words)
        case "there":
            return words.pgettext(
                "mentors/there", "Quelqu’un est là. Dans combien de temps on te répond, je ne le sais pas encore."
            )
        case "full":
            return _full(found.bad, words)
        case _:
            return words.pgettext(
                "mentors/nobody", "Personne n’est là en ce moment, et je ne sais pas encore quand ça change."
            )


def _full(bad: timedelta | None, words: Translator) -> str:
    """Who is there talks with somebody already."""
    if bad is None:
        return words.pgettext(
            "mentors/full",
            "Les personnes qui sont là parlent déjà avec quelqu’un. Quand on te répond, je ne le sais pas encore.",
        )
    sentence = words.pgettext(
        "mentors/full_bad", "Les personnes qui sont là parlent déjà avec quelqu’un\u00a0: au pire, {bad} d’attente."
    )
    return sentence.format(bad=length(bad, words))


def _soon(typical: timedelta, bad: timedelta, words: Translator) -> str:
    if typical == bad:
        sentence = words.pgettext("mentors/soon_sure", "À cette heure-ci, on te répond en {typical} au plus.")
        return sentence.format(typical=length(typical, words))
    sentence = words.pgettext("mentors/soon", "À cette heure-ci, on te répond souvent en {typical}. Au pire, en {bad}.")
    return sentence.format(typical=length(typical, words), bad=length(bad, words))


def length(wait: timedelta, words: Translator) -> str:
    """« 20 minutes », « 2 heures », « 3 jours »."""
    minutes = wait // timedelta(minutes=1)
    value, unit = (minutes, "minute") if minutes < 60 else (minutes // 60, "hour")
    if value >= 24 and unit == "hour":
        value, unit = value // 24, "day"
    return format_unit(value, f"duration-{unit}", "long", locale=words.babel, numbering_system="latn")
