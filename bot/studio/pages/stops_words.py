"""Words of the pages about where people stop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.i18n import translator
from bot.ports import Words
from bot.studio.rules.stop_rows import Row
from bot.web.words import Language


def tab(words: Words) -> str:
    return words.pgettext("staff/stops/tab", "Arrêts")


def section(words: Words) -> str:
    return words.pgettext("staff/stops", "Où on s'arrête")


def about(words: Words) -> str:
    return words.pgettext("staff/stops/about", "À quelles questions on répond, où on s'en va : des nombres, personne.")


def few(spoken: Language) -> str:
    return spoken.pgettext("staff/stops/few", "moins de 5")


def note(spoken: Language, row: Row) -> str:
    """What stands in the box of a step at which people arrive: short, so that it fits."""
    if row.gone is None:
        text = spoken.pgettext("staff/stops/note", "{arrived} arrivent")
    else:
        text = spoken.pgettext("staff/stops/note/gone", "{arrived} arrivent · {gone} s'en vont")
    return text.replace("{arrived}", str(row.arrived)).replace("{gone}", str(row.gone))


def no_campaign(spoken: Language) -> str:
    return spoken.pgettext("staff/stops/no_campaign", "sans campagne")


def channel(spoken: Language, name: str) -> str:
    return {
        "web": spoken.pgettext("staff/stops/web", "page web"),
        "telegram": "Telegram",
        "terminal": spoken.pgettext("staff/stops/terminal", "terminal"),
        "": spoken.pgettext("staff/stops/no_channel", "ailleurs"),
    }.get(name, name)


def times(spoken: Language) -> Sequence[str]:
    """One for each box of time."""
    return (
        spoken.pgettext("staff/stops/in_5_s", "5 s au plus"),
        spoken.pgettext("staff/stops/in_15_s", "5 à 15 s"),
        spoken.pgettext("staff/stops/in_30_s", "15 à 30 s"),
        spoken.pgettext("staff/stops/in_60_s", "30 s à 1 min"),
        spoken.pgettext("staff/stops/in_120_s", "1 à 2 min"),
        spoken.pgettext("staff/stops/in_300_s", "2 à 5 min"),
        spoken.pgettext("staff/stops/longer", "plus de 5 min"),
    )


def whens(spoken: Language, months: Sequence[int]) -> Mapping[str, str]:
    """What can be chosen as a time: value in the address → words."""
    own = translator(spoken.locale)
    return {
        "": spoken.pgettext("staff/stops/recent", "Ces trois derniers mois"),
        "all": spoken.pgettext("staff/stops/ever", "Depuis le début"),
        **{str(month): own.month(f"{month // 100}-{month % 100:02}") for month in months},
    }
